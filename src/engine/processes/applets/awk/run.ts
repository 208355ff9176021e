import { printfText } from "../../sh/printf-text.ts";
import { allMatches, posixExpression, replaceMatches, type Expression as Pattern } from "../../expressions/expression.ts";
import { ExpressionError } from "../../expressions/node.ts";
import { replacementOf } from "../replacement.ts";
import { AwkError, type Expression, type Rule, type Statement } from "./syntax.ts";

type Value = string | number;
type Jump = "next" | "exit" | "break" | "continue" | undefined;
/** A loop that takes longer than this is taken for one that never ends. */
const MOST_STEPS = 2_000_000;

/** A running program: its variables and the present line. Lives no longer than one step of its process. */
export class Awk {
  readonly variables = new Map<string, Value>([["FS", " "], ["OFS", " "], ["ORS", "\n"], ["NR", 0], ["NF", 0], ["SUBSEP", "\x1c"]]);
  private readonly arrays = new Map<string, Map<string, Value>>();
  private fields: string[] = [];
  private line = "";
  private steps = 0;
  output = "";
  exitCode = 0;
  ended = false;
  private readonly rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
  }

  run(when: "BEGIN" | "END"): void {
    for (const rule of this.rules) if (rule.when === when && rule.body && this.execute(rule.body) === "exit") return void (this.ended = true);
  }

  readsLines(): boolean {
    return this.rules.some((rule) => rule.when !== "BEGIN");
  }

  take(line: string): void {
    this.setLine(line);
    this.variables.set("NR", toNumber(this.variables.get("NR") ?? 0) + 1);
    for (const rule of this.rules) {
      if (rule.when !== "line" || (rule.pattern && !truth(this.evaluate(rule.pattern)))) continue;
      const jump = rule.body ? this.execute(rule.body) : this.print([], false);
      if (jump === "next") return;
      if (jump === "exit") return void (this.ended = true);
    }
  }

  private setLine(line: string): void {
    this.line = line;
    const separator = toText(this.variables.get("FS") ?? " ");
    this.fields = separator === " " ? line.trim().split(/\s+/).filter((field) => field !== "") : line === "" ? [] : separator.length === 1 && separator !== "\\" ? line.split(separator) : splitAt(readPattern(separator), line);
    this.variables.set("NF", this.fields.length);
  }

  private count(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new AwkError("Simplified: the program runs too long");
  }

  private execute(statement: Statement): Jump {
    this.count();
    switch (statement.type) {
      case "expression": return void this.evaluate(statement.value);
      case "print": return this.print(statement.args, statement.formatted);
      case "if": return truth(this.evaluate(statement.test)) ? this.execute(statement.yes) : statement.no && this.execute(statement.no);
      case "block": {
        for (const each of statement.body) {
          const jump = this.execute(each);
          if (jump) return jump;
        }
        return undefined;
      }
      case "while":
        if (statement.first) this.execute(statement.first);
        while (truth(this.evaluate(statement.test))) {
          const jump = this.execute(statement.body);
          if (jump === "break") break;
          if (jump === "next" || jump === "exit") return jump;
          if (statement.update) this.execute(statement.update);
        }
        return undefined;
      case "forIn":
        for (const key of [...this.array(statement.name).keys()]) {
          this.variables.set(statement.variable, key);
          const jump = this.execute(statement.body);
          if (jump === "break") break;
          if (jump === "next" || jump === "exit") return jump;
        }
        return undefined;
      case "delete":
        if (statement.subscript) this.array(statement.name).delete(toText(this.evaluate(statement.subscript)));
        else this.arrays.delete(statement.name);
        return undefined;
      case "jump":
        if (statement.code) this.exitCode = toNumber(this.evaluate(statement.code)) & 0xff;
        return statement.to;
    }
  }

  private print(args: readonly Expression[], formatted: boolean): undefined {
    const values = args.map((each) => toText(this.evaluate(each)));
    if (formatted) this.output += printfText(values[0] ?? "", values.slice(1)).text;
    else this.output += (values.length === 0 ? this.line : values.join(toText(this.variables.get("OFS") ?? " "))) + toText(this.variables.get("ORS") ?? "\n");
    return undefined;
  }

  private array(name: string): Map<string, Value> {
    const array = this.arrays.get(name) ?? new Map<string, Value>();
    this.arrays.set(name, array);
    return array;
  }

  private assign(target: Expression, value: Value): Value {
    if (target.type === "variable" && target.subscript) this.array(target.name).set(toText(this.evaluate(target.subscript)), value);
    else if (target.type === "variable") this.variables.set(target.name, value);
    else if (target.type === "field") {
      const index = toNumber(this.evaluate(target.index));
      if (index === 0) this.setLine(toText(value));
      else {
        while (this.fields.length < Math.min(index, 10_000)) this.fields.push("");
        this.fields[index - 1] = toText(value);
        this.variables.set("NF", this.fields.length);
        this.line = this.fields.join(toText(this.variables.get("OFS") ?? " "));
      }
    }
    return value;
  }

  private evaluate(node: Expression): Value {
    this.count();
    switch (node.type) {
      case "number":
      case "string": return node.value;
      case "regexp": return Number(readPattern(node.source).test(this.line));
      case "field": {
        const index = toNumber(this.evaluate(node.index));
        return index === 0 ? this.line : (this.fields[index - 1] ?? "");
      }
      case "variable": return (node.subscript ? this.array(node.name).get(toText(this.evaluate(node.subscript))) : this.variables.get(node.name)) ?? "";
      case "assign": {
        const value = this.evaluate(node.value);
        return this.assign(node.target, node.operator === "=" ? value : calculate(node.operator.slice(0, -1), toNumber(this.evaluate(node.target)), toNumber(value)));
      }
      case "step": {
        const old = toNumber(this.evaluate(node.target));
        this.assign(node.target, old + node.by);
        return node.before ? old + node.by : old;
      }
      case "in": return Number(this.array(node.name).has(toText(this.evaluate(node.key))));
      case "ternary": return this.evaluate(truth(this.evaluate(node.test)) ? node.yes : node.no);
      case "unary": {
        const value = this.evaluate(node.operand);
        return node.operator === "!" ? Number(!truth(value)) : node.operator === "-" ? -toNumber(value) : toNumber(value);
      }
      case "binary": return this.binary(node);
      case "call": return this.call(node.name, node.args);
    }
  }

  private binary({ operator, left, right }: Extract<Expression, { type: "binary" }>): Value {
    if (operator === "&&") return Number(truth(this.evaluate(left)) && truth(this.evaluate(right)));
    if (operator === "||") return Number(truth(this.evaluate(left)) || truth(this.evaluate(right)));
    if (operator === "~" || operator === "!~") {
      const source = right.type === "regexp" ? right.source : toText(this.evaluate(right));
      return Number(readPattern(source).test(toText(this.evaluate(left))) === (operator === "~"));
    }
    const [a, b] = [this.evaluate(left), this.evaluate(right)];
    if (operator === "concatenation") return toText(a) + toText(b);
    if (!/^([<>]=?|[=!]=)$/.test(operator)) return calculate(operator, toNumber(a), toNumber(b));
    const numeric = [left, right].every((node, index) => node.type !== "string" && looksNumeric([a, b][index] ?? ""));
    const [x, y] = numeric ? [toNumber(a), toNumber(b)] : [toText(a), toText(b)];
    return Number(operator === "<" ? x < y : operator === "<=" ? x <= y : operator === ">" ? x > y : operator === ">=" ? x >= y : operator === "==" ? x === y : x !== y);
  }

  private call(name: string, args: readonly Expression[]): Value {
    const text = (index: number): string => (args[index] ? toText(this.evaluate(args[index])) : "");
    const number = (index: number): number => toNumber(text(index));
    const pattern = (index: number): Pattern => readPattern(args[index]?.type === "regexp" ? args[index].source : text(index));
    switch (name) {
      case "length": return args.length === 0 ? this.line.length : args[0]?.type === "variable" && this.arrays.has(args[0].name) ? this.array(args[0].name).size : text(0).length;
      case "substr": {
        const from = Math.round(number(1));
        const start = Math.max(1, from);
        return text(0).slice(start - 1, args.length > 2 ? Math.max(start - 1, from - 1 + Math.round(number(2))) : undefined);
      }
      case "index": return text(0).indexOf(text(1)) + 1;
      case "tolower": return text(0).toLowerCase();
      case "toupper": return text(0).toUpperCase();
      case "int": return Math.trunc(number(0));
      case "match": {
        const match = pattern(1).find(text(0));
        this.variables.set("RSTART", match ? match.index + 1 : 0);
        this.variables.set("RLENGTH", match ? match.end - match.index : -1);
        return match ? match.index + 1 : 0;
      }
      case "sprintf": return printfText(text(0), args.slice(1).map((each) => toText(this.evaluate(each)))).text;
      case "split": {
        if (args[1]?.type !== "variable") return 0;
        const separator = args[2] ? text(2) : toText(this.variables.get("FS") ?? " ");
        const whole = text(0);
        const parts = whole === "" ? [] : separator === " " ? whole.trim().split(/\s+/) : separator.length === 1 ? whole.split(separator) : splitAt(pattern(2), whole);
        this.arrays.set(args[1].name, new Map(parts.map((part, index) => [String(index + 1), part])));
        return parts.length;
      }
      case "sub":
      case "gsub": {
        const target: Expression = args[2] ?? { type: "field", index: { type: "number", value: 0 } };
        let count = 0;
        const replaced = replaceMatches(pattern(0), toText(this.evaluate(target)), ({ groups }) => {
          if (count > 0 && name === "sub") return undefined;
          count += 1;
          return replacementOf(text(1), groups.slice(0, 1));
        });
        if (count > 0) this.assign(target, replaced);
        return count;
      }
      default: throw new AwkError(`undefined function ${name}`);
    }
  }
}

