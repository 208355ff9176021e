import { KERNEL } from "../kernel-release.ts";
import { scripted } from "../scripted.ts";
import { commandOf } from "./ps/names.ts";
import { err, out } from "./script.ts";
import { nameOfId } from "./users.ts";

export const arch = scripted("arch", function* () {
  yield* out(`${KERNEL.machine}\n`);
  return 0;
});

export const groups = scripted("groups", function* (context) {
  yield* out(`${nameOfId(context, "group", context.gid) ?? context.gid}\n`);
  return 0;
});

/** Simplified: processes share no memory, and have no semaphores and no message queues. */
export const ipcs = scripted("ipcs", function* () {
  yield* out("\n------ Message Queues --------\nkey        msqid      owner      perms      used-bytes   messages    \n\n------ Shared Memory Segments --------\nkey        shmid      owner      perms      bytes      nattch     status      \n\n------ Semaphore Arrays --------\nkey        semid      owner      perms      nsems     \n\n");
  return 0;
});

/** Nobody is logged in to a container. */
export const who = scripted("who", function* () {
  return 0;
});

const KINDS = ["cgroup", "ipc", "mnt", "net", "pid", "user", "uts"] as const;

/** The namespaces of the processes that are seen, by the links in /proc. */
export const lsns = scripted("lsns", function* (context) {
  const listed = yield { call: "processes" };
  const wanted = context.argv.includes("-t") ? context.argv[context.argv.indexOf("-t") + 1] : undefined;
  const found = new Map<string, { readonly kind: string; readonly id: string; readonly pid: number; readonly command: string; readonly uid: number; count: number }>();
  for (const process of listed.ok ? (listed.processes ?? []) : []) {
    for (const kind of KINDS) {
      const target = context.files.stat(`/proc/${process.pid}/ns/${kind}`)?.target ?? context.files.read(`/proc/${process.pid}/ns/${kind}`);
      const id = /\[(\d+)\]/.exec(target ?? "")?.[1];
      if (id === undefined || (wanted !== undefined && wanted !== kind)) continue;
      const known = found.get(`${kind}:${id}`);
      if (known) known.count += 1;
      else found.set(`${kind}:${id}`, { kind, id, pid: process.pid, command: commandOf(process), uid: process.uid, count: 1 });
    }
  }
  if (found.size === 0) {
    yield* err("lsns: failed to get the namespaces: /proc/*/ns is not simulated here\n");
    return 1;
  }
  const rows = [...found.values()].sort((a, b) => Number(a.id) - Number(b.id)).map(({ kind, id, count, pid, uid, command }) => `${id.padStart(10)} ${kind.padEnd(6)} ${String(count).padStart(6)} ${String(pid).padStart(5)} ${(nameOfId(context, "passwd", uid) ?? String(uid)).padEnd(7)} ${command}\n`);
  yield* out(`        NS TYPE   NPROCS   PID USER    COMMAND\n${rows.join("")}`);
  return 0;
});
