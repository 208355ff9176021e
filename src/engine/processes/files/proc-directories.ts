import { findExecutable } from "../executable.ts";
import type { FileStat } from "../program.ts";
import { seesHost } from "../process-views.ts";
import type { Descriptor, ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";
import { bySeenPid, perProcessNames } from "./proc.ts";

const DIRECTORY = /^\/proc\/(self|\d+)(?:\/(fd|cwd|exe|root)(?:\/(\d+))?)?$/;
const ROOT = /^\/proc\/(self|\d+)\/root(\/.*)$/;
const LINKS = ["cwd", "exe", "root"] as const;

const processAt = (table: Table, reader: ProcessRecord, pid: string): ProcessRecord | undefined => (pid === "self" ? reader : bySeenPid(table, reader, Number(pid)));

/** A path below another process's root, as that process would name it; undefined for every other path. */
export function throughRoot(table: Table, reader: ProcessRecord, path: string): { readonly process: ProcessRecord; readonly path: string } | undefined {
  const [, pid = "", rest = ""] = ROOT.exec(path) ?? [];
  const process = pid === "" ? undefined : processAt(table, reader, pid);
  return process && { process, path: rest };
}

/** What is at /proc/self, /proc/PID and the directories and links in it; undefined for every other path. */
export function processStat(table: Table, reader: ProcessRecord, path: string): FileStat | undefined {
  const own = seesHost(reader) ? reader.pid : reader.pidInNamespace;
  const common = { uid: 0, gid: 0, modifiedAtMs: 0, sizeBytes: 0 };
  if (path === "/proc/self") return { type: "symlink", mode: 0o777, ...common, target: String(own) };
  const [, pid = "", part, fd] = DIRECTORY.exec(path) ?? [];
  const process = pid === "" ? undefined : processAt(table, reader, pid);
  if (!process) return undefined;
  const its = { uid: process.task.uid, gid: process.task.gid, modifiedAtMs: process.startedAtMs, sizeBytes: 0 };
  if (part === undefined || (part === "fd" && fd === undefined)) return { type: "directory", mode: part ? 0o500 : 0o555, ...its };
  if (part !== "fd" && fd !== undefined) return undefined;
  const target = part === "fd" ? openAt(table, process.fds[Number(fd)], Number(fd)) : linkOf(table, process, part);
  return target === undefined ? undefined : { type: "symlink", mode: 0o777, ...its, target };
}

/** The names in /proc/PID and /proc/PID/fd; undefined where there is no such directory. */
export function processNamesIn(table: Table, reader: ProcessRecord, path: string): readonly string[] | undefined {
  const [, pid = "", part, fd] = DIRECTORY.exec(path) ?? [];
  const process = pid === "" || fd !== undefined ? undefined : processAt(table, reader, pid);
  if (!process) return undefined;
  if (part === "fd") return Object.keys(process.fds);
  return part === undefined ? [...perProcessNames, ...LINKS, "fd", "mounts", "ns"].toSorted() : undefined;
}

function linkOf(table: Table, { task, argv, env, cwd }: ProcessRecord, link: string): string | undefined {
  if (link === "root") return "/";
  if (link === "cwd") return cwd;
  const found = findExecutable(table.files, task, argv, env, cwd);
  return found.ok ? found.path : undefined;
}

function openAt(table: Table, descriptor: Descriptor | undefined, fd: number): string | undefined {
  if (!descriptor) return undefined;
  if (descriptor.kind === "log") return `pipe:[${FIRST_PIPE + fd}]`;
  if (descriptor.kind !== "open") return `/dev/${descriptor.kind === "random" ? "urandom" : descriptor.kind}`;
  const open = table.state.openFiles.get(descriptor.id);
  if (open?.kind === "file") return open.path;
  if (open?.kind === "pipe") return descriptor.tty ? `/dev/pts/0` : `pipe:[${FIRST_PIPE + Number(open.pipe.replace(/\D/g, "") || 0)}]`;
  return open ? "/proc" : undefined;
}

/** Simplified: the number of a pipe, as in pipe:[24001], is that of our own table, not an inode. */
const FIRST_PIPE = 24_000;
