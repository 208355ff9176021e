/** Where an offset of a text stands. Lines and columns count from 1, columns in UTF-16 units: as editors have them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Lines {
  readonly count: number;
  placeOf(offset: number): Place;
  offsetOf(place: Place): number;
  /** Offset of the first character of a line. */
  startOf(line: number): number;
  /** Offset behind the last character of a line, before its line break. */
  endOf(line: number): number;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const clamp = (line: number): number => Math.min(Math.max(line, 1), starts.length);
  const startOf = (line: number): number => starts[clamp(line) - 1] ?? 0;
  const endOf = (line: number): number => {
    const next = starts[clamp(line)];
    if (next === undefined) return text.length;
    return text.charAt(next - 2) === "\r" && next - 2 >= startOf(line) ? next - 2 : next - 1;
  };
  return {
    count: starts.length,
    startOf,
    endOf,
    placeOf(offset) {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: Math.min(Math.max(offset, 0), text.length) - (starts[low] ?? 0) + 1 };
    },
    offsetOf: ({ line, column }) => Math.min(startOf(line) + Math.max(column, 1) - 1, endOf(line)),
  };
}
