import { humanDuration } from "../api/durations.ts";
import { parseRfc3339 } from "../api/time.ts";
import type { PodRow } from "./report.ts";

/** Prints rows as `kubectl get pods -w` does: a heading once, columns that only ever grow. */
export interface PodTable {
  /** The line or lines of one more row; nothing when no column changed. */
  lines(row: PodRow): readonly string[];
}

const MIN_WIDTH = 6;
const PADDING = 3;

export function createPodTable(startsAtMs: number, allNamespaces: boolean): PodTable {
  const widths: number[] = [];
  const createdAtMs = new Map<string, number>();
  const last = new Map<string, string>();
  const print = (cells: readonly string[]): string => {
    cells.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? MIN_WIDTH, cell.length + PADDING)));
    return cells.map((cell, i) => (i === cells.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join("");
  };
  return {
    lines(row) {
      const heading = createdAtMs.size === 0;
      if (!createdAtMs.has(row.uid)) createdAtMs.set(row.uid, wholeSecond(startsAtMs + row.at));
      const cells = columns(row, startsAtMs, allNamespaces);
      const key = cells.join("\t");
      if (last.get(row.uid) === key && row.op !== "DELETED") return [];
      last.set(row.uid, key);
      const age = humanDuration(startsAtMs + row.at - (createdAtMs.get(row.uid) ?? 0));
      // kubectl fits heading and first rows together; the heading's cells are measured with the row's.
      if (heading) {
        const names = [...(allNamespaces ? ["NAMESPACE"] : []), "NAME", "READY", "STATUS", "RESTARTS", "AGE"];
        print([...cells, age]);
        return [print(names), print([...cells, age])];
      }
      return [print([...cells, age])];
    },
  };
}

// Pods are created in the second that their creationTimestamp keeps, and AGE counts from there.
const wholeSecond = (unixMs: number): number => Math.floor(unixMs / 1000) * 1000;

const columns = (row: PodRow, startsAtMs: number, allNamespaces: boolean): string[] => [
  ...(allNamespaces ? [row.namespace] : []),
  row.name,
  row.ready,
  row.status,
  restarts(row, startsAtMs),
];

// Mirrors printPod (pkg/printers/internalversion/printers.go): "2 (13s ago)" counts from the last termination.
function restarts(row: PodRow, startsAtMs: number): string {
  const finished = row.containers.flatMap(({ lastState }) => parseRfc3339(lastState?.terminated?.finishedAt ?? "") ?? []);
  if (row.restarts === 0 || finished.length === 0) return String(row.restarts);
  return `${row.restarts} (${humanDuration(startsAtMs + row.at - Math.max(...finished))} ago)`;
}
