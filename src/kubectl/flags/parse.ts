import { throwProblem } from "../failure.ts";
import type { Flag } from "./flag.ts";
import { durationProblem, parseFlagBool, parseFlagInt } from "./values.ts";
import { FlagValues } from "./flag-values.ts";

export interface ParsedArguments {
  readonly flags: FlagValues;
  readonly args: readonly string[];
  /** How many of `args` stood before `--`; -1 without it. */
  readonly argsBeforeDash: number;
}

// Mirrors FlagSet.Parse (spf13/pflag/flag.go): interspersed flags, `--`, `-abc` groups, `-oyaml`, `-o=yaml`, values without `=`.
export function parseArguments(known: readonly Flag[], words: readonly string[], commandPath: string): ParsedArguments {
  const flags = new FlagValues(known);
  const args: string[] = [];
  let argsBeforeDash = -1;
  const refuse = (message: string): never => throwProblem({ kind: "message", message: `${message}\nSee '${commandPath} --help' for usage.` });
  const set = (flag: Flag, shown: string, value: string) => {
    const problem = flags.set(flag, value, check(flag, value));
    if (problem !== undefined) refuse(`invalid argument ${JSON.stringify(value)} for "${shown}" flag: ${problem}`);
  };
  const shownAs = (flag: Flag) => (flag.shorthand ? `-${flag.shorthand}, --${flag.name}` : `--${flag.name}`);

  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") {
      argsBeforeDash = args.length;
      args.push(...words.slice(i + 1));
      break;
    }
    if (word.startsWith("--")) {
      const [name, ...rest] = word.slice(2).split("=");
      const inline = rest.length > 0 ? rest.join("=") : undefined;
      if (!name || name.startsWith("-") || name.startsWith("=")) refuse(`bad flag syntax: ${word}`);
      const flag = flags.named(name ?? "");
      if (!flag) return refuse(`unknown flag: --${name}`);
      if (inline !== undefined) set(flag, shownAs(flag), inline);
      else if (flag.withoutValue !== undefined) set(flag, shownAs(flag), flag.withoutValue);
      else if (i + 1 < words.length) set(flag, shownAs(flag), words[++i] ?? "");
      else refuse(`flag needs an argument: --${flag.name}`);
    } else if (word.startsWith("-") && word.length > 1) {
      for (let rest = word.slice(1); rest !== ""; ) {
        const letter = rest[0] ?? "";
        const flag = flags.shorthand(letter);
        if (!flag) return refuse(`unknown shorthand flag: '${letter}' in -${rest}`);
        const after = rest.slice(1);
        if (after.startsWith("=") && after.length > 1) set(flag, shownAs(flag), after.slice(1));
        else if (flag.withoutValue !== undefined) {
          set(flag, shownAs(flag), flag.withoutValue);
          rest = after;
          continue;
        } else if (after !== "") set(flag, shownAs(flag), after);
        else if (i + 1 < words.length) set(flag, shownAs(flag), words[++i] ?? "");
        else refuse(`flag needs an argument: '${letter}' in -${rest}`);
        rest = "";
      }
    } else args.push(word);
  }
  return { flags, args, argsBeforeDash };
}

/** Why a value does not fit the flag's type. */
function check(flag: Flag, value: string): string | undefined {
  if (flag.type === "bool") return parseFlagBool(value) === undefined ? `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax` : undefined;
  if (flag.type === "int") return parseFlagInt(value) === undefined ? `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax` : undefined;
  return flag.type === "duration" ? durationProblem(value) : undefined;
}
