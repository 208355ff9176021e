import type { Cursor } from "./plot.ts";
import { marksOfRow, neighbour } from "./row-marks.ts";
import type { Row } from "./rows.ts";
import type { Lanes } from "./lanes.ts";

/** The keyboard's way through the lanes: up and down from lane to lane, left and right from mark to mark. */

/** The cursor after a key; the same one where there is nothing further. */
export function movedCursor(key: string, cursor: Cursor | undefined, rows: readonly Row[], lanes: Lanes, viewMs: number): Cursor | undefined {
  const at = cursor && rows.findIndex(({ id }) => id === cursor.row);
  const row = at === undefined || at < 0 ? undefined : rows[at];
  if (!cursor || !row || at === undefined) {
    const first = rows.find((each) => marksOfRow(each, lanes).length > 0);
    return first && landed(first, viewMs, lanes);
  }
  const marks = marksOfRow(row, lanes);
  switch (key) {
    case "ArrowLeft":
      return { ...cursor, atMs: neighbour(marks, cursor.atMs, -1)?.atMs ?? cursor.atMs };
    case "ArrowRight":
      return { ...cursor, atMs: neighbour(marks, cursor.atMs, 1)?.atMs ?? cursor.atMs };
    case "Home":
      return { ...cursor, atMs: marks[0]?.atMs ?? cursor.atMs };
    case "End":
      return { ...cursor, atMs: marks.at(-1)?.atMs ?? cursor.atMs };
    case "ArrowUp":
    case "ArrowDown": {
      const step = key === "ArrowUp" ? -1 : 1;
      for (let index = at + step; index >= 0 && index < rows.length; index += step) if (marksOfRow(rows[index]!, lanes).length > 0) return landed(rows[index]!, cursor.atMs, lanes);
      return cursor;
    }
    default:
      return cursor;
  }
}

/** In a row one comes to stand on the mark at or before the instant where one was, or on its first. */
function landed(row: Row, atMs: number, lanes: Lanes): Cursor {
  const marks = marksOfRow(row, lanes);
  const mark = neighbour(marks, atMs + 1e-3, -1) ?? marks[0];
  return { row: row.id, atMs: mark?.atMs ?? atMs };
}
