import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLink } from "../../../scenario/link/link.ts";
import { sceneInPicture } from "../../../scenario/picture/scene-in-picture.ts";
import type { Drawing, Mark } from "./drawing.ts";
import { svgText } from "./svg-text.ts";

const anything = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("</text><script>alert(1)</script>", `"/><image href="https://x.test/a.png"/>`, "]]>", "<!--", "&lt;script&gt;", "url(https://x.test/)", "\u0000\ud800"));
const font = fc.record({ family: anything, size: fc.constant(11), weight: fc.constant(400) });
const mark = fc.letrec<{ mark: Mark }>((tie) => ({
  mark: fc.oneof(
    { depthSize: "small" },
    fc.record({ type: fc.constant("text" as const), x: fc.constant(1), y: fc.constant(2), words: anything, font, colour: anything }),
    fc.record({ type: fc.constant("path" as const), d: anything, fill: anything, stroke: fc.record({ colour: anything, width: fc.constant(1) }) }),
    fc.record({ type: fc.constant("path" as const), d: anything, fill: fc.record({ size: fc.constant(4), turn: fc.constant(45), colour: anything, line: fc.constant(1) }) }),
    fc.record({ type: fc.constant("group" as const), clip: anything, marks: fc.array(tie("mark"), { maxLength: 3 }) }),
  ),
})).mark;

describe("an SVG", () => {
  test("holds shapes and words only, whatever the words are", () => {
    fc.assert(fc.property(fc.array(mark, { maxLength: 5 }), anything, anything, (marks, title, fragment) => {
      const svg = svgText({ width: 10, height: 10, marks }, { title, description: title, fragment });
      const tags = new Set([...svg.matchAll(/<\/?([a-zA-Z!?][\w:-]*)/g)].map(([, name]) => name));
      for (const name of tags) expect(["svg", "title", "desc", "metadata", "defs", "pattern", "clipPath", "g", "path", "text"]).toContain(name);
      // Attributes are those that it writes itself: nothing breaks out of its quotes.
      for (const [tag] of svg.matchAll(/<[a-zA-Z][^>]*>/g)) {
        const names = tag.replaceAll(/="[^"]*"/g, "=");
        expect(names).toMatch(/^<[\w:]+(?: [\w:-]+=)*\/?>$/);
        expect(names).not.toMatch(/\s(?:href|on\w+|style|src)=/i);
        expect(tag).not.toMatch(/(?:fill|stroke|clip-path)="[^"]*url\((?!#)/);
      }
      expect([...svg].every((letter) => letter >= " " || letter === "\n" || letter === "\t" || letter === "\r")).toBe(true);
    }));
  });

  test("refers to what it holds itself", () => {
    const drawing: Drawing = { width: 1, height: 1, marks: [{ type: "group", clip: "M0 0", marks: [{ type: "path", d: "M0 0", fill: { size: 4, turn: 45, colour: "red", line: 1 } }] }] };
    const svg = svgText(drawing, { title: "", description: "", fragment: "" });
    for (const [, id] of svg.matchAll(/url\(#([\w-]+)\)/g)) expect(svg).toContain(`id="${id}"`);
    expect([...svg.matchAll(/url\(/g)]).toHaveLength(2);
  });

  test("shares no name with another one that stands in the same document, nor with that document", () => {
    const marks = (d: string): Drawing => ({ width: 1, height: 1, marks: [{ type: "group", clip: d, marks: [{ type: "path", d, fill: { size: 4, turn: 45, colour: "red", line: 1 } }] }] });
    const ids = (svg: string): readonly string[] => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    const [one, other] = [svgText(marks("M0 0"), { title: "A probe at 00:45.000", description: "", fragment: "#v=1&s=a" }), svgText(marks("M1 1"), { title: "A probe at 00:46.000", description: "", fragment: "#v=1&s=b" })];
    expect(new Set([...ids(one), ...ids(other), "title", "description", "root"]).size).toBe(ids(one).length + ids(other).length + 3);
    expect(ids(one)).toHaveLength(4);
  });

  test("gives its scene back", () => {
    const fragment = "#v=1&s=abc-_";
    const svg = svgText({ width: 1, height: 1, marks: [] }, { title: "", description: "", fragment });
    expect(sceneInPicture(new TextEncoder().encode(svg))).toEqual(decodeLink(fragment));
  });

  test("fits words into the width that they had, in whatever face there is", () => {
    const svg = svgText({ width: 1, height: 1, marks: [{ type: "text", x: 1, y: 2, words: "liveness", width: 40.256, font: { family: `"Plex Cond", "Noto Sans SC", sans-serif`, size: 12.5, weight: 600 }, colour: "#1b2230" }] }, { title: "", description: "", fragment: "" });
    expect(svg).toContain(`textLength="40.26" lengthAdjust="spacingAndGlyphs"`);
    expect(svg).toMatch(/font-family="'Plex Cond', 'IBM Plex Sans Condensed', [^"]*'Arial Narrow'[^"]*, 'Noto Sans SC', sans-serif"/);
  });
});
