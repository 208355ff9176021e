import type { Fix, Judgement } from "../../manifest/judgement.ts";
import { linesOf } from "../../manifest/lines.ts";

/** Those that somebody has to do something about. */
export const isProblem = ({ severity }: Judgement): boolean => severity === "error" || severity === "warning";

/** The next one behind an offset (step 1) or the one before it (-1), round the end to the first again. */
export function nextFrom(judgements: readonly Judgement[], offset: number, step: 1 | -1): Judgement | undefined {
  const sorted = judgements.toSorted((a, b) => a.range.start - b.range.start);
  if (step > 0) return sorted.find(({ range }) => range.start > offset) ?? sorted[0];
  return sorted.findLast(({ range }) => range.start < offset) ?? sorted.at(-1);
}

const ranks: Readonly<Record<Judgement["severity"], number>> = { error: 0, warning: 1, hint: 2, unsimulated: 3 };

/** The fix that Alt+Enter applies: for what stands at the cursor, else on its line, else the next one; errors first. */
export function fixAt(judgements: readonly Judgement[], text: string, offset: number): Fix | undefined {
  const mended = judgements.filter(({ fixes }) => fixes.length > 0).toSorted((a, b) => ranks[a.severity] - ranks[b.severity]);
  const lines = linesOf(text);
  const { line } = lines.placeOf(offset);
  const here = mended.find(({ range }) => range.start <= offset && offset <= range.end);
  const onLine = mended.find(({ range }) => lines.placeOf(range.start).line === line);
  return (here ?? onLine ?? nextFrom(mended.filter(({ severity }) => severity === "error"), offset, 1) ?? nextFrom(mended, offset, 1))?.fixes[0];
}
