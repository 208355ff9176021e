/** Quoted, plain and block scalars. Mirrors goyaml.v2/scannerc.go. */
import { scannerFault } from "./fault.ts";
import type { Mark } from "./fault.ts";
import type { Reader } from "./reader.ts";
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from "./reader.ts";
import type { Token } from "./tokens.ts";

const fail = (reader: Reader, context: Mark, problem: string): never => {
  throw scannerFault(problem, reader.mark(), context);
};

const atDocumentIndicator = (reader: Reader): boolean => reader.isDocumentIndicator("---") || reader.isDocumentIndicator("...");

/** Line breaks fold to a blank, or to as many breaks as there are empty lines. */
const fold = (first: string, more: string): string => (first === "\n" ? (more === "" ? " " : more) : first + more);

// Mirrors yaml_parser_scan_flow_scalar.
export function scanQuoted(reader: Reader, quote: "'" | '"'): Token {
  const start = reader.mark();
  reader.skip();
  let value = "";
  for (;;) {
    if (atDocumentIndicator(reader)) fail(reader, start, "found unexpected document indicator");
    if (reader.peek() === "") fail(reader, start, "found unexpected end of stream");
    const text = scanQuotedRun(reader, quote, start);
    value += text.value;
    if (!text.lineContinues && reader.peek() === quote) break;
    value += scanQuotedBlanks(reader, text.lineContinues);
  }
  reader.skip();
  return { type: "scalar", value, style: quote === '"' ? "double" : "single", start, end: reader.mark() };
}

/** Characters up to a blank, a break or the quote. */
function scanQuotedRun(reader: Reader, quote: string, start: Mark): { readonly value: string; readonly lineContinues: boolean } {
  let value = "";
  while (!isBlankOrEnd(reader.peek())) {
    if (quote === "'" && reader.startsWith("''")) {
      value += "'";
      reader.skip(2);
    } else if (reader.peek() === quote) {
      break;
    } else if (quote === '"' && reader.peek() === "\\" && isBreak(reader.peek(1))) {
      reader.skip();
      reader.readBreak();
      return { value, lineContinues: true };
    } else if (quote === '"' && reader.peek() === "\\") {
      value += scanEscape(reader, start);
    } else {
      value += reader.read();
    }
  }
  return { value, lineContinues: false };
}

function scanQuotedBlanks(reader: Reader, lineContinues: boolean): string {
  let [blanks, first, more, broken] = ["", "", "", lineContinues];
  for (let c = reader.peek(); isBlank(c) || isBreak(c); c = reader.peek()) {
    if (isBlank(c)) {
      if (broken) reader.skip();
      else blanks += reader.read();
    } else if (!broken) {
      [blanks, broken, first] = ["", true, reader.readBreak()];
    } else {
      more += reader.readBreak();
    }
  }
  if (!broken) return blanks;
  return first === "" ? more : fold(first, more);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"], ["a", "\x07"], ["b", "\b"], ["t", "\t"], ["\t", "\t"], ["n", "\n"], ["v", "\v"], ["f", "\f"], ["r", "\r"], ["e", "\x1b"],
  [" ", " "], ['"', '"'], ["'", "'"], ["\\", "\\"], ["N", "\u0085"], ["_", "\u00a0"], ["L", "\u2028"], ["P", "\u2029"],
]);
const hexLengths: ReadonlyMap<string, number> = new Map([["x", 2], ["u", 4], ["U", 8]]);

function scanEscape(reader: Reader, start: Mark): string {
  const code = reader.peek(1);
  const plain = escapes.get(code);
  const length = hexLengths.get(code);
  if (plain === undefined && length === undefined) return fail(reader, start, "found unknown escape character");
  reader.skip(2);
  if (plain !== undefined) return plain;
  let digits = "";
  for (let i = 0; i < (length ?? 0); i += 1) digits += reader.peek(i);
  if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length !== length) return fail(reader, start, "did not find expected hexdecimal number");
  const point = Number.parseInt(digits, 16);
  if ((point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) return fail(reader, start, "found invalid Unicode character escape code");
  reader.skip(length ?? 0);
  return String.fromCodePoint(point);
}

export interface PlainScan {
  readonly token: Token;
  /** A break was crossed: a simple key may start here. */
  readonly crossedBreak: boolean;
}

const flowEnds = ",?[]{}";

