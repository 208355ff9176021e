/** Text as bytes: what Go counts, hashes and encodes. A lone surrogate is none of Unicode's characters: Go would hold U+FFFD. */

const ascii = /^[\0-\x7f]*$/;

/** Length as Go counts it: bytes of UTF-8. */
export function utf8Length(text: string): number {
  if (ascii.test(text)) return text.length;
  let bytes = text.length;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 0 : point < 0x800 ? 1 : 2;
  }
  return bytes;
}

/** A text's UTF-8. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = isSurrogate(point) ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    else bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
  }
  return bytes;
}

const continuation = (code: number): number => 0x80 | (code & 63);
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** The text of some UTF-8; each byte that belongs to none becomes U+FFFD, as Go's decoder has it. */
export function utf8Text(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = lengthBy(bytes[at] ?? 0);
    const code = length === 0 ? undefined : codeOf(bytes.slice(at, at + length), length);
    text += code === undefined ? "\ufffd" : String.fromCodePoint(code);
    at += code === undefined ? 1 : length;
  }
  return text;
}

/** How many bytes a character has that begins so; 0 = none begins so. */
const lengthBy = (first: number): number => (first < 0x80 ? 1 : first >> 5 === 6 ? 2 : first >> 4 === 14 ? 3 : first >> 3 === 30 ? 4 : 0);

/** The least code that needs so many bytes, by length. */
const least = [0, 0, 0x80, 0x800, 0x10000];

function codeOf([first = 0, ...rest]: readonly number[], length: number): number | undefined {
  if (rest.length < length - 1 || rest.some((byte) => byte >> 6 !== 2)) return undefined;
  const lead = length === 1 ? first : first & (0xff >> (length + 1));
  const code = rest.reduce((value, byte) => (value << 6) | (byte & 63), lead);
  return code < (least[length] ?? 0) || code > 0x10ffff || isSurrogate(code) ? undefined : code;
}
