import type { Json } from "../../src/api/json.ts";
import { mutated, mutatedText, type Draw } from "../hostile/mutations.ts";

/** Ways to spoil a text: by its characters, its tokens, its lines. */

export const pick = <T>(next: Draw, list: readonly T[]): T => list[next(list.length)]!;

/** What breaks readers: ends of lines, sequences, halves of characters, names that objects have anyway, markup. */
const nasty: readonly string[] = [
  "\u0000", "\ud800", "\udfff", "\u202e", "\u2028", "\ufeff", "\u001b]11;?\u0007", "\u001b[c", "\u009b6n", "\r", "\t", "%", "%s%n", "${x}", "$(", "`", "'", '"', "\\", "<<EOF", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
  "__proto__", "constructor", "toString", "javascript:", "{}", "[[[[", "&a", "*a", "!!binary", "9".repeat(40), "-1", "1e999", "NaN", "🐳", "你好", " ", "=", "&", "#", "\n", ";", "|", ">", "<", "--", "-",
];

/** One to four faults in a text. */
export function spoiled(text: string, next: Draw): string {
  let result = text;
  for (let faults = 1 + next(4); faults > 0; faults -= 1) result = spoiledOnce(result, next);
  return result;
}

function spoiledOnce(text: string, next: Draw): string {
  const at = next(text.length + 1);
  const length = 1 + next(next(4) === 0 ? 200 : 8);
  switch (next(8)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2 + next(30)) + text.slice(at);
    case 3:
      return text.slice(0, at) + pick(next, nasty) + text.slice(at);
    case 4:
      return text.slice(0, at) + String.fromCharCode(next(0x10000)) + text.slice(at + 1);
    case 5:
      return withTokensSwapped(text, next);
    case 6:
      return withLinesMoved(text, next);
    default:
      return mutatedText(text, next);
  }
}

function withTokensSwapped(text: string, next: Draw): string {
  const tokens = text.split(/(\W+)/);
  const [a, b] = [next(tokens.length), next(tokens.length)];
  const moved = tokens[a]!;
  tokens[a] = tokens[b]!;
  tokens[b] = moved;
  return tokens.join("");
}

function withLinesMoved(text: string, next: Draw): string {
  const lines = text.split("\n");
  const [line = ""] = lines.splice(next(lines.length), 1 + next(3));
  lines.splice(next(lines.length + 1), 0, " ".repeat(next(12)) + line.trim());
  return lines.join("\n");
}

/** A value that nobody wrote: of any shape, rarely very deep. */
export function anyValue(next: Draw, depth = 4): Json {
  if (next(400) === 0) return nested(next);
  switch (next(depth > 0 ? 8 : 6)) {
    case 0:
      return next(2) === 0;
    case 1:
      return pick(next, [0, 1, -1, 0.5, 1e308, 2 ** 53, 2 ** 31, 30 * 86_400_000]);
    case 2:
      return null;
    case 3:
      return pick(next, ["30d", "720h", "721h", "0s", "1ns", "999999999999h", "x".repeat(300), "kubarium.dev/v1", "kubarium.dev/v2"]);
    case 4:
    case 5:
      return pick(next, nasty);
    case 6:
      return Array.from({ length: next(5) }, () => anyValue(next, depth - 1));
    default:
      return Object.fromEntries(Array.from({ length: next(5) }, () => [pick(next, [...nasty, "name", "run", "at", "spec", "inputs", "files"]), anyValue(next, depth - 1)]));
  }
}

function nested(next: Draw): Json {
  let value: Json = "x";
  for (let depth = pick(next, [50, 200, 3_000]); depth > 0; depth -= 1) value = depth % 2 === 0 ? [value] : { a: value };
  return value;
}

/** One or more places of a document changed: a fault of form, or anything at all. */
export function spoiledTree(value: Json, next: Draw): Json {
  const changed = mutated(value, next);
  return next(6) === 0 ? replacedSomewhere(changed, anyValue(next), next) : changed;
}

function replacedSomewhere(value: Json, by: Json, next: Draw): Json {
  if (typeof value !== "object" || value === null || next(5) === 0) return by;
  if (Array.isArray(value)) {
    const at = next(value.length);
    return (value as readonly Json[]).map((one, i) => (i === at ? replacedSomewhere(one, by, next) : one));
  }
  const keys = Object.keys(value);
  const at = pick(next, keys);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === at ? replacedSomewhere(one as Json, by, next) : (one as Json)]));
}
