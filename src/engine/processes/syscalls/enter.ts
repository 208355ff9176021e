import { normalisePath } from "../files/base-layer.ts";
import { locate } from "../files/locate.ts";
import { seesHost } from "../process-views.ts";
import type { ProcessNamespaces } from "../process-table.ts";
import type { ProcessRecord, Task } from "../state.ts";
import type { Enter, Failure } from "../syscall.ts";
import type { Table } from "../table.ts";

/** Where a child begins that does not stay where its parent is. */
export interface Entered {
  readonly ok: true;
  readonly host: string;
  readonly task: Task;
  readonly cwd: string;
  /** Of the process that was joined. */
  readonly env?: ProcessRecord["env"];
}

/** Another machine, another root, or the namespaces of another process: what sshd, chroot, setns and runc exec do for a child. */
export function entered(table: Table, process: ProcessRecord, enter: Enter): Entered | Failure {
  switch (enter.kind) {
    case "host": {
      const task = table.machine(enter.host);
      return task ? { ok: true, host: enter.host, task, cwd: "/root" } : { ok: false, errno: "EHOSTUNREACH" };
    }
    case "root":
      return chrooted(table, process, enter.path);
    case "namespaces":
      return joined(table, process, enter);
    case "container": {
      const target = ofHost(table, process, enter.pid);
      return target ? { ok: true, host: target.host, task: target.task, cwd: target.cwd, env: target.env } : { ok: false, errno: "ESRCH" };
    }
  }
}

function ofHost(table: Table, process: ProcessRecord, pid: number): ProcessRecord | undefined {
  const key = (seesHost(process) ? table.indexes.byHost.get(process.host) : table.indexes.byNamespace.get(process.task.namespaces.pid))?.get(pid);
  const target = key === undefined ? undefined : table.get(key);
  return target?.zombie ? undefined : target;
}

// Mirrors chroot(2): what lies below the new root stays, under shorter names.
function chrooted(table: Table, process: ProcessRecord, path: string): Entered | Failure {
  if (process.task.uid !== 0) return { ok: false, errno: "EPERM" };
  const at = locate(table.files, process.task, normalisePath(path, process.cwd));
  if (!at.ok) return at;
  if (!at.entry) return { ok: false, errno: "ENOENT" };
  if (at.entry.type !== "directory") return { ok: false, errno: "ENOTDIR" };
  const { task, host } = process;
  const machine = at.path === "/" ? table.machineOfFiles(at.fs) : undefined;
  const prefix = at.logical === "/" ? "" : at.logical;
  const below = (full: string): string => full.slice(prefix.length) || "/";
  const mounts = task.mounts.filter((mount) => mount.path.startsWith(`${prefix}/`)).map((mount) => ({ ...mount, path: below(mount.path) }));
  const own = Object.entries(task.executables).filter(([name]) => name.startsWith(`${prefix}/`));
  const executables = machine?.executables ?? Object.fromEntries(own.map(([name, program]) => [below(name), program]));
  const settings = machine?.settings ?? task.settings;
  return { ok: true, host, cwd: "/", task: { ...task, root: { fs: at.fs, path: at.path, readOnly: at.readOnly }, mounts, executables, ...(settings && { settings }) } };
}

// Mirrors setns(2), as nsenter makes use of it: with the mount namespace comes the target's root.
function joined(table: Table, process: ProcessRecord, enter: Enter & { readonly kind: "namespaces" }): Entered | Failure {
  if (process.task.uid !== 0) return { ok: false, errno: "EPERM" };
  const target = ofHost(table, process, enter.pid);
  if (!target) return { ok: false, errno: "ESRCH" };
  const { task } = process;
  const namespaces: ProcessNamespaces = { ...task.namespaces, ...Object.fromEntries(enter.namespaces.map((name) => [name, target.task.namespaces[name]])) };
  const { hostname: _own, ...bare } = task;
  const name = enter.namespaces.includes("uts") ? target.task.hostname : task.hostname;
  const { root, mounts, executables, settings } = enter.namespaces.includes("mnt") ? target.task : task;
  const cwd = enter.namespaces.includes("mnt") ? "/" : process.cwd;
  return { ok: true, host: process.host, cwd, task: { ...bare, namespaces, root, mounts, executables, ...(settings && { settings }), ...(name !== undefined && { hostname: name }) } };
}
