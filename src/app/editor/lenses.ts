import type { Judgement } from "../../manifest/judgement.ts";
import { linesOf } from "../../manifest/lines.ts";
import { isProblem } from "./fix-choice.ts";

/** What stands below a line: its errors and warnings. */
export interface Lens {
  readonly line: number;
  /** Errors first. */
  readonly judgements: readonly Judgement[];
}

/** More would push the text itself out of sight. */
const MOST_LENSES = 30;
const MOST_PER_LINE = 3;

const rank = ({ severity }: Judgement): number => (severity === "error" ? 0 : 1);

/** One lens a line, from the top, errors before warnings where there are too many. */
export function lensesFor(text: string, judgements: readonly Judgement[]): readonly Lens[] {
  const lines = linesOf(text);
  const byLine = new Map<number, Judgement[]>();
  for (const judgement of judgements.filter(isProblem).toSorted((a, b) => rank(a) - rank(b))) {
    const { line } = lines.placeOf(judgement.range.start);
    const before = byLine.get(line);
    if (before) before.push(judgement);
    else if (byLine.size < MOST_LENSES) byLine.set(line, [judgement]);
  }
  return [...byLine].map(([line, found]) => ({ line, judgements: found.slice(0, MOST_PER_LINE) })).toSorted((a, b) => a.line - b.line);
}

/** Lines on which something is accepted but not acted on. */
export function unsimulatedLines(text: string, judgements: readonly Judgement[]): readonly number[] {
  const lines = linesOf(text);
  return [...new Set(judgements.filter(({ severity }) => severity === "unsimulated").map(({ range }) => lines.placeOf(range.start).line))];
}
