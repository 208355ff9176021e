import type { CharacterKind } from "../finding.ts";
import type { TextEdit } from "../judgement.ts";
import type { LintContext } from "./lint-context.ts";
import { aboutDocumentAt } from "./lint-context.ts";
import { branchesOf } from "../tree.ts";
import type { TextLine } from "./text-lines.ts";

interface Pasted extends TextEdit {
  readonly kind: CharacterKind;
}

const unusualSpace = "\\u00a0\\u3000\\u2000-\\u200a\\u202f\\u205f";
const invisible = "\\u200b-\\u200d\\u2060\\ufeff";
const keyShape = "(?:[A-Za-z0-9_./-]+|\"[^\"]*\"|'[^']*')";

const isSpace = new RegExp(`[${unusualSpace}]`);
const isInvisible = new RegExp(`[${invisible}]`);
const isEither = new RegExp(`[${unusualSpace}${invisible}]`);
const leadingBlanks = new RegExp(`^[\\s${unusualSpace}${invisible}]*`);
const trailingBlanks = new RegExp(`[${unusualSpace}${invisible}]+$`);
const dashShape = new RegExp(`^([—–－−])([\\s${unusualSpace}]*)(?=${keyShape}[:：]|\\S+$)`);
const itemShape = new RegExp(`^-([\\s]*[${unusualSpace}${invisible}]+[\\s${unusualSpace}${invisible}]*)`);
const entryShape = new RegExp(`^(${keyShape})([\\s${unusualSpace}]*)([:：])([\\s${unusualSpace}${invisible}]*)`);
const isAscii = /^[\u0000-\u007f]*$/;

/** What an article or a word processor has made of blanks, colons, commas, quotes and dashes, where YAML needs its own. */
export function lintPastedCharacters(context: LintContext, lines: readonly TextLine[]): void {
  const byLine = new Map<number, readonly Pasted[]>();
  for (const line of lines) {
    const pasted = pastedIn(line);
    if (pasted.length > 0) byLine.set(line.number, pasted);
  }
  if (byLine.size === 0) return;
  const inText = linesInsideText(context, byLine);
  const found = [...byLine].flatMap(([number, pasted]) => (inText.has(number) ? [] : pasted));
  const edits = found.map(({ start, end, text }) => ({ start, end, text }));
  for (const { start, end, kind } of found) {
    const character = context.text.slice(start, end);
    const fixes = [{ title: { code: "replaceCharacters", count: found.length } as const, edits }];
    context.report({ range: { start, end }, severity: "error", finding: { code: "unusualCharacter", kind, character }, about: aboutDocumentAt(context, start), fixes });
  }
}

/**
 * Lines that go on with a text begun on an earlier one. A document that is nothing but a text is none, nor is one that
 * begins beside pasted characters: it may be there only because of them.
 */
function linesInsideText({ trees, lines }: LintContext, pasted: ReadonlyMap<number, unknown>): ReadonlySet<number> {
  const inside = new Set<number>();
  for (const { root } of trees) {
    if (root === undefined || root.children.length === 0) continue;
    for (const { range, children } of branchesOf(root)) {
      if (children.length > 0) continue;
      const [first, last] = [lines.placeOf(range.start).line, lines.placeOf(range.end).line];
      if (!pasted.has(first)) for (let line = first + 1; line <= last; line += 1) inside.add(line);
    }
  }
  return inside;
}

function pastedIn({ start, text }: TextLine): readonly Pasted[] {
  if (isAscii.test(text)) return [];
  const found: Pasted[] = [];
  const add = (kind: CharacterKind, at: number, length: number, replacement: string): void => {
    if (found.every((other) => start + at >= other.end || start + at + length <= other.start)) found.push({ kind, start: start + at, end: start + at + length, text: replacement });
  };
  const blank = leadingBlanks.exec(text)?.[0] ?? "";
  // A byte order mark begins a file.
  for (const [at, character] of [...blank].entries()) {
    if (start + at === 0 && character === "\ufeff") continue;
    if (isSpace.test(character)) add("space", at, 1, character === "\u3000" ? "  " : " ");
    if (isInvisible.test(character)) add("invisible", at, 1, "");
  }
  const content = text.slice(blank.length);
  if (!content.startsWith("#")) contentOf(content, blank.length, add);
  return joinedRuns(found.toSorted((a, b) => a.start - b.start));
}

