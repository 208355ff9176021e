/** The characters of a document and where the scanner stands in them. "" stands behind the last one. */
import type { Mark } from "./fault.ts";

export const isBreak = (c: string): boolean => c === "\n" || c === "\r" || c === "\u0085" || c === "\u2028" || c === "\u2029";
export const isBlank = (c: string): boolean => c === " " || c === "\t";
export const isBlankOrEnd = (c: string): boolean => c === "" || isBlank(c) || isBreak(c);
export const isBreakOrEnd = (c: string): boolean => c === "" || isBreak(c);
/** What names of anchors, directives and tag handles are made of. */
export const isAlpha = (c: string): boolean => /^[0-9A-Za-z_-]$/.test(c);

export class Reader {
  private readonly text: string;
  private index = 0;
  private line = 0;
  private lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  get column(): number {
    return this.index - this.lineStart;
  }
  mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }
  peek(ahead = 0): string {
    return this.text.charAt(this.index + ahead);
  }
  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.index);
  }
  skip(count = 1): void {
    this.index += count;
  }
  read(): string {
    const character = this.peek();
    this.index += 1;
    return character;
  }

  /** Takes a line break; what it reads as: CR LF, CR and NEL are a line feed. */
  readBreak(): string {
    const character = this.peek();
    this.index += character === "\r" && this.peek(1) === "\n" ? 2 : 1;
    this.line += 1;
    this.lineStart = this.index;
    return character === "\u2028" || character === "\u2029" ? character : "\n";
  }

  /** At the end of the stream the scanner stands at the start of a line of its own. */
  endLine(): void {
    if (this.column === 0) return;
    this.line += 1;
    this.lineStart = this.index;
  }

  /** "---" or "..." at the start of a line, with a blank or the end behind it. */
  isDocumentIndicator(sign: string): boolean {
    return this.column === 0 && this.startsWith(sign) && isBlankOrEnd(this.peek(3));
  }
}
