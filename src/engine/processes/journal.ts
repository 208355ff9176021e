import type { FileDetail, ProcessDetail, SignalDetail } from "../simulation/journal-details.ts";
import type { Located } from "./files/locate.ts";
import type { ProcessKey } from "./process-table.ts";
import type { ProcessRecord } from "./state.ts";
import type { Signal } from "./syscall.ts";
import type { Table } from "./table.ts";

const nameOf = (key: ProcessKey): string => `process/${key}`;
const ownerIn = ({ task }: ProcessRecord) => (task.owner ? { owner: task.owner } : {});

/** Writes down that a process began, became another program, or ended. */
export function tellProcess(table: Table, process: ProcessRecord, what: ProcessDetail["what"], ending: Pick<ProcessDetail, "exitCode" | "signal" | "oomKilled"> = {}): void {
  table.touched(process);
  const { journal } = table.kernel;
  if (!journal.wants("detail")) return;
  const { key, pidInNamespace, argv, parent } = process;
  const detail: ProcessDetail = { what, process: key, pid: pidInNamespace, argv, parent, ...ownerIn(process), ...ending };
  journal.write("detail", { actor: nameOf(key), type: "process", subject: nameOf(key), detail });
}

/** Writes down what a signal does to its receiver. */
export function tellSignal(table: Table, process: ProcessRecord, signal: Signal, from: ProcessKey | "", outcome: SignalDetail["outcome"]): void {
  const { journal } = table.kernel;
  if (!journal.wants("detail")) return;
  const { key, pidInNamespace, argv } = process;
  const detail: SignalDetail = { signal, from, process: key, pid: pidInNamespace, argv, outcome, ...ownerIn(process) };
  journal.write("detail", { actor: from === "" ? "kernel" : nameOf(from), type: "signal", subject: nameOf(key), detail });
}

/** Writes down that a process made, removed or moved a file or directory. */
export function tellFile(table: Table, process: ProcessRecord, what: FileDetail["what"], at: Located, to?: Located): void {
  const { journal } = table.kernel;
  if (!journal.wants("detail")) return;
  const { key, argv } = process;
  const detail: FileDetail = { what, path: at.logical, ...(to && { to: to.logical }), place: `${at.fs}:${at.path}`, process: key, argv, ...ownerIn(process) };
  journal.write("detail", { actor: nameOf(key), type: "file", subject: `file/${at.logical}`, detail });
}
