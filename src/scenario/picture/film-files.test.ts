import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gifWriter } from "./gif.ts";
import { sceneInPicture } from "./scene-in-picture.ts";
import { webmFile } from "./webm.ts";

const rgba = (pixels: readonly number[]): Uint8ClampedArray => Uint8ClampedArray.from(pixels.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff, 255]));

/** What a viewer shows after each picture, by the specification: sub-blocks, codes of growing length, the palette. */
function shown(gif: Uint8Array): readonly (readonly number[])[] {
  const short = (at: number): number => gif[at]! | (gif[at + 1]! << 8);
  const [width, height] = [short(6), short(8)];
  const palette = Array.from({ length: 256 }, (_, i) => (gif[13 + 3 * i]! << 16) | (gif[14 + 3 * i]! << 8) | gif[15 + 3 * i]!);
  const screen = Array.from({ length: width * height }, () => -1);
  const after: (readonly number[])[] = [];
  const blocks = (from: number): { readonly data: number[]; readonly end: number } => {
    const data: number[] = [];
    let at = from;
    for (; gif[at] !== 0; at += 1 + gif[at]!) data.push(...gif.subarray(at + 1, at + 1 + gif[at]!));
    return { data, end: at + 1 };
  };
  for (let at = 13 + 768; gif[at] !== 0x3b; ) {
    if (gif[at] === 0x21) at = blocks(at + 2).end;
    else {
      const [x, y, w] = [short(at + 1), short(at + 3), short(at + 5)];
      const { data, end } = blocks(at + 11);
      for (const [i, index] of unpacked(data).entries()) screen[(y + Math.floor(i / w)) * width + x + (i % w)] = palette[index]!;
      after.push([...screen]);
      at = end;
    }
  }
  return after;
}

function unpacked(data: readonly number[]): readonly number[] {
  const out: number[] = [];
  let table: number[][] = [];
  let [length, bit] = [9, 0];
  let before: number[] | undefined;
  const read = (): number => {
    let code = 0;
    for (let i = 0; i < length; i += 1, bit += 1) code |= ((data[bit >> 3]! >> (bit & 7)) & 1) << i;
    return code;
  };
  for (;;) {
    const code = read();
    if (code === 257) return out;
    if (code === 256) {
      table = Array.from({ length: 258 }, (_, i) => [i]);
      [length, before] = [9, undefined];
      continue;
    }
    const run: number[] = table[code] ?? [...before!, before![0]!];
    out.push(...run);
    if (before && table.length < 4096) table.push([...before, run[0]!]);
    if (table.length === 1 << length && length < 12) length += 1;
    before = run;
  }
}

describe("a GIF", () => {
  const colours = fc.constantFrom(0xf3ecdc, 0x1b2230, 0xb02418, 0x2a6548);
  test("shows what was put in, picture after picture", () => {
    const film = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9 })).chain(([width, height]) => fc.tuple(fc.constant(width), fc.constant(height), fc.array(fc.array(colours, { minLength: width * height, maxLength: width * height }), { minLength: 1, maxLength: 4 })));
    fc.assert(fc.property(film, ([width, height, pictures]) => {
      const writer = gifWriter(width, height, rgba(pictures.flat()), "x");
      for (const picture of pictures) writer.add({ pixels: rgba(picture), durationMs: 100 });
      expect(shown(writer.end())).toEqual(pictures);
    }));
  });

  test("of more codes than there is room for begins its table anew", () => {
    const pixels = Array.from({ length: 120 * 120 }, (_, i) => ((i * 7919) % 251) * 0x010203);
    const writer = gifWriter(120, 120, rgba(pixels), "x");
    writer.add({ pixels: rgba(pixels), durationMs: 100 });
    expect(shown(writer.end())).toEqual([pixels]);
  });

  test("of more colours than it can hold takes the nearest", () => {
    const pixels = Array.from({ length: 4096 }, (_, i) => ((i >> 8) << 20) | (((i >> 4) & 15) << 12) | ((i & 15) << 4));
    const writer = gifWriter(64, 64, rgba(pixels), "x");
    writer.add({ pixels: rgba(pixels), durationMs: 100 });
    const far = shown(writer.end())[0]!.map((colour, i) => Math.max(...[16, 8, 0].map((by) => Math.abs(((colour >> by) & 255) - ((pixels[i]! >> by) & 255)))));
    expect(Math.max(...far)).toBeLessThan(64);
  });

  test("keeps the time, though it counts hundredths", () => {
    const writer = gifWriter(1, 1, rgba([0]), "x");
    for (let i = 0; i < 12; i += 1) writer.add({ pixels: rgba([0]), durationMs: 1_000 / 12 });
    const gif = writer.end();
    const delays = [...gif.keys()].filter((at) => gif[at] === 0x21 && gif[at + 1] === 0xf9).map((at) => gif[at + 4]!);
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBe(100);
  });
});

describe("a WebM", () => {
  const film = webmFile({
    codec: "V_VP8", width: 640, height: 360, durationMs: 90_000, tag: ["kubarium", "#v=2&s=x"],
    frames: [0, 40, 80, 35_000, 35_040].map((atMs, i) => ({ data: Uint8Array.of(i), atMs, key: i === 0 || i === 4 })),
  });
  const view = new DataView(film.buffer);
  const find = (id: readonly number[], from = 0): number => film.findIndex((_, at) => at >= from && id.every((byte, i) => film[at + i] === byte));
  const segment = find([0x18, 0x53, 0x80, 0x67]) + 12;
  const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];

  test("says where its clusters begin, one a key picture and none too long to be counted in", () => {
    const places: number[] = [];
    for (let at = find([0xf1, 1]); at > 0 && at < find(CLUSTER); at = find([0xf1, 1], at + 1)) places.push(Number(view.getBigUint64(at + 9)));
    expect(places).toHaveLength(3);
    for (const place of places) expect([...film.subarray(segment + place, segment + place + 4)]).toEqual(CLUSTER);
  });

  test("is as long as it says", () => expect(Number(view.getBigUint64(segment - 8) & 0xffffffffffffffn)).toBe(film.length - segment));
  test("bears its scene", () => expect(sceneInPicture(film)).toMatchObject({ ok: false, problem: { code: "version" } }));
});
