import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { posixExpression } from "../expressions/expression.ts";
import { ExpressionError } from "../expressions/node.ts";
import { err, out } from "./script.ts";
import { usageText } from "./usage.ts";

const CHUNK_LINES = 4096;

export const seq = scripted("seq", function* (context) {
  const args = [...context.argv.slice(1)];
  let separator = "\n";
  let padded = false;
  while (/^-[sw]/.test(args[0] ?? "")) {
    const option = args.shift() ?? "";
    if (option === "-w") padded = true;
    else separator = option.length > 2 ? option.slice(2) : (args.shift() ?? "\n");
  }
  const numbers = args.map(Number);
  if (args.length === 0 || args.length > 3 || numbers.some((number) => !Number.isFinite(number))) {
    const bad = args.find((argument) => !Number.isFinite(Number(argument)));
    yield* err(isGnu(context) ? (bad === undefined ? "seq: missing operand\nTry 'seq --help' for more information.\n" : `seq: invalid floating point argument: '${bad}'\nTry 'seq --help' for more information.\n`) : usageText("seq", "[-w] [-s SEP] [FIRST [INC]] LAST"));
    return 1;
  }
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0) return 1;
  const decimals = Math.max(...args.map((argument) => (argument.split(".")[1] ?? "").length));
  const count = Math.max(0, Math.floor((last - first) / step + 1e-9) + 1);
  const width = padded ? Math.max(first.toFixed(decimals).length, last.toFixed(decimals).length) : 0;
  for (let from = 0; from < count; from += CHUNK_LINES) {
    const texts = Array.from({ length: Math.min(CHUNK_LINES, count - from) }, (_, index) => (first + (from + index) * step).toFixed(decimals).padStart(width, "0"));
    const written = yield* out(texts.join(separator) + (from + CHUNK_LINES >= count ? "\n" : separator));
    if (!written.ok) return 1;
  }
  return 0;
});

class ExprError extends Error {}

/** expr: `|`, `&`, comparisons, sums, products, `:`. */
export const expr = scripted("expr", function* (context) {
  try {
    const value = evaluate(context.argv.slice(1));
    yield* out(`${value}\n`);
    return value === "" || value === "0" ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ExprError || error instanceof ExpressionError)) throw error;
    yield* err(`expr: ${error.message}\n`);
    return 2;
  }
});

const LEVELS = [["|"], ["&"], ["=", "==", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"], [":"]] as const;

function evaluate(tokens: readonly string[]): string {
  let at = 0;
  const level = (depth: number): string => {
    const operators = LEVELS[depth] as readonly string[] | undefined;
    if (!operators) return primary();
    let left = level(depth + 1);
    for (let operator = tokens[at]; operator !== undefined && operators.includes(operator); operator = tokens[at]) {
      at += 1;
      left = apply(operator, left, level(depth + 1));
    }
    return left;
  };
  const primary = (): string => {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw new ExprError("syntax error");
    if (token === "index") {
      const [text, set] = [primary(), primary()];
      return String([...text].findIndex((character) => set.includes(character)) + 1);
    }
    if (token === "match") return apply(":", primary(), primary());
    if (token === "length") return String([...primary()].length);
    if (token === "substr") {
      const [text, from, count] = [primary(), primary(), primary()];
      return text.slice(Number(from) - 1, Number(from) - 1 + Number(count));
    }
    if (token !== "(") return token;
    const value = level(0);
    if (tokens[at] !== ")") throw new ExprError("syntax error");
    at += 1;
    return value;
  };
  if (tokens.length === 0) throw new ExprError("too few arguments");
  const value = level(0);
  if (at < tokens.length) throw new ExprError("syntax error");
  return value;
}

function apply(operator: string, left: string, right: string): string {
  const numeric = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  const [a, b] = [Number(left), Number(right)];
  const falsy = (text: string): boolean => text === "" || text === "0";
  switch (operator) {
    case "|": return falsy(left) ? (falsy(right) ? "0" : right) : left;
    case "&": return falsy(left) || falsy(right) ? "0" : left;
    case "=":
    case "==": return left === right ? "1" : "0";
    case "!=": return left !== right ? "1" : "0";
    case "<": return Number(numeric ? a < b : left < right).toString();
    case "<=": return Number(numeric ? a <= b : left <= right).toString();
    case ">": return Number(numeric ? a > b : left > right).toString();
    case ">=": return Number(numeric ? a >= b : left >= right).toString();
    case ":": {
      const match = posixExpression(right, { extended: false, anchored: true }).find(left);
      return match?.groups[1] ?? (right.includes("\\(") ? "" : String([...(match?.groups[0] ?? "")].length));
    }
  }
  if (!numeric) throw new ExprError("non-numeric argument");
  if (operator === "+") return String(a + b);
  if (operator === "-") return String(a - b);
  if (operator === "*") return String(a * b);
  if (b === 0) throw new ExprError("division by zero");
  return String(operator === "/" ? Math.trunc(a / b) : a % b);
}
