import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";
import { commandName } from "../files/command-name.ts";
import { cgroupAt, EMPTY_CGROUP, isWithinCgroup, isWritten, parentCgroup, putCgroup, withAncestors, type MemoryEvents } from "./cgroup.ts";
import { systemMemoryBytes } from "./hardware.ts";
import { memoryMaxOf } from "./slices.ts";

const PAGE_BYTES = 4096;
/** Of what nothing may kill. */
const NEVER = -1000;

/** Living processes of a cgroup and those below it, by process id. */
export function inCgroup(table: Table, host: string, cgroup: string): ProcessRecord[] {
  const found: ProcessRecord[] = [];
  for (const key of table.indexes.byHost.get(host)?.values() ?? []) {
    const process = table.get(key);
    if (process && !process.zombie && isWithinCgroup(process.task.cgroup, cgroup)) found.push(process);
  }
  return found;
}

/** memory.current: what its processes hold, and what they have written to file systems in memory. */
export const memoryUse = (table: Table, host: string, cgroup: string): number => table.resident.of(host, cgroup) + sharedUse(table, host, cgroup);

/** Of that, what lies in file systems in memory. */
function sharedUse(table: Table, host: string, cgroup: string): number {
  let bytes = 0;
  for (const [key, owner] of table.state.shared) {
    if (owner.host === host && isWithinCgroup(owner.cgroup, cgroup)) bytes += table.files.bytes(owner.fs, key.slice(owner.fs.length + 1));
  }
  return bytes;
}

/** What the machine's own services take: those that are played, but not less than such a machine takes. */
const systemUse = (table: Table, host: string): number =>
  Math.max(0, systemMemoryBytes(table.hardware(host)) - SYSTEM_CGROUPS.reduce((sum, cgroup) => sum + memoryUse(table, host, cgroup), 0));
const SYSTEM_CGROUPS = ["/system.slice", "/init.scope", "/user.slice"];

/** All that is in use on a machine. */
export const hostMemoryUse = (table: Table, host: string): number => systemUse(table, host) + memoryUse(table, host, "");

/** memory.max of a process's cgroup; undefined = max. */
export function memoryLimit(table: Table, { host, task }: ProcessRecord, cgroup: string): number | undefined {
  const written = memoryMaxOf(cgroupAt(table.state.cgroups, host, cgroup)?.limits, table.hardware(host), cgroup);
  return written ?? (cgroup === task.cgroup ? task.memoryLimitBytes : undefined);
}

/** The processes of a cgroup hold more than before: whoever is over a limit now loses a process. False: this one is dead. */
export function grown(table: Table, process: ProcessRecord, extraBytes = 0): boolean {
  const { host, task } = process;
  for (const domain of withAncestors(task.cgroup)) {
    if (domain === "") break;
    const limit = memoryLimit(table, process, domain);
    if (limit === undefined) continue;
    const used = memoryUse(table, host, domain) + extraBytes;
    notePeak(table, host, domain, Math.min(used, limit));
    if (used > limit) relieve(table, host, domain, limit, extraBytes);
  }
  const machine = table.hardware(host).memoryBytes;
  if (hostMemoryUse(table, host) + extraBytes > machine) relieve(table, host, "", machine - systemUse(table, host), extraBytes);
  const present = table.get(process.key);
  return present !== undefined && !present.zombie;
}

/** Kills one victim after another until the rest fits. */
// Mirrors out_of_memory (mm/oom_kill.c).
function relieve(table: Table, host: string, domain: string, limit: number, extraBytes: number): void {
  while (memoryUse(table, host, domain) + extraBytes > limit) {
    const victim = victimIn(table, host, domain, limit);
    if (!victim) return;
    note(table, host, domain, { oom: 1 });
    kill(table, victim, domain);
    table.outOfMemory({ host, system: domain === "", pid: victim.pid, command: commandName(victim) });
    // What was about to be written dies with its writer.
    if (extraBytes > 0) return;
  }
}

// Mirrors oom_badness (mm/oom_kill.c): pages, and a thousandth of all there are for each point of oom_score_adj.
function victimIn(table: Table, host: string, domain: string, limit: number): ProcessRecord | undefined {
  let worst: ProcessRecord | undefined;
  let most = -Infinity;
  for (const each of inCgroup(table, host, domain)) {
    const adjustment = oomScoreAdj(table, each);
    if (adjustment <= NEVER) continue;
    const points = badness(each, adjustment, limit);
    if (points <= most) continue;
    most = points;
    worst = each;
  }
  return worst;
}

