import { asSeen } from "./lull.ts";
import { cpuMilliNow } from "./cgroups/cpu.ts";
import type { ProcessInfo } from "./process-table.ts";
import type { ProcessRecord } from "./state.ts";
import { seenUid } from "./user-namespace.ts";
import type { ProcessView } from "./syscall.ts";
import type { Table } from "./table.ts";

/** True where the caller's PID namespace is its host's own, which sees everything there. */
export const seesHost = (process: ProcessRecord): boolean => process.task.namespaces.pid === process.host;

/** A process as another one sees it in ps. */
export function viewOf(table: Table, present: ProcessRecord, reader: ProcessRecord): ProcessView {
  const process = asSeen(table, present);
  const parent = process.parent === "" ? undefined : table.get(process.parent);
  const host = seesHost(reader);
  const seen = parent && (host ? parent.host === process.host : parent.task.namespaces.pid === reader.task.namespaces.pid) ? parent : undefined;
  return {
    pid: host ? process.pid : process.pidInNamespace,
    ppid: seen ? (host ? seen.pid : seen.pidInNamespace) : 0,
    uid: seenUid(process.task, reader.task),
    argv: process.argv,
    state: process.zombie ? "Z" : process.stopped ? "T" : process.key === reader.key || cpuMilliNow(table, process) > 0 ? "R" : "S",
    cpuMilli: cpuMilliNow(table, process),
    startedAtMs: process.startedAtMs,
    residentBytes: process.residentBytes,
  };
}

export function infoOf(table: Table, present: ProcessRecord): ProcessInfo {
  const process = asSeen(table, present);
  const { task } = process;
  return {
    key: process.key,
    host: process.host,
    pid: process.pid,
    pidInNamespace: process.pidInNamespace,
    parentPid: (process.parent === "" ? undefined : table.get(process.parent)?.pid) ?? 0,
    argv: process.argv,
    program: process.program,
    namespaces: task.namespaces,
    cgroup: task.cgroup,
    uid: task.uid,
    state: process.zombie ? "zombie" : process.stopped ? "stopped" : process.blocked && process.blocked.syscall.call !== "compute" ? "sleeping" : "running",
    startedAtMs: process.startedAtMs,
    residentBytes: process.residentBytes,
    hostname: table.context(process.key).hostname,
  };
}
