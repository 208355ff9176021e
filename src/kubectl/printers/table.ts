import type { Json } from "../../api/json.ts";
import { formatLabels } from "../../api/labels.ts";
import type { Table, TableRow } from "../../api/types.ts";

export interface TableOptions {
  readonly wide: boolean;
  readonly withNamespace: boolean;
  /** Prefixes names: "pod/web", "deployment.apps/web". Empty = none. */
  readonly kindPrefix: string;
  readonly showLabels: boolean;
  readonly columnLabels: readonly string[];
}

// Mirrors decorateTable and printTable (cli-runtime/pkg/printers/tableprinter.go).
export function headerCells(table: Table, options: TableOptions): string[] {
  return [
    ...(options.withNamespace ? ["NAMESPACE"] : []),
    ...shown(table, options).map((i) => (table.columnDefinitions[i]?.name ?? "").toUpperCase()),
    ...options.columnLabels.map((label) => (label.split("/").at(-1) ?? "").toUpperCase()),
    ...(options.showLabels ? ["LABELS"] : []),
  ];
}

export function rowCells(table: Table, row: TableRow, options: TableOptions): string[] {
  const labels = row.object.metadata?.labels;
  const cells = shown(table, options).map((i) => {
    const text = cellText(row.cells[i] ?? "");
    const isName = options.kindPrefix !== "" && table.columnDefinitions[i]?.format === "name" && text !== "";
    return isName ? `${options.kindPrefix}/${text}` : text;
  });
  return [
    ...(options.withNamespace ? [row.object.metadata?.namespace ?? ""] : []),
    ...cells,
    ...options.columnLabels.map((label) => labels?.[label] ?? ""),
    ...(options.showLabels ? [formatLabels(labels)] : []),
  ];
}

/** Indices of the columns that are printed. */
const shown = (table: Table, options: TableOptions): number[] =>
  table.columnDefinitions.flatMap((column, i) => (column.priority === 0 || options.wide ? [i] : []));

/** Cut at the first line break, as a table row has one line. */
function cellText(cell: Json): string {
  const text = typeof cell === "string" ? cell : String(cell);
  const end = text.search(/[\f\n\r]/);
  return end < 0 ? text : `${text.slice(0, end)}...`;
}

export const tabbed = (rows: readonly (readonly string[])[]): string => rows.map((cells) => `${cells.join("\t")}\n`).join("");
