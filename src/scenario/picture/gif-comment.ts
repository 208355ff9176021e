import { joined, latin, startsWith, textFrom } from "./bytes.ts";

/* GIF89a: 15 (data sub-blocks), 18 (logical screen), 24 (comment extension). */

const EXTENSION = 0x21;
const COMMENT = 0xfe;
const IMAGE = 0x2c;

/** A text of Latin letters as a comment: what stands in a GIF and is never shown. */
export const gifComment = (text: string): Uint8Array => joined([Uint8Array.of(EXTENSION, COMMENT), subBlocks(latin(text))]);

/** Data in portions of 255 bytes at most, each after its length, ended by an empty one. */
export function subBlocks(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255);
    parts.push(Uint8Array.of(part.length), part);
  }
  return joined([...parts, Uint8Array.of(0)]);
}

/** The comments of a GIF, as far as it is whole. */
export function* gifComments(gif: Uint8Array): Generator<string> {
  if (!startsWith(gif, latin("GIF8"))) return;
  let at = 13 + paletteBytes(gif[10] ?? 0);
  while (at < gif.length) {
    if (gif[at] === EXTENSION) {
      const { data, end } = blocksAt(gif, at + 2);
      if (gif[at + 1] === COMMENT) yield textFrom(data);
      at = end;
    } else if (gif[at] === IMAGE) {
      at = blocksAt(gif, at + 11 + paletteBytes(gif[at + 9] ?? 0)).end;
    } else return;
  }
}

const paletteBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function blocksAt(gif: Uint8Array, from: number): { readonly data: Uint8Array; readonly end: number } {
  const parts: Uint8Array[] = [];
  let at = from;
  for (let length = gif[at] ?? 0; length > 0; length = gif[at] ?? 0) {
    parts.push(gif.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { data: joined(parts), end: at + 1 };
}
