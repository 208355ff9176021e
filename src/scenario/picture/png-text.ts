import { joined, latin, startsWith, textFrom } from "./bytes.ts";

/* PNG, third edition: 5 (datastream structure), 11.3.3.4 (iTXt). */

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Length and type before a chunk's data, its checksum after it. */
const AROUND = 12;

/** The picture with a text in it, under a keyword of 1 to 79 letters; behind the header, where every reader leaves it alone. */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const [header] = pngChunks(png);
  if (header?.type !== "IHDR") throw new Error("no PNG");
  const end = header.at + AROUND + header.data.length;
  // Not compressed, no language, no translated keyword.
  const data = joined([latin(keyword), Uint8Array.of(0, 0, 0, 0, 0), new TextEncoder().encode(text)]);
  return joined([png.subarray(0, end), pngChunk("iTXt", data), png.subarray(end)]);
}

/** The text under that keyword; undefined where there is none, or where this is no PNG. */
export function pngText(png: Uint8Array, keyword: string): string | undefined {
  const head = joined([latin(keyword), Uint8Array.of(0, 0, 0, 0, 0)]);
  for (const { type, data } of pngChunks(png)) {
    if (type === "iTXt" && startsWith(data, head)) return textFrom(data.subarray(head.length));
  }
  return undefined;
}

interface Chunk {
  readonly at: number;
  readonly type: string;
  readonly data: Uint8Array;
}

/** The chunks as far as they are whole. */
export function* pngChunks(png: Uint8Array): Generator<Chunk> {
  if (!startsWith(png, PNG_SIGNATURE)) return;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = PNG_SIGNATURE.length; at + AROUND <= png.length; ) {
    const length = view.getUint32(at);
    const end = at + AROUND + length;
    if (end > png.length) return;
    yield { at, type: String.fromCharCode(...png.subarray(at + 4, at + 8)), data: png.subarray(at + 8, at + 8 + length) };
    at = end;
  }
}

export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(AROUND + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(latin(type), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
