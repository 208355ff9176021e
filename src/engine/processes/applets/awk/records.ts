import { allMatches, posixExpression } from "../../expressions/expression.ts";
import { ExpressionError } from "../../expressions/node.ts";
import type { Expression as Pattern } from "../../expressions/expression.ts";
import { AwkError } from "./syntax.ts";

export function readPattern(source: string): Pattern {
  try {
    return posixExpression(source, { extended: true, escapes: "awk" });
  } catch (error) {
    throw error instanceof ExpressionError ? new AwkError(error.message) : error;
  }
}

/** The fields of a text: at blanks, at a character, or at what an expression matches. */
export function fieldsAt(separator: string, text: string): string[] {
  if (separator === " ") return text.match(/[^ \t\n]+/g) ?? [];
  if (text === "") return [];
  if (separator === "") return [...text];
  return separator.length === 1 && separator !== "\\" ? text.split(separator) : splitAt(readPattern(separator), text);
}

/** The parts between matches. An empty match separates nothing. */
export function splitAt(separator: Pattern, text: string): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const { index, end } of allMatches(separator, text)) {
    if (end === index) continue;
    parts.push(text.slice(at, index));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** The first record of what has been read, and what is left; undefined: more has to be read first. */
export function cutRecord(held: string, separator: string, ended: boolean): { readonly record: string; readonly rest: string } | undefined {
  if (separator === "") return paragraph(held.replace(/^\n+/, ""), ended);
  const [at, length] = separator.length === 1 ? [held.indexOf(separator), 1] : found(separator, held, ended);
  if (at >= 0) return { record: held.slice(0, at), rest: held.slice(at + length) };
  return ended && held !== "" ? { record: held, rest: "" } : undefined;
}

function paragraph(held: string, ended: boolean): { readonly record: string; readonly rest: string } | undefined {
  const end = held.indexOf("\n\n");
  if (end >= 0) return { record: held.slice(0, end), rest: held.slice(end).replace(/^\n+/, "") };
  return ended && held !== "" ? { record: held.replace(/\n$/, ""), rest: "" } : undefined;
}

/** A match that reaches the end of what was read may grow yet. */
function found(separator: string, held: string, ended: boolean): readonly [number, number] {
  const match = readPattern(separator).find(held);
  if (!match || match.end === match.index || (!ended && match.end === held.length)) return [-1, 0];
  return [match.index, match.end - match.index];
}
