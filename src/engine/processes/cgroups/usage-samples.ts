import { draw } from "../../simulation/random.ts";
import type { ProcessKey } from "../process-table.ts";
import type { Table } from "../table.ts";
import { cgroupAt, EMPTY_CGROUP, isWithinCgroup } from "./cgroup.ts";
import { hostMemoryUse } from "./memory.ts";

/** Somebody looks at what every host and cgroup uses, at the first instant and then every so often, for as long as one of them lives. */
export interface Sampling {
  readonly by: readonly ProcessKey[];
  readonly fromMs: number;
  readonly everyMs: number;
}

/** What a cgroup had used by an instant, and what it held then. */
export interface UsageSample {
  /** Computed since it exists. */
  readonly cpuMs: number;
  /** What its programs take of a core while they wait, in billionths. */
  readonly idleNano: number;
  readonly memoryBytes: number;
}

/** All of a host at one instant; "" is the host itself. Cgroups without a process are not there. */
export interface HostSample {
  readonly atMs: number;
  readonly cgroups: Readonly<Record<string, UsageSample>>;
}

/** The latest two samples of a host: usage is what lies between them. */
export interface HostSamples {
  readonly last: HostSample;
  readonly previous?: HostSample;
}

/** What a node's own system computes while nothing happens, in millionths of a core. */
const SYSTEM_IDLE_MICRO = 38_000;
/** Nobody idles evenly: a fifth more or less from one sample to the next. */
const JITTER = 0.2;

/**
 * Begins to take samples. What others have taken that live no more is forgotten. Simplified: a metrics-server that starts
 * beside another one looks at the nodes when that one does, and knows from the beginning what that one has seen.
 */
export function startSampling(table: Table, process: ProcessKey, everyMs: number): void {
  const { state, kernel, indexes } = table;
  const others = livingSamplers(table);
  const by = [...others, process];
  if (others.length > 0 && state.sampling?.everyMs === everyMs) {
    state.sampling = kernel.freeze({ ...state.sampling, by });
    return;
  }
  state.sampling = kernel.freeze({ by, fromMs: kernel.now, everyMs });
  state.samples.clear();
  for (const host of indexes.byHost.keys()) takeSamples(table, host);
}

/**
 * Takes the samples of a host that have come due since its last change. Nobody has to wake up for it: whoever is about to
 * change what the host uses calls this before, and whoever wants to know as well.
 */
export function takeSamples(table: Table, host: string): void {
  const { sampling, samples } = table.state;
  if (!sampling) return;
  const { fromMs, everyMs } = sampling;
  const latest = fromMs + Math.floor((table.kernel.now - fromMs) / everyMs) * everyMs;
  const known = samples.get(host);
  if (known && known.last.atMs >= latest) return;
  const before = latest - everyMs;
  const previous = known?.last.atMs === before ? known.last : before >= fromMs ? sampleAt(table, host, before) : undefined;
  samples.set(host, table.kernel.freeze({ last: sampleAt(table, host, latest), ...(previous && { previous }) }));
}

/** The latest samples of a host, where somebody takes any. */
export function usageSamples(table: Table, host: string): HostSamples | undefined {
  if (!isSampling(table)) return undefined;
  takeSamples(table, host);
  return table.state.samples.get(host);
}

/** Whether one who takes them is alive. */
export const isSampling = (table: Table): boolean => livingSamplers(table).length > 0;

const livingSamplers = ({ state, get }: Table): readonly ProcessKey[] =>
  (state.sampling?.by ?? []).filter((key) => {
    const process = get(key);
    return process !== undefined && !process.zombie;
  });

interface Held {
  memoryBytes: number;
  idleMicro: number;
}

/** A host as it was at an instant since which nothing of it has changed, but that some have gone on computing. */
function sampleAt(table: Table, host: string, atMs: number): HostSample {
  const held = heldBy(table, host);
  const cgroups: Record<string, UsageSample> = {};
  let idle = SYSTEM_IDLE_MICRO;
  for (const [path, { memoryBytes, idleMicro }] of held) {
    idle += idleMicro;
    cgroups[path] = { cpuMs: cpuMsAt(table, host, path, atMs), idleNano: uneven(table, `${host}${path}`, atMs, idleMicro), memoryBytes };
  }
  cgroups[""] = { cpuMs: cpuMsAt(table, host, "", atMs), idleNano: uneven(table, host, atMs, idle), memoryBytes: hostMemoryUse(table, host) };
  return { atMs, cgroups };
}

/** What the processes of each cgroup hold. */
function heldBy({ indexes, get, programs, state, files }: Table, host: string): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  for (const key of indexes.byHost.get(host)?.values() ?? []) {
    const process = get(key);
    if (!process || process.zombie) continue;
    const { cgroup } = process.task;
    const sum = held.get(cgroup) ?? { memoryBytes: 0, idleMicro: 0 };
    sum.memoryBytes += process.residentBytes;
    sum.idleMicro += programs.get(process.program)?.idleMicro ?? 0;
    held.set(cgroup, sum);
  }
  for (const [key, owner] of state.shared) {
    const sum = owner.host === host ? held.get(owner.cgroup) : undefined;
    if (sum) sum.memoryBytes += files.bytes(owner.fs, key.slice(owner.fs.length + 1));
  }
  return held;
}

/** Stretches of computing are entered whole when they begin: what lay after the instant is taken off again. */
function cpuMsAt({ state }: Table, host: string, path: string, atMs: number): number {
  let cpuMs = (cgroupAt(state.cgroups, host, path) ?? EMPTY_CGROUP).cpu.usageMs;
  for (const { cgroup, fromMs, untilMs, cpuMs: whole } of state.busy.get(host)?.values() ?? []) {
    if (untilMs > atMs && isWithinCgroup(cgroup, path)) cpuMs -= (whole * (untilMs - Math.max(atMs, fromMs))) / (untilMs - fromMs);
  }
  return Math.max(0, cpuMs);
}

/** The seed decides, not the order of things: the same instant is as uneven whenever it is looked at. */
function uneven({ kernel }: Table, what: string, atMs: number, micro: number): number {
  if (micro === 0) return 0;
  const nano = micro * 1000;
  const bound = Math.max(1, Math.floor(nano * 2 * JITTER));
  return Math.floor(nano * (1 - JITTER)) + draw(kernel.seed, `usage/${what}`, atMs, bound);
}
