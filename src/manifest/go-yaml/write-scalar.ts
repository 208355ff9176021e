/** The text of scalars, wrapped as go-yaml wraps them. Mirrors goyaml.v2/emitterc.go. */
import { isBreak } from "./reader.ts";
import type { WrittenStyle } from "./scalar-style.ts";
import { writtenStyle } from "./scalar-style.ts";

export interface Placement {
  /** Where the scalar begins on its line. */
  readonly column: number;
  /** Of lines that continue it. */
  readonly indent: number;
  readonly isSimpleKey: boolean;
}

/** A line that has grown beyond this breaks at its next blank. */
const bestWidth = 80;

/** The lines of a string; the first stands behind what is on its line already. */
export function writeString(text: string, placement: Placement): string {
  return writers[writtenStyle(text, placement.isSimpleKey)](text, placement);
}

const writers: Readonly<Record<WrittenStyle, (text: string, placement: Placement) => string>> = {
  plain: (text, placement) => wrap(text, placement, 0),
  single: (text, placement) => `'${wrap(text.replaceAll("'", "''"), placement, 1)}'`,
  double: writeDouble,
  literal: writeLiteral,
};

/** Breaks at single blanks; quoted text keeps a blank at either end. */
function wrap(text: string, { column, indent, isSimpleKey }: Placement, quote: number): string {
  if (isSimpleKey) return text;
  const characters = [...text];
  let written = "";
  let at = column + quote;
  let afterBlank = false;
  for (const [i, c] of characters.entries()) {
    const inside = quote === 0 || (i > 0 && i < characters.length - 1);
    if (c === " " && !afterBlank && at > bestWidth && inside && characters[i + 1] !== " ") {
      written += `\n${" ".repeat(indent)}`;
      at = indent;
    } else {
      written += c;
      at += 1;
    }
    afterBlank = c === " ";
  }
  return written;
}

const doubleEscapes: ReadonlyMap<string, string> = new Map([
  ["\0", "\\0"], ["\x07", "\\a"], ["\b", "\\b"], ["\t", "\\t"], ["\n", "\\n"], ["\v", "\\v"], ["\f", "\\f"], ["\r", "\\r"], ["\x1b", "\\e"],
  ['"', '\\"'], ["\\", "\\\\"], ["\u0085", "\\N"], ["\u00a0", "\\_"], ["\u2028", "\\L"], ["\u2029", "\\P"],
]);

// Mirrors yaml_emitter_write_double_quoted_scalar.
function writeDouble(text: string, { column, indent, isSimpleKey }: Placement): string {
  const characters = [...text];
  let written = '"';
  let at = column + 1;
  let afterBlank = false;
  for (const [i, c] of characters.entries()) {
    const escaped = escape(c);
    if (c === " " && !isSimpleKey && !afterBlank && at > bestWidth && i > 0 && i < characters.length - 1) {
      const before = characters[i + 1] === " " ? "\\" : "";
      written += `\n${" ".repeat(indent)}${before}`;
      at = indent + before.length;
    } else {
      written += escaped;
      at += escaped.length;
    }
    afterBlank = c === " ";
  }
  return `${written}"`;
}

function escape(c: string): string {
  const short = doubleEscapes.get(c);
  if (short !== undefined && c !== "\u00a0") return short;
  if (/[ -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(c) && c.length === 1 && !isBreak(c)) return c;
  const point = c.codePointAt(0) ?? 0;
  const hex = point.toString(16).toUpperCase();
  return point <= 0xff ? `\\x${hex.padStart(2, "0")}` : point <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

// Mirrors yaml_emitter_write_literal_scalar and its hints. Empty lines are not indented.
function writeLiteral(text: string, { indent }: Placement): string {
  const indentHint = text.startsWith(" ") || text.startsWith("\n") ? "2" : "";
  const chomp = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const lines = body.split("\n").map((line) => (line === "" ? "" : " ".repeat(indent) + line));
  return `|${indentHint}${chomp}\n${lines.join("\n")}`;
}
