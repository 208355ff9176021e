import type { ProcessKey } from "./process-table.ts";
import type { ProcessRecord } from "./state.ts";
import type { Syscall } from "./syscall.ts";
import type { Table } from "./table.ts";

/**
 * A shell that sleeps for ever, `while true; do sleep 5; done`: once a round has ended in the state in which it began, all
 * further rounds are the same until something from outside comes in. They need no occurrences: where the loop stands is
 * worked out when somebody looks, and it goes on by itself again when somebody acts.
 */
export interface Lull {
  readonly shell: ProcessKey;
  readonly sleeper: ProcessKey;
  /** When the last round began that was really gone through, and how long each lasts. */
  readonly sinceMs: number;
  readonly everyMs: number;
}

/** A round that nothing has disturbed yet: how the shell stood when its child went to sleep. */
export interface Round {
  readonly shellState: unknown;
  readonly argv: readonly string[];
  readonly pid: number;
  readonly atMs: number;
}

const SHELL_CALLS: ReadonlySet<Syscall["call"]> = new Set<Syscall["call"]>(["spawn", "wait"]);
const SLEEPER_CALLS: ReadonlySet<Syscall["call"]> = new Set<Syscall["call"]>(["sleep", "exit"]);

/** A process makes a system call: a round in which more is done than sleeping and waiting may be another the next time. */
export function noticeCall({ state: { rounds } }: Table, { key, parent }: ProcessRecord, { call }: Syscall): void {
  if (rounds.size === 0) return;
  if (!SHELL_CALLS.has(call)) rounds.delete(key);
  if (parent !== "" && !SLEEPER_CALLS.has(call)) rounds.delete(parent);
}

/** A process looks at what changes by itself: the clock, files. */
export function noticeLook({ state: { rounds } }: Table, key: ProcessKey): void {
  if (rounds.size > 0) rounds.delete(key);
}

/** A process goes to sleep until then. True: it is a round of a lull, and need not be woken. */
export function fallsIntoLull(table: Table, sleeper: ProcessRecord, untilMs: number): boolean {
  const { state, kernel: { now } } = table;
  const shell = sleeper.parent === "" ? undefined : table.get(sleeper.parent);
  if (!shell || untilMs <= now || !isAlone(table, shell, sleeper)) return false;
  const round: Round = { shellState: shell.programState, argv: sleeper.argv, pid: sleeper.pidInNamespace, atMs: now };
  const last = state.rounds.get(shell.key);
  if (!last || now - last.atMs !== untilMs - now || !isSameRound(table, shell, last, round)) {
    state.rounds.set(shell.key, table.kernel.freeze(round));
    return false;
  }
  state.rounds.delete(shell.key);
  state.lulls.set(sleeper.task.namespaces.pid, table.kernel.freeze({ shell: shell.key, sleeper: sleeper.key, sinceMs: now, everyMs: untilMs - now }));
  return true;
}

/** The two are all there is in their PID namespace, and nothing hangs over either. */
function isAlone(table: Table, shell: ProcessRecord, sleeper: ProcessRecord): boolean {
  const { namespaces } = sleeper.task;
  if (sleeper.program !== "sleep" || namespaces.pid === sleeper.host || shell.task.namespaces.pid !== namespaces.pid) return false;
  if (table.indexes.byNamespace.get(namespaces.pid)?.size !== 2 || shell.blocked?.syscall.call !== "wait") return false;
  return !shell.stopped && !sleeper.stopped && shell.pending.length === 0 && sleeper.pending.length === 0;
}

function isSameRound(table: Table, shell: ProcessRecord, last: Round, round: Round): boolean {
  const program = table.programs.get(shell.program);
  if (!program?.withChild) return false;
  return sameData(last.argv, round.argv) && sameData(program.withChild(last.shellState, last.pid, round.pid), round.shellState);
}

/** Rounds of a lull that are over. A round that ends in this very instant is not. */
const roundsOver = ({ sinceMs, everyMs }: Lull, now: number): number => Math.max(0, Math.ceil((now - sinceMs) / everyMs) - 1);

/** A process as it is now, were every round gone through. Simplified: seen from the node, the `sleep` of a shell's loop keeps its process id round after round. */
export function asSeen(table: Table, process: ProcessRecord): ProcessRecord {
  if (table.state.lulls.size === 0) return process;
  const lull = table.state.lulls.get(process.task.namespaces.pid);
  const over = lull?.sleeper === process.key ? roundsOver(lull, table.kernel.now) : 0;
  return lull && over > 0 ? inRound(process, lull, over) : process;
}

const inRound = (sleeper: ProcessRecord, { sinceMs, everyMs }: Lull, over: number): ProcessRecord => ({
  ...sleeper,
  pidInNamespace: sleeper.pidInNamespace + over,
  startedAtMs: sinceMs + over * everyMs,
});

/** Something is about to be done to a PID namespace or a process in it: a lull there becomes an ordinary round under way. */
export function endLull(table: Table, namespace: string): void {
  const { state, indexes } = table;
  if (state.lulls.size === 0) return;
  const lull = state.lulls.get(namespace);
  if (!lull) return;
  state.lulls.delete(namespace);
  const sleeper = table.get(lull.sleeper);
  const shell = table.get(lull.shell);
  if (!sleeper?.blocked || !shell?.blocked) return;
  const over = roundsOver(lull, table.kernel.now);
  const deadlineMs = lull.sinceMs + (over + 1) * lull.everyMs;
  if (over > 0) {
    const awake = { ...inRound(sleeper, lull, over), blocked: { ...sleeper.blocked, deadlineMs } };
    indexes.remove(sleeper);
    table.put(awake);
    indexes.add(awake);
    table.touched(awake);
    renumber(table, shell, sleeper.pidInNamespace, awake.pidInNamespace);
    state.lastPids.set(namespace, (state.lastPids.get(namespace) ?? 0) + over);
  }
  table.kernel.schedule(deadlineMs, { target: "processes", type: "Wake", process: sleeper.key, token: sleeper.blocked.token } as { target: string; type: string });
}

/** The shell waits for the child of a later round. */
function renumber(table: Table, shell: ProcessRecord, from: number, to: number): void {
  const { blocked } = shell;
  const syscall = blocked?.syscall.call === "wait" && blocked.syscall.pid === from ? { ...blocked.syscall, pid: to } : blocked?.syscall;
  const programState = table.programs.get(shell.program)?.withChild?.(shell.programState, from, to) ?? shell.programState;
  table.put({ ...shell, programState, blocked: blocked && syscall ? { ...blocked, syscall } : blocked });
}

/** Plain data of the same shape and values; what is the very same is not looked into. */
function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Map || b instanceof Map) return a instanceof Map && b instanceof Map && a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameData(value, b.get(key)));
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => sameData((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
