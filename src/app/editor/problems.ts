import type { Fix, Judgement } from "../../manifest/judgement.ts";
import { useFiles } from "../state/files.ts";
import { fixAt, isProblem, nextFrom } from "./fix-choice.ts";
import { useJudgements } from "./judgements.ts";
import { editingSurface } from "./surface.ts";

const openText = (): string | undefined => {
  const { files, open } = useFiles.getState();
  return files.find(({ name }) => name === open)?.text;
};

/** What is said of the text as it stands; nothing while it is being typed. */
function judgementsNow(): readonly Judgement[] {
  const { text, judgements } = useJudgements.getState();
  return text === openText() ? judgements : [];
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
