import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";
import { cgroupAt, EMPTY_CGROUP, isWithinCgroup, parentCgroup, type Cgroup } from "./cgroup.ts";
import { cpuUse } from "./cpu.ts";
import { inCgroup, memoryLimit, memoryUse } from "./memory.ts";
import { weightOf } from "./slices.ts";

export const CGROUP_MOUNT = "/sys/fs/cgroup";
const CONTROLLERS = "cpuset cpu io memory hugetlb pids rdma misc";
const PERIOD_MS = 100;

/** The cgroup that a process sees as its root: its own, unless it is in the host's cgroup namespace. */
export const cgroupRoot = ({ host, task }: ProcessRecord): string => (task.namespaces.cgroup === host ? "" : task.cgroup);

/** What a file of a cgroup is made of. */
interface Look {
  readonly table: Table;
  readonly reader: ProcessRecord;
  readonly host: string;
  readonly path: string;
  readonly cgroup: Cgroup;
}

const flat = (values: Readonly<Record<string, number>>): string => Object.entries(values).map(([name, value]) => `${name} ${value}\n`).join("");
const orMax = (value: number | undefined): string => `${value ?? "max"}\n`;
const members = ({ table, host, path }: Look): ProcessRecord[] => inCgroup(table, host, path).filter(({ task }) => task.cgroup === path);
const PAGE = 4096;

function cpuStat({ table, host, path }: Look): string {
  const { usageMs, limitedMs, heldMs, throttledMs } = cpuUse(table, host, path);
  const microseconds = Math.round(usageMs * 1000);
  const system = Math.floor(microseconds / 10);
  return flat({ usage_usec: microseconds, user_usec: microseconds - system, system_usec: system, nice_usec: 0, nr_periods: Math.floor(limitedMs / PERIOD_MS), nr_throttled: Math.floor(heldMs / PERIOD_MS), throttled_usec: Math.round(throttledMs * 1000), nr_bursts: 0, burst_usec: 0 });
}

function memoryStat({ table, host, path }: Look): string {
  const anonymous = table.resident.of(host, path);
  const shared = memoryUse(table, host, path) - anonymous;
  return flat({ anon: anonymous, file: shared, kernel: 0, kernel_stack: 0, pagetables: 0, shmem: shared, file_mapped: 0, file_dirty: 0, inactive_anon: shared, active_anon: anonymous, inactive_file: 0, active_file: 0, unevictable: 0 });
}

/** Of every cgroup. */
const ANYWHERE: Readonly<Record<string, (look: Look) => string>> = {
  "cgroup.controllers": () => `${CONTROLLERS}\n`,
  "cgroup.procs": (look) => members(look).map((each) => `${cgroupRoot(look.reader) === "" ? each.pid : each.pidInNamespace}\n`).join(""),
  "cgroup.subtree_control": (look) => (childrenOf(look).length > 0 ? `${CONTROLLERS}\n` : "\n"),
  "cpu.stat": cpuStat,
  "memory.stat": memoryStat,
};

/** Not of a host's root. Simplified: /sys/fs/cgroup has no files for io, cpusets, huge pages and pressure. */
const BELOW_ROOT: Readonly<Record<string, (look: Look) => string>> = {
  "cgroup.events": (look) => flat({ populated: inCgroup(look.table, look.host, look.path).length > 0 ? 1 : 0, frozen: 0 }),
  "cgroup.type": () => "domain\n",
  "cpu.max": ({ cgroup: { limits } }) => `${limits.cpuQuotaMilli === undefined ? "max" : Math.max(1000, limits.cpuQuotaMilli * 100)} ${PERIOD_MS * 1000}\n`,
  "cpu.weight": ({ table, host, path }) => `${weightOf(table.state.cgroups.get(host) ?? new Map(), table.hardware(host), path)}\n`,
  "memory.current": ({ table, host, path }) => `${memoryUse(table, host, path)}\n`,
  "memory.events": ({ cgroup: { events } }) => flat({ low: 0, high: 0, max: events.oom, oom: events.oom, oom_kill: events.oomKill, oom_group_kill: events.oomGroupKill }),
  "memory.high": () => "max\n",
  "memory.low": () => "0\n",
  "memory.max": (look) => orMax(pageAligned(memoryLimit(look.table, processOf(look), look.path))),
  "memory.min": () => "0\n",
  "memory.oom.group": ({ cgroup: { limits } }) => `${limits.oomGroup ? 1 : 0}\n`,
  "memory.peak": (look) => `${Math.max(look.cgroup.peakBytes, memoryUse(look.table, look.host, look.path))}\n`,
  "memory.swap.current": () => "0\n",
  "memory.swap.max": (look) => (look.cgroup.limits.oomGroup ? "0\n" : "max\n"),
  "pids.current": ({ table, host, path }) => `${inCgroup(table, host, path).length}\n`,
  "pids.events": () => "max 0\n",
  "pids.max": ({ cgroup: { limits } }) => orMax(limits.pidsMax),
};

