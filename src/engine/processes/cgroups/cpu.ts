import type { ProcessKey } from "../process-table.ts";
import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";
import { cgroupAt, EMPTY_CGROUP, isWithinCgroup, putCgroup, withAncestors, type CpuUse } from "./cgroup.ts";
import { countRunning } from "./load.ts";
import { shareOut, type Claim, type Granted } from "./share-out.ts";
import { weightOf } from "./slices.ts";
import { takeSamples } from "./usage-samples.ts";

/** A stretch of computing that a process is in. */
export interface Stretch {
  readonly cgroup: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly cpuMs: number;
}

/** By host and process. One that has ended stays until the next one on its host begins. */
export type BusyState = Map<string, Map<ProcessKey, Stretch>>;

const LEAST_RATE = 0.0001;
const ALONE: Granted = { cores: 1, throttled: false };

/**
 * When a process will have computed for so long, given who else computes on its host, and what its cgroups may have.
 * Simplified: a process that computes is slowed by others from its next stretch of computing on, not within one.
 */
export function stretch(table: Table, process: ProcessRecord, cpuMs: number): number {
  const { kernel: { now } } = table;
  takeSamples(table, process.host);
  const busy = stillBusy(table, process);
  const { cgroup } = process.task;
  const rate = rateOf(table, process, busy);
  const untilMs = now + Math.max(cpuMs > 0 ? 1 : 0, Math.ceil(cpuMs / rate.cores - 1e-6));
  busy.set(process.key, table.kernel.freeze({ cgroup, fromMs: now, untilMs, cpuMs }));
  countRunning(table, process.host, busy.size);
  charge(table, process, cpuMs, untilMs - now, rate);
  return untilMs;
}

/** Who else computes on a process's host. */
function stillBusy(table: Table, process: ProcessRecord): Map<ProcessKey, Stretch> {
  const { state: { busy } } = table;
  const known = busy.get(process.host);
  if (!known) {
    const made = new Map<ProcessKey, Stretch>();
    busy.set(process.host, made);
    return made;
  }
  for (const [key, each] of known) if (key === process.key || !computes(table, key, each)) known.delete(key);
  return known;
}

/** A stretch that ends in this instant goes on until its process has been told. */
function computes(table: Table, key: ProcessKey, { untilMs }: Stretch): boolean {
  const { now } = table.kernel;
  const process = table.get(key);
  if (untilMs < now || !process || process.zombie) return false;
  return untilMs > now || process.blocked?.deadlineMs === untilMs;
}

/** What one process gets, and with how many others of its cgroup it shares. */
interface Rate extends Granted {
  readonly together: number;
}

/** How many cores a process that joins those who compute gets. */
function rateOf(table: Table, process: ProcessRecord, busy: ReadonlyMap<ProcessKey, Stretch>): Rate {
  const { host, task } = process;
  const quota = quotaOf(table, process);
  const cores = table.hardware(host).cpuMilli / 1000;
  if (busy.size + 1 <= cores && quota === Infinity) return { ...ALONE, together: 1 };
  const counts = new Map([[task.cgroup, 1]]);
  for (const { cgroup } of busy.values()) counts.set(cgroup, (counts.get(cgroup) ?? 0) + 1);
  let own = ALONE;
  shareOut("", claimOf(table, process, "", counts), cores, false, (path, granted) => {
    if (path === task.cgroup) own = granted;
  });
  const together = counts.get(task.cgroup) ?? 1;
  return { cores: Math.max(LEAST_RATE, own.cores / together), throttled: own.throttled, together };
}

/** The least of the limits that a process lies under, in cores. */
function quotaOf(table: Table, { host, task }: ProcessRecord): number {
  let least = task.cpuLimitMilli ?? Infinity;
  for (const path of withAncestors(task.cgroup)) least = Math.min(least, cgroupAt(table.state.cgroups, host, path)?.limits.cpuQuotaMilli ?? Infinity);
  return least / 1000;
}

