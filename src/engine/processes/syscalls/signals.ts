import type { SignalDetail } from "../../simulation/journal-details.ts";
import { tellSignal } from "../journal.ts";
import { seesHost } from "../process-views.ts";
import type { ProcessRecord } from "../state.ts";
import type { Answer, Signal, Syscall } from "../syscall.ts";
import { OK, type Table } from "../table.ts";

type Call<K extends Syscall["call"]> = Extract<Syscall, { call: K }>;

/** Signals by their Linux numbers. */
export const SIGNAL_NUMBERS: Readonly<Record<Signal, number>> = {
  HUP: 1, INT: 2, QUIT: 3, ABRT: 6, KILL: 9, USR1: 10, SEGV: 11, USR2: 12, PIPE: 13, ALRM: 14, TERM: 15, CHLD: 17, CONT: 18, STOP: 19, TSTP: 20, WINCH: 28,
};

/** What an untouched signal does: nothing, stop, go on; all others end the process. */
const HARMLESS: ReadonlySet<Signal> = new Set<Signal>(["CHLD", "CONT", "WINCH"]);
const STOPPING: ReadonlySet<Signal> = new Set<Signal>(["STOP", "TSTP"]);

/** Delivers a signal as Linux does. */
export function deliver(table: Table, process: ProcessRecord, signal: Signal, from: "inside" | "outside", by = ""): void {
  if (process.zombie) return;
  if (signal === "CONT" && process.stopped) resumeStopped(table, process);
  const forced = signal === "KILL" || signal === "STOP";
  const outcome = outcomeOf(process, signal, forced && from === "outside", forced);
  // A shell hears of its children's ends all the time: nobody asks why.
  if (signal !== "CHLD") tellSignal(table, process, signal, by, outcome);
  if (outcome === "caught") tell(table, process, signal);
  else if (outcome === "stopped") table.update(process.key, { stopped: true });
  else if (outcome === "ended") table.exit(process.key, 128 + SIGNAL_NUMBERS[signal], signal);
}

function outcomeOf({ signals, pidInNamespace }: ProcessRecord, signal: Signal, overpowers: boolean, forced: boolean): SignalDetail["outcome"] {
  const disposition = forced ? undefined : signals[signal];
  if (disposition === "ignore") return "ignored";
  if (disposition === "catch") return "caught";
  // Mirrors sig_task_ignored (kernel/signal.c): the first process of a namespace ignores what it has no handler for, except KILL and STOP from outside.
  if (pidInNamespace === 1 && !overpowers) return "noHandler";
  if (HARMLESS.has(signal)) return "harmless";
  return STOPPING.has(signal) ? "stopped" : "ended";
}

/** A caught signal ends the syscall that waits, or is told at the next one that would. */
function tell(table: Table, process: ProcessRecord, signal: Signal): void {
  if (process.blocked && !process.stopped && process.blocked.syscall.call !== "compute") {
    table.answer(process.key, { ok: false, errno: "EINTR", signal });
  } else if (!process.pending.includes(signal)) {
    table.update(process.key, { pending: [...process.pending, signal] });
  }
}

function resumeStopped(table: Table, process: ProcessRecord): void {
  const { held } = process;
  table.put({ ...process, stopped: false, held: undefined });
  if (held) table.answer(process.key, held);
}

/** What a terminal's keys and a session's Ctrl-C do: a signal for all of a process's group. */
export function signalGroup(table: Table, member: ProcessRecord, signal: Signal): void {
  for (const process of [...table.state.processes.values()]) {
    if (process.group === member.group) table.signal(process.key, signal, "outside");
  }
}

export function kill(table: Table, process: ProcessRecord, call: Call<"kill">): Answer {
  const targets = targetsOf(table, process, call.pid);
  if (targets.length === 0) return { ok: false, errno: "ESRCH" };
  const allowed = targets.filter((target) => process.task.uid === 0 || process.task.uid === target.task.uid);
  if (allowed.length === 0) return { ok: false, errno: "EPERM" };
  if (call.signal === 0) return OK;
  for (const target of allowed) {
    const present = table.get(target.key);
    if (present) table.signal(present.key, call.signal, target.task.namespaces.pid === process.task.namespaces.pid ? "inside" : "outside", process.key);
  }
  return OK;
}

function targetsOf(table: Table, process: ProcessRecord, pid: number): ProcessRecord[] {
  const host = seesHost(process);
  const keys = host ? table.indexes.byHost.get(process.host) : table.indexes.byNamespace.get(process.task.namespaces.pid);
  if (pid > 0) {
    const key = keys?.get(pid);
    const target = key === undefined ? undefined : table.get(key);
    return target ? [target] : [];
  }
  const all = [...(keys?.values() ?? [])].flatMap((key) => table.get(key) ?? []);
  // -1: everything but itself and the namespace's first.
  if (pid === -1) return all.filter((each) => each.key !== process.key && each.pidInNamespace !== 1);
  // Simplified: within a container, a process group whose leader is gone has no number any more and cannot be signalled.
  const leader = pid === 0 ? process.group : (keys?.get(-pid) ?? `${process.host}/${-pid}`);
  return all.filter((each) => each.group === leader && !each.zombie);
}

export function setDisposition(table: Table, process: ProcessRecord, call: Call<"signal">): Answer {
  if (call.signal === "KILL" || call.signal === "STOP") return { ok: false, errno: "EINVAL" };
  const { [call.signal]: _old, ...others } = process.signals;
  table.update(process.key, { signals: call.disposition === "default" ? others : { ...others, [call.signal]: call.disposition } });
  return OK;
}
