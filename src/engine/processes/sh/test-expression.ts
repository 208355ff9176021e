import type { FileReader, FileStat, ProcessContext } from "../program.ts";
import type { Op } from "./code.ts";
import { asPattern, joined } from "./fields.ts";
import type { Machine } from "./machine.ts";
import { arithmetic } from "./parameters.ts";
import { posixExpression } from "../expressions/expression.ts";
import { ExpressionError } from "../expressions/node.ts";
import { matchesPattern } from "../expressions/shell-pattern.ts";
import type { Segments } from "./state.ts";

/** `[[ … ]]`: one operator and its operands. */
export function evaluateTest(machine: Machine, op: Extract<Op, { op: "test" }>, left: Segments, right: Segments): boolean {
  const text = joined(left);
  if (!op.binary) return testUnary(op.operator, text, machine.context) ?? false;
  if (op.operator === "==" || op.operator === "=") return matchesPattern(asPattern(right), text);
  if (op.operator === "!=") return !matchesPattern(asPattern(right), text);
  if (op.operator === "=~") return matchesExpression(right, text);
  if (/^-(eq|ne|lt|le|gt|ge)$/.test(op.operator)) return compare(op.operator, Number(arithmetic(machine, text)), Number(arithmetic(machine, joined(right))));
  return testBinary(op.operator, text, joined(right), machine.context.files) ?? false;
}

/** `=~`: what was quoted stands for itself. Simplified: in `[[ a =~ b ]]` a broken expression matches nothing, where bash ends with status 2. */
function matchesExpression(right: Segments, text: string): boolean {
  const source = right.map((segment) => (segment.quoted ? segment.text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") : segment.text)).join("");
  try {
    return posixExpression(source, { extended: true }).test(text);
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

/** Thrown by `test` for what it cannot read; the text follows the program's name. */
export class TestError extends Error {}

/** What `test` decides about its arguments. */
export function testArguments(args: readonly string[], context: ProcessContext): boolean {
  const tokens = [...args];
  let at = 0;
  const or = (): boolean => {
    let value = and();
    while (tokens[at] === "-o") {
      at += 1;
      const right = and();
      value = value || right;
    }
    return value;
  };
  const and = (): boolean => {
    let value = not();
    while (tokens[at] === "-a") {
      at += 1;
      const right = not();
      value = value && right;
    }
    return value;
  };
  const not = (): boolean => {
    if (tokens[at] !== "!" || at + 1 >= tokens.length) return primary();
    at += 1;
    return !not();
  };
  const primary = (): boolean => {
    const first = tokens[at];
    if (first === undefined) throw new TestError("argument expected");
    const operator = tokens[at + 1];
    const second = tokens[at + 2];
    if (operator !== undefined && second !== undefined && isBinary(operator)) {
      at += 3;
      return testBinary(operator, first, second, context.files) ?? false;
    }
    if (first === "(") {
      at += 1;
      const value = or();
      if (tokens[at] !== ")") throw new TestError("closing paren expected");
      at += 1;
      return value;
    }
    if (operator !== undefined && isBinary(operator)) throw new TestError(`${operator}: argument expected`);
    if (operator !== undefined && isUnary(first)) {
      at += 2;
      return testUnary(first, operator, context) ?? false;
    }
    at += 1;
    return first !== "";
  };
  if (tokens.length === 0) return false;
  const value = or();
  if (at < tokens.length) throw new TestError(`${tokens[at]}: unknown operand`);
  return value;
}

const isUnary = (text: string): boolean => /^-[bcdefghkLnprsStuwxzOGN]$/.test(text);
const isBinary = (text: string): boolean => ["=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"].includes(text);

function testUnary(operator: string, text: string, context: ProcessContext): boolean | undefined {
  if (operator === "-n") return text !== "";
  if (operator === "-z") return text === "";
  if (operator === "-t") return context.isTty(Number(text));
  const link = context.files.stat(text);
  if (operator === "-L" || operator === "-h") return link?.type === "symlink";
  const stat = link?.type === "symlink" ? followed(context.files, text, link) : link;
  return stat !== undefined && (FILE_TESTS[operator]?.(stat, context.uid) ?? true);
}

function followed(files: FileReader, path: string, link: FileStat): FileStat | undefined {
  let stat: FileStat | undefined = link;
  let at = path;
  for (let links = 0; stat?.type === "symlink" && links < 40; links += 1) {
    const target: string = stat.target ?? "";
    at = target.startsWith("/") ? target : `${at.slice(0, at.lastIndexOf("/") + 1)}${target}`;
    stat = files.stat(at);
  }
  return stat;
}

const FILE_TESTS: Readonly<Record<string, (stat: FileStat, uid: number) => boolean>> = {
  "-f": (stat) => stat.type === "file",
  "-d": (stat) => stat.type === "directory",
  "-s": (stat) => stat.sizeBytes > 0,
  "-c": (stat) => stat.type === "device",
  "-b": () => false,
  "-p": (stat) => stat.type === "fifo",
  "-S": (stat) => stat.type === "socket",
  "-r": (stat, uid) => uid === 0 || (stat.mode & (stat.uid === uid ? 0o400 : 0o004)) !== 0,
  "-w": (stat, uid) => uid === 0 || (stat.mode & (stat.uid === uid ? 0o200 : 0o002)) !== 0,
  "-x": (stat, uid) => (stat.mode & (uid === 0 ? 0o111 : stat.uid === uid ? 0o100 : 0o001)) !== 0,
  "-O": (stat, uid) => stat.uid === uid,
};

function testBinary(operator: string, left: string, right: string, files: FileReader): boolean | undefined {
  switch (operator) {
    case "=":
    case "==": return left === right;
    case "!=": return left !== right;
    case "<": return left < right;
    case ">": return left > right;
    case "-nt":
    case "-ot": {
      const [a, b] = [files.stat(left)?.modifiedAtMs ?? -Infinity, files.stat(right)?.modifiedAtMs ?? -Infinity];
      return operator === "-nt" ? a > b : a < b;
    }
    case "-ef": return left === right && files.stat(left) !== undefined;
    default: return compare(operator, integerOf(left), integerOf(right));
  }
}

function compare(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case "-eq": return left === right;
    case "-ne": return left !== right;
    case "-lt": return left < right;
    case "-le": return left <= right;
    case "-gt": return left > right;
    default: return left >= right;
  }
}

function integerOf(text: string): number {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError(text.trim() === "" ? "out of range" : `${text}: bad number`);
  return Number(text);
}
