import { deviceAt } from "../files/devices.ts";
import { throughRoot } from "../files/proc-directories.ts";
import { locate, type Located } from "../files/locate.ts";
import { tellFile } from "../journal.ts";
import { normalisePath, parentOf } from "../files/base-layer.ts";
import { procText } from "../files/proc.ts";
import type { Descriptor, ProcessRecord } from "../state.ts";
import type { Answer, Errno, Syscall } from "../syscall.ts";
import type { Table } from "../table.ts";
import { install, lowestFree, openFile, retain } from "./descriptors.ts";

type Open = Extract<Syscall, { call: "open" }>;
const fail = (errno: Errno): Answer => ({ ok: false, errno });

/** Simplified: a process opens some thousands of files at most, where a container runtime allows a million. */
const MOST_DESCRIPTORS = 1024;

export function open(table: Table, process: ProcessRecord, call: Open): Answer {
  if (call.path === "") return fail("ENOENT");
  const path = normalisePath(call.path, process.cwd);
  if (Object.keys(process.fds).length >= MOST_DESCRIPTORS) return fail("EMFILE");
  const opened = openDevice(table, process, path) ?? openProc(table, process, path, call) ?? openPath(table, process, path, call);
  if ("errno" in opened) return opened;
  const fd = lowestFree(process.fds);
  install(table, process, fd, opened);
  return { ok: true, fd };
}

type Opened = Descriptor | Extract<Answer, { ok: false }>;

function openDevice(table: Table, process: ProcessRecord, path: string): Opened | undefined {
  const device = deviceAt(path);
  if (!device) return undefined;
  if (device.device === "null") return { kind: "null" };
  if (device.device === "zero" || device.device === "random") return { kind: device.device };
  const fd = device.device === "fd" ? device.fd : Object.keys(process.fds).map(Number).find((each) => isTerminal(process.fds[each]));
  const same = fd === undefined ? undefined : process.fds[fd];
  if (!same) return { ok: false, errno: "ENOENT" };
  retain(table, same);
  return same;
}

export const isTerminal = (descriptor: Descriptor | undefined): boolean =>
  descriptor !== undefined && (descriptor.kind === "open" || descriptor.kind === "log") && descriptor.tty;

function openProc(table: Table, process: ProcessRecord, path: string, call: Open): Opened | undefined {
  if (!path.startsWith("/proc/") && !path.startsWith("/sys/")) return undefined;
  const target = /^\/proc\/(\d+)\/fd\/([012])$/.exec(path);
  if (target) return openOthers(table, process, Number(target[1]), Number(target[2]));
  if (throughRoot(table, process, path)) return undefined;
  const text = procText(table, process, path);
  if (text === undefined) return { ok: false, errno: "ENOENT" };
  if (call.mode !== "read") return { ok: false, errno: path.startsWith("/sys/") ? "EROFS" : "EACCES" };
  return openFile(table, { kind: "text", references: 1, text, offset: 0 });
}

/** /proc/1/fd/1 and the like: what another process of the namespace writes to. */
function openOthers(table: Table, process: ProcessRecord, pid: number, fd: number): Opened {
  const key = table.indexes.byNamespace.get(process.task.namespaces.pid)?.get(pid);
  const descriptor = key === undefined ? undefined : table.get(key)?.fds[fd];
  if (!descriptor) return { ok: false, errno: "ENOENT" };
  retain(table, descriptor);
  return descriptor;
}

function openPath(table: Table, opener: ProcessRecord, asked: string, call: Open): Opened {
  const { process, path } = throughRoot(table, opener, asked) ?? { process: opener, path: asked };
  const at = locate(table.files, process.task, path);
  if (!at.ok) return at;
  const refused = refusal(table, process, at, call);
  if (refused) return { ok: false, errno: refused };
  if (!at.entry || call.mode === "write") create(table, process, at);
  return openFile(table, { kind: "file", references: 1, fs: at.fs, path: at.path, offset: 0, mode: call.mode });
}

function refusal(table: Table, process: ProcessRecord, at: Located, call: Open): Errno | undefined {
  const writing = call.mode !== "read";
  if (at.entry?.type === "directory") return writing || call.path.endsWith("/") ? "EISDIR" : undefined;
  if (!at.entry && !writing) return "ENOENT";
  if (!at.entry) {
    const parent = locate(table.files, process.task, parentOf(at.logical));
    if (!parent.ok) return parent.errno;
    if (!parent.entry) return "ENOENT";
    if (parent.entry.type !== "directory") return "ENOTDIR";
    if (at.readOnly) return "EROFS";
    if (!mayWrite(process, parent.entry)) return "EACCES";
    return table.files.hasRoom(at.fs, at.path, 0) ? undefined : "ENOSPC";
  }
  if (writing && at.readOnly) return "EROFS";
  if (writing ? !mayWrite(process, at.entry) : !mayRead(process, at.entry)) return "EACCES";
  return undefined;
}

/** Absent on most processes. */
export const USUAL_MASK = 0o022;

interface Owned {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}
export const mayWrite = (who: ProcessRecord, what: Owned): boolean => allowed(who, what, 0o2);
export const mayRead = (who: ProcessRecord, what: Owned): boolean => allowed(who, what, 0o4);
function allowed({ task }: ProcessRecord, { mode, uid, gid }: Owned, bit: number): boolean {
  if (task.uid === 0) return true;
  return (mode & (task.uid === uid ? bit << 6 : task.gid === gid || task.groups?.includes(gid) ? bit << 3 : bit)) !== 0;
}

/** The group that a directory with the set-group-ID bit hands down to what is made in it, at this path. */
export function groupHandedDown(table: Table, process: ProcessRecord, logical: string): number | undefined {
  const parent = locate(table.files, process.task, parentOf(logical));
  return parent.ok && parent.entry && (parent.entry.mode & 0o2000) !== 0 ? parent.entry.gid : undefined;
}

function create(table: Table, process: ProcessRecord, at: Located): void {
  const { uid } = process.task;
  const gid = at.entry ? process.task.gid : (groupHandedDown(table, process, at.logical) ?? process.task.gid);
  const fresh = { type: "file", content: "", mode: 0o666 & ~(process.umask ?? USUAL_MASK), uid, gid } as const;
  table.files.put(at.fs, at.path, { ...fresh, ...(at.entry?.type === "file" ? { mode: at.entry.mode, uid: at.entry.uid, gid: at.entry.gid } : {}), modifiedAtMs: table.kernel.now });
  if (!at.entry) tellFile(table, process, "create", at);
}
