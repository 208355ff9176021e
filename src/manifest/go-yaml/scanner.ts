/** Characters to tokens. Mirrors goyaml.v2/scannerc.go: its simple keys, its indents, its errors. */
import { scannerFault } from "./fault.ts";
import type { Mark } from "./fault.ts";
import { Reader, isAlpha, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from "./reader.ts";
import { scanBlockScalar, scanPlain, scanQuoted } from "./scan-scalars.ts";
import { scanDirective, scanTag } from "./scan-tags.ts";
import type { SignToken, Token } from "./tokens.ts";

/** A place where a mapping key may have begun; it is known to be one only when ":" comes. */
interface SimpleKey {
  possible: boolean;
  readonly required: boolean;
  readonly tokenNumber: number;
  readonly mark: Mark;
}

const noKey = (mark: Mark): SimpleKey => ({ possible: false, required: false, tokenNumber: 0, mark });
/** A simple key must end within so many characters. */
const longestSimpleKey = 1024;

export class Scanner {
  private readonly reader: Reader;
  private tokens: Token[] = [];
  private taken = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private flowLevel = 0;
  private simpleKeyAllowed = true;
  private readonly simpleKeys: SimpleKey[];
  private ended = false;

  constructor(text: string) {
    this.reader = new Reader(text);
    this.simpleKeys = [noKey(this.reader.mark())];
  }

  /** The next token, left in its place. */
  peek(): Token {
    this.fetchMore();
    const [first] = this.tokens;
    return first ?? this.sign("stream-end", 0);
  }

  take(): Token {
    const token = this.peek();
    this.tokens.shift();
    this.taken += 1;
    return token;
  }

  private fetchMore(): void {
    while (!this.ended && (this.tokens.length === 0 || this.headMayBeKey())) this.fetchNext();
  }

  private headMayBeKey(): boolean {
    const key = this.simpleKeys.find((candidate) => candidate.possible && candidate.tokenNumber === this.taken);
    return key !== undefined && this.isValid(key);
  }

  // Mirrors yaml_simple_key_is_valid: a key stands on one line.
  private isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const now = this.reader.mark();
    if (key.mark.line >= now.line && key.mark.index + longestSimpleKey >= now.index) return true;
    if (key.required) throw scannerFault("could not find expected ':'", now, key.mark);
    key.possible = false;
    return false;
  }

  private fetchNext(): void {
    const { reader } = this;
    this.skipToNextToken();
    this.unrollIndent(reader.column);
    const c = reader.peek();
    if (c === "") return this.fetchStreamEnd();
    if (reader.column === 0 && c === "%") return this.fetchDirective();
    if (reader.isDocumentIndicator("---")) return this.fetchDocumentIndicator("document-start");
    if (reader.isDocumentIndicator("...")) return this.fetchDocumentIndicator("document-end");
    const next = reader.peek(1);
    if (c === "[") return this.fetchFlowStart("flow-sequence-start");
    if (c === "{") return this.fetchFlowStart("flow-mapping-start");
    if (c === "]") return this.fetchFlowEnd("flow-sequence-end");
    if (c === "}") return this.fetchFlowEnd("flow-mapping-end");
    if (c === ",") return this.fetchFlowEntry();
    if (c === "-" && isBlankOrEnd(next)) return this.fetchBlockEntry();
    if (c === "?" && (this.flowLevel > 0 || isBlankOrEnd(next))) return this.fetchKey();
    if (c === ":" && (this.flowLevel > 0 || isBlankOrEnd(next))) return this.fetchValue();
    if (c === "*") return this.fetchAnchor("alias");
    if (c === "&") return this.fetchAnchor("anchor");
    if (c === "!") return this.fetchWith(() => scanTag(reader));
    if ((c === "|" || c === ">") && this.flowLevel === 0) return this.fetchBlockScalar(c === "|");
    if (c === "'" || c === '"') return this.fetchWith(() => scanQuoted(reader, c));
    if (this.startsPlain(c, next)) return this.fetchPlain();
    throw scannerFault("found character that cannot start any token", reader.mark(), reader.mark());
  }

  private startsPlain(c: string, next: string): boolean {
    if (!isBlankOrEnd(c) && !"-?:,[]{}#&*!|>'\"%@`".includes(c)) return true;
    if (c === "-") return !isBlank(next);
    return this.flowLevel === 0 && (c === "?" || c === ":") && !isBlankOrEnd(next);
  }

  private skipToNextToken(): void {
    const { reader } = this;
    for (;;) {
      if (reader.column === 0 && reader.peek() === "\ufeff") reader.skip();
      while (reader.peek() === " " || ((this.flowLevel > 0 || !this.simpleKeyAllowed) && reader.peek() === "\t")) reader.skip();
      if (reader.peek() === "#") while (!isBreakOrEnd(reader.peek())) reader.skip();
      if (!isBreak(reader.peek())) return;
      reader.readBreak();
      if (this.flowLevel === 0) this.simpleKeyAllowed = true;
    }
  }

  private sign(type: SignToken, length: number): Token {
    const start = this.reader.mark();
    this.reader.skip(length);
    return { type, start, end: this.reader.mark() };
  }

  private saveSimpleKey(): void {
    if (!this.simpleKeyAllowed) return;
    const mark = this.reader.mark();
    const required = this.flowLevel === 0 && this.indent === mark.column;
    this.removeSimpleKey();
    this.simpleKeys[this.simpleKeys.length - 1] = { possible: true, required, tokenNumber: this.taken + this.tokens.length, mark };
  }

  private removeSimpleKey(): void {
    const key = this.simpleKeys.at(-1);
    if (key?.possible !== true) return;
    if (key.required) throw scannerFault("could not find expected ':'", this.reader.mark(), key.mark);
    key.possible = false;
  }

  private rollIndent(column: number, tokenNumber: number, type: SignToken, mark: Mark): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    const token: Token = { type, start: mark, end: mark };
    if (tokenNumber < 0) this.tokens.push(token);
    else this.tokens.splice(tokenNumber - this.taken, 0, token);
  }

  private unrollIndent(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.tokens.push(this.sign("block-end", 0));
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private fetchStreamEnd(): void {
    this.reader.endLine();
    this.unrollIndent(-1);
    this.removeSimpleKey();
    this.simpleKeyAllowed = false;
    this.tokens.push(this.sign("stream-end", 0));
    this.ended = true;
  }

  private fetchDirective(): void {
    this.unrollIndent(-1);
    this.removeSimpleKey();
    this.simpleKeyAllowed = false;
    this.tokens.push(scanDirective(this.reader));
  }

  private fetchDocumentIndicator(type: "document-start" | "document-end"): void {
    this.unrollIndent(-1);
    this.removeSimpleKey();
    this.simpleKeyAllowed = false;
    this.tokens.push(this.sign(type, 3));
  }

  private fetchFlowStart(type: "flow-sequence-start" | "flow-mapping-start"): void {
    this.saveSimpleKey();
    this.simpleKeys.push(noKey(this.reader.mark()));
    this.flowLevel += 1;
    this.simpleKeyAllowed = true;
    this.tokens.push(this.sign(type, 1));
  }

  private fetchFlowEnd(type: "flow-sequence-end" | "flow-mapping-end"): void {
    this.removeSimpleKey();
    if (this.flowLevel > 0) {
      this.flowLevel -= 1;
      this.simpleKeys.pop();
    }
    this.simpleKeyAllowed = false;
    this.tokens.push(this.sign(type, 1));
  }

  private fetchFlowEntry(): void {
    this.removeSimpleKey();
    this.simpleKeyAllowed = true;
    this.tokens.push(this.sign("flow-entry", 1));
  }

  private fetchBlockEntry(): void {
    const mark = this.reader.mark();
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) throw scannerFault("block sequence entries are not allowed in this context", mark, mark);
      this.rollIndent(mark.column, -1, "block-sequence-start", mark);
    }
    this.removeSimpleKey();
    this.simpleKeyAllowed = true;
    this.tokens.push(this.sign("block-entry", 1));
  }

  private fetchKey(): void {
    const mark = this.reader.mark();
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) throw scannerFault("mapping keys are not allowed in this context", mark, mark);
      this.rollIndent(mark.column, -1, "block-mapping-start", mark);
    }
    this.removeSimpleKey();
    this.simpleKeyAllowed = this.flowLevel === 0;
    this.tokens.push(this.sign("key", 1));
  }

  private fetchValue(): void {
    const mark = this.reader.mark();
    const key = this.simpleKeys.at(-1) ?? noKey(mark);
    if (this.isValid(key)) {
      this.tokens.splice(key.tokenNumber - this.taken, 0, { type: "key", start: key.mark, end: key.mark });
      this.rollIndent(key.mark.column, key.tokenNumber, "block-mapping-start", key.mark);
      key.possible = false;
      this.simpleKeyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.simpleKeyAllowed) throw scannerFault("mapping values are not allowed in this context", mark, mark);
        this.rollIndent(mark.column, -1, "block-mapping-start", mark);
      }
      this.simpleKeyAllowed = this.flowLevel === 0;
    }
    this.tokens.push(this.sign("value", 1));
  }

  private fetchAnchor(type: "alias" | "anchor"): void {
    this.fetchWith(() => {
      const { reader } = this;
      const start = reader.mark();
      reader.skip();
      let value = "";
      while (isAlpha(reader.peek())) value += reader.read();
      if (value === "" || !(isBlankOrEnd(reader.peek()) || "?:,]}%@`".includes(reader.peek()))) {
        throw scannerFault("did not find expected alphabetic or numeric character", reader.mark(), start);
      }
      return { type, value, start, end: reader.mark() };
    });
  }

  private fetchBlockScalar(literal: boolean): void {
    this.removeSimpleKey();
    this.simpleKeyAllowed = true;
    this.tokens.push(scanBlockScalar(this.reader, literal, this.indent));
  }

  private fetchPlain(): void {
    this.saveSimpleKey();
    this.simpleKeyAllowed = false;
    const { token, crossedBreak } = scanPlain(this.reader, this.indent + 1, this.flowLevel > 0);
    this.tokens.push(token);
    if (crossedBreak) this.simpleKeyAllowed = true;
  }

  private fetchWith(scan: () => Token): void {
    this.saveSimpleKey();
    this.simpleKeyAllowed = false;
    this.tokens.push(scan());
  }
}
