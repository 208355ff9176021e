/** A line of a file as it was applied. */
export interface AppliedLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Where such a line stands in a text that may have been changed since: the nearest of the same words; undefined where there is none. */
export function lineNow(lines: readonly string[], applied: AppliedLine): number | undefined {
  const wanted = applied.text.trim();
  if (wanted === "") return undefined;
  let nearest: number | undefined;
  lines.forEach((text, index) => {
    if (text.trim() !== wanted) return;
    const line = index + 1;
    if (nearest === undefined || Math.abs(line - applied.line) < Math.abs(nearest - applied.line)) nearest = line;
  });
  return nearest;
}