const pageAligned = (bytes: number | undefined): number | undefined => (bytes === undefined ? undefined : Math.floor(bytes / PAGE) * PAGE);

/** Whose limits a cgroup's files show: where the cgroup was never written, its reader's own. */
const processOf = ({ reader, host }: Look): ProcessRecord => ({ ...reader, host });

const childrenOf = ({ table, host, path }: Pick<Look, "table" | "host" | "path">): string[] => {
  const names = new Set<string>();
  for (const each of table.state.cgroups.get(host)?.keys() ?? []) if (each !== path && isWithinCgroup(each, path)) names.add(each.slice(path.length + 1).split("/")[0] ?? "");
  return [...names].sort();
};

const HOST_SLICES: readonly string[] = ["init.scope", "system.slice", "user.slice"];

interface Place {
  readonly path: string;
  /** A file of that cgroup; undefined = the directory itself. */
  readonly file?: string;
}

/** Where a path below the mount leads; undefined: nothing is there. */
function placeOf(table: Table, reader: ProcessRecord, path: string): Place | undefined {
  const root = cgroupRoot(reader);
  const below = path.slice(CGROUP_MOUNT.length).replace(/\/$/, "");
  const full = root + below;
  const exists = (cgroup: string): boolean => cgroup === root || cgroup === "" || cgroupAt(table.state.cgroups, reader.host, cgroup) !== undefined || HOST_SLICES.includes(cgroup.slice(1));
  if (exists(full)) return { path: full };
  const parent = parentCgroup(full);
  const file = full.slice(parent.length + 1);
  return isWithinCgroup(parent, root) && exists(parent) && filesOf(parent)[file] ? { path: parent, file } : undefined;
}

const filesOf = (path: string): Readonly<Record<string, (look: Look) => string>> => (path === "" ? ANYWHERE : { ...ANYWHERE, ...BELOW_ROOT });

/** Text of a file of a cgroup; undefined = no such file. */
export function cgroupText(table: Table, reader: ProcessRecord, path: string): string | undefined {
  const place = placeOf(table, reader, path);
  if (place?.file === undefined) return undefined;
  const cgroup = cgroupAt(table.state.cgroups, reader.host, place.path) ?? EMPTY_CGROUP;
  const limits = place.path === reader.task.cgroup && cgroup === EMPTY_CGROUP && reader.task.cpuLimitMilli !== undefined ? { cpuQuotaMilli: reader.task.cpuLimitMilli } : cgroup.limits;
  return filesOf(place.path)[place.file]?.({ table, reader, host: reader.host, path: place.path, cgroup: { ...cgroup, limits } });
}

/** Names in a cgroup's directory; undefined = it is none. */
export function cgroupNames(table: Table, reader: ProcessRecord, path: string): string[] | undefined {
  const place = placeOf(table, reader, path);
  if (!place || place.file !== undefined) return undefined;
  const below = childrenOf({ table, host: reader.host, path: place.path });
  return [...Object.keys(filesOf(place.path)), ...below, ...(place.path === "" ? HOST_SLICES : [])].sort();
}

/** The line of /proc/PID/cgroup: relative to what the reader sees as its root. */
// Mirrors cgroup_path_ns (kernel/cgroup/cgroup.c) through kernfs_path_from_node: what lies outside begins with "/..".
export function cgroupLine(process: ProcessRecord, reader: ProcessRecord): string {
  const root = cgroupRoot(reader);
  const { cgroup } = process.task;
  if (isWithinCgroup(cgroup, root)) return `0::${cgroup.slice(root.length) || "/"}\n`;
  let above = root;
  let up = "";
  while (!isWithinCgroup(cgroup, above)) {
    above = parentCgroup(above);
    up += "/..";
  }
  return `0::${up}${cgroup.slice(above.length)}\n`;
}
