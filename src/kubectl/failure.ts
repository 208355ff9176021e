import type { Status, StatusCause } from "../api/types.ts";

/** What went wrong in a command, before it is put into words. */
export type Problem =
  | { readonly kind: "status"; readonly status: Status }
  /** `bare`: printed as it is, without "error: ". */
  | { readonly kind: "message"; readonly message: string; readonly bare?: boolean; readonly exitCode?: number }
  | { readonly kind: "aggregate"; readonly problems: readonly Problem[] }
  /** Everything has been said already. */
  | { readonly kind: "exit"; readonly exitCode: number };

export class CommandFailure extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(describeProblem(problem));
    this.problem = problem;
  }
}

export function throwProblem(problem: Problem): never {
  throw new CommandFailure(problem);
}

/** Ends the command with `error: MESSAGE`, exit code 1. */
export function fail(message: string): never {
  return throwProblem({ kind: "message", message });
}

export const messageProblem = (message: string, more: { bare?: boolean; exitCode?: number } = {}): Problem => ({ kind: "message", message, ...more });
export const statusProblem = (status: Status): Problem => ({ kind: "status", status });

/** The problem of a caught exception; anything that is not a CommandFailure is our own fault and goes on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CommandFailure) return error.problem;
  throw error;
}

/** Ends the command if there are problems: one as itself, several together. */
export function throwAll(problems: readonly Problem[]): void {
  const flat = problems.flatMap((p) => (p.kind === "aggregate" ? p.problems : [p]));
  const [first] = flat;
  if (first) throwProblem(flat.length === 1 ? first : { kind: "aggregate", problems: flat });
}

export const isNotFound = (problem: Problem): boolean => problem.kind === "status" && problem.status.reason === "NotFound";
export const isConflict = (problem: Problem): boolean => problem.kind === "status" && problem.status.reason === "Conflict";

// Mirrors AddSourceToErr (kubectl/pkg/cmd/util/helpers.go): names the verb and the file in the message.
export function withSource(problem: Problem, verb: string, source: string): Problem {
  if (source === "") return problem;
  const text = (message: string) => `error when ${verb} ${JSON.stringify(source)}: ${message}`;
  switch (problem.kind) {
    case "status":
      return { kind: "status", status: { ...problem.status, message: text(problem.status.message ?? "") } };
    case "message":
      return { ...problem, message: text(problem.message) };
    default:
      return problem;
  }
}

/** What is written to stderr, with its newline, and the exit code. */
export interface Verdict {
  readonly text: string;
  readonly exitCode: number;
}

// Mirrors checkErr (kubectl/pkg/cmd/util/helpers.go): how an error becomes text and exit code.
export function verdictOf(problem: Problem): Verdict {
  switch (problem.kind) {
    case "exit":
      return { text: "", exitCode: problem.exitCode };
    case "aggregate":
      return { text: lines(problem.problems.map(messageForError).join("\n")), exitCode: 1 };
    case "status":
      return { text: lines(problem.status.reason === "Invalid" ? invalidText(problem.status) : standardMessage(problem.status)), exitCode: 1 };
    case "message": {
      const { message, bare, exitCode = 1 } = problem;
      return { text: lines(bare || message.startsWith("error: ") ? message : `error: ${message}`), exitCode };
    }
  }
}

const lines = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

function invalidText(status: Status): string {
  const { details } = status;
  const causes = distinctCauses(details?.causes ?? []);
  let head = "The request is invalid";
  if (details?.kind || details?.name) head = `The ${details.kind ?? ""} ${JSON.stringify(details.name ?? "")} is invalid`;
  else if (status.message && causes.length === 0) return `${head}: ${status.message}`;
  if (causes.length === 0) return head;
  if (causes.length === 1) return `${head}: ${causes[0]}`;
  return [`${head}: `, ...causes.map((cause) => `* ${cause}`)].join("\n");
}

const distinctCauses = (causes: readonly StatusCause[]): string[] => [...new Set(causes.map((c) => `${c.field ?? ""}: ${c.message ?? ""}`))];

// Mirrors StandardErrorMessage (kubectl/pkg/cmd/util/helpers.go).
function standardMessage(status: Status): string {
  const message = status.message ?? "";
  if (status.reason === "Unauthorized") return `error: You must be logged in to the server (${message})`;
  return status.reason ? `Error from server (${status.reason}): ${message}` : `Error from server: ${message}`;
}

const messageForError = (problem: Problem): string => (problem.kind === "status" ? standardMessage(problem.status) : describeProblem(problem));

/** The error's own words, without any prefix: Go's err.Error(). */
export function describeProblem(problem: Problem): string {
  switch (problem.kind) {
    case "status":
      return problem.status.message ?? "";
    case "message":
      return problem.message;
    case "aggregate": {
      const texts = [...new Set(problem.problems.map(describeProblem))];
      return texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`;
    }
    case "exit":
      return `exit ${problem.exitCode}`;
  }
}
