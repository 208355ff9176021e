import { expect, test } from "vitest";
import { lineNow } from "./line-now.ts";

const lines = ["a:", "  image: nginx", "b:", "  image: nginx", "c: 1"];

test.each([
  [2, "  image: nginx", 2],
  [4, "image: nginx", 4],
  [5, "image: nginx", 4],
  [1, "image: nginx", 2],
  [9, "c: 1", 5],
  [1, "gone", undefined],
  [3, "  ", undefined],
])("line %i %j stands at %s", (line, text, now) => expect(lineNow(lines, { line, text })).toBe(now));
