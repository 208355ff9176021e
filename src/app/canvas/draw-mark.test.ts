import { expect, it } from "vitest";
import { labelPlace } from "./draw-mark.ts";

const up = (y: number) => ({ x: 100, y, dx: 0 });
const level = (y: number) => ({ x: 100, y, dx: 1 });

it.each([
  ["beside an upright line", up(60), { x: 114, y: 53, height: 14 }],
  ["at the short pipe below the sheet's upper edge it is lower, and within the sheet", up(2), { x: 111, y: 0, height: 9 }],
  ["of a mark that is beyond the sheet nothing is drawn in it", up(-40), { y: -47, height: 14 }],
  ["above a level line", level(60), { y: 37, height: 14 }],
  ["below it where the sheet ends", level(12), { y: 21, height: 14 }],
])("a label: %s", (_, mark, place) => expect(labelPlace(mark, "above")).toMatchObject(place));
