import { InlineFault, readInline } from "./inline.ts";
import type { Inline, Prose } from "./lesson.ts";

/** What is wrong with a lesson's text, and in which line of it (from 1). */
export class LessonFault extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** A piece of a lesson's Markdown, with the line that it begins in. */
export type Piece =
  | { readonly type: "title"; readonly line: number; readonly text: readonly Inline[]; readonly words: string }
  | { readonly type: "step"; readonly line: number; readonly text: readonly Inline[]; readonly words: string }
  | { readonly type: "prose"; readonly line: number; readonly prose: Prose }
  | { readonly type: "fence"; readonly line: number; readonly word: string; readonly name: string; readonly text: string };

const FENCE = /^(`{3,})\s*(\S*)\s*(.*)$/;
const HEADING = /^(#{1,6})\s+(.+?)\s*$/;
const ITEM = /^(?:[-*]|(\d{1,9})[.)])\s+(.*)$/;
/** Markdown that is not read here, and would come out as plain text that nobody meant. */
const UNREAD: readonly (readonly [RegExp, string])[] = [
  [/^\s{4,}\S|^\t/, "indented code is not read: use a fence"],
  [/^\s{1,3}[-*]\s|^\s{1,3}\d+[.)]\s/, "lists are not nested"],
  [/^>/, "quotations are not read"],
  [/^\|.*\|\s*$/, "tables are not read"],
  [/^(?:-{3,}|={3,}|\*{3,})\s*$/, "rules and underlined headings are not read"],
];

/** Cuts Markdown into its pieces. Throws a LessonFault at what it does not know. */
export function readPieces(text: string, firstLine = 1): readonly Piece[] {
  const lines = text.replaceAll(/\r\n?/g, "\n").split("\n");
  const pieces: Piece[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const { piece, next } = line.trim() === "" ? { piece: undefined, next: at + 1 } : readPiece(lines, at, firstLine);
    if (piece) pieces.push(piece);
    at = next;
  }
  return pieces;
}

interface Read {
  readonly piece: Piece;
  readonly next: number;
}

function readPiece(lines: readonly string[], at: number, firstLine: number): Read {
  const line = lines[at] ?? "";
  const number = at + firstLine;
  const fence = FENCE.exec(line);
  if (fence) return readFence(lines, at, firstLine, fence);
  const heading = HEADING.exec(line);
  if (heading) return { piece: headed(heading[1]!.length, heading[2]!, number), next: at + 1 };
  for (const [pattern, why] of UNREAD) if (pattern.test(line)) throw new LessonFault(number, why);
  return ITEM.test(line) ? readList(lines, at, number) : readParagraph(lines, at, number);
}

function readFence(lines: readonly string[], at: number, firstLine: number, [, ticks = "", word = "", name = ""]: RegExpExecArray): Read {
  const end = lines.findIndex((line, i) => i > at && line.trimEnd() === ticks);
  if (end < 0) throw new LessonFault(at + firstLine, `the fence ${ticks}${word} is not closed`);
  const text = lines.slice(at + 1, end).map((line) => `${line}\n`).join("");
  return { piece: { type: "fence", line: at + firstLine, word, name: name.trim(), text }, next: end + 1 };
}

function headed(level: number, words: string, line: number): Piece {
  const text = inline(words, line);
  if (level === 3) return { type: "prose", line, prose: { type: "heading", text } };
  if (level > 3) throw new LessonFault(line, "headings go three deep");
  return { type: level === 1 ? "title" : "step", line, text, words };
}

function readList(lines: readonly string[], at: number, number: number): Read {
  const ordered = /^\d/.test(lines[at] ?? "");
  const items: string[] = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? "";
    const item = ITEM.exec(line);
    if (item && (item[1] !== undefined) !== ordered) throw new LessonFault(number + next - at, "a list is numbered or not: leave a line between two");
    if (item) items.push(item[2] ?? "");
    else if (/^\s{2,}\S/.test(line) && !/^\s+(?:[-*]|\d+[.)])\s/.test(line)) items[items.length - 1] = joined([items.at(-1) ?? "", line.trim()]);
    else if (line.trim() === "") break;
    else throw new LessonFault(number + next - at, "a list goes on by two spaces, or ends by an empty line");
  }
  return { piece: { type: "prose", line: number, prose: { type: "list", ordered, items: items.map((item) => inline(item, number)) } }, next };
}

function readParagraph(lines: readonly string[], at: number, number: number): Read {
  let next = at + 1;
  while (next < lines.length && lines[next]!.trim() !== "" && !FENCE.test(lines[next]!) && !HEADING.test(lines[next]!)) {
    for (const [pattern, why] of UNREAD) if (pattern.test(lines[next]!)) throw new LessonFault(number + next - at, why);
    if (ITEM.test(lines[next]!)) throw new LessonFault(number + next - at, "leave an empty line before a list");
    next += 1;
  }
  return { piece: { type: "prose", line: number, prose: { type: "paragraph", text: inline(joined(lines.slice(at, next)), number) } }, next };
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d]/;

/** Lines of one paragraph: a space between them, but none between Chinese characters. */
const joined = (lines: readonly string[]): string =>
  lines.map((line) => line.trim()).reduce((before, line) => (WIDE.test(before.at(-1) ?? "") && WIDE.test(line.charAt(0)) ? before + line : `${before} ${line}`));

function inline(text: string, line: number): readonly Inline[] {
  try {
    return readInline(text);
  } catch (error) {
    throw error instanceof InlineFault ? new LessonFault(line, error.message) : error;
  }
}
