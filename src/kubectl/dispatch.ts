import type { ProcessContext } from "../engine/processes/program.ts";
import { answersTo } from "./command.ts";
import type { Command, Outcome } from "./command.ts";
import { commands } from "./commands.ts";
import type { Documentation } from "./explain/documentation.ts";
import { problemOf, throwProblem, verdictOf } from "./failure.ts";
import { globalFlags } from "./flags/shared-flags.ts";
import { parseArguments } from "./flags/parse.ts";
import { commandHelp, rootHelp } from "./help.ts";
import { newSession } from "./session.ts";
import { writeError, writeOut } from "./task.ts";
import type { Task } from "./task.ts";
import { suggestionsFor } from "./suggestions.ts";

/** Finds the command in argv, parses its flags, runs it, and says what went wrong. */
export function* runCommand(context: ProcessContext, documentation: Documentation): Task<Outcome> {
  try {
    return yield* dispatch(context, documentation);
  } catch (error) {
    const verdict = verdictOf(problemOf(error));
    yield* writeError(verdict.text);
    return verdict.exitCode;
  }
}

function* dispatch(context: ProcessContext, documentation: Documentation): Task<Outcome> {
  const words = context.argv.slice(1);
  const at = firstWord(words, 0);
  // Mirrors Command.execute (spf13/cobra/command.go): kubectl by itself reads its flags too, before it prints its help.
  if (at === undefined) parseArguments(globalFlags, words, "kubectl");
  if (at === undefined || words[at] === "help") return yield* helpFor(words.slice((at ?? -1) + 1));
  const word = words[at] ?? "";
  const command = commands.find((c) => answersTo(c, word));
  if (!command) return unknownCommand(words, at);
  return yield* descend({ context, documentation }, command, `kubectl ${command.name}`, [...words.slice(0, at), ...words.slice(at + 1)], at);
}

/** Goes down subcommands (`create configmap`) and runs the last one. */
function* descend(of: { readonly context: ProcessContext; readonly documentation: Documentation }, command: Command, path: string, words: readonly string[], from: number): Task<Outcome> {
  if (command.subcommands) {
    const at = firstWord(words, from);
    const sub = at === undefined ? undefined : command.subcommands.find((c) => answersTo(c, words[at] ?? ""));
    if (sub && at !== undefined) return yield* descend(of, sub, `${path} ${sub.name}`, [...words.slice(0, at), ...words.slice(at + 1)], at);
  }
  const parsed = parseArguments(flagsOf(command), command.anyFlags ? [] : words, path);
  if (parsed.flags.bool("help")) {
    yield* writeOut(commandHelp(command, path));
    return 0;
  }
  if (command.run) return yield* command.run(newSession(of.context, path, parsed, of.documentation));
  if (parsed.args.length > 0) throwProblem({ kind: "message", message: `unknown command ${JSON.stringify(parsed.args.join(" "))}\nSee '${path} -h' for help and examples` });
  // Mirrors DefaultSubCommandRun (kubectl/pkg/cmd/util/helpers.go): a group by itself is a mistake.
  yield* writeError(commandHelp(command, path));
  return 1;
}

/** A command's own flag hides a global one of its name (`debug --profile`). */
const flagsOf = ({ flags = [] }: Command) => [...flags, ...globalFlags.filter(({ name }) => !flags.some((own) => own.name === name))];

const valueFlags = new Set(globalFlags.filter((f) => f.withoutValue === undefined).flatMap((f) => [`--${f.name}`, ...(f.shorthand ? [`-${f.shorthand}`] : [])]));

/** Index of the first word that is no flag nor a global flag's value. */
function firstWord(words: readonly string[], from: number): number | undefined {
  for (let i = from; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") return undefined;
    if (!word.startsWith("-") || word === "-") return i;
    if (valueFlags.has(word)) i++;
  }
  return undefined;
}

function* helpFor(words: readonly string[]): Task<number> {
  const at = firstWord(words, 0);
  const command = at === undefined ? undefined : commands.find((c) => answersTo(c, words[at] ?? ""));
  yield* writeOut(command ? commandHelp(command, `kubectl ${command.name}`) : rootHelp(commands));
  return 0;
}

function unknownCommand(words: readonly string[], at: number): never {
  const word = words[at] ?? "";
  // Mirrors HandlePluginCommand (kubectl/pkg/cmd/cmd.go): a flag before an unknown word is taken for a plugin's.
  const before = words.slice(0, at).find((w) => w.startsWith("-"));
  if (before !== undefined) throwProblem({ kind: "message", message: `Error: flags cannot be placed before plugin name: ${before}`, bare: true });
  const suggestions = suggestionsFor(word, commands);
  const hint = suggestions.length > 0 ? `\n\nDid you mean this?\n${suggestions.map((s) => `\t${s}\n`).join("")}` : "";
  return throwProblem({ kind: "message", message: `unknown command ${JSON.stringify(word)} for "kubectl"${hint}` });
}
