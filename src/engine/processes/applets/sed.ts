import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { filterLines } from "./lines-filter.ts";
import { readOptions } from "./options.ts";
import { posixExpression, replaceMatches, type Expression } from "../expressions/expression.ts";
import { ExpressionError } from "../expressions/node.ts";
import { badExpression, replacementOf } from "./replacement.ts";
import { contentOf, err, linesOf } from "./script.ts";
import { refuseOption, usageText } from "./usage.ts";

/** Simplified: sed's s, d, p, q, a, i, c, y and = with addresses; no hold space and no labels. */
interface Command {
  readonly from: Address | undefined;
  readonly to: Address | undefined;
  readonly negated: boolean;
  readonly name: string;
  readonly expression?: Expression;
  readonly text: string;
  readonly flags: string;
}
type Address = { readonly line: number } | { readonly last: true } | { readonly expression: Expression };
class SedError extends Error {}
class BadExpression extends Error {
  readonly source: string;
  readonly reason: ExpressionError;
  constructor(source: string, reason: ExpressionError) {
    super(reason.message);
    this.source = source;
    this.reason = reason;
  }
}

function readExpression(source: string, options: { readonly extended: boolean; readonly ignoreCase?: boolean }): Expression {
  try {
    return posixExpression(source, { ...options, escapes: "sed" });
  } catch (error) {
    throw error instanceof ExpressionError ? new BadExpression(source, error) : error;
  }
}

function parseScript(script: string, extended: boolean): Command[] {
  const commands: Command[] = [];
  let rest = script.replace(/^[\s;]+/, "");
  const address = (): Address | undefined => {
    const number = /^(\d+|\$)/.exec(rest);
    if (number) {
      rest = rest.slice(number[0].length);
      return number[0] === "$" ? { last: true } : { line: Number(number[0]) };
    }
    if (!rest.startsWith("/")) return undefined;
    const [source, after] = upTo(rest.slice(1), "/");
    rest = after;
    return { expression: readExpression(source, { extended }) };
  };
  while (rest !== "") {
    const from = address();
    let to: Address | undefined;
    if (rest.startsWith(",")) {
      rest = rest.slice(1);
      to = address();
    }
    rest = rest.trimStart();
    const negated = rest.startsWith("!");
    if (negated) rest = rest.slice(1).trimStart();
    const name = rest[0] ?? "";
    rest = rest.slice(1);
    const base = { from, to, negated, name };
    if (name === "s" || name === "y") {
      const delimiter = rest[0] ?? "/";
      const [source, more] = upTo(rest.slice(1), delimiter);
      const [text, after] = upTo(more, delimiter);
      const flags = name === "s" ? (/^[gpiIe0-9]*/.exec(after)?.[0] ?? "") : "";
      rest = after.slice(flags.length);
      commands.push({ ...base, text: name === "y" ? `${source}\0${text}` : text, flags, ...(name === "s" ? { expression: readExpression(source, { extended, ignoreCase: /i/i.test(flags) }) } : {}) });
    } else if (name === "a" || name === "i" || name === "c") {
      const [line = "", ...others] = rest.replace(/^\s*\\?\n?/, "").split("\n");
      commands.push({ ...base, text: line, flags: "" });
      rest = others.join("\n");
    } else if ("dpq=".includes(name) && name !== "") commands.push({ ...base, text: "", flags: "" });
    else throw new SedError(`unsupported command ${name}`);
    rest = rest.replace(/^[\s;]+/, "");
  }
  return commands;
}

/** Text up to an unescaped delimiter, and what follows it. */
function upTo(text: string, delimiter: string): [string, string] {
  let result = "";
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\" && at + 1 < text.length) {
      result += text[at + 1] === delimiter && delimiter !== "&" ? delimiter : `\\${text[at + 1]}`;
      at += 1;
    } else if (text[at] === delimiter) return [result, text.slice(at + 1)];
    else result += text[at];
  }
  throw new SedError("unmatched '/'");
}

function substitute(command: Command, line: string): { readonly line: string; readonly changed: boolean } {
  const which = Number(/\d+/.exec(command.flags)?.[0] ?? 1);
  const all = command.flags.includes("g");
  let count = 0;
  let changed = false;
  if (!command.expression) return { line, changed };
  const result = replaceMatches(command.expression, line, ({ groups }) => {
    count += 1;
    if (all ? count < which : count !== which) return undefined;
    changed = true;
    return replacementOf(command.text, groups);
  });
  return { line: result, changed };
}

