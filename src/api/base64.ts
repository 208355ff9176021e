/** Standard base64 with padding, of bytes and of texts as UTF-8. */
import { utf8Bytes, utf8Text } from "./utf8.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Map([...alphabet].map((character, value) => [character, value]));

export function encodeBase64(bytes: readonly number[]): string {
  let encoded = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    const length = Math.min(3, bytes.length - index);
    for (let at = 0; at < 4; at++) encoded += at <= length ? (alphabet[(group >> (18 - 6 * at)) & 63] ?? "") : "=";
  }
  return encoded;
}

/** Characters that are no base64 count for nothing. */
export function decodeBase64(encoded: string): number[] {
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
  return bytes;
}

export const encodeBase64Text = (text: string): string => encodeBase64(utf8Bytes(text));
export const decodeBase64Text = (encoded: string): string => utf8Text(decodeBase64(encoded));

/** How many bytes are behind it. */
export const base64Length = (encoded: string): number => Math.floor((encoded.replace(/[^A-Za-z0-9+/]/g, "").length * 3) / 4);
