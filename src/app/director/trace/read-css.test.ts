import { expect, test } from "vitest";
import { backgroundsOf } from "./backgrounds.ts";
import { fontFrom } from "./font-from.ts";

test.each<[css: string, font: ReturnType<typeof fontFrom>]>([
  [`600 12.5px "Plex Cond", sans-serif`, { family: `"Plex Cond", sans-serif`, size: 12.5, weight: 600, italic: false }],
  [`italic 400 14px/18px Newsreader`, { family: "Newsreader", size: 14, weight: 400, italic: true }],
  [`bold 11px monospace`, { family: "monospace", size: 11, weight: 700, italic: false }],
])("the face %s is read", (css, font) => expect(fontFrom(css)).toEqual(font));

/* As Chromium computes what capsule.module.css says. */
const wait = "rgb(133, 84, 0)";
test.each<[what: string, colour: string, image: string, fills: ReturnType<typeof backgroundsOf>]>([
  ["nothing", "rgba(0, 0, 0, 0)", "none", []],
  ["a colour", "rgb(249, 244, 232)", "none", ["rgb(249, 244, 232)"]],
  ["a wash on a colour", "rgb(249, 244, 232)", "linear-gradient(rgba(29, 78, 126, 0.08), rgba(29, 78, 126, 0.08))", ["rgb(249, 244, 232)", "rgba(29, 78, 126, 0.08)"]],
  ["the wash above the colour that is a layer, too", "rgba(0, 0, 0, 0)", "linear-gradient(rgba(1, 1, 1, 0.5), rgba(1, 1, 1, 0.5)), linear-gradient(rgb(2, 2, 2), rgb(2, 2, 2))", ["rgb(2, 2, 2)", "rgba(1, 1, 1, 0.5)"]],
  ["the hatch of a pull", "rgba(0, 0, 0, 0)", `repeating-linear-gradient(-45deg, ${wait} 0px, ${wait} 1.1px, rgba(0, 0, 0, 0) 1.1px, rgba(0, 0, 0, 0) 4px)`, [{ size: 4, line: 1.1, turn: -135, colour: wait }]],
  ["the same where two places stand behind one colour", "rgba(0, 0, 0, 0)", `repeating-linear-gradient(90deg, ${wait} 0px 2px, transparent 2px 4px)`, [{ size: 4, line: 2, turn: 0, colour: wait }]],
  ["a gradient that no drawing has", "rgba(0, 0, 0, 0)", "linear-gradient(rgb(1, 1, 1), rgb(2, 2, 2))", []],
])("of a box with %s", (_, backgroundColor, backgroundImage, fills) => expect(backgroundsOf({ backgroundColor, backgroundImage })).toEqual(fills));
