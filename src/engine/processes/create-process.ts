import { takeSamples } from "./cgroups/usage-samples.ts";
import { endLull } from "./lull.ts";
import { tellProcess } from "./journal.ts";
import type { ProcessKey } from "./process-table.ts";
import type { ProcessRecord } from "./state.ts";
import type { Table } from "./table.ts";

export type NewProcess = Pick<ProcessRecord, "host" | "parent" | "task" | "program" | "argv" | "env" | "cwd" | "fds" | "signals" | "handed" | "onExit" | "umask"> & { /** Absent = it leads a group of its own. */ readonly group?: ProcessKey; /** Of a machine's own services, below those that are given out. */ readonly pid?: number };

/** Simplified: small programs all take the same memory; servers have figures of their own. */
const SMALL_PROGRAM_BYTES = 1024 * 1024;
/** A host's own processes, and those of earlier days, have the ids below. */
const FIRST_HOST_PID = 1000;

const NO_SIGNALS: readonly [] = [];

/** Enters a process into the table and puts it in line to start. */
export function createProcess(table: Table, made: NewProcess, loadMs = 0): ProcessRecord {
  const { host, task } = made;
  table.kernel.charge("processes", "processes", host, 1);
  endLull(table, task.namespaces.pid);
  takeSamples(table, host);
  const pid = made.pid ?? nextPid(table, `host ${host}`, FIRST_HOST_PID);
  const pidInNamespace = task.namespaces.pid === host ? pid : nextPid(table, task.namespaces.pid, 0);
  const process: ProcessRecord = {
    key: `${host}/${pid}`,
    host,
    pid,
    pidInNamespace,
    parent: made.parent,
    adopted: false,
    group: made.group ?? `${host}/${pid}`,
    task,
    program: made.program,
    argv: made.argv,
    env: made.env,
    cwd: made.cwd,
    handed: made.handed,
    fds: made.fds,
    signals: made.signals,
    pending: NO_SIGNALS,
    startedAtMs: table.kernel.now,
    residentBytes: SMALL_PROGRAM_BYTES,
    programState: undefined,
    blocked: undefined,
    stopped: false,
    zombie: undefined,
    onExit: made.onExit,
    arrived: undefined,
    watches: undefined,
    held: undefined,
    ...(made.umask === undefined ? {} : { umask: made.umask }),
  };
  table.put(process);
  table.indexes.add(process);
  tellProcess(table, process, "start");
  if (loadMs > 0) table.kernel.schedule(table.kernel.now + loadMs, { target: "processes", type: "Begin", process: process.key } as { target: string; type: string });
  else table.begin(process.key);
  return process;
}

function nextPid(table: Table, counter: string, first: number): number {
  const pid = (table.state.lastPids.get(counter) ?? first) + 1;
  table.state.lastPids.set(counter, pid);
  return pid;
}
