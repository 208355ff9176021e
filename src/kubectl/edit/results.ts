import { describeProblem, isNotFound, type Problem } from "../failure.ts";
import type { Info } from "../builder/info.ts";

/** Why a file is opened once more. */
export interface Reason {
  readonly head: string;
  readonly other: readonly string[];
}

/** What became of the objects of an edited file. */
export interface Results {
  readonly reasons: readonly Reason[];
  readonly toEdit: number;
  readonly retryable: number;
  readonly notFound: number;
}
export const noResults: Results = { reasons: [], toEdit: 0, retryable: 0, notFound: 0 };

// Mirrors editResults.addError (kubectl/pkg/cmd/util/editor/editoptions.go).
/** The results with a patch that was refused, and what is said of it. */
export function withRefusal(results: Results, problem: Problem, { resource, name }: Info): { readonly results: Results; readonly said: string } {
  const what = `${resource.group === "" ? resource.resource : `${resource.resource}.${resource.group}`} ${JSON.stringify(name)}`;
  if (problem.kind === "status" && problem.status.reason === "Invalid") {
    const other = (problem.status.details?.causes ?? []).map(({ field, message }) => `${field}: ${message}`);
    return { results: { ...results, toEdit: results.toEdit + 1, reasons: [...results.reasons, { head: `${what} was not valid`, other }] }, said: `error: ${what} is invalid` };
  }
  if (isNotFound(problem)) return { results: { ...results, notFound: results.notFound + 1 }, said: `error: ${what} could not be found on the server` };
  return { results: { ...results, retryable: results.retryable + 1 }, said: `error: ${what} could not be patched: ${describeProblem(problem)}` };
}

const HEAD = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;
const commented = (text: string): string => text.replace(/\n(?=[^#])/g, "\n# ");

/** What stands above the object in the file. Mirrors editHeader.writeTo. */
export const header = ({ reasons }: Results): string =>
  HEAD + reasons.map(({ head, other }) => `# ${commented(head)}${other.length > 0 ? ":" : ""}\n${other.map((line) => `# * ${commented(line)}\n`).join("")}#\n`).join("");
