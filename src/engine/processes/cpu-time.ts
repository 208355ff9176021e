import type { ProcessRecord } from "./state.ts";
import type { Answer, Syscall } from "./syscall.ts";
import { stretch } from "./cgroups/cpu.ts";
import type { Table } from "./table.ts";

/** What the processes of one cgroup have computed lately: a process that never waits is told apart from one that works by it. */
export interface CpuAccount {
  /** Steps that the passing of time has not forgiven yet, as of `atMs`. */
  readonly steps: number;
  readonly atMs: number;
  /** Slices used up since the cgroup was last at rest, and until when the latest of them lasts. */
  readonly slices: number;
  readonly busyUntilMs: number;
}

/** Steps that a process takes in one instant before it has used up a slice of CPU time. */
const STEPS_PER_SLICE = 500;
/** What a new process or program costs, in steps, and what a change of a directory does. */
const SPAWN_STEPS = 10;
const DIRECTORY_STEPS = 4;
const BYTES_PER_STEP = 4096;
/** The runtime writes each line of a log by itself. */
const LOG_LINES_PER_STEP = 4;
/** Steps that all processes of a cgroup may take at once, and what a millisecond of rest gives back. */
const BURST_STEPS = 5000;
const STEPS_FORGIVEN_PER_MS = 20;
/** After so many slices without rest the next ones last twice as long, up to a thousand times. */
const SLICES_UNTIL_LONGER = 64;
const LONGEST_DOUBLINGS = 10;

const QUIET_STEPS = 50;
/** Processes of an instant that cannot take many steps between them. */
const FEW = 8;

const AT_REST: CpuAccount = { steps: 0, atMs: 0, slices: 0, busyUntilMs: 0 };
const keyOf = ({ host, task }: ProcessRecord): string => `${host}${task.cgroup}`;

function accountOf(table: Table, process: ProcessRecord): CpuAccount {
  const { cpu, steps: taken } = table.state;
  // Mostly all the world is at rest, and no key has to be made.
  if (cpu.size === 0 && taken.size < FEW) return AT_REST;
  const { now } = table.kernel;
  const key = keyOf(process);
  const known = cpu.get(key);
  if (!known) {
    const steps = taken.get(key);
    return steps === undefined ? AT_REST : { ...AT_REST, steps, atMs: now };
  }
  if (known.atMs === now) return known;
  const restMs = Math.max(0, now - Math.max(known.atMs, known.busyUntilMs));
  const steps = known.steps - restMs * STEPS_FORGIVEN_PER_MS;
  return steps > 0 ? { ...known, steps, atMs: now } : AT_REST;
}

function putAccount(table: Table, process: ProcessRecord, account: CpuAccount): void {
  const { cpu, steps: taken } = table.state;
  // What little a quiet container does needs no memory beyond this instant, in which many processes may each do little.
  if (account.steps >= QUIET_STEPS || account.slices > 0) cpu.set(keyOf(process), account);
  else {
    if (cpu.size > 0) cpu.delete(keyOf(process));
    if (taken.size >= FEW) taken.set(keyOf(process), account.steps);
  }
}

/** Steps that a process may take before it must wait for its next slice, with those of this instant taken already. */
export function stepsAllowed(table: Table, process: ProcessRecord, taken: number): number {
  return Math.min(STEPS_PER_SLICE - taken, BURST_STEPS - accountOf(table, process).steps);
}

/** Enters steps into the account of a process's cgroup. */
export function spend(table: Table, process: ProcessRecord, steps: number): void {
  if (steps === 0) return;
  const account = accountOf(table, process);
  putAccount(table, process, { ...account, steps: Math.min(BURST_STEPS, account.steps + steps), atMs: table.kernel.now });
}

/**
 * When a process that has taken its steps, with a syscall of `cost` to come, runs on.
 * Simplified: the longer the processes of a container compute without a rest, the fewer steps they take in the same time.
 */
export function sliceEndMs(table: Table, process: ProcessRecord, cost: number): number {
  const account = accountOf(table, process);
  const count = Math.max(1, Math.ceil(cost / STEPS_PER_SLICE));
  const slices = account.slices + count;
  const sliceMs = 2 ** Math.min(LONGEST_DOUBLINGS, Math.floor(slices / SLICES_UNTIL_LONGER));
  const endMs = stretch(table, process, count * sliceMs);
  const busyUntilMs = Math.max(endMs, account.busyUntilMs);
  putAccount(table, process, { steps: Math.max(1, Math.min(account.steps, BURST_STEPS - STEPS_PER_SLICE)), atMs: table.kernel.now, slices, busyUntilMs });
  return endMs;
}

/** What a system call costs, in steps: known before it is made, but for what a read brings. */
export function costOf(table: Table, process: ProcessRecord, syscall: Syscall): number {
  switch (syscall.call) {
    case "spawn":
    case "exec": return SPAWN_STEPS;
    case "write": return 1 + Math.floor(syscall.data.length / BYTES_PER_STEP) + (process.fds[syscall.fd]?.kind === "log" ? Math.floor(newlines(syscall.data) / LOG_LINES_PER_STEP) : 0);
    case "writeFile": return DIRECTORY_STEPS + Math.floor(syscall.data.length / BYTES_PER_STEP);
    case "open": return (syscall.mode === "read" ? 1 : DIRECTORY_STEPS) + lookUpSteps(process, syscall.path);
    case "mkdir": return DIRECTORY_STEPS + lookUpSteps(process, syscall.path);
    case "link":
    case "rename":
    case "remove": return DIRECTORY_STEPS;
    case "kill": return syscall.pid > 0 ? 1 : costOfAll(table, process);
    case "processes": return costOfAll(table, process);
    case "yield": return syscall.steps ?? STEPS_PER_SLICE;
    default: return 1;
  }
}

/** Long paths are walked longer. */
const PATH_LENGTH_PER_STEP = 128;
const lookUpSteps = ({ cwd }: ProcessRecord, path: string): number => Math.floor((cwd.length + path.length) / PATH_LENGTH_PER_STEP);

const PROCESSES_PER_STEP = 16;
const costOfAll = (table: Table, { task }: ProcessRecord): number => 1 + Math.floor((table.indexes.byNamespace.get(task.namespaces.pid)?.size ?? 0) / PROCESSES_PER_STEP);

export const costOfAnswer = (answer: Answer): number => (answer.ok && answer.data !== undefined ? Math.floor(answer.data.length / BYTES_PER_STEP) : 0);

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
