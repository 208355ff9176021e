const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Standard base64, with padding, of the text's UTF-8 bytes. */
export function base64(text: string): string {
  const bytes = utf8(text);
  let encoded = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    encoded += [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63]).join("");
    if (c === undefined) encoded = `${encoded.slice(0, b === undefined ? -2 : -1)}${b === undefined ? "==" : "="}`;
  }
  return encoded;
}

/** The bytes behind a base64 text; what is no base64 counts as nothing. */
export function base64Bytes(encoded: string): readonly number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of encoded.replace(/=+$/, "")) {
    const value = alphabet.indexOf(char);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held >= 8) bytes.push((bits >> (held -= 8)) & 255);
  }
  return bytes;
}

/** Text of UTF-8 bytes. */
export const textOf = (bytes: readonly number[]): string => {
  try {
    return decodeURIComponent(bytes.map((b) => `%${b.toString(16).padStart(2, "0")}`).join(""));
  } catch {
    return String.fromCharCode(...bytes);
  }
};

export const utf8 = (text: string): readonly number[] =>
  [...text].flatMap((char) => {
    const point = char.codePointAt(0) ?? 0;
    if (point < 0x80) return [point];
    if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 63)];
    if (point < 0x10000) return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
    return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
  });
