/** A text's UTF-8. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

/** The text of some UTF-8; what is none becomes the replacement character. */
export function fromUtf8(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >> 5 === 6 ? 2 : first >> 4 === 14 ? 3 : first >> 3 === 30 ? 4 : 0;
    const rest = bytes.slice(at + 1, at + length);
    if (length === 0 || rest.length < length - 1 || rest.some((byte) => byte >> 6 !== 2)) {
      text += "\ufffd";
      at += 1;
      continue;
    }
    const lead = length === 1 ? first : first & (0xff >> (length + 1));
    text += String.fromCodePoint(Math.min(0x10ffff, rest.reduce((code, byte) => (code << 6) | (byte & 63), lead)));
    at += length;
  }
  return text;
}

