import type { ProcessNamespaces } from "../process-table.ts";
import type { FileStat } from "../program.ts";
import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";
import { bySeenPid } from "./proc.ts";

/** The links of /proc/PID/ns, with what of a process each tells. Nothing here makes time namespaces: there is one a machine. */
const KINDS: Readonly<Record<string, { readonly type: string; readonly of?: keyof ProcessNamespaces; readonly first: number }>> = {
  // Mirrors the PROC_*_INIT_INO of Linux (include/linux/proc_ns.h); the first mount and network namespaces have what comes next.
  cgroup: { type: "cgroup", of: "cgroup", first: 4026531835 },
  ipc: { type: "ipc", of: "ipc", first: 4026531839 },
  mnt: { type: "mnt", of: "mnt", first: 4026531841 },
  net: { type: "net", of: "net", first: 4026531840 },
  pid: { type: "pid", of: "pid", first: 4026531836 },
  pid_for_children: { type: "pid", of: "pid", first: 4026531836 },
  time: { type: "time", first: 4026531834 },
  time_for_children: { type: "time", first: 4026531834 },
  user: { type: "user", of: "user", first: 4026531837 },
  uts: { type: "uts", of: "uts", first: 4026531838 },
};

const PATH = /^\/proc\/(self|\d+)\/ns(?:\/([a-z_]+))?$/;

/** What is at /proc/PID/ns or in it; undefined for every other path and where there is no such process. */
export function namespaceStat(table: Table, reader: ProcessRecord, path: string): FileStat | undefined {
  const [, pid, link] = PATH.exec(path) ?? [];
  const process = pid === undefined ? undefined : pid === "self" ? reader : bySeenPid(table, reader, Number(pid));
  if (!process) return undefined;
  const common = { uid: process.task.uid, gid: process.task.gid, modifiedAtMs: process.startedAtMs, sizeBytes: 0 };
  if (link === undefined) return { type: "directory", mode: 0o511, ...common };
  const target = targetOf(process, link);
  return target === undefined ? undefined : { type: "symlink", mode: 0o777, ...common, target };
}

/** The names in /proc/PID/ns. */
export const namespaceNames = (table: Table, reader: ProcessRecord, path: string): readonly string[] | undefined =>
  namespaceStat(table, reader, path)?.type === "directory" ? Object.keys(KINDS) : undefined;

// Simplified: the number of a namespace, as in net:[4026532301], is made from its name: it differs where namespaces differ, but does not count up.
function targetOf({ host, task }: ProcessRecord, link: string): string | undefined {
  const kind = Object.hasOwn(KINDS, link) ? KINDS[link] : undefined;
  if (!kind) return undefined;
  const name = kind.of === undefined ? host : task.namespaces[kind.of];
  return `${kind.type}:[${name === host ? kind.first : numberOf(`${kind.type}:${name}`)}]`;
}

/** Inodes of proc are handed out from here up to the end of 32 bits. */
const FIRST = 4026532000;
const SPAN = 2 ** 32 - FIRST;

// FNV-1a: spreads names that differ in a few characters.
function numberOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  return FIRST + (hash % SPAN);
}
