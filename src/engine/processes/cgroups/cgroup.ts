/**
 * The cgroups (version 2) of the world's hosts, by host and path. "" is a host's root; a path begins with a slash.
 * Values are immutable and replaced on write.
 */
export type CgroupsState = Map<string, Map<string, Cgroup>>;

export interface Cgroup {
  readonly limits: CgroupLimits;
  readonly cpu: CpuUse;
  readonly events: MemoryEvents;
  readonly peakBytes: number;
}

/** What a kubelet or a runtime has written into a cgroup's files. Absent = as the kernel makes it. */
export interface CgroupLimits {
  /** cpu.weight, 1 to 10000. */
  readonly cpuWeight?: number;
  /** cpu.max, in thousandths of a core. */
  readonly cpuQuotaMilli?: number;
  readonly memoryMaxBytes?: number;
  readonly pidsMax?: number;
  /** memory.oom.group: its processes die together. */
  readonly oomGroup?: boolean;
  /** Of every process in it. */
  readonly oomScoreAdj?: number;
  /** What its pod asks for: the burstable slice's weight is made of these. */
  readonly cpuRequestMilli?: number;
}

/** What cpu.stat is made of. */
export interface CpuUse {
  readonly usageMs: number;
  /** How long it has wanted to compute under a limit, and how long of that the limit held it back. */
  readonly limitedMs: number;
  readonly heldMs: number;
  /** What it has lost by that. */
  readonly throttledMs: number;
}

/** memory.events: of the cgroup and all below it. */
export interface MemoryEvents {
  readonly oom: number;
  readonly oomKill: number;
  readonly oomGroupKill: number;
}

const UNUSED: CpuUse = { usageMs: 0, limitedMs: 0, heldMs: 0, throttledMs: 0 };
const QUIET: MemoryEvents = { oom: 0, oomKill: 0, oomGroupKill: 0 };
const NO_LIMITS: CgroupLimits = {};
export const EMPTY_CGROUP: Cgroup = { limits: NO_LIMITS, cpu: UNUSED, events: QUIET, peakBytes: 0 };

/** Whether anybody has written a limit there. */
export const isWritten = (cgroup: Cgroup | undefined): boolean => cgroup !== undefined && Object.keys(cgroup.limits).length > 0;

export const parentCgroup = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** A cgroup and all above it, the root ("") last. */
export function withAncestors(path: string): string[] {
  const paths = [path];
  for (let at = path; at !== ""; ) {
    at = parentCgroup(at);
    paths.push(at);
  }
  return paths;
}

export const isWithinCgroup = (path: string, above: string): boolean => above === "" || path === above || path.startsWith(`${above}/`);

export const cgroupAt = (state: CgroupsState, host: string, path: string): Cgroup | undefined => state.get(host)?.get(path);

export function putCgroup(state: CgroupsState, host: string, path: string, cgroup: Cgroup): void {
  const known = state.get(host);
  if (known) known.set(path, cgroup);
  else state.set(host, new Map([[path, cgroup]]));
}

/** Writes a cgroup's limits, and makes it and those above where they are not there yet. */
export function setCgroup(state: CgroupsState, host: string, path: string, limits: CgroupLimits, freeze: <T>(value: T) => T): void {
  for (const above of withAncestors(path)) if (!cgroupAt(state, host, above)) putCgroup(state, host, above, EMPTY_CGROUP);
  putCgroup(state, host, path, freeze({ ...(cgroupAt(state, host, path) ?? EMPTY_CGROUP), limits }));
}

/** A cgroup and those below it are gone. What they have used stays with those above. */
export function removeCgroup(state: CgroupsState, host: string, path: string): void {
  const known = state.get(host);
  if (known) for (const each of [...known.keys()]) if (isWithinCgroup(each, path)) known.delete(each);
}
