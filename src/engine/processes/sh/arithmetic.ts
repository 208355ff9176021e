/** Reads and writes of variables while an expression is evaluated. */
export interface ArithmeticScope {
  get(name: string): string;
  set(name: string, value: string): void;
}
export class ArithmeticError extends Error {}

const TOKENS = /\s*(?:(0[xX][0-9a-fA-F]+|\d+)|([A-Za-z_]\w*)|(<<=|>>=|\*\*|\+\+|--|&&|\|\||<<|>>|<=|>=|==|!=|[-+*/%&|^]=|[-+*/%<>=!~&|^?:(),]))/y;
const ASSIGNING: ReadonlySet<string> = new Set(["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="]);
const LEVELS: readonly (readonly string[])[] = [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", "<=", ">", ">="], ["<<", ">>"], ["+", "-"], ["*", "/", "%"], ["**"]];
/** How deep a variable may name another one. */
const MAX_DEPTH = 64;

/**
 * The value of `$((…))`. Simplified: numbers are exact up to 2^53; a shell's wrap around at 2^63.
 */
export function evaluateArithmetic(text: string, scope: ArithmeticScope, depth = 0): number {
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
  const valueOf = (name: string): number => evaluateArithmetic(scope.get(name), scope, depth + 1);
  const isName = (token: string | undefined): token is string => token !== undefined && /^[A-Za-z_]/.test(token);

  function comma(live: boolean): number {
    let value = assignment(live);
    while (peek() === ",") {
      take();
      value = assignment(live);
    }
    return value;
  }
  function assignment(live: boolean): number {
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
  function ternary(live: boolean): number {
    const test = binary(0, live);
    if (peek() !== "?") return test;
    take();
    const yes = comma(live && test !== 0);
    take(":");
    const no = ternary(live && test === 0);
    return test !== 0 ? yes : no;
  }
  function binary(level: number, live: boolean): number {
    const operators = LEVELS[level];
    if (!operators) return unary(live);
    let left = binary(level + 1, live);
    for (let operator = peek(); operator !== undefined && operators.includes(operator); operator = peek()) {
      take();
      const needed = operator === "&&" ? left !== 0 : operator === "||" ? left === 0 : true;
      const right = binary(operator === "**" ? level : level + 1, live && needed);
      left = live ? apply(operator, left, right) : 0;
    }
    return left;
  }
  function unary(live: boolean): number {
    const token = peek();
    if (token === "++" || token === "--") {
      take();
      return step(take(), token === "++" ? 1 : -1, live, true);
    }
    if (token === "-" || token === "+" || token === "!" || token === "~") {
      take();
      const value = unary(live);
      return token === "-" ? 0 - value : token === "!" ? Number(value === 0) : token === "~" ? -value - 1 : value;
    }
    return primary(live);
  }
  function step(name: string, by: number, live: boolean, before: boolean): number {
    if (!isName(name)) return fail();
    if (!live) return 0;
    const value = valueOf(name);
    scope.set(name, String(value + by));
    return before ? value + by : value;
  }
  function primary(live: boolean): number {
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
    if (!/^\d/.test(token)) return fail();
    return wrapped(/^0\d/.test(token) ? parseInt(token, 8) || 0 : Number(token));
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

/** Within 64 bits, as far as a number can tell. */
const wrapped = (value: number): number => (Number.isSafeInteger(value) ? value : Number(integer(value)));
const integer = (value: number): bigint => BigInt.asIntN(64, BigInt(Number.isFinite(value) ? Math.trunc(value) : 0));

const apply = (operator: string, left: number, right: number): number => wrapped(calculate(operator, left, right));

function calculate(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+": return left + right;
    case "-": return left - right;
    case "*": return left * right;
    case "/":
    case "%":
      if (right === 0) throw new ArithmeticError("divide by zero");
      return (operator === "/" ? Math.trunc(left / right) : left % right) + 0;
    case "**": {
      if (right < 0) throw new ArithmeticError("exponent less than 0");
      let power = 1;
      for (let count = 0; count < Math.min(right, 1024); count += 1) power *= left;
      return power;
    }
    case "<<": return Number(BigInt.asIntN(64, integer(left) << BigInt(right & 63)));
    case ">>": return Number(integer(left) >> BigInt(right & 63));
    case "&": return Number(integer(left) & integer(right));
    case "|": return Number(integer(left) | integer(right));
    case "^": return Number(integer(left) ^ integer(right));
    case "<": return Number(left < right);
    case "<=": return Number(left <= right);
    case ">": return Number(left > right);
    case ">=": return Number(left >= right);
    case "==": return Number(left === right);
    case "!=": return Number(left !== right);
    case "&&": return Number(left !== 0 && right !== 0);
    case "||": return Number(left !== 0 || right !== 0);
    default: throw new ArithmeticError("arithmetic syntax error");
  }
}