/** The cgroups in which somebody computes, as a tree. */
function claimOf(table: Table, process: ProcessRecord, path: string, counts: ReadonlyMap<string, number>): Claim {
  const { host, task } = process;
  const cgroups = table.state.cgroups.get(host);
  const names = new Set<string>();
  for (const each of counts.keys()) {
    if (each.startsWith(`${path}/`)) names.add(`${path}/${each.slice(path.length + 1).split("/")[0] ?? ""}`);
  }
  const limitMilli = cgroups?.get(path)?.limits.cpuQuotaMilli ?? (path === task.cgroup ? task.cpuLimitMilli : undefined);
  return {
    weight: weightOf(cgroups ?? new Map(), table.hardware(host), path),
    limit: limitMilli === undefined ? Infinity : limitMilli / 1000,
    own: counts.get(path) ?? 0,
    below: [...names].map((name) => ({ path: name, claim: claimOf(table, process, name, counts) })),
  };
}

/** Enters a stretch into the accounts of its cgroup and those above. Of a limit's time each of the cgroup's processes has its part. */
function charge(table: Table, { host, task }: ProcessRecord, cpuMs: number, wallMs: number, { throttled, together }: Rate): void {
  const { state: { cgroups }, kernel } = table;
  for (const path of withAncestors(task.cgroup)) {
    const cgroup = cgroupAt(cgroups, host, path) ?? EMPTY_CGROUP;
    const limitedMs = cgroup.limits.cpuQuotaMilli === undefined ? 0 : wallMs / together;
    putCgroup(cgroups, host, path, kernel.freeze({ ...cgroup, cpu: added(cgroup.cpu, cpuMs, limitedMs, throttled ? limitedMs : 0, throttled && limitedMs > 0 ? wallMs - cpuMs : 0) }));
  }
}

const added = (use: CpuUse, usageMs: number, limitedMs: number, heldMs: number, throttledMs: number): CpuUse => ({
  usageMs: Math.max(0, use.usageMs + usageMs),
  limitedMs: Math.max(0, use.limitedMs + limitedMs),
  heldMs: Math.max(0, use.heldMs + heldMs),
  throttledMs: Math.max(0, use.throttledMs + throttledMs),
});

/** What a cgroup has used by now: stretches that still last count as far as they have come. */
export function cpuUse(table: Table, host: string, path: string): CpuUse {
  const { now } = table.kernel;
  const { cpu, limits } = cgroupAt(table.state.cgroups, host, path) ?? EMPTY_CGROUP;
  const lasting = [...(table.state.busy.get(host)?.values() ?? [])].filter(({ untilMs, cgroup }) => untilMs > now && isWithinCgroup(cgroup, path));
  return lasting.reduce((use, { fromMs, untilMs, cpuMs }) => {
    const leftMs = untilMs - now;
    const computesMs = (cpuMs * leftMs) / (untilMs - fromMs);
    const limitedMs = limits.cpuQuotaMilli === undefined ? 0 : leftMs / lasting.length;
    const held = use.heldMs > 0;
    return added(use, -computesMs, -limitedMs, held ? -limitedMs : 0, held ? computesMs - leftMs : 0);
  }, cpu);
}

/** Thousandths of a core that a process uses at this moment. */
export function cpuMilliNow(table: Table, { host, key }: ProcessRecord): number {
  const each = table.state.busy.get(host)?.get(key);
  if (!each || !computes(table, key, each) || each.untilMs === each.fromMs) return 0;
  return Math.round((each.cpuMs * 1000) / (each.untilMs - each.fromMs));
}

/** How many processes of a host compute at this moment. */
export function runningNow(table: Table, host: string): number {
  let count = 0;
  for (const [key, each] of table.state.busy.get(host) ?? []) if (computes(table, key, each)) count += 1;
  return count;
}
