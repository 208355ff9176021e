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

/** Of a longer comment no more is held: no link is as long. */
const MOST_BYTES = 1_000_000;

/** The comments of a GIF, as far as it is whole. */
export function* gifComments(gif: Uint8Array): Generator<string> {
  if (!startsWith(gif, latin("GIF8"))) return;
  let at = 13 + paletteBytes(gif[10] ?? 0);
  while (at < gif.length) {
    if (gif[at] === EXTENSION) {
      const end = endOfBlocks(gif, at + 2);
      if (gif[at + 1] === COMMENT) yield textFrom(blocksAt(gif, at + 2));
      at = end;
    } else if (gif[at] === IMAGE) {
      at = endOfBlocks(gif, at + 11 + paletteBytes(gif[at + 9] ?? 0));
    } else return;
  }
}

const paletteBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function endOfBlocks(gif: Uint8Array, from: number): number {
  let at = from;
  for (let length = gif[at] ?? 0; length > 0; length = gif[at] ?? 0) at += 1 + length;
  return at + 1;
}

function blocksAt(gif: Uint8Array, from: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let held = 0;
  for (let at = from, length = gif[at] ?? 0; length > 0 && held < MOST_BYTES; at += 1 + length, length = gif[at] ?? 0) {
    parts.push(gif.subarray(at + 1, at + 1 + length));
    held += length;
  }
  return joined(parts);
}