const badness = ({ residentBytes }: ProcessRecord, adjustment: number, totalBytes: number): number => residentBytes / PAGE_BYTES + (adjustment * totalBytes) / PAGE_BYTES / 1000;

/** Mirrors mem_cgroup_get_oom_group (mm/memcontrol.c): with memory.oom.group set, all of the victim's cgroup go with it. */
function kill(table: Table, victim: ProcessRecord, domain: string): void {
  const { host, task } = victim;
  const group = withAncestors(task.cgroup).filter((path) => path !== "" && (path === domain || isWithinCgroup(path, domain))).findLast((path) => cgroupAt(table.state.cgroups, host, path)?.limits.oomGroup);
  const together = group ?? (isWritten(cgroupAt(table.state.cgroups, host, task.cgroup)) ? undefined : task.cgroup);
  const dying = together === undefined ? [victim] : inCgroup(table, host, together);
  note(table, host, task.cgroup, { oomKill: dying.length, ...(together !== undefined && { oomGroupKill: 1 }) });
  for (const each of dying) table.exit(each.key, 137, "KILL", true);
}

/** Events count in a cgroup and in all above it. */
function note({ state: { cgroups }, kernel }: Table, host: string, path: string, more: Partial<MemoryEvents>): void {
  for (const each of withAncestors(path)) {
    const cgroup = cgroupAt(cgroups, host, each);
    if (!cgroup) continue;
    const { oom, oomKill, oomGroupKill } = cgroup.events;
    const events: MemoryEvents = { oom: oom + (more.oom ?? 0), oomKill: oomKill + (more.oomKill ?? 0), oomGroupKill: oomGroupKill + (more.oomGroupKill ?? 0) };
    putCgroup(cgroups, host, each, kernel.freeze({ ...cgroup, events }));
  }
}

function notePeak({ state: { cgroups }, kernel }: Table, host: string, path: string, bytes: number): void {
  const cgroup = cgroupAt(cgroups, host, path) ?? EMPTY_CGROUP;
  if (bytes > cgroup.peakBytes && cgroupAt(cgroups, host, path)) putCgroup(cgroups, host, path, kernel.freeze({ ...cgroup, peakBytes: bytes }));
}

/** /proc/PID/oom_score_adj. */
export const oomScoreAdj = (table: Table, { host, task }: ProcessRecord): number => cgroupAt(table.state.cgroups, host, task.cgroup)?.limits.oomScoreAdj ?? 0;

// Mirrors proc_oom_score (fs/proc/base.c).
export function oomScore(table: Table, process: ProcessRecord): number {
  const adjustment = oomScoreAdj(table, process);
  if (adjustment <= NEVER) return 0;
  const total = table.hardware(process.host).memoryBytes;
  return Math.max(0, Math.floor(((1000 + (badness(process, adjustment, total) * PAGE_BYTES * 1000) / total) * 2) / 3));
}

/**
 * A process is about to add to a file system in memory: the memory is its cgroup's from now on. False: it was too much, and it is dead.
 * Simplified: all of a volume in memory counts for the container that wrote to it last.
 */
export function writesToMemory(table: Table, process: ProcessRecord, fs: string, directory: string, moreBytes: number): boolean {
  const key = `${fs}:${directory}`;
  const { host, task } = process;
  const known = table.state.shared.get(key);
  if (known?.cgroup !== task.cgroup) table.state.shared.set(key, table.kernel.freeze({ host, cgroup: task.cgroup, fs }));
  return grown(table, process, moreBytes);
}

/** Whose memory a file system in memory takes, by its own id and its directory. */
export interface SharedMemory {
  readonly host: string;
  readonly cgroup: string;
  readonly fs: string;
}

/** A cgroup is gone: what its processes have left in file systems in memory is its parent's, and a pod's slice takes its own with it. */
// Mirrors reparenting in mem_cgroup_css_offline (mm/memcontrol.c).
export function leaveShared(shared: Map<string, SharedMemory>, host: string, cgroup: string): void {
  for (const [key, owner] of shared) {
    if (owner.host !== host || !isWithinCgroup(owner.cgroup, cgroup)) continue;
    if (cgroup.endsWith(".slice")) shared.delete(key);
    else shared.set(key, { ...owner, cgroup: parentCgroup(cgroup) });
  }
}
