/** The places of a document that cannot be parsed, by its indentation alone: keys, items, and where they end. */
import { pointerSegment } from "./field-paths.ts";
import type { Position, Range } from "./read-documents.ts";

interface Frame {
  readonly column: number;
  readonly kind: "map" | "sequence";
  readonly pointer: string;
  /** Of the entry that was seen last. */
  last: string;
  count: number;
}

const keyShape = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'[\]{},:：][^:：]*?)\s*[:：](?=\s|$)/;
/** A tab moves as far as most editors show two blanks. */
const tabColumns = 2;
/** Deeper text is not looked into. */
const deepest = 100;

/** By JSON pointer; offsets into the whole text. Wrong indentation gives wrong neighbours, never a throw. */
export function outlineOf(text: string, range: Range): ReadonlyMap<string, Position> {
  const outline = new Outline(text);
  for (let at = range.start; at < range.end; ) {
    const breakAt = text.indexOf("\n", at);
    const end = breakAt < 0 || breakAt > range.end ? range.end : breakAt;
    outline.line(at, end);
    at = end + 1;
  }
  return outline.positions;
}

class Outline {
  readonly positions = new Map<string, { key?: Range; value: { start: number; end: number } }>();
  private readonly text: string;
  private frames: Frame[] = [];
  /** The lines of a block scalar stand further in than this. */
  private scalarColumn = -1;

  constructor(text: string) {
    this.text = text;
  }

  line(start: number, lineEnd: number): void {
    const line = this.text.slice(start, lineEnd).trimEnd();
    const blank = /^\s*/.exec(line)?.[0] ?? "";
    if (blank.length === line.length || line.charAt(blank.length) === "#" || line.startsWith("---")) return;
    const column = columnsOf(blank);
    if (this.scalarColumn >= 0 && column > this.scalarColumn) return this.reach(start + line.length);
    this.scalarColumn = -1;
    this.content(line.slice(blank.length), column, start + blank.length);
    this.reach(start + line.length);
  }

  private content(line: string, column: number, at: number): void {
    const dash = /^-(?:\s+|$)/.exec(line)?.[0];
    if (dash !== undefined) return this.item(line, dash, column, at);
    const key = keyShape.exec(line);
    if (key === null) return;
    this.close(column, false);
    const top = this.frames.at(-1);
    const mapping = top?.kind === "map" && top.column === column ? top : this.open("map", column, top?.last ?? "", at);
    const pointer = `${mapping.pointer}/${pointerSegment(unquoted(key[1] ?? ""))}`;
    const rest = line.slice(key[0].length);
    const value = at + key[0].length + (/^\s*/.exec(rest)?.[0].length ?? 0);
    this.positions.set(pointer, { key: { start: at, end: at + (key[1] ?? "").length }, value: { start: value, end: value } });
    mapping.last = pointer;
    if (/^\s*[|>][-+0-9]*\s*(?:#.*)?$/.test(rest)) this.scalarColumn = column;
  }

  private item(line: string, dash: string, column: number, at: number): void {
    this.close(column, true);
    const top = this.frames.at(-1);
    const sequence = top?.kind === "sequence" && top.column === column ? top : this.open("sequence", column, top?.last ?? "", at);
    const pointer = `${sequence.pointer}/${sequence.count}`;
    sequence.count += 1;
    sequence.last = pointer;
    this.positions.set(pointer, { value: { start: at + dash.length, end: at + dash.length } });
    if (line.length > dash.length && this.frames.length < deepest) this.content(line.slice(dash.length), column + columnsOf(dash), at + dash.length);
  }

  /** Closes what stands further in; at the same column an item goes on with its list, a key ends it. */
  private close(column: number, isItem: boolean): void {
    for (let top = this.frames.at(-1); top !== undefined; top = this.frames.at(-1)) {
      if (top.column < column || (top.column === column && (top.kind === "map" || isItem))) return;
      this.frames.pop();
    }
  }

  private open(kind: Frame["kind"], column: number, pointer: string, at: number): Frame {
    const frame: Frame = { kind, column, pointer, last: pointer, count: 0 };
    if (this.frames.length < deepest) this.frames.push(frame);
    const known = this.positions.get(pointer);
    if (known === undefined) this.positions.set(pointer, { value: { start: at, end: at } });
    else if (known.value.start === known.value.end) known.value.start = at;
    return frame;
  }

  /** What is open goes on to here. */
  private reach(end: number): void {
    for (const { pointer, last } of this.frames) {
      for (const open of [pointer, last]) {
        const position = this.positions.get(open);
        if (position !== undefined) position.value.end = Math.max(position.value.end, end);
      }
    }
  }
}

const columnsOf = (blank: string): number => [...blank].reduce((column, character) => column + (character === "\t" ? tabColumns : 1), 0);
const unquoted = (key: string): string => (/^(["']).*\1$/.test(key) ? key.slice(1, -1) : key);
