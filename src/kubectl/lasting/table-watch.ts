import { asJson, type JsonObject } from "../../api/json.ts";
import type { KubernetesObject, Status, Table } from "../../api/types.ts";
import type { ApiRequest, WatchEventType } from "../../engine/apiserver/request.ts";
import type { Answer } from "../../engine/processes/syscall.ts";
import { statusProblem, verdictOf } from "../failure.ts";
import { printerOf } from "../printers/output.ts";
import type { OutputRequest } from "../printers/output.ts";
import { layOut, tableLayout } from "../printers/tab-writer.ts";
import { headerCells, rowCells, tabbed } from "../printers/table.ts";
import type { TableOptions } from "../printers/table.ts";
import { err, out } from "./lasting.ts";
import type { LastingStep } from "./lasting.ts";

/** `get -w`: one row, or one printed object, per event. */
export interface TableWatch {
  readonly kind: "table-watch";
  readonly request: ApiRequest;
  readonly watch: number | null;
  readonly options: TableOptions;
  /** For -o yaml and its like, instead of rows. */
  readonly output: OutputRequest | null;
  /** Adds the EVENT column. */
  readonly withEvents: boolean;
  readonly headerDue: boolean;
  /** Columns only grow from row to row. */
  readonly widths: readonly number[];
}

export function stepTableWatch(state: TableWatch, answer: Answer | undefined): LastingStep {
  if (answer === undefined) return { writes: [], state, wait: { call: "watch", request: state.request } };
  if (!answer.ok) return { writes: [], exit: 1 };
  if (answer.api && answer.api.code >= 400) return ended(answer.api.body as Status);
  if (state.watch === null) return awaitEvent({ ...state, watch: answer.watch ?? 0 }, "");
  const { event } = answer;
  if (!event || event.type === "BOOKMARK") return awaitEvent(state, "");
  if (event.type === "ERROR") return ended(event.object as unknown as Status);
  const { text, next } = printEvent(state, event.type, event.object);
  return awaitEvent(next, text);
}

const awaitEvent = (state: TableWatch, text: string): LastingStep => ({
  writes: text === "" ? [] : [out(text)],
  state,
  wait: { call: "nextEvent", watch: state.watch ?? 0 },
});

function ended(status: Status): LastingStep {
  const verdict = verdictOf(statusProblem(status));
  return { writes: [err(verdict.text)], exit: verdict.exitCode };
}

function printEvent(state: TableWatch, type: WatchEventType, object: KubernetesObject): { text: string; next: TableWatch } {
  if (state.output) return { text: printerOf(headed(state.output, state.headerDue))?.(watched(state, type, object)) ?? "", next: { ...state, headerDue: false } };
  return printRows(state, type, object as unknown as Table);
}

/** Columns have their headers once. */
const headed = (output: OutputRequest, due: boolean): OutputRequest => ({ ...output, headers: output.headers && due });

// Mirrors get.go: with --output-watch-events a printed object is the watch event around it.
const watched = (state: TableWatch, type: WatchEventType, object: KubernetesObject): JsonObject =>
  asJson(state.withEvents ? { type, object } : object);

/** The rows of a table under what was printed before. Also prints the rows that were there when the watch began. */
export function printRows(state: TableWatch, type: WatchEventType, table: Table): { text: string; next: TableWatch } {
  if (table.rows.length === 0) return { text: "", next: state };
  const head = state.headerDue ? [[...(state.withEvents ? ["EVENT"] : []), ...headerCells(table, state.options)]] : [];
  const rows = table.rows.map((row) => [...(state.withEvents ? [type.padEnd(8)] : []), ...rowCells(table, row, state.options)]);
  const laid = layOut(tabbed([...head, ...rows]), { ...tableLayout, remembered: state.widths });
  return { text: laid.text, next: { ...state, headerDue: false, widths: laid.widths } };
}
