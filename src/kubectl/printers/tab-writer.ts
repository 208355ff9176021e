/** How text with tabs becomes columns. Mirrors text/tabwriter with spaces for padding, aligned left. */
export interface TabLayout {
  readonly minWidth: number;
  readonly padding: number;
  /** Column widths met so far: later blocks are at least as wide (RememberWidths). Absent = each block by itself. */
  readonly remembered?: readonly number[];
}

/** Of `get` and its like, and of `describe`. */
export const tableLayout: TabLayout = { minWidth: 6, padding: 3, remembered: [] };
export const describeLayout: TabLayout = { minWidth: 0, padding: 2 };

export const alignTabs = (text: string, layout: TabLayout): string => layOut(text, layout).text;

/** Cells end at tabs; a column is as wide as its widest cell in a run of lines that have it. The last cell of a line is never padded. */
export function layOut(text: string, { minWidth, padding, remembered }: TabLayout): { text: string; widths: readonly number[] } {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const known = [...(remembered ?? [])];
  const written: string[] = [];

  const write = (from: number, to: number, widths: readonly number[]) => {
    for (const cells of lines.slice(from, to)) {
      written.push(cells.map((cell, j) => (j < widths.length && j < cells.length - 1 ? cell + " ".repeat((widths[j] ?? 0) - runes(cell)) : cell)).join(""));
    }
  };
  const format = (from: number, to: number, widths: readonly number[]) => {
    const column = widths.length;
    const reaches = (i: number) => column < (lines[i]?.length ?? 0) - 1;
    let unwritten = from;
    for (let i = from; i < to; i++) {
      if (!reaches(i)) continue;
      write(unwritten, i, widths);
      unwritten = i;
      let width = minWidth;
      for (; i < to && reaches(i); i++) width = Math.max(width, runes(lines[i]?.[column] ?? "") + padding);
      if (remembered) known[column] = width = Math.max(width, known[column] ?? 0);
      format(unwritten, i, [...widths, width]);
      unwritten = i;
    }
    write(unwritten, to, widths);
  };
  format(0, lines.length, []);
  return { text: written.join("\n"), widths: known };
}

const runes = (text: string): number => (/^[\x20-\x7e]*$/.test(text) ? text.length : [...text].length);
