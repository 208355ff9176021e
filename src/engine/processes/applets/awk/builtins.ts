import { replaceMatches, type Expression as Pattern } from "../../expressions/expression.ts";
import type { Part } from "../script.ts";
import { fieldsAt, readPattern, splitAt } from "./records.ts";
import { formatValues } from "./format.ts";
import type { Running } from "./running.ts";
import { AwkError, type Expression } from "./syntax.ts";
import { arcTangent, cosine, exponential, inputValue, logarithm, sine, toNumber, toText, type Value } from "./values.ts";

const NUMBERS: Readonly<Record<string, (x: number, y: number) => number>> = {
  int: (x) => Math.trunc(x), sqrt: (x) => Math.sqrt(x), exp: exponential, log: logarithm, sin: sine, cos: cosine, atan2: arcTangent,
  and: (x, y) => Number(BigInt.asUintN(53, BigInt(x) & BigInt(y))), or: (x, y) => Number(BigInt(x) | BigInt(y)), xor: (x, y) => Number(BigInt(x) ^ BigInt(y)),
  lshift: (x, y) => x * 2 ** y, rshift: (x, y) => Math.floor(x / 2 ** y), compl: (x) => Number(BigInt.asUintN(53, ~BigInt(x))),
};

export function* callBuiltin(awk: Running, name: string, args: readonly Expression[]): Part<Value> {
  const value = function* (index: number): Part<Value> {
    return args[index] ? yield* awk.evaluate(args[index]) : "";
  };
  const text = function* (index: number): Part<string> {
    return toText(yield* value(index));
  };
  const pattern = function* (index: number): Part<Pattern> {
    const arg = args[index];
    return readPattern(arg?.type === "regexp" ? arg.source : yield* text(index));
  };
  const numeric = NUMBERS[name];
  if (numeric) return numeric(toNumber(yield* value(0)), toNumber(yield* value(1)));
  switch (name) {
    case "length": {
      const [arg] = args;
      if (!arg) return awk.record.length;
      return arg.type === "variable" && !arg.subscript && awk.isArray(arg.name) ? awk.array(arg.name).size : (yield* text(0)).length;
    }
    case "substr": {
      const whole = yield* text(0);
      // Mirrors exec_builtin (busybox editors/awk.c): a start before the first letter is the first.
      const start = Math.max(0, Math.round(toNumber(yield* value(1))) - 1);
      return whole.slice(start, args.length > 2 ? start + Math.max(0, Math.round(toNumber(yield* value(2)))) : undefined);
    }
    case "index": return (yield* text(0)).indexOf(yield* text(1)) + 1;
    case "tolower": return (yield* text(0)).toLowerCase();
    case "toupper": return (yield* text(0)).toUpperCase();
    case "match": {
      const match = (yield* pattern(1)).find(yield* text(0));
      awk.setVariable("RSTART", match ? match.index + 1 : 0);
      awk.setVariable("RLENGTH", match ? match.end - match.index : -1);
      return match ? match.index + 1 : 0;
    }
    case "sprintf": {
      const values: Value[] = [];
      for (let index = 0; index < args.length; index += 1) values.push(yield* value(index));
      return formatValues(toText(values[0] ?? ""), values.slice(1));
    }
    case "split": return yield* split(awk, args, yield* text(0));
    case "sub":
    case "gsub": return yield* substitute(awk, name, args, yield* pattern(0), yield* text(1));
    case "rand": {
      const state = (Math.imul(toNumber(awk.variables.get("\0seed") ?? 1), 1_103_515_245) + 12_345) & 0x7fff_ffff;
      awk.variables.set("\0seed", state);
      return state / 0x8000_0000;
    }
    case "srand": {
      const old = awk.variables.get("\0given") ?? 1;
      const now = yield { call: "now" };
      const seed = args.length > 0 ? toNumber(yield* value(0)) : Math.floor((now.ok ? (now.number ?? 0) : 0) / 1000);
      awk.variables.set("\0seed", seed);
      awk.variables.set("\0given", seed);
      return old;
    }
    case "systime": {
      const now = yield { call: "now" };
      return Math.floor((toNumber(awk.variables.get("\0start") ?? 0) + (now.ok ? (now.number ?? 0) : 0)) / 1000);
    }
    case "system": return yield* awk.system(yield* text(0));
    case "close": return yield* awk.close(yield* text(0));
    case "fflush":
      yield* awk.flush();
      return 0;
    default: throw new AwkError("Call to undefined function");
  }
}

function* split(awk: Running, args: readonly Expression[], whole: string): Part<Value> {
  const [, target, by] = args;
  if (target?.type !== "variable") return 0;
  const given = by === undefined ? awk.variables.get("FS") ?? " " : by.type === "regexp" ? "" : yield* awk.evaluate(by);
  const parts = by?.type === "regexp" ? (whole === "" ? [] : splitAt(readPattern(by.source), whole)) : fieldsAt(toText(given), whole);
  const array = awk.array(target.name);
  array.clear();
  for (const [index, part] of parts.entries()) array.set(String(index + 1), inputValue(part));
  return parts.length;
}

function* substitute(awk: Running, name: "sub" | "gsub", args: readonly Expression[], pattern: Pattern, replacement: string): Part<Value> {
  const target: Expression = args[2] ?? { type: "field", index: { type: "number", value: 0 } };
  let count = 0;
  const replaced = replaceMatches(pattern, toText(yield* awk.evaluate(target)), ({ groups }) => {
    if (count > 0 && name === "sub") return undefined;
    count += 1;
    return replacement.replace(/\\([\\&])|&/g, (_whole, escaped: string | undefined) => escaped ?? groups[0] ?? "");
  });
  if (count > 0) yield* awk.assign(target, replaced);
  return count;
}
