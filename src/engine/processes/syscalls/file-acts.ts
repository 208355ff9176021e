import { CGROUP_MOUNT, cgroupNames } from "../cgroups/files.ts";
import { normalisePath, parentOf } from "../files/base-layer.ts";
import { locate, type Located } from "../files/locate.ts";
import { tellFile } from "../journal.ts";
import type { FileEntry } from "../files/tree.ts";
import { hasRoom } from "./room.ts";
import type { ProcessRecord } from "../state.ts";
import type { Answer, Errno, Syscall } from "../syscall.ts";
import { OK, type Table } from "../table.ts";
import { groupHandedDown, mayWrite, USUAL_MASK } from "./open.ts";

type Call<K extends Syscall["call"]> = Extract<Syscall, { call: K }>;
const fail = (errno: Errno): Answer => ({ ok: false, errno });

/** Where a path leads when something shall be made, changed or removed there. */
function target(table: Table, process: ProcessRecord, path: string, follow: boolean): Located | Errno {
  if (path === "") return "ENOENT";
  const at = locate(table.files, process.task, normalisePath(path, process.cwd), follow);
  if (!at.ok) return at.errno;
  const parent = locate(table.files, process.task, parentOf(at.logical));
  if (!parent.ok) return parent.errno;
  if (!parent.entry) return "ENOENT";
  if (parent.entry.type !== "directory") return "ENOTDIR";
  if (at.readOnly) return "EROFS";
  if (!mayWrite(process, at.entry && at.logical !== "/" && follow ? at.entry : parent.entry)) return "EACCES";
  return at;
}

const owned = (table: Table, process: ProcessRecord, logical: string): Pick<FileEntry, "uid" | "gid" | "modifiedAtMs"> => ({ uid: process.task.uid, gid: groupHandedDown(table, process, logical) ?? process.task.gid, modifiedAtMs: table.kernel.now });

export function writeFile(table: Table, process: ProcessRecord, call: Call<"writeFile">): Answer {
  const at = target(table, process, call.path, true);
  if (typeof at === "string") return fail(at);
  if (at.entry?.type === "directory") return fail("EISDIR");
  const old = at.entry?.type === "file" ? at.entry : undefined;
  const content = call.append ? (old?.content ?? "") + call.data : call.data;
  if (!hasRoom(table, process, at.fs, at.path, content.length)) return fail("ENOSPC");
  table.files.put(at.fs, at.path, { ...owned(table, process, at.logical), ...(old ? { uid: old.uid, gid: old.gid } : {}), type: "file", content, mode: call.mode ?? old?.mode ?? 0o666 & ~(process.umask ?? USUAL_MASK) });
  if (!at.entry) tellFile(table, process, "create", at);
  return OK;
}

export function mkdir(table: Table, process: ProcessRecord, call: Call<"mkdir">): Answer {
  const path = normalisePath(call.path, process.cwd);
  if (call.parents) {
    const parent = parentOf(path);
    const above = parent === "/" ? undefined : locate(table.files, process.task, parent);
    if (above && (!above.ok || !above.entry)) {
      const made = mkdir(table, process, { call: "mkdir", path: parent, parents: true });
      if (!made.ok) return made;
    }
  }
  const there = locate(table.files, process.task, path);
  if (there.ok && there.entry) return call.parents && there.entry.type === "directory" ? OK : fail("EEXIST");
  const at = target(table, process, path, true);
  if (typeof at === "string") return fail(at);
  if (!hasRoom(table, process, at.fs, at.path, 0)) return fail("ENOSPC");
  const bit = groupHandedDown(table, process, at.logical) === undefined ? 0 : 0o2000;
  table.files.put(at.fs, at.path, { ...owned(table, process, at.logical), type: "directory", content: "", mode: (call.mode ?? 0o777 & ~(process.umask ?? USUAL_MASK)) | bit });
  tellFile(table, process, "create", at);
  return OK;
}

