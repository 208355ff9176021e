const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Map([...alphabet].map((character, value) => [character, value]));

/** Standard base64 of the text's UTF-8. */
export function encodeBase64(text: string): string {
  const bytes = utf8(text);
  let encoded = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    const length = Math.min(3, bytes.length - index);
    for (let at = 0; at < 4; at++) encoded += at <= length ? (alphabet[(group >> (18 - 6 * at)) & 63] ?? "") : "=";
  }
  return encoded;
}

/** The text behind standard base64; bytes that are no UTF-8 become U+FFFD. */
export function decodeBase64(encoded: string): string {
  const bytes: number[] = [];
  let [group, bits] = [0, 0];
  for (const character of encoded) {
    const value = values.get(character);
    if (value === undefined) continue;
    group = ((group << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((group >> bits) & 255);
  }
  return fromUtf8(bytes);
}

/** Bytes behind standard base64. */
export const base64Bytes = (encoded: string): number => {
  const length = encoded.replace(/[^A-Za-z0-9+/]/g, "").length;
  return Math.floor((length * 3) / 4);
};

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    // A lone surrogate is none of Unicode's characters; Go would hold the replacement character.
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    else bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
  }
  return bytes;
}

const continuation = (code: number): number => 0x80 | (code & 63);

function fromUtf8(bytes: readonly number[]): string {
  let text = "";
  let index = 0;
  while (index < bytes.length) {
    const first = bytes[index] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc0 && first < 0xe0 ? 2 : 0;
    const rest = bytes.slice(index + 1, index + length);
    if (length === 0 || rest.length < length - 1 || rest.some((byte) => byte >> 6 !== 2)) {
      text += "\ufffd";
      index += 1;
      continue;
    }
    const head = length === 1 ? first : first & (0xff >> (length + 1));
    const code = rest.reduce((value, byte) => (value << 6) | (byte & 63), head);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
    index += length;
  }
  return text;
}
