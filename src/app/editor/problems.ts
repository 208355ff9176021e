import type { Fix, Judgement } from "../../manifest/judgement.ts";
import { linesOf } from "../../manifest/lines.ts";
import { useFiles } from "../state/files.ts";
import { useJudgements } from "./judgements.ts";
import { editingSurface } from "./surface.ts";

/** Those that somebody has to do something about. */
export const isProblem = ({ severity }: Judgement): boolean => severity === "error" || severity === "warning";

const openText = (): string | undefined => {
  const { files, open } = useFiles.getState();
  return files.find(({ name }) => name === open)?.text;
};

/** What is said of the text as it stands; nothing while it is being typed. */
function judgementsNow(): readonly Judgement[] {
  const { text, judgements } = useJudgements.getState();
  return text === openText() ? judgements : [];
}

/** The next one behind an offset, round the end to the first again. */
export function nextFrom(judgements: readonly Judgement[], offset: number, step: 1 | -1): Judgement | undefined {
  const sorted = judgements.toSorted((a, b) => a.range.start - b.range.start);
  if (step > 0) return sorted.find(({ range }) => range.start > offset) ?? sorted[0];
  return sorted.findLast(({ range }) => range.start < offset) ?? sorted.at(-1);
}

/** Goes to the next problem, errors before warnings. Returns it. */
export function goToProblem(step: 1 | -1): Judgement | undefined {
  const surface = editingSurface();
  const problems = judgementsNow().filter(isProblem);
  const errors = problems.filter(({ severity }) => severity === "error");
  const next = surface && nextFrom(errors.length > 0 ? errors : problems, surface.cursor(), step);
  if (next) surface.goTo(next.range.start);
  return next;
}

/** Applies a fix, unless the text has changed since. */
export function applyFixNow(fix: Fix): void {
  if (useJudgements.getState().text !== openText()) return;
  editingSurface()?.replace(fix.edits);
}

/** Alt+Enter: the fix for what stands at the cursor, else on its line, else the next one. */
export function applyFixAtCursor(): void {
  const surface = editingSurface();
  const text = openText();
  if (!surface || text === undefined) return;
  const fix = fixAt(judgementsNow(), text, surface.cursor());
  if (fix) applyFixNow(fix);
}

const ranks: Readonly<Record<Judgement["severity"], number>> = { error: 0, warning: 1, hint: 2, unsimulated: 3 };

/** The fix that Alt+Enter would apply with the cursor there. */
export function fixAt(judgements: readonly Judgement[], text: string, offset: number): Fix | undefined {
  const mended = judgements.filter(({ fixes }) => fixes.length > 0).toSorted((a, b) => ranks[a.severity] - ranks[b.severity]);
  const lines = linesOf(text);
  const { line } = lines.placeOf(offset);
  const here = mended.find(({ range }) => range.start <= offset && offset <= range.end);
  const onLine = mended.find(({ range }) => lines.placeOf(range.start).line === line);
  return (here ?? onLine ?? nextFrom(mended.filter(({ severity }) => severity === "error"), offset, 1) ?? nextFrom(mended, offset, 1))?.fixes[0];
}
