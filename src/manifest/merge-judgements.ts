/** What the text tells and what the API server says of it, each thing once. */
import type { Judgement } from "./judgement.ts";
import { isPasted } from "./judge.ts";
import { firstLineOf } from "./lints/lint-context.ts";
import type { Positions } from "./positions.ts";
import { positionsOf } from "./positions.ts";
import type { Range } from "./read-documents.ts";

/** A judgement of the API server (worker/protocol.ts has the same shape). */
export interface ServerProblem {
  readonly document: number;
  readonly pointer: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}
export interface PlacedProblem {
  readonly problem: ServerProblem;
  /** The value that it is about, or the key of the deepest thing that is there. */
  readonly range: Range;
}

/** The problems with their places; those about documents that the text does not have are left out. */
export const placeProblems = (text: string, problems: readonly ServerProblem[]): readonly PlacedProblem[] => placeIn(text, positionsOf(text), problems);

function placeIn(text: string, positions: Positions, problems: readonly ServerProblem[]): readonly PlacedProblem[] {
  return problems.flatMap((problem) => {
    const found = positions.nearest(problem.document, problem.pointer);
    if (found === undefined) return [];
    const { key, value } = found.position;
    const exact = found.pointer === problem.pointer;
    const oneLine = !text.slice(value.start, value.end).includes("\n") && value.end > value.start;
    // Unknown fields are about the key, values on a line of their own about themselves.
    const onKey = key !== undefined && (!exact || !oneLine || problem.message.includes("unknown field"));
    return [{ problem, range: onKey ? key : firstLineOf(value, text) }];
  });
}

/** Where both speak of the same place the judgement stays, in the server's words if it has none of its own. */
export function mergeJudgements(text: string, judgements: readonly Judgement[], problems: readonly ServerProblem[]): readonly Judgement[] {
  const left: PlacedProblem[] = [];
  const words = new Map<Judgement, string>();
  const meantOtherwise = new Set(judgements.filter(isPasted).map(({ about }) => about?.document));
  for (const placed of placeProblems(text, problems)) {
    // What the server makes of blanks and lines that were pasted along is nobody's concern before they are gone.
    if (meantOtherwise.has(placed.problem.document)) continue;
    const same = judgements.find((judgement) => isSame(judgement, placed));
    if (same === undefined) left.push(placed);
    else if (!words.has(same)) words.set(same, placed.problem.message);
  }
  const own = judgements.map((judgement) => (judgement.words === undefined && words.has(judgement) ? { ...judgement, words: words.get(judgement) ?? "" } : judgement));
  const servers = left.map(({ problem, range }): Judgement => ({
    range,
    severity: problem.severity,
    finding: { code: "server" },
    words: problem.message,
    fixes: [],
    about: { document: problem.document, pointers: [problem.pointer] },
  }));
  return [...own, ...servers].toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function isSame({ severity, about, words, finding, range }: Judgement, { problem, range: place }: PlacedProblem): boolean {
  if (finding.code === "unusualCharacter") return range.start < place.end && place.start < range.end;
  if (about?.document !== problem.document || !about.pointers.includes(problem.pointer)) return false;
  if (finding.code === "unsimulatedKind") return problem.severity === "warning" && problem.message.includes("does not simulate");
  // A refusal is more than what is only dated.
  if (severity === "hint" || severity === "unsimulated" || (severity === "warning" && problem.severity === "error")) return false;
  // Of a whole document only the same words are the same.
  return problem.pointer !== "" || words === undefined || words.includes(problem.message) || problem.message.includes(words) || finding.code === "missingField" || finding.code === "fragment" || finding.code === "pathNotation";
}
