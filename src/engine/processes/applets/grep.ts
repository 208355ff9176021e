import { scripted } from "../scripted.ts";
import type { ProcessContext } from "../program.ts";
import { filterLines } from "./lines-filter.ts";
import { readOptions, type Options } from "./options.ts";
import { allMatches, expressionOf, type Expression } from "../expressions/expression.ts";
import { alternatives, assertion, ExpressionError, literal, sequence } from "../expressions/node.ts";
import { readPosix } from "../expressions/read-posix.ts";
import { badExpression } from "./replacement.ts";
import { err, out, type Part } from "./script.ts";
import { isGnu } from "./flavor.ts";
import { refuseOption, usageText } from "./usage.ts";

type Flags = Extract<Options, { ok: true }>;
const USAGE = "[-HhnlLoqvsrRiwFEz] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...";
const LONG = { "ignore-case": "i", "invert-match": "v", count: "c", quiet: "q", "line-number": "n", recursive: "r", "extended-regexp": "E", "fixed-strings": "F", "only-matching": "o", color: "Z", "files-with-matches": "l", "line-buffered": "Z", "max-count": "m", "after-context": "A", "before-context": "B" } as const;

/** One test for a line: any of the patterns. */
function matcher(options: Flags, patterns: readonly string[], extended: boolean): Expression {
  const read = patterns.flatMap((pattern) => pattern.split("\n")).map((pattern) => (options.has("F") ? { node: literal(pattern), groups: 0 } : readPosix(pattern, { extended })));
  const any = alternatives(read.map(({ node }) => node));
  const whole = options.has("x") ? sequence([assertion("start"), any, assertion("end")]) : options.has("w") ? sequence([assertion("noWordBefore"), any, assertion("noWordAfter")]) : any;
  // Groups count from 1 in each pattern: a reference is that pattern's own where there is one pattern only.
  return expressionOf(whole, Math.max(...read.map(({ groups }) => groups)), options.has("i"));
}

function* search(context: ProcessContext, extended: boolean, fixed: readonly string[] = []): Part<number> {
  const options = readOptions([...fixed, ...context.argv.slice(1)], "HhnlLoqvsrRiwxFEPzcZm:A:B:C:e:f:", LONG);
  if (!options.ok) return (yield* refuseOption(context, "grep", options, USAGE)) + 1;
  const operands = [...options.operands];
  const patterns = options.given.get("e") ?? (operands.length > 0 ? [operands.shift() ?? ""] : undefined);
  if (patterns === undefined) {
    yield* err(isGnu(context) ? "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n" : usageText("grep", USAGE));
    return 2;
  }
  const recursive = options.has("r") || options.has("R");
  const files = recursive ? (operands.length > 0 ? operands : ["."]).flatMap((path) => below(context, path)) : operands;
  try {
    return yield* printMatches(context, options, files, matcher(options, patterns, extended || options.has("E") || options.has("P")), (files.length > 1 || recursive) && !options.has("h"));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    yield* err(badExpression(context, "grep", patterns.join("\n"), error));
    return 2;
  }
}

const below = (context: ProcessContext, path: string): string[] => {
  const names = context.files.list(path);
  return names === undefined ? [path] : names.flatMap((name) => below(context, `${path.replace(/\/$/, "")}/${name}`));
};

function* printMatches(context: ProcessContext, options: Flags, files: readonly string[], expression: Expression, named: boolean): Part<number> {
  const most = Number(options.value("m") ?? Infinity);
  const after = Number(options.value("A") ?? options.value("C") ?? 0);
  const before = Number(options.value("B") ?? options.value("C") ?? 0);
  const found = new Map<string, number>();
  const waiting: string[] = [];
  let trailing = 0;
  let number = 0;
  let current = "";
  let total = 0;
  const quiet = options.has("q") || options.has("l") || options.has("L") || options.has("c");
  const label = (file: string, mark: string): string => (named || options.has("H") ? `${file === "-" ? "(standard input)" : file}${mark}` : "") + (options.has("n") ? `${number}${mark}` : "");
  const around = after > 0 || before > 0;
  let printed = 0;
  const gap = (): string => {
    const gapped = around && (printed < 0 || (printed > 0 && number - waiting.length > printed + 1)) && !options.has("o");
    printed = number;
    return gapped ? "--\n" : "";
  };
  const failed = yield* filterLines(context, "grep", files, (line, file) => {
    if (file !== current) {
      current = file;
      number = 0;
      trailing = 0;
      printed = printed > 0 ? -1 : 0;
      waiting.length = 0;
    }
    number += 1;
    const matches = expression.test(line) !== options.has("v");
    if (!matches) {
      if (trailing > 0) {
        trailing -= 1;
        printed = number;
        return quiet ? undefined : `${label(file, "-")}${line}\n`;
      }
      if (before > 0) waiting.push(`${label(file, "-")}${line}\n`);
      if (waiting.length > before) waiting.shift();
      return undefined;
    }
    total += 1;
    found.set(file, (found.get(file) ?? 0) + 1);
    trailing = after;
    if (quiet) return undefined;
    const text = options.has("o") ? [...allMatches(expression, line)].map(({ groups }) => groups[0] ?? "").filter((each) => each !== "").map((each) => `${label(file, ":")}${each}\n`).join("") : `${label(file, ":")}${line}\n`;
    return gap() + waiting.splice(0).join("") + text;
  }, () => (options.has("q") && total > 0) || total >= most, options.has("s"));
  const searched = files.length === 0 ? ["-"] : files;
  if (options.has("c")) yield* out(searched.map((file) => `${named ? `${file}:` : ""}${found.get(file) ?? 0}\n`).join(""));
  if (options.has("l")) yield* out(searched.filter((file) => found.has(file)).map((file) => `${file === "-" ? "(standard input)" : file}\n`).join(""));
  if (options.has("L")) yield* out(searched.filter((file) => !found.has(file)).map((file) => `${file}\n`).join(""));
  return failed && !(options.has("q") && total > 0) ? 2 : total > 0 ? 0 : 1;
}

export const grep = scripted("grep", (context) => search(context, false));
export const egrep = scripted("egrep", (context) => search(context, true));
export const fgrep = scripted("fgrep", (context) => search(context, false, ["-F"]));
