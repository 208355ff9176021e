import { normalisePath } from "./files/base-layer.ts";
import { deviceAt, deviceNames } from "./files/devices.ts";
import { impliedNames, locate } from "./files/locate.ts";
import { procText } from "./files/proc.ts";
import { statOf, utf8Bytes } from "./files/tree.ts";
import type { ProcessKey } from "./process-table.ts";
import type { FileReader, FileStat, ProcessContext } from "./program.ts";
import { seesHost } from "./process-views.ts";
import { isTerminal } from "./syscalls/open.ts";
import type { ProcessRecord } from "./state.ts";
import type { Table } from "./table.ts";

/** What a program sees of itself: read anew from the table at each look. */
export function createContext(table: Table, key: ProcessKey): ProcessContext {
  const own = (): ProcessRecord => {
    const process = table.get(key);
    if (!process) throw new Error(`process ${key} has ended`);
    return process;
  };
  return {
    get pid() { return own().pid; },
    get pidInNamespace() { return own().pidInNamespace; },
    get parentPid() {
      const process = own();
      const parent = process.parent === "" ? undefined : table.get(process.parent);
      if (!parent) return 0;
      if (seesHost(process)) return parent.pid;
      return parent.task.namespaces.pid === process.task.namespaces.pid ? parent.pidInNamespace : 0;
    },
    get argv() { return own().argv; },
    get env() { return own().env; },
    get cwd() { return own().cwd; },
    get hostname() { return hostnameOf(table, own()); },
    get uid() { return own().task.uid; },
    get now() { return table.kernel.now; },
    get startsAtMs() { return table.kernel.startsAtMs; },
    isTty: (fd) => isTerminal(own().fds[fd]),
    files: {
      read: (path) => readerOf(table, own()).read(path),
      stat: (path) => readerOf(table, own()).stat(path),
      list: (path) => readerOf(table, own()).list(path),
    },
    get handed() { return own().handed; },
    get settings() { return own().task.settings ?? {}; },
  };
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
      const at = locate(table.files, process.task, normal);
      return at.ok && at.entry?.type === "file" ? at.entry.content : undefined;
    },
    stat: (path) => (path === "" ? undefined : statPath(table, process, absolute(path))),
    list(path) {
      const normal = absolute(path);
      if (normal === "/dev") return deviceNames;
      if (normal === "/proc") return processNames(table, process);
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
  if (text !== undefined) return { type: "file", ...fixed, mode: 0o444, sizeBytes: path.startsWith("/proc/") ? 0 : utf8Bytes(text) };
  const at = locate(table.files, process.task, path, false);
  return at.ok && at.entry ? statOf(at.entry) : undefined;
}

function processNames(table: Table, process: ProcessRecord): string[] {
  const pids = seesHost(process) ? table.indexes.byHost.get(process.host) : table.indexes.byNamespace.get(process.task.namespaces.pid);
  return [...[...(pids?.keys() ?? [])].sort((a, b) => a - b).map(String), "cpuinfo", "loadavg", "meminfo", "mounts", "self", "uptime", "version"];
}
