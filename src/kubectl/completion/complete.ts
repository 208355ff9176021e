import { answersTo, type Command } from "../command.ts";
import { commands } from "../commands.ts";
import type { Flag } from "../flags/flag.ts";
import { globalFlags } from "../flags/shared-flags.ts";
import { argumentsOf, flagValues, type Completed } from "./arguments.ts";
import type { Reading } from "./reading.ts";

/** What may stand in place of the part of a word that begins at `from`. */
export interface Completion {
  readonly from: number;
  readonly candidates: Completed;
}

/** What was typed of a command line, up to the word that is being typed. */
interface Typed {
  readonly command: Command | undefined;
  /** "create configmap"; "" = kubectl itself. */
  readonly path: string;
  readonly flags: readonly Flag[];
  readonly args: readonly string[];
  readonly given: ReadonlyMap<string, string>;
  /** The flag whose value comes next. */
  readonly awaits: Flag | undefined;
  /** After "--" nothing is known. */
  readonly ended: boolean;
}

/**
 * Completes a word of a kubectl command line as bash does with `kubectl completion bash`.
 * `words`: those between "kubectl" and the word that is being typed.
 */
// Mirrors getCompletions (github.com/spf13/cobra/completions.go): flags' values, then flags, then subcommands, then arguments.
export function completeKubectl(words: readonly string[], word: string, reading: Reading): Completion {
  const typed = readTyped(words);
  if (typed.ended) return { from: 0, candidates: [] };
  const place = { reading, namespace: typed.given.get("namespace") || reading.namespace };
  if (typed.awaits) return { from: 0, candidates: matching(flagValues[typed.awaits.name]?.(place, typed.args, word) ?? [], word) };
  const equals = word.startsWith("--") ? word.indexOf("=") : -1;
  if (equals > 0) {
    const flag = typed.flags.find(({ name }) => name === word.slice(2, equals));
    const value = word.slice(equals + 1);
    return { from: equals + 1, candidates: matching((flag && flagValues[flag.name]?.(place, typed.args, value)) ?? [], value) };
  }
  if (word.startsWith("-")) return { from: 0, candidates: matching(flagNames(typed), word) };
  const offered = typed.command === undefined ? commands : typed.args.length === 0 ? (typed.command.subcommands ?? []) : [];
  if (offered.length > 0) return { from: 0, candidates: matching(offered.map(({ name }) => name).toSorted(), word) };
  return { from: 0, candidates: matching(argumentsOf[typed.path]?.(place, typed.args, word) ?? [], word) };
}

const matching = (candidates: Completed, word: string): Completed => (typeof candidates === "string" ? candidates : candidates.filter((candidate) => candidate.startsWith(word)));

/** One flag stands once, unless it takes a list. */
function flagNames({ flags, given }: Typed): readonly string[] {
  const offered = flags.filter(({ name, type, hidden }) => !hidden && (type === "stringArray" || type === "stringSlice" || !given.has(name)));
  return offered.flatMap(({ name, shorthand }) => [`--${name}`, ...(shorthand === undefined ? [] : [`-${shorthand}`])]).toSorted();
}

function readTyped(words: readonly string[]): Typed {
  let typed: Typed = { command: undefined, path: "", flags: globalFlags, args: [], given: new Map(), awaits: undefined, ended: false };
  for (const word of words) typed = next(typed, word);
  return typed;
}

function next(typed: Typed, word: string): Typed {
  const { awaits, given, args, flags } = typed;
  if (typed.ended || word === "--") return { ...typed, ended: true };
  if (awaits) return { ...typed, awaits: undefined, given: new Map([...given, [awaits.name, word]]) };
  if (word.startsWith("-") && word !== "-") return withFlag(typed, word);
  const below = args.length > 0 ? undefined : (typed.command === undefined ? commands : (typed.command.subcommands ?? [])).find((command) => answersTo(command, word));
  if (!below) return typed.command === undefined ? { ...typed, ended: true } : { ...typed, args: [...args, word] };
  return { ...typed, command: below, path: `${typed.path} ${below.name}`.trim(), flags: [...(below.flags ?? []), ...flags.filter((flag) => globalFlags.includes(flag) && !below.flags?.some((own) => own.name === flag.name))] };
}

/** "--name", "--name=value", "-n", "-nvalue", "-it". */
function withFlag(typed: Typed, word: string): Typed {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const found = name.startsWith("--") ? typed.flags.find((flag) => `--${flag.name}` === name) : lastShort(typed.flags, name.slice(1));
  if (!found) return typed;
  const { flag, value } = "flag" in found ? found : { flag: found, value: "" };
  const given = equals >= 0 ? word.slice(equals + 1) : value;
  if (given === "" && equals < 0 && flag.withoutValue === undefined) return { ...typed, awaits: flag };
  return { ...typed, given: new Map([...typed.given, [flag.name, given]]) };
}

/** Of letters that stand together the first that takes a value, which may follow at once; else the last. */
function lastShort(flags: readonly Flag[], letters: string): { readonly flag: Flag; readonly value: string } | undefined {
  for (let i = 0; i < letters.length; i += 1) {
    const flag = flags.find(({ shorthand }) => shorthand === letters[i]);
    if (!flag) return undefined;
    if (flag.withoutValue === undefined || i === letters.length - 1) return { flag, value: letters.slice(i + 1) };
  }
  return undefined;
}
