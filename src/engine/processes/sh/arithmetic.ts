/** Reads and writes of variables while an expression is evaluated. */
export interface ArithmeticScope {
  get(name: string): string;
  set(name: string, value: string): void;
}
export class ArithmeticError extends Error {}

const TOKENS = /\s*(?:(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z@_]+|\d+)|([A-Za-z_]\w*)|(<<=|>>=|\*\*|\+\+|--|&&|\|\||<<|>>|<=|>=|==|!=|[-+*/%&|^]=|[-+*/%<>=!~&|^?:(),]))/y;
const ASSIGNING: ReadonlySet<string> = new Set(["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="]);
const LEVELS: readonly (readonly string[])[] = [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", "<=", ">", ">="], ["<<", ">>"], ["+", "-"], ["*", "/", "%"], ["**"]];
/** How deep a variable may name another one. */
const MAX_DEPTH = 64;

/** A whole number of 64 bits: a bigint only where a number would not be exact. */
export type Whole = number | bigint;

/** The value of `$((…))`: whole numbers that wrap around at 2^63. */
export function evaluateArithmetic(text: string, scope: ArithmeticScope, depth = 0): Whole {
  if (depth > MAX_DEPTH) throw new ArithmeticError("expression recursion loop detected");
  const tokens = tokensOf(text);
  if (tokens.length === 0) return 0;
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const fail = (): never => {
    throw new ArithmeticError("arithmetic syntax error");
  };
  const take = (expected?: string): string => {
    const token = tokens[at] ?? fail();
    if (expected !== undefined && token !== expected) fail();
    at += 1;
    return token;
  };
  const valueOf = (name: string): Whole => evaluateArithmetic(scope.get(name), scope, depth + 1);
  const isName = (token: string | undefined): token is string => token !== undefined && /^[A-Za-z_]/.test(token);

  function comma(live: boolean): Whole {
    let value = assignment(live);
    while (peek() === ",") {
      take();
      value = assignment(live);
    }
    return value;
  }
  function assignment(live: boolean): Whole {
    const name = peek();
    const operator = tokens[at + 1];
    if (!isName(name) || operator === undefined || !ASSIGNING.has(operator)) return ternary(live);
    at += 2;
    const right = assignment(live);
    if (!live) return 0;
    const value = operator === "=" ? right : apply(operator.slice(0, -1), valueOf(name), right);
    scope.set(name, String(value));
    return value;
  }
  function ternary(live: boolean): Whole {
    const test = binary(0, live);
    if (peek() !== "?") return test;
    take();
    const yes = comma(live && isTrue(test));
    if (peek() !== ":") throw new ArithmeticError("malformed ?: operator");
    take();
    const no = ternary(live && !isTrue(test));
    return isTrue(test) ? yes : no;
  }
  function binary(level: number, live: boolean): Whole {
    const operators = LEVELS[level];
    if (!operators) return unary(live);
    let left = binary(level + 1, live);
    for (let operator = peek(); operator !== undefined && operators.includes(operator); operator = peek()) {
      take();
      const needed = operator === "&&" ? isTrue(left) : operator === "||" ? !isTrue(left) : true;
      const right = binary(operator === "**" ? level : level + 1, live && needed);
      left = live ? apply(operator, left, right) : 0;
    }
    return left;
  }
  function unary(live: boolean): Whole {
    const token = peek();
    if (token === "++" || token === "--") {
      take();
      return step(take(), token === "++" ? 1 : -1, live, true);
    }
    if (token === "-" || token === "+" || token === "!" || token === "~") {
      take();
      const value = unary(live);
      return token === "-" ? apply("-", 0, value) : token === "!" ? Number(!isTrue(value)) : token === "~" ? apply("-", apply("-", 0, value), 1) : value;
    }
    return primary(live);
  }
  function step(name: string, by: number, live: boolean, before: boolean): Whole {
    if (!isName(name)) return fail();
    if (!live) return 0;
    const value = valueOf(name);
    const stepped = apply("+", value, by);
    scope.set(name, String(stepped));
    return before ? stepped : value;
  }
  function primary(live: boolean): Whole {
    const token = take();
    if (token === "(") {
      const value = comma(live);
      take(")");
      return value;
    }
    if (isName(token)) {
      const next = peek();
      if (next === "++" || next === "--") {
        take();
        return step(token, next === "++" ? 1 : -1, live, false);
      }
      return live ? valueOf(token) : 0;
    }
    return /^\d/.test(token) ? literal(token) : fail();
  }

  const value = comma(true);
  if (at < tokens.length) fail();
  return value;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  let end = 0;
  for (let match = TOKENS.exec(text); match; match = TOKENS.exec(text)) {
    tokens.push(match[1] ?? match[2] ?? match[3] ?? "");
    end = TOKENS.lastIndex;
  }
  if (text.slice(end).trim() !== "") throw new ArithmeticError("arithmetic syntax error");
  return tokens;
}

const isTrue = (value: Whole): boolean => value !== 0;

/** `0x1f`, `017`, `2#101`, `42`. */
function literal(token: string): Whole {
  const [, base, digits] = /^(\d+)#(.+)$/.exec(token) ?? [];
  if (base !== undefined && digits !== undefined) return inBase(Number(base), digits);
  if (/^0\d/.test(token)) return inBase(8, token.slice(1));
  const value = Number(token);
  return Number.isSafeInteger(value) ? value : wrapped(clamped(BigInt(token)));
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_";

function inBase(base: number, digits: string): Whole {
  let value = 0n;
  for (const digit of digits) {
    const place = DIGITS.indexOf(base <= 36 ? digit.toLowerCase() : digit);
    if (place < 0 || place >= base || base < 2) throw new ArithmeticError("arithmetic syntax error");
    value = value * BigInt(base) + BigInt(place);
  }
  return wrapped(value);
}

const LARGEST = 2n ** 63n - 1n;
/** What strtoull makes of too large a number. */
const clamped = (value: bigint): bigint => (value > 2n ** 64n - 1n ? LARGEST : value);

/** Within 64 bits, as a number where that is exact. */
function wrapped(value: bigint): Whole {
  const whole = BigInt.asIntN(64, value);
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : whole;
}

function apply(operator: string, left: Whole, right: Whole): Whole {
  if (typeof left === "number" && typeof right === "number") {
    const value = ofNumbers(operator, left, right);
    if (value !== undefined && Number.isSafeInteger(value)) return value + 0;
  }
  return wrapped(ofIntegers(operator, BigInt(left), BigInt(right)));
}

function noZero(value: Whole): void {
  if (value === 0 || value === 0n) throw new ArithmeticError("divide by zero");
}

/** Undefined: the operator is for 64 bits. */
function ofNumbers(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case "+": return left + right;
    case "-": return left - right;
    case "*": return left * right;
    case "/":
      noZero(right);
      return Math.trunc(left / right);
    case "%":
      noZero(right);
      return left % right;
    case "<": return Number(left < right);
    case "<=": return Number(left <= right);
    case ">": return Number(left > right);
    case ">=": return Number(left >= right);
    case "==": return Number(left === right);
    case "!=": return Number(left !== right);
    case "&&": return Number(left !== 0 && right !== 0);
    case "||": return Number(left !== 0 || right !== 0);
    default: return undefined;
  }
}

function ofIntegers(operator: string, left: bigint, right: bigint): bigint {
  switch (operator) {
    case "+": return left + right;
    case "-": return left - right;
    case "*": return left * right;
    case "/":
      noZero(right);
      return left / right;
    case "%":
      noZero(right);
      return left % right;
    case "**": return power(left, right);
    case "<<": return left << (right & 63n);
    case ">>": return left >> (right & 63n);
    case "&": return left & right;
    case "|": return left | right;
    case "^": return left ^ right;
    case "<": return BigInt(left < right);
    case "<=": return BigInt(left <= right);
    case ">": return BigInt(left > right);
    case ">=": return BigInt(left >= right);
    case "==": return BigInt(left === right);
    case "!=": return BigInt(left !== right);
    case "&&": return BigInt(left !== 0n && right !== 0n);
    case "||": return BigInt(left !== 0n || right !== 0n);
    default: throw new ArithmeticError("arithmetic syntax error");
  }
}

/** By squaring, within 64 bits all the way. */
function power(base: bigint, exponent: bigint): bigint {
  if (exponent < 0n) throw new ArithmeticError("exponent less than 0");
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = BigInt.asIntN(64, result * square);
    square = BigInt.asIntN(64, square * square);
  }
  return result;
}
