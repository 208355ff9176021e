import { crc32, deflateSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readScenario } from "../read-scenario.ts";
import { encodeLink } from "../link/link.ts";
import { joined, latin } from "./bytes.ts";
import { gifComment, gifComments } from "./gif-comment.ts";
import { PNG_SIGNATURE, pngChunk, pngChunks, pngText, withPngText } from "./png-text.ts";
import { KEYWORD, sceneInPicture } from "./scene-in-picture.ts";
import { ebml, ebmlNumber, webmTag, webmTagText } from "./webm-tags.ts";

const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "a-scene" } });
if (!read.ok) throw new Error("the scenario of this test cannot be read");
const fragment = encodeLink({ scenario: read.scenario, view: { atMs: 45_500, near: true }, engine: "0.1.0", digest: "0123456789ab" });

/** One grey pixel, as the specification has it: header, data, end. */
const png = joined([
  PNG_SIGNATURE,
  pngChunk("IHDR", Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
  pngChunk("IDAT", new Uint8Array(deflateSync(Uint8Array.of(0, 128)))),
  pngChunk("IEND", new Uint8Array()),
]);
/** One pixel, with a palette of two colours. */
const gif = (...before: readonly Uint8Array[]): Uint8Array => joined([latin("GIF89a"), Uint8Array.of(1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255), ...before, Uint8Array.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b)]);
const webm = (...parts: readonly Uint8Array[]): Uint8Array => joined([ebml(0x1a45dfa3, ebmlNumber(0x4286, 1)), ebml(0x18538067, ebml(0x1549a966, ebmlNumber(0x2ad7b1, 1_000_000)), ...parts)]);

const opened = (picture: Uint8Array): unknown => {
  const link = sceneInPicture(picture);
  return link?.ok ? link.scene.view.atMs : link?.problem.code;
};

describe("a scene in a picture", () => {
  test.each<[what: string, picture: Uint8Array, found: unknown]>([
    ["of a PNG", withPngText(png, KEYWORD, fragment), 45_500],
    ["of a GIF", gif(gifComment(fragment)), 45_500],
    ["of a GIF with another comment before it", gif(gifComment("made by hand"), gifComment(fragment)), 45_500],
    ["of a GIF, behind its pictures", joined([gif().subarray(0, -1), gifComment(fragment), Uint8Array.of(0x3b)]), 45_500],
    ["of a WebM", webm(webmTag(KEYWORD, fragment)), 45_500],
    ["of an SVG", latin(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>${fragment.replaceAll("&", "&amp;")}</metadata></svg>`), 45_500],
    ["of a page", latin(`<!doctype html><a href="https://x.test/${fragment.replaceAll("&", "&amp;")}">open</a>`), 45_500],
    ["of an SVG that was made before links had a checksum", latin(`<svg><metadata>${fragment.replace(/&c=.*/, "").replaceAll("&", "&amp;")}</metadata></svg>`), 45_500],
    ["of an SVG in which a letter was changed", latin(`<svg><metadata>${fragment.replace(/(.)&c=/, (_, letter: string) => `${letter === "A" ? "B" : "A"}&c=`).replaceAll("&", "&amp;")}</metadata></svg>`), "damaged"],
    ["that was cut off", withPngText(png, KEYWORD, fragment.slice(0, -20)), "damaged"],
    ["of a newer version", withPngText(png, KEYWORD, "#v=2&s=abc"), "version"],
    ["that unpacks to too much", withPngText(png, KEYWORD, `#v=1&s=${"A".repeat(300_000)}`), "tooLong"],
    ["is missed in a PNG without one", png, undefined],
    ["is missed in a PNG with another text", withPngText(png, "Comment", "hello"), undefined],
    ["is missed in a GIF without one", gif(), undefined],
    ["is missed in a WebM without one", webm(), undefined],
    ["is missed in a text", latin("hello"), undefined],
    ["is missed in nothing", new Uint8Array(), undefined],
  ])("%s", (_, picture, found) => expect(opened(picture)).toBe(found));

  test("whatever the file: an answer", () => {
    const start = fc.constantFrom(PNG_SIGNATURE, latin("GIF89a"), Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3), latin("<svg>#v=1&s="));
    fc.assert(fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, rest) => void sceneInPicture(joined([head, rest]))));
  });

  test("of a comment that is longer than any link no more is held than tells that", () => {
    const picture = gif(gifComment(`#v=1&s=${"A".repeat(3_000_000)}`), gifComment(fragment));
    expect([...gifComments(picture)].map(({ length }) => Math.min(length, 1_100_000))).toEqual([1_000_110, fragment.length]);
    expect(opened(picture)).toBe("tooLong");
  });

  test("whatever of a picture arrives: an answer", () => {
    const pictures = [withPngText(png, KEYWORD, fragment), gif(gifComment(fragment)), webm(webmTag(KEYWORD, fragment))];
    fc.assert(fc.property(fc.constantFrom(...pictures), fc.nat(2_000), fc.nat(2_000), fc.nat(255), (picture, length, at, byte) => {
      const damaged = picture.slice(0, length);
      if (at < damaged.length) damaged[at] = byte;
      void sceneInPicture(damaged);
    }));
  });
});

describe("a text in a file", () => {
  const text = fc.string({ unit: "binary", maxLength: 600 });
  test("of a PNG is what was put in, and the rest of the picture stays", () => {
    fc.assert(fc.property(text, (put) => {
      const holding = withPngText(png, KEYWORD, put);
      expect(pngText(holding, KEYWORD)).toBe(new TextDecoder().decode(new TextEncoder().encode(put)));
      expect([...pngChunks(holding)].map(({ type }) => type)).toEqual(["IHDR", "iTXt", "IDAT", "IEND"]);
    }));
  });

  test("of a PNG bears a checksum as zlib makes it", () => {
    const holding = withPngText(png, KEYWORD, "hello");
    const view = new DataView(holding.buffer);
    for (const { at, data } of pngChunks(holding)) expect(view.getUint32(at + 8 + data.length)).toBe(crc32(holding.subarray(at + 4, at + 8 + data.length)));
  });

  const letters = fc.string({ unit: "grapheme-ascii", maxLength: 600 });
  test("of a GIF is what was put in", () => {
    fc.assert(fc.property(letters, (put) => void expect([...gifComments(gif(gifComment(put)))]).toEqual([put])));
  });
  test("of a WebM is what was put in", () => {
    fc.assert(fc.property(letters, (put) => void expect(webmTagText(webm(webmTag("a", "other"), webmTag("b", put)), "b")).toBe(put)));
  });
});
