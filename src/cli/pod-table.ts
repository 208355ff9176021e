import type { PrintedPodRow } from "./history.ts";

/** Prints rows as `kubectl get pods -w` does: a heading once, columns that only ever grow. */
export interface PodTable {
  /** The line or lines of one more row; nothing when no column but AGE changed. */
  lines(row: PrintedPodRow): readonly string[];
}

const MIN_WIDTH = 6;
const PADDING = 3;

export function createPodTable(allNamespaces: boolean): PodTable {
  const widths: number[] = [];
  const last = new Map<string, string>();
  const measure = (cells: readonly string[]): void => cells.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? MIN_WIDTH, cell.length + PADDING)));
  const print = (cells: readonly string[]): string => cells.map((cell, i) => (i === cells.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join("");
  const heading = [...(allNamespaces ? ["NAMESPACE"] : []), "NAME", "READY", "STATUS", "RESTARTS", "AGE"];
  return {
    lines({ row, restartsText, age }) {
      const first = last.size === 0;
      const shown = [...(allNamespaces ? [row.namespace] : []), row.name, row.ready, row.status, restartsText];
      const key = [row.ready, row.status, row.restarts].join("\t");
      if (last.get(row.uid) === key && row.op !== "DELETED") return [];
      last.set(row.uid, key);
      // The printer aligns the heading with the rows of its first batch.
      if (first) measure(heading);
      measure(shown);
      const line = print([...shown, age]);
      return first ? [print(heading), line] : [line];
    },
  };
}
