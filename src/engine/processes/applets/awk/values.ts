import { generalNumber } from "../../sh/printf-text.ts";
import { AwkError } from "./syntax.ts";

/** A text that came from outside and looks like a number is both: it is compared as a number with numbers. */
export interface Input {
  readonly text: string;
}
export type Value = string | number | Input;

/** What a variable is before it is set: "" and 0. */
export const UNSET: Value = { text: "" };

const NUMERIC = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/;
export const inputValue = (text: string): Value => (NUMERIC.test(text) ? { text } : text);

export function toNumber(value: Value): number {
  if (typeof value === "number") return value;
  const text = typeof value === "string" ? value : value.text;
  return parseFloat(/^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/.exec(text)?.[0] ?? "0") || 0;
}

export function toText(value: Value, format = "%.6g"): string {
  if (typeof value === "string") return value;
  if (typeof value !== "number") return value.text;
  return Number.isInteger(value) ? wholeText(value) : generalNumber(value, Number(/\.(\d+)/.exec(format)?.[1] ?? 6), /[eEfF]$/.exec(format)?.[0]);
}

const wholeText = (value: number): string => (Number.isSafeInteger(value) ? String(value) : Math.abs(value) < 1e300 ? BigInt(value).toString() : value > 0 ? "inf" : "-inf");

export const truth = (value: Value): boolean => (typeof value === "string" ? value !== "" : toNumber(value) !== 0);

/** As numbers where both are, else as texts. */
export function compareValues(operator: string, left: Value, right: Value): boolean {
  const numbers = typeof left !== "string" && typeof right !== "string";
  const [a, b] = numbers ? [toNumber(left), toNumber(right)] : [toText(left), toText(right)];
  switch (operator) {
    case "<": return a < b;
    case "<=": return a <= b;
    case ">": return a > b;
    case ">=": return a >= b;
    case "==": return a === b;
    default: return a !== b;
  }
}

export function calculate(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+": return left + right;
    case "-": return left - right;
    case "*": return left * right;
    case "^": return power(left, right);
    default:
      if (right === 0) throw new AwkError("Division by zero");
      return operator === "/" ? left / right : left % right;
  }
}

function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent)) return exponential(exponent * logarithm(base));
  let result = 1;
  for (let count = 0; count < Math.min(2048, Math.abs(exponent)); count += 1) result *= base;
  return exponent < 0 ? 1 / result : result;
}

const LN2 = 0.6931471805599453;
const PI = 3.141592653589793;
const TERMS = 30;

/** e to the power of x, by its series: the engine's own differs from browser to browser. */
export function exponential(x: number): number {
  if (Number.isNaN(x)) return x;
  const halvings = Math.max(-1100, Math.min(1100, Math.round(x / LN2)));
  const rest = x - halvings * LN2;
  let [sum, term] = [1, 1];
  for (let n = 1; n < TERMS; n += 1) sum += term *= rest / n;
  return sum * 2 ** halvings;
}

export function logarithm(x: number): number {
  if (x <= 0) return x === 0 ? -Infinity : NaN;
  let [mantissa, exponent] = [x, 0];
  for (; mantissa > 1.5; exponent += 1) mantissa /= 2;
  for (; mantissa < 0.75; exponent -= 1) mantissa *= 2;
  const ratio = (mantissa - 1) / (mantissa + 1);
  let [sum, term] = [0, ratio];
  for (let n = 1; n < 2 * TERMS; n += 2) {
    sum += term / n;
    term *= ratio * ratio;
  }
  return 2 * sum + exponent * LN2;
}

export function sine(x: number): number {
  const turned = x - Math.round(x / (2 * PI)) * 2 * PI;
  let [sum, term] = [turned, turned];
  for (let n = 1; n < TERMS; n += 1) sum += term *= (-turned * turned) / (2 * n * (2 * n + 1));
  return sum;
}
export const cosine = (x: number): number => sine(x + PI / 2);

export function arcTangent(y: number, x: number): number {
  if (x === 0 && y === 0) return 0;
  const flat = Math.abs(y) <= Math.abs(x);
  const [a, b] = flat ? [y, x] : [x, y];
  // Halved twice, the series is quick.
  let ratio = a / b;
  for (let times = 0; times < 2; times += 1) ratio /= 1 + Math.sqrt(1 + ratio * ratio);
  let [sum, term] = [0, ratio];
  for (let n = 1; n < 2 * TERMS; n += 2) {
    sum += term / n;
    term *= -ratio * ratio;
  }
  const angle = 4 * sum;
  if (!flat) return (y > 0 ? PI / 2 : -PI / 2) - angle;
  return x > 0 ? angle : angle + (y >= 0 ? PI : -PI);
}