// Mirrors yaml_parser_scan_plain_scalar.
export function scanPlain(reader: Reader, indent: number, inFlow: boolean): PlainScan {
  const start = reader.mark();
  let end = start;
  let value = "";
  let [blanks, first, more, broken] = ["", "", "", false];
  while (!atDocumentIndicator(reader) && reader.peek() !== "#") {
    while (!isBlankOrEnd(reader.peek()) && !endsPlain(reader, inFlow)) {
      value += (broken ? fold(first, more) : blanks) + reader.read();
      [blanks, first, more, broken] = ["", "", "", false];
      end = reader.mark();
    }
    if (!isBlank(reader.peek()) && !isBreak(reader.peek())) break;
    for (let c = reader.peek(); isBlank(c) || isBreak(c); c = reader.peek()) {
      if (isBlank(c)) {
        if (broken && reader.column < indent && c === "\t") fail(reader, start, "found a tab character that violates indentation");
        if (broken) reader.skip();
        else blanks += reader.read();
      } else if (!broken) {
        [blanks, broken, first] = ["", true, reader.readBreak()];
      } else {
        more += reader.readBreak();
      }
    }
    if (!inFlow && reader.column < indent) break;
  }
  return { token: { type: "scalar", value, style: "plain", start, end }, crossedBreak: broken };
}

function endsPlain(reader: Reader, inFlow: boolean): boolean {
  const c = reader.peek();
  return (c === ":" && isBlankOrEnd(reader.peek(1))) || (inFlow && flowEnds.includes(c));
}

// Mirrors yaml_parser_scan_block_scalar. `parentIndent` is that of the block around it, -1 for none.
export function scanBlockScalar(reader: Reader, literal: boolean, parentIndent: number): Token {
  const start = reader.mark();
  reader.skip();
  const header = scanBlockHeader(reader, start);
  const outer = parentIndent >= 0 ? parentIndent : 0;
  const block = { indent: header.increment > 0 ? outer + header.increment : 0 };
  // Behind the last line with text: for places, upstream's own mark is of no use.
  let end = reader.mark();
  let value = "";
  let leadingBreak = "";
  let breaks = scanBlockBreaks(reader, block, parentIndent, start);
  let leadingBlank = false;
  while (reader.column === block.indent && reader.peek() !== "") {
    const trailingBlank = isBlank(reader.peek());
    if (!literal && leadingBreak.startsWith("\n") && !leadingBlank && !trailingBlank) value += breaks === "" ? " " : "";
    else value += leadingBreak;
    value += breaks;
    leadingBlank = trailingBlank;
    while (!isBreakOrEnd(reader.peek())) value += reader.read();
    leadingBreak = reader.peek() === "" ? "" : reader.readBreak();
    end = reader.mark();
    breaks = scanBlockBreaks(reader, block, parentIndent, start);
  }
  if (header.chomping !== "-") value += leadingBreak;
  if (header.chomping === "+") value += breaks;
  return { type: "scalar", value, style: literal ? "literal" : "folded", start, end };
}

function scanBlockHeader(reader: Reader, start: Mark): { readonly chomping: string; readonly increment: number } {
  let [chomping, increment] = ["", 0];
  for (let i = 0; i < 2; i += 1) {
    const c = reader.peek();
    if (chomping === "" && (c === "+" || c === "-")) chomping = reader.read();
    else if (increment === 0 && /^\d$/.test(c)) {
      if (c === "0") fail(reader, start, "found an indentation indicator equal to 0");
      increment = Number(reader.read());
    }
  }
  while (isBlank(reader.peek())) reader.skip();
  if (reader.peek() === "#") while (!isBreakOrEnd(reader.peek())) reader.skip();
  if (!isBreakOrEnd(reader.peek())) fail(reader, start, "did not find expected comment or line break");
  if (reader.peek() !== "") reader.readBreak();
  return { chomping, increment };
}

/** Takes empty lines and the indentation of the next one; the first line with text settles the block's indentation. */
function scanBlockBreaks(reader: Reader, block: { indent: number }, parentIndent: number, start: Mark): string {
  let breaks = "";
  let widest = 0;
  for (;;) {
    while ((block.indent === 0 || reader.column < block.indent) && reader.peek() === " ") reader.skip();
    if (reader.column > widest) widest = reader.column;
    if ((block.indent === 0 || reader.column < block.indent) && reader.peek() === "\t") {
      fail(reader, start, "found a tab character where an indentation space is expected");
    }
    if (!isBreak(reader.peek())) break;
    breaks += reader.readBreak();
  }
  if (block.indent === 0) block.indent = Math.max(widest, parentIndent + 1, 1);
  return breaks;
}
