import { isArgumentListTooLong } from "../argument-list.ts";
import { grown } from "../cgroups/memory.ts";
import { findExecutable } from "../executable.ts";
import { createProcess } from "../create-process.ts";
import { tellProcess } from "../journal.ts";
import { childrenOf } from "../indexes.ts";
import { entered } from "./enter.ts";
import { viewOf, seesHost } from "../process-views.ts";
import type { ProcessRecord } from "../state.ts";
import type { Answer, Signal, Syscall } from "../syscall.ts";
import { GONE, type Outcome, type Table } from "../table.ts";
import { inherited, releaseAll, STANDARD } from "./descriptors.ts";

type Call<K extends Syscall["call"]> = Extract<Syscall, { call: K }>;

/** Simplified: a container may have some thousands of processes; in life it has no such limit by default, and a node's own limits stop a fork bomb. */
const MAX_PROCESSES_PER_CGROUP = 2000;

const PROCESSES_BETWEEN_LOOKS = 16;

export function spawn(table: Table, process: ProcessRecord, call: Call<"spawn">): Answer {
  const place = call.enter ? entered(table, process, call.enter) : undefined;
  if (place && !place.ok) return place;
  const task = place?.task ?? process.task;
  const env = call.env ?? place?.env ?? process.env;
  const cwd = place?.cwd ?? process.cwd;
  const found = call.program === undefined ? findExecutable(table.files, task, call.argv, env, cwd) : { ok: true as const, program: call.program, argv: call.argv };
  if (!found.ok) return found;
  if (call.program === undefined && isArgumentListTooLong(found.argv, env)) return { ok: false, errno: "E2BIG" };
  if ((table.indexes.byNamespace.get(task.namespaces.pid)?.size ?? 0) >= MAX_PROCESSES_PER_CGROUP) return { ok: false, errno: "EAGAIN" };
  const child = createProcess(table, {
    host: place?.host ?? process.host,
    parent: process.key,
    ...(call.group === "own" ? {} : { group: process.group }),
    task,
    program: found.program,
    argv: found.argv,
    env,
    cwd: call.cwd ?? cwd,
    fds: inherited(table, process.fds, call.fds ?? STANDARD),
    ...(process.umask === undefined ? {} : { umask: process.umask }),
    signals: ignored(process, call.ignore),
    handed: call.handed,
    onExit: undefined,
  });
  // Each takes little: it is enough to look now and then whether all together take too much.
  if (child.pid % PROCESSES_BETWEEN_LOOKS === 0) {
    grown(table, process);
    table.strained(process.host);
  }
  return { ok: true, pid: seesHost(process) ? child.pid : child.pidInNamespace };
}

const NONE: ProcessRecord["signals"] = {};
const NO_SIGNALS: readonly Signal[] = [];
/** A child ignores what its parent ignores; what is caught becomes the default again. */
function ignored(process: ProcessRecord, more: readonly Signal[] = NO_SIGNALS): ProcessRecord["signals"] {
  if (process.signals === NONE && more.length === 0) return NONE;
  const kept = Object.entries(process.signals).filter(([, disposition]) => disposition === "ignore");
  if (kept.length === 0 && more.length === 0) return NONE;
  return Object.fromEntries([...kept, ...more.map((signal) => [signal, "ignore"] as const)]);
}

export function exec(table: Table, process: ProcessRecord, call: Call<"exec">): Outcome {
  const place = call.enter ? entered(table, process, call.enter) : undefined;
  if (place && !place.ok) return place;
  const env = call.env ?? process.env;
  const task = place?.task ?? process.task;
  const cwd = place?.cwd ?? process.cwd;
  const found = findExecutable(table.files, task, call.argv, env, cwd);
  if (!found.ok) return found;
  if (isArgumentListTooLong(found.argv, env)) return { ok: false, errno: "E2BIG" };
  const fds = call.fds ? inherited(table, process.fds, call.fds) : process.fds;
  if (call.fds) releaseAll(table, process.fds);
  table.sockets.release(process.key);
  const become: ProcessRecord = { ...process, task, cwd, handed: undefined, program: found.program, argv: found.argv, env, fds, signals: ignored(process), programState: undefined };
  table.put(become);
  tellProcess(table, become, "exec");
  table.begin(process.key);
  return GONE;
}

export function wait(table: Table, process: ProcessRecord, call: Call<"wait">): Outcome {
  const host = seesHost(process);
  let any = false;
  for (const child of childrenOf(table.indexes, table.state, process.key)) {
    const pid = host ? child.pid : child.pidInNamespace;
    if (call.pid !== -1 && call.pid !== pid) continue;
    any = true;
    if (!child.zombie) continue;
    table.remove(child);
    return { ok: true, pid, status: child.zombie.code, ...(child.zombie.signal === undefined ? {} : { signal: child.zombie.signal }) };
  }
  if (!any) return { ok: false, errno: "ECHILD" };
  return call.nohang ? { ok: true, pid: 0 } : { wait: true, on: [] };
}

export function processes(table: Table, process: ProcessRecord): Answer {
  const host = seesHost(process);
  const keys = host ? table.indexes.byHost.get(process.host) : table.indexes.byNamespace.get(process.task.namespaces.pid);
  const records = [...(keys?.values() ?? [])].flatMap((key) => table.get(key) ?? []);
  const views = records.map((each) => viewOf(table, each, process));
  return { ok: true, processes: views.sort((a, b) => a.pid - b.pid) };
}
