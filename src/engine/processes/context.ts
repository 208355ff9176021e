import { utf8Length } from "../../api/utf8.ts";
import { CGROUP_MOUNT, cgroupNames } from "./cgroups/files.ts";
import { normalisePath } from "./files/base-layer.ts";
import { deviceAt, deviceNames } from "./files/devices.ts";
import { impliedNames, locate } from "./files/locate.ts";
import { processNamesIn, processStat, throughRoot } from "./files/proc-directories.ts";
import { noticeLook } from "./lull.ts";
import { namespaceNames, namespaceStat } from "./files/namespace-links.ts";
import { procText } from "./files/proc.ts";
import { statOf } from "./files/tree.ts";
import type { ProcessKey } from "./process-table.ts";
import type { FileReader, FileStat, ProcessContext } from "./program.ts";
import { seesHost } from "./process-views.ts";
import { isTerminal } from "./syscalls/open.ts";
import type { ProcessRecord } from "./state.ts";
import type { Table } from "./table.ts";

/** What a program sees of itself: read anew from the table at each look. */
export const createContext = (table: Table, key: ProcessKey): ProcessContext => new ProcessView(table, key);

/** Made for every process that runs, so its properties live on the prototype. Derived, never saved. */
class ProcessView implements ProcessContext {
  private readonly table: Table;
  private readonly key: ProcessKey;
  private reading: FileReader | undefined;

  constructor(table: Table, key: ProcessKey) {
    this.table = table;
    this.key = key;
  }

  private own(): ProcessRecord {
    const process = this.table.get(this.key);
    if (!process) throw new Error(`process ${this.key} has ended`);
    return process;
  }

  get pid() { return this.own().pid; }
  get pidInNamespace() { return this.own().pidInNamespace; }
  get parentPid() {
    const process = this.own();
    const parent = process.parent === "" ? undefined : this.table.get(process.parent);
    if (!parent || parent.host !== process.host) return 0;
    if (seesHost(process)) return parent.pid;
    return parent.task.namespaces.pid === process.task.namespaces.pid ? parent.pidInNamespace : 0;
  }
  get argv() { return this.own().argv; }
  get env() { return this.own().env; }
  get cwd() { return this.own().cwd; }
  get hostname() { return hostnameOf(this.table, this.own()); }
  get uid() { return this.own().task.uid; }
  get gid() { return this.own().task.gid; }
  get groups() { return this.own().task.groups ?? []; }
  get now() {
    noticeLook(this.table, this.key);
    return this.table.kernel.now;
  }
  get startsAtMs() { return this.table.kernel.startsAtMs; }
  get handed() { return this.own().handed; }
  get settings() { return this.own().task.settings ?? {}; }
  isTty(fd: number): boolean { return isTerminal(this.own().fds[fd]); }
  get files(): FileReader {
    const { table } = this;
    noticeLook(table, this.key);
    this.reading ??= {
      read: (path) => readerOf(table, this.own()).read(path),
      stat: (path) => readerOf(table, this.own()).stat(path),
      list: (path) => readerOf(table, this.own()).list(path),
    };
    return this.reading;
  }
}

/** The name of a UTS namespace: as set, else the host's own, else what /etc/hostname says. */
function hostnameOf(table: Table, process: ProcessRecord): string {
  if (process.task.hostname !== undefined) return process.task.hostname;
  const { uts } = process.task.namespaces;
  const set = table.state.hostnames.get(uts);
  if (set !== undefined) return set;
  if (uts === process.host) return process.host;
  return readerOf(table, process).read("/etc/hostname")?.trim() ?? process.env["HOSTNAME"] ?? "localhost";
}

export function readerOf(table: Table, process: ProcessRecord): FileReader {
  const absolute = (path: string): string => normalisePath(path, process.cwd);
  return {
    read(path) {
      const normal = absolute(path);
      const made = procText(table, process, normal);
      if (made !== undefined) return made;
      const through = throughRoot(table, process, normal);
      if (through) return readerOf(table, through.process).read(through.path);
      const at = locate(table.files, process.task, normal);
      return at.ok && at.entry?.type === "file" ? at.entry.content : undefined;
    },
    stat: (path) => (path === "" ? undefined : statPath(table, process, absolute(path))),
    list(path) {
      const normal = absolute(path);
      if (normal === "/dev") return deviceNames;
      if (normal === "/proc") return processNames(table, process);
      const through = throughRoot(table, process, normal);
      if (through) return readerOf(table, through.process).list(through.path);
      if (/^\/proc\/(self|\d+)\/root$/.test(normal)) return readerOf(table, process).list(`${normal}/`);
      if (normal.startsWith("/proc/")) return processNamesIn(table, process, normal) ?? namespaceNames(table, process, normal);
      if (normal.startsWith(CGROUP_MOUNT)) return cgroupNames(table, process, normal);
      const at = locate(table.files, process.task, normal);
      if (!at.ok || at.entry?.type !== "directory") return undefined;
      const own = table.files.list(at.fs, at.path) ?? [];
      const implied = impliedNames(process.task, at.logical);
      return implied.length === 0 ? own : [...new Set([...own, ...implied])].sort();
    },
  };
}

function statPath(table: Table, process: ProcessRecord, path: string): FileStat | undefined {
  const fixed = { mode: 0o666, uid: 0, gid: 0, modifiedAtMs: 0, sizeBytes: 0 };
  if (deviceAt(path)) return { type: "device", ...fixed };
  const text = path.startsWith("/proc/") || path.startsWith("/sys/") ? procText(table, process, path) : undefined;
  if (text !== undefined) return { type: "file", ...fixed, mode: 0o444, sizeBytes: path.startsWith("/proc/") ? 0 : utf8Length(text) };
  const through = throughRoot(table, process, path);
  if (through) return readerOf(table, through.process).stat(through.path);
  if (path.startsWith("/proc/")) return processStat(table, process, path) ?? namespaceStat(table, process, path);
  if (path.startsWith(CGROUP_MOUNT)) return cgroupNames(table, process, path) && { type: "directory", ...fixed, mode: 0o555 };
  const at = locate(table.files, process.task, path, false);
  return at.ok && at.entry ? statOf(at.entry) : undefined;
}

function processNames(table: Table, process: ProcessRecord): string[] {
  const pids = seesHost(process) ? table.indexes.byHost.get(process.host) : table.indexes.byNamespace.get(process.task.namespaces.pid);
  return [...[...(pids?.keys() ?? [])].sort((a, b) => a - b).map(String), "cpuinfo", "loadavg", "meminfo", "mounts", "self", "stat", "uptime", "version"];
}