/** Blanks side by side are one mark. */
function joinedRuns(found: readonly Pasted[]): readonly Pasted[] {
  const runs: Pasted[] = [];
  for (const next of found) {
    const last = runs.at(-1);
    if (last !== undefined && last.end === next.start && last.kind === next.kind && next.kind === "space") runs[runs.length - 1] = { ...last, end: next.end, text: last.text + next.text };
    else runs.push(next);
  }
  return runs;
}

type Add = (kind: CharacterKind, at: number, length: number, replacement: string) => void;

function contentOf(line: string, offset: number, add: Add): void {
  if (line.startsWith("＃")) return add("hash", offset, 1, "#");
  const dash = dashShape.exec(line);
  if (dash !== null) {
    add("dash", offset, 1, dash[2] === "" ? "- " : "-");
    return contentOf(line.slice(dash[0].length), offset + dash[0].length, add);
  }
  const item = itemShape.exec(line);
  if (item !== null) {
    add("space", offset + 1, (item[1] ?? "").length, " ");
    return contentOf(line.slice(item[0].length), offset + item[0].length, add);
  }
  const plain = /^-\s+/.exec(line);
  if (plain !== null) return contentOf(line.slice(plain[0].length), offset + plain[0].length, add);
  const entry = entryShape.exec(line);
  if (entry === null) return valueOf(line, offset, add);
  const [all, name = "", before = "", colon = "", after = ""] = entry;
  const at = offset + name.length;
  const rest = line.slice(all.length);
  // With a colon of YAML's own behind it, it is part of the key.
  if (colon === "：" && /:(?:\s|$)/.test(rest)) return;
  if (colon === "：") add("colon", at, before.length + 1 + after.length, rest === "" ? ":" : ": ");
  else if (isEither.test(after)) add("space", at + before.length + 1, after.length, rest === "" ? "" : " ");
  else if (after === "" && rest !== "") return;
  valueOf(rest, offset + all.length, add);
}

const smartQuotes: ReadonlyMap<string, string> = new Map([["“", '"'], ["”", '"'], ["„", '"'], ["‘", "'"], ["’", "'"], ["＂", '"'], ["＇", "'"]]);

function valueOf(value: string, offset: number, add: Add): void {
  const quote = smartQuotes.get(value.charAt(0));
  if (quote !== undefined) {
    const last = [...smartQuotes.entries()].filter(([, plain]) => plain === quote).map(([smart]) => value.lastIndexOf(smart)).reduce((a, b) => Math.max(a, b), 0);
    add("quote", offset, 1, quote);
    if (last > 0) add("quote", offset + last, 1, quote);
    return;
  }
  if (/^[[{]/.test(value)) return flowOf(value, offset, add);
  const trailing = trailingBlanks.exec(value);
  if (trailing !== null && !/^["'|>]/.test(value)) add("space", offset + trailing.index, trailing[0].length, "");
}

/** Within brackets, outside ASCII quotes. */
function flowOf(value: string, offset: number, add: Add): void {
  let open = "";
  for (let at = 0; at < value.length; at += 1) {
    const c = value.charAt(at);
    if (open !== "") open = c === open ? "" : open;
    else if (c === '"' || c === "'") open = c;
    else if (c === "#" && /\s/.test(value.charAt(at - 1))) return;
    else if (c === "，" || c === "、") add("comma", offset + at, 1, /\s/.test(value.charAt(at + 1)) ? "," : ", ");
    else if (c === "：") add("colon", offset + at, 1, /\s/.test(value.charAt(at + 1)) ? ":" : ": ");
    else if (smartQuotes.has(c)) add("quote", offset + at, 1, smartQuotes.get(c) ?? c);
    else if (isSpace.test(c)) add("space", offset + at, 1, " ");
  }
}