export function remove(table: Table, process: ProcessRecord, call: Call<"remove">): Answer {
  const at = target(table, process, call.path, false);
  if (typeof at === "string") return fail(at);
  if (!at.entry) return fail("ENOENT");
  if (process.task.mounts.some((mount) => mount.path === at.logical)) return fail("EACCES");
  if (at.entry.type === "directory" && !call.recursive) {
    if ((table.files.list(at.fs, at.path) ?? []).length > 0) return fail("ENOTEMPTY");
  }
  table.files.remove(at.fs, at.path);
  tellFile(table, process, "remove", at);
  return OK;
}

export function rename(table: Table, process: ProcessRecord, call: Call<"rename">): Answer {
  const from = target(table, process, call.from, false);
  if (typeof from === "string") return fail(from);
  if (!from.entry) return fail("ENOENT");
  const to = target(table, process, call.to, false);
  if (typeof to === "string") return fail(to);
  if (from.fs !== to.fs) return fail("EXDEV");
  if (from.path === to.path) return OK;
  if (to.path.startsWith(`${from.path}/`)) return fail("EINVAL");
  if (to.entry?.type === "directory") {
    if (from.entry.type !== "directory") return fail("EISDIR");
    if ((table.files.list(to.fs, to.path) ?? []).length > 0) return fail("ENOTEMPTY");
  } else if (to.entry && from.entry.type === "directory") return fail("ENOTDIR");
  table.files.rename(from, to);
  tellFile(table, process, "rename", from, to);
  return OK;
}

export function link(table: Table, process: ProcessRecord, call: Call<"link">): Answer {
  const at = target(table, process, call.path, false);
  if (typeof at === "string") return fail(at);
  if (at.entry) return fail("EEXIST");
  const own = owned(table, process, at.logical);
  if (!hasRoom(table, process, at.fs, at.path, call.target.length)) return fail("ENOSPC");
  if (call.symbolic) {
    table.files.put(at.fs, at.path, { ...own, type: "symlink", content: call.target, mode: 0o777 });
    tellFile(table, process, "create", at);
    return OK;
  }
  const original = locate(table.files, process.task, normalisePath(call.target, process.cwd));
  if (!original.ok) return fail(original.errno);
  if (!original.entry) return fail("ENOENT");
  if (original.entry.type === "directory") return fail("EPERM");
  if (!hasRoom(table, process, at.fs, at.path, original.entry.content.length)) return fail("ENOSPC");
  // Simplified: a hard link is a copy; a later write to one name does not show under the other.
  table.files.put(at.fs, at.path, original.entry);
  tellFile(table, process, "create", at);
  return OK;
}

export function chmod(table: Table, process: ProcessRecord, call: Call<"chmod">): Answer {
  const at = target(table, process, call.path, true);
  if (typeof at === "string") return fail(at);
  if (!at.entry) return fail("ENOENT");
  if (process.task.uid !== 0 && process.task.uid !== at.entry.uid) return fail("EPERM");
  table.files.put(at.fs, at.path, { ...at.entry, mode: call.mode });
  return OK;
}

export function touch(table: Table, process: ProcessRecord, call: Call<"touch">): Answer {
  const at = target(table, process, call.path, true);
  if (typeof at === "string") return fail(at);
  if (!at.entry && !hasRoom(table, process, at.fs, at.path, 0)) return fail("ENOSPC");
  const modifiedAtMs = call.atMs ?? table.kernel.now;
  const fresh: FileEntry = { ...owned(table, process, at.logical), modifiedAtMs, type: "file", content: "", mode: 0o666 & ~(process.umask ?? USUAL_MASK) };
  table.files.put(at.fs, at.path, at.entry ? { ...at.entry, modifiedAtMs } : fresh);
  if (!at.entry) tellFile(table, process, "create", at);
  return OK;
}

export function chdir(table: Table, process: ProcessRecord, call: Call<"chdir">): Answer {
  const cgroup = normalisePath(call.path, process.cwd);
  if (cgroup.startsWith(`${CGROUP_MOUNT}/`) && cgroupNames(table, process, cgroup)) {
    table.update(process.key, { cwd: cgroup });
    return OK;
  }
  const at = locate(table.files, process.task, normalisePath(call.path, process.cwd));
  if (!at.ok) return fail(at.errno);
  if (!at.entry) return fail("ENOENT");
  if (at.entry.type !== "directory") return fail("ENOTDIR");
  table.update(process.key, { cwd: at.logical });
  return OK;
}

