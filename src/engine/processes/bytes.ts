import { utf8Bytes } from "../../api/utf8.ts";

/**
 * Streams and files hold text; a byte that belongs to no character is held as the code unit U+DC00 plus the byte, as
 * Python's surrogateescape does. So the bytes of a text are known exactly, and two texts joined have both their bytes.
 */
const ESCAPED = /[\udc80-\udcff]/;
const ASCII = /^[\0-\x7f]*$/;
export const FIRST_ESCAPE = 0xdc00;

/** How many bytes a text has in a file or a stream. */
export function byteLength(text: string): number {
  if (ASCII.test(text)) return text.length;
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 || isEscape(point) ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** A text's bytes. */
export function bytesOf(text: string): number[] {
  if (!ESCAPED.test(text)) return utf8Bytes(text);
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (isEscape(point)) bytes.push(point - FIRST_ESCAPE);
    else for (const byte of utf8Bytes(character)) bytes.push(byte);
  }
  return bytes;
}

const isEscape = (point: number): boolean => point >= 0xdc80 && point <= 0xdcff;

/** The text that has these bytes. */
export function textOf(bytes: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : characterLength(bytes, at);
    if (length === 0) {
      parts.push(String.fromCharCode(FIRST_ESCAPE + first));
      at += 1;
    } else {
      parts.push(length === 1 ? String.fromCharCode(first) : characterAt(bytes, at, length));
      at += length;
    }
  }
  return parts.join("");
}

const LEAST = [0, 0, 0x80, 0x800, 0x10000];

/** Bytes of the character that begins there; 0 = none does. */
function characterLength(bytes: readonly number[], at: number): number {
  const first = bytes[at] ?? 0;
  const length = first >> 5 === 6 ? 2 : first >> 4 === 14 ? 3 : first >> 3 === 30 ? 4 : 0;
  for (let index = 1; index < length; index += 1) if ((bytes[at + index] ?? 0) >> 6 !== 2) return 0;
  if (length === 0) return 0;
  const code = codeAt(bytes, at, length);
  return code < (LEAST[length] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? 0 : length;
}

function codeAt(bytes: readonly number[], at: number, length: number): number {
  let code = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let index = 1; index < length; index += 1) code = (code << 6) | ((bytes[at + index] ?? 0) & 63);
  return code;
}

const characterAt = (bytes: readonly number[], at: number, length: number): string => String.fromCodePoint(codeAt(bytes, at, length));

/** Bytes that stand singly but make a character are that character. */
export const joinedBytes = (text: string): string => (ESCAPED.test(text) ? textOf(bytesOf(text)) : text);

/** The first so many bytes of a text, and what is left. */
export function splitBytes(text: string, count: number): readonly [string, string] {
  if (ASCII.test(text)) return [text.slice(0, count), text.slice(count)];
  const bytes = bytesOf(text);
  return [textOf(bytes.slice(0, count)), textOf(bytes.slice(count))];
}

/** One byte as text. */
export const byteText = (byte: number): string => String.fromCharCode(byte < 0x80 ? byte : FIRST_ESCAPE + byte);