function applies(command: Command, state: { readonly inRange: Set<Command> }, line: string, number: number, last: boolean): boolean {
  const at = (address: Address): boolean => ("line" in address ? number === address.line : "last" in address ? last : address.expression.test(line));
  const { from, to } = command;
  if (!from) return !command.negated;
  if (!to) return at(from) !== command.negated;
  const inside = state.inRange.has(command);
  if (!inside && !at(from)) return command.negated;
  const ends = "line" in to ? number >= to.line : inside && at(to);
  if (ends) state.inRange.delete(command);
  else state.inRange.add(command);
  return !command.negated;
}

function transliterate(text: string, line: string): string {
  const [from = "", to = ""] = text.split("\0");
  return [...line].map((character) => (from.includes(character) ? (to[from.indexOf(character)] ?? character) : character)).join("");
}

/** What a line becomes: text to print, and whether it is the last one. */
function runLine(commands: readonly Command[], state: { readonly inRange: Set<Command> }, given: string, number: number, last: boolean, quiet: boolean): { readonly text: string; readonly quit: boolean } {
  let line = given;
  let text = "";
  let after = "";
  for (const command of commands) {
    if (!applies(command, state, line, number, last)) continue;
    if (command.name === "s") {
      const done = substitute(command, line);
      line = done.line;
      if (done.changed && command.flags.includes("p")) text += `${line}\n`;
    } else if (command.name === "y") line = transliterate(command.text, line);
    else if (command.name === "p") text += `${line}\n`;
    else if (command.name === "=") text += `${number}\n`;
    else if (command.name === "i") text += `${command.text}\n`;
    else if (command.name === "a") after += `${command.text}\n`;
    else if (command.name === "c") return { text: `${text}${command.text}\n${after}`, quit: false };
    else if (command.name === "d") return { text: text + after, quit: false };
    else if (command.name === "q") return { text: `${text}${quiet ? "" : `${line}\n`}${after}`, quit: true };
  }
  return { text: `${text}${quiet ? "" : `${line}\n`}${after}`, quit: false };
}

export const sed = scripted("sed", function* (context) {
  const options = readOptions(context.argv.slice(1), "inrEse:f:", { quiet: "n", "in-place": "i", "regexp-extended": "E", expression: "e" });
  if (!options.ok) return yield* refuseOption(context, "sed", options, "[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...");
  const operands = [...options.operands];
  const script = options.given.get("e")?.join("\n") ?? operands.shift();
  if (script === undefined) {
    yield* err(usageText("sed", "[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]..."));
    return 1;
  }
  try {
    const commands = parseScript(script, options.has("E") || options.has("r"));
    const state = { inRange: new Set<Command>() };
    const quiet = options.has("n");
    if (options.has("i")) {
      for (const file of operands) {
        const content = yield* contentOf(file);
        if (!content.ok) {
          yield* err(`sed: ${file}: No such file or directory\n`);
          return 1;
        }
        const lines = linesOf(content.text);
        yield { call: "writeFile", path: file, data: lines.map((line, index) => runLine(commands, state, line, index + 1, index === lines.length - 1, quiet).text).join("") };
      }
      return 0;
    }
    const needsLast = commands.some(({ from, to }) => (from !== undefined && "last" in from) || (to !== undefined && "last" in to));
    let number = 0;
    let quit = false;
    let held: string | undefined;
    const one = (line: string, last: boolean): string => {
      const done = runLine(commands, state, line, (number += 1), last, quiet);
      quit ||= done.quit;
      return done.text;
    };
    const failed = yield* filterLines(context, "sed", operands, (line) => {
      if (!needsLast) return one(line, false);
      const before = held;
      held = line;
      return before === undefined ? undefined : one(before, false);
    }, () => quit);
    if (held !== undefined) yield { call: "write", fd: 1, data: one(held, true) };
    return failed ? 1 : 0;
  } catch (error) {
    if (error instanceof BadExpression || error instanceof ExpressionError) {
      yield* err(badExpression(context, isGnu(context) ? `sed: -e expression #1, char ${script.length}` : "sed", error instanceof BadExpression ? error.source : script, error instanceof BadExpression ? error.reason : error));
      return 1;
    }
    if (!(error instanceof SedError)) throw error;
    yield* err(`sed: ${error.message}\n`);
    return 1;
  }
});
