import { isCommandString } from "./command-string.ts";
import { isCall, print, ShellError, type Machine } from "./machine.ts";
import { next } from "./moves.ts";
import type { CallFrame } from "./state.ts";
import type { SyntaxProblem } from "./syntax-error.ts";

/** Where the lines before it have run, a line that cannot be read ends the shell, or for bash what was evaluated. */
export function reportSyntaxError(machine: Machine, problem: SyntaxProblem): undefined {
  const { frames } = machine;
  const within = frames && isCall(frames) ? frames : undefined;
  if (!machine.bash) throw new ShellError(ashPlace(machine, within, problem.line) + problem.ash);
  for (const line of bashLines(machine, within, problem)) print(machine, 2, `${line}\n`);
  machine.status = 2;
  if (within?.kind === "evaluation" || within?.kind === "source" || within?.kind === "trap" || machine.interactive) return next(machine);
  machine.exiting = true;
  return undefined;
}

// Mirrors ash_vmsg (busybox shell/ash.c): the command's name, and a line, where it reads no terminal and no -c.
function ashPlace(machine: Machine, within: CallFrame | undefined, line: number): string {
  if (within?.kind === "evaluation") return `eval: ${machine.interactive ? "" : `line ${line - 1}: `}`;
  if (within?.kind === "source") return `${within.file}: line ${line}: `;
  return within || isCommandString(machine) ? "" : `line ${line}: `;
}

// Simplified: a syntax error within `eval`, or in a line of standard input, is said to be on line 1.
function bashLines(machine: Machine, within: CallFrame | undefined, { bash, bashLine, quoted }: SyntaxProblem): readonly string[] {
  if (within?.kind === "line" && machine.interactive) return [`${machine.name}: ${bash}`];
  const evaluated = within?.kind === "evaluation";
  const name = within?.kind === "source" ? within.file : machine.name;
  const mode = evaluated ? "eval: " : !within && isCommandString(machine) ? "-c: " : "";
  const place = `${name}: ${mode}line ${bashLine + (evaluated ? 1 : 0)}: `;
  return quoted === undefined ? [place + bash] : [place + bash, `${place}\`${quoted}'`];
}
