import { joined, latin } from "./bytes.ts";
import { gifComment, subBlocks } from "./gif-comment.ts";

/* GIF89a: 18 to 23, 27, appendix F (variable-length-code LZW). */

export interface GifFrame {
  /** Red, green, blue, and one more byte that does not count, a pixel. */
  readonly pixels: Uint8ClampedArray;
  readonly durationMs: number;
}

/** Writes a GIF frame by frame: of each only what differs from the one before. It runs for ever. */
export interface GifWriter {
  add(frame: GifFrame): void;
  end(): Uint8Array<ArrayBuffer>;
}

const COLOURS = 256;

/** `sample`: a picture with the colours of the whole film. `comment`: Latin letters that stand in the file. */
export function gifWriter(width: number, height: number, sample: Uint8ClampedArray, comment: string): GifWriter {
  const palette = paletteOf(sample);
  const nearest = nearestIn(palette);
  const parts: Uint8Array[] = [
    latin("GIF89a"), shorts(width, height), Uint8Array.of(0xf7, 0, 0), tableOf(palette),
    joined([Uint8Array.of(0x21, 0xff, 11), latin("NETSCAPE2.0"), Uint8Array.of(3, 1, 0, 0, 0)]), gifComment(comment),
  ];
  let before: Uint8Array | undefined;
  /** Hundredths that were rounded away. */
  let lateMs = 0;
  return {
    add({ pixels, durationMs }) {
      const indices = new Uint8Array(width * height);
      for (let i = 0; i < indices.length; i += 1) indices[i] = nearest(pixels[4 * i]!, pixels[4 * i + 1]!, pixels[4 * i + 2]!);
      const box = changedBox(before, indices, width, height);
      before = indices;
      const hundredths = Math.max(2, Math.round((durationMs + lateMs) / 10));
      lateMs += durationMs - hundredths * 10;
      parts.push(Uint8Array.of(0x21, 0xf9, 4, 4), shorts(hundredths), Uint8Array.of(0, 0));
      parts.push(Uint8Array.of(0x2c), shorts(box.x, box.y, box.width, box.height), Uint8Array.of(0, 8), subBlocks(packed(cutOut(indices, width, box))));
    },
    end: () => joined([...parts, Uint8Array.of(0x3b)]),
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function changedBox(before: Uint8Array | undefined, after: Uint8Array, width: number, height: number): Box {
  if (!before) return { x: 0, y: 0, width, height };
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (before[y * width + x] === after[y * width + x]) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0 ? { x: 0, y: 0, width: 1, height: 1 } : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function cutOut(indices: Uint8Array, width: number, box: Box): Uint8Array {
  const out = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y += 1) out.set(indices.subarray((box.y + y) * width + box.x, (box.y + y) * width + box.x + box.width), y * box.width);
  return out;
}

const shorts = (...values: readonly number[]): Uint8Array => Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]));

type Colour = readonly [number, number, number];

/** Of these the drawing is made; others are their blends along every edge. */
const OWN_COLOURS = 64;

/** The colours that are seen most, and of the others those that lie apart. */
function paletteOf(pixels: Uint8ClampedArray): readonly Colour[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = (pixels[i]! << 16) | (pixels[i + 1]! << 8) | pixels[i + 2]!;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const all = [...counts].toSorted(([a, n], [b, m]) => m - n || a - b).map(([colour]): Colour => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]);
  const chosen = all.slice(0, OWN_COLOURS);
  for (const apart of [64, 40, 24, 16, 10, 6, 0]) {
    for (const colour of all) {
      if (chosen.length >= COLOURS) return chosen;
      if (chosen.every((other) => distance(colour, other) > apart * apart)) chosen.push(colour);
    }
  }
  return chosen;
}

const distance = ([r, g, b]: Colour, [s, h, c]: Colour): number => (r - s) ** 2 + (g - h) ** 2 + (b - c) ** 2;

function nearestIn(palette: readonly Colour[]): (r: number, g: number, b: number) => number {
  const known = new Map<number, number>();
  return (r, g, b) => {
    const key = (r << 16) | (g << 8) | b;
    const found = known.get(key);
    if (found !== undefined) return found;
    let [least, nearest] = [Infinity, 0];
    for (const [i, colour] of palette.entries()) {
      const far = distance([r, g, b], colour);
      if (far < least) [least, nearest] = [far, i];
    }
    known.set(key, nearest);
    return nearest;
  };
}

function tableOf(palette: readonly Colour[]): Uint8Array {
  const table = new Uint8Array(3 * COLOURS);
  for (const [i, colour] of palette.entries()) table.set(colour, 3 * i);
  return table;
}

const LEAST_BITS = 8;
const CLEAR = 1 << LEAST_BITS;
const END = CLEAR + 1;
const MOST_CODES = 4_096;

/** Codes of growing length for runs that were met before. */
function packed(indices: Uint8Array): Uint8Array {
  const out: number[] = [];
  let [held, bits] = [0, 0];
  let codes = new Map<number, number>();
  let [next, length] = [END + 1, LEAST_BITS + 1];
  const write = (code: number): void => {
    held |= code << bits;
    bits += length;
    for (; bits >= 8; bits -= 8) {
      out.push(held & 0xff);
      held >>>= 8;
    }
  };
  write(CLEAR);
  let run = indices[0] ?? 0;
  for (let i = 1; i < indices.length; i += 1) {
    const index = indices[i]!;
    const key = (run << 8) | index;
    const code = codes.get(key);
    if (code !== undefined) {
      run = code;
      continue;
    }
    write(run);
    run = index;
    if (next < MOST_CODES) {
      if (next === 1 << length) length += 1;
      codes.set(key, next);
      next += 1;
    } else {
      write(CLEAR);
      codes = new Map();
      [next, length] = [END + 1, LEAST_BITS + 1];
    }
  }
  write(run);
  if (next === 1 << length && length < 12) length += 1;
  write(END);
  if (bits > 0) out.push(held & 0xff);
  return Uint8Array.from(out);
}
