/** Edits of YAML that leave every other character as it is. Undefined: it cannot be done safely here. */
import type { TextEdit } from "./judgement.ts";
import type { Range } from "./read-documents.ts";
import type { Branch } from "./tree.ts";

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
/** Behind the line break. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}
export const lineBreakOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);

/** The column of a block mapping's keys, or of a block sequence's dashes. */
export function indentOf(text: string, branch: Branch): number {
  const first = branch.children[0];
  if (first?.key !== undefined) return columnOf(text, first.key.start);
  const dash = first === undefined ? -1 : text.lastIndexOf("-", first.range.start - 1);
  return columnOf(text, dash < 0 ? branch.range.start : dash);
}

/** Where the last line of a value ends, behind its line break. */
function endOfLines(text: string, { range }: Branch): number {
  const atLineStart = range.end > range.start && text.charAt(range.end - 1) === "\n";
  return atLineStart ? range.end : lineEnd(text, range.end);
}

/** The whole lines of an entry, if nothing else stands on them. */
export function linesOfEntry(text: string, branch: Branch): Range | undefined {
  const from = branch.key?.start ?? branch.range.start;
  const [start, end] = [lineStart(text, from), endOfLines(text, branch)];
  // An alias elsewhere needs its anchor where it is.
  if (text.slice(start, from).trim() !== "" || /(?:^|\s)&\S/.test(text.slice(from, branch.range.end))) return undefined;
  const behind = text.slice(Math.min(Math.max(branch.range.end, branch.key?.end ?? 0), end), end).trim().replace(/^:\s*/, "");
  return behind === "" || behind.startsWith("#") ? { start, end } : undefined;
}

export function removeEntry(text: string, branch: Branch): readonly TextEdit[] | undefined {
  const lines = linesOfEntry(text, branch);
  const siblings = branch.parent?.children.length ?? 0;
  if (lines === undefined || branch.parent?.style !== "block" || siblings < 2) return undefined;
  return [{ ...lines, text: "" }];
}

/** Lines (without indentation of their own) at the end of a block mapping, or below a key that has no value yet. */
export function insertInto(text: string, branch: Branch, lines: readonly string[]): readonly TextEdit[] | undefined {
  const empty = branch.value === null && branch.range.start === branch.range.end && branch.key !== undefined;
  if (!empty && (branch.style !== "block" || branch.children.length === 0)) return undefined;
  const indent = empty ? columnOf(text, branch.key.start) + 2 : indentOf(text, branch);
  const at = empty ? lineEnd(text, branch.key.end) : endOfLines(text, branch.children.at(-1) ?? branch);
  return [insertLines(text, at, indent, lines)];
}

/** Lines before an entry of a block mapping. */
export function insertBefore(text: string, branch: Branch, lines: readonly string[]): readonly TextEdit[] | undefined {
  if (branch.key === undefined || branch.parent?.style !== "block") return undefined;
  const at = lineStart(text, branch.key.start);
  const indent = columnOf(text, branch.key.start);
  const before = text.slice(at, branch.key.start);
  if (before.trim() === "") return [insertLines(text, at, indent, lines)];
  if (!/^\s*(?:-\s+)+$/.test(before)) return undefined;
  // The first key of a list's item: what is inserted stands behind the dash, the key on a line of its own.
  const own = lines.map((line, index) => (index === 0 ? line : " ".repeat(indent) + line));
  return [{ start: branch.key.start, end: branch.key.start, text: [...own, " ".repeat(indent)].join(lineBreakOf(text)) }];
}

function insertLines(text: string, at: number, indent: number, lines: readonly string[]): TextEdit {
  const newline = lineBreakOf(text);
  const body = lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line)).join(newline);
  const open = at > 0 && text.charAt(at - 1) !== "\n";
  return { start: at, end: at, text: open ? newline + body : body + newline };
}

/** The lines of a range as they would stand at the left margin; undefined where one stands further left, or tabs are used. */
export function unindented(text: string, range: Range, indent: number): readonly string[] | undefined {
  const lines = text.slice(range.start, range.end).replace(/\r?\n$/, "").split(/\r?\n/);
  const margin = " ".repeat(indent);
  if (!lines.every((line) => line.trim() === "" || line.startsWith(margin))) return undefined;
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(indent)));
}

/** A mapping's source lines at the left margin: for copying. */
export function sourceOfMapping(text: string, branch: Branch): readonly string[] | undefined {
  const [first, last] = [branch.children[0], branch.children.at(-1)];
  if (branch.style === "flow") return undefined;
  if (first?.key === undefined || last === undefined) return undefined;
  const indent = columnOf(text, first.key.start);
  const end = endOfLines(text, last);
  const start = lineStart(text, first.key.start);
  const lines = text.slice(start, first.key.start).trim() === "" ? unindented(text, { start, end }, indent) : undefined;
  return lines?.map((line) => withoutComment(line));
}

/** A plain entry's comment says something about its place. */
function withoutComment(line: string): string {
  const comment = /["']/.test(line) ? -1 : line.search(/\s#/);
  return comment < 0 ? line : line.slice(0, comment).trimEnd();
}

/** Puts another word in the place of a plain key or value; quotes stay, so that JSON stays JSON. */
export function replaceWord(text: string, range: Range, word: string): TextEdit {
  const quote = text.charAt(range.start);
  const inside = (quote === '"' || quote === "'") && range.end - range.start > 1 && text.charAt(range.end - 1) === quote;
  return inside ? { start: range.start + 1, end: range.end - 1, text: word } : { ...range, text: word };
}

/** A key for a flow mapping, in quotes where its neighbours have them. */
export const flowKey = (text: string, neighbour: Branch, name: string): string => (text.charAt(neighbour.children[0]?.key?.start ?? 0) === '"' ? `"${name}"` : name);

/** Text as a scalar of a block mapping: quoted where it would read as something else. */
export const quoted = (value: string): string => `"${value.replace(/["\\]/g, "\\$&")}"`;
