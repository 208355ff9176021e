import { readBracket } from "./character-sets.ts";
import { compileNode, type Code } from "./compile.ts";
import { expressionOf, replaceMatches } from "./expression.ts";
import { findMatch, newBudget } from "./match.ts";
import { assertion, ExpressionError, sequence, type Node } from "./node.ts";

const cache = new Map<string, Code>();
const CACHE_ENTRIES = 2000;

/** True where a pattern holds anything but itself. */
export function hasPattern(pattern: string): boolean {
  const unquoted = pattern.replace(/\\[^]/g, "");
  const bracket = unquoted.indexOf("[");
  // "[" alone is the name of a command.
  return /[*?]/.test(unquoted) || (bracket >= 0 && unquoted.lastIndexOf("]") > bracket + 1);
}

/** Quotes what a pattern would read as special. */
export const quotePattern = (text: string): string => text.replace(/[*?[\]\\!^-]/g, "\\$&");

/** Whether a shell pattern is all of a text. One that is too large to try matches nothing. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (!/[*?[\\]/.test(pattern)) return pattern === text;
  return firstEnd(pattern, "whole", text, false) !== undefined;
}

/** The text without the part at its beginning that a pattern matches: `${x#pattern}` and `${x##pattern}`. */
export function withoutPrefix(text: string, pattern: string, longest: boolean): string {
  return text.slice(firstEnd(pattern, "prefix", text, longest) ?? 0);
}

/** The text without the part at its end: `${x%pattern}` and `${x%%pattern}`. */
export function withoutSuffix(text: string, pattern: string, longest: boolean): string {
  const end = firstEnd(pattern, "suffix", [...text].reverse().join(""), longest);
  return end === undefined ? text : text.slice(0, text.length - end);
}

/** `${x/pattern/replacement}` and its kin: the first match, all of them, the one at the beginning, the one at the end. */
export function replacePattern(text: string, pattern: string, replacement: string, which: "first" | "all" | "prefix" | "suffix"): string {
  if (which === "prefix" || which === "suffix") {
    const rest = which === "prefix" ? withoutPrefix(text, pattern, true) : withoutSuffix(text, pattern, true);
    if (rest === text) return text;
    return which === "prefix" ? replacement + rest : rest + replacement;
  }
  let done = false;
  try {
    return replaceMatches(expressionOf(sequence(readPattern(pattern)), 0), text, () => {
      if (done && which === "first") return undefined;
      done = true;
      return replacement;
    });
  } catch (error) {
    if (error instanceof ExpressionError) return text;
    throw error;
  }
}

function firstEnd(pattern: string, part: "whole" | "prefix" | "suffix", text: string, longest: boolean): number | undefined {
  try {
    return findMatch(codeOf(pattern, part), text, 0, longest, newBudget())?.[1];
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** A suffix is looked for backwards. */
function codeOf(pattern: string, part: "whole" | "prefix" | "suffix"): Code {
  const key = `${part} ${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const read = readPattern(pattern);
  const nodes = part === "suffix" ? [...read].reverse() : read;
  const made = compileNode(sequence([assertion("start"), ...nodes, ...(part === "whole" ? [assertion("end")] : [])]), 0);
  if (cache.size >= CACHE_ENTRIES) cache.clear();
  cache.set(key, made);
  return made;
}

const ANYTHING: Node = { type: "repeat", node: { type: "any" }, least: 0, most: Infinity };

function readPattern(pattern: string): readonly Node[] {
  const source = [...pattern];
  const nodes: Node[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? "";
    const bracket = character === "[" ? readBracket(source, at, { negators: "!^", escape: (escaped) => escaped, strict: false }) : undefined;
    if (bracket) {
      nodes.push({ type: "set", set: bracket.set });
      at = bracket.end - 1;
    } else if (character === "*") {
      if (nodes.at(-1) !== ANYTHING) nodes.push(ANYTHING);
    } else if (character === "?") nodes.push({ type: "any" });
    else if (character === "\\" && at + 1 < source.length) nodes.push({ type: "character", code: source[(at += 1)]?.codePointAt(0) ?? 0 });
    else nodes.push({ type: "character", code: character.codePointAt(0) ?? 0 });
  }
  return nodes;
}
