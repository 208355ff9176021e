import { expect, test } from "vitest";
import { changedLines } from "./changed-lines.ts";

const shown = (before: string, after: string): readonly string[] => changedLines(before, after).map(({ sign, line, text }) => `${sign}${line} ${text}`);

test.each([
  { what: "nothing", before: "a\nb\n", after: "a\nb\n", lines: [] },
  { what: "a changed line", before: "a\ncpu: 8\nc\n", after: "a\ncpu: 1\nc\n", lines: ["-2 cpu: 8", "+2 cpu: 1"] },
  { what: "lines that came, and one that went", before: "a\nb\nc\nd\n", after: "x\na\nb\nd\n", lines: ["+1 x", "-3 c"] },
  { what: "a line at the end", before: "a", after: "a\nb", lines: ["+2 b"] },
])("$what", ({ before, after, lines }) => expect(shown(before, after)).toEqual(lines));