function readPattern(source: string): Pattern {
  try {
    return posixExpression(source, { extended: true, escapes: "awk" });
  } catch (error) {
    throw error instanceof ExpressionError ? new AwkError(error.message) : error;
  }
}

/** The parts between matches. An empty match separates nothing. */
function splitAt(separator: Pattern, text: string): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const { index, end } of allMatches(separator, text)) {
    if (end === index) continue;
    parts.push(text.slice(at, index));
    at = end;
  }
  return [...parts, text.slice(at)];
}

const looksNumeric = (value: Value): boolean => typeof value === "number" || /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(value);
const toNumber = (value: Value): number => (typeof value === "number" ? value : parseFloat(/^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/.exec(value)?.[0] ?? "0") || 0);
const toText = (value: Value): string => (typeof value === "string" ? value : Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6))));
const truth = (value: Value): boolean => (typeof value === "number" ? value !== 0 : looksNumeric(value) ? toNumber(value) !== 0 : value !== "");

function calculate(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+": return left + right;
    case "-": return left - right;
    case "*": return left * right;
    case "^": {
      let power = 1;
      for (let count = 0; count < Math.min(1024, Math.abs(Math.trunc(right))); count += 1) power *= left;
      return right < 0 ? 1 / power : power;
    }
    default:
      if (right === 0) throw new AwkError("Division by zero");
      return operator === "/" ? left / right : left % right;
  }
}
