/** Plain work on bytes that the formats of pictures share. */

export const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** True where the bytes at `at` are those. */
export const startsWith = (bytes: Uint8Array, start: Uint8Array, at = 0): boolean => start.every((byte, i) => bytes[at + i] === byte);

export const textFrom = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
