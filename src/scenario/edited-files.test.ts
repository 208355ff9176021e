import { expect, test } from "vitest";
import { editedFiles } from "./edited-files.ts";

test("the last text of each file counts, in the order in which they came", () => {
  const when = { atMs: 0 };
  const files = editedFiles({
    files: { "a.yaml": "1", "b.yaml": "1" },
    inputs: [
      { when, action: { type: "edit", file: "a.yaml", text: "2" } },
      { when, action: { type: "run", line: "true" } },
      { when, action: { type: "edit", file: "c.yaml", text: "1" } },
      { when, action: { type: "edit", file: "a.yaml", text: "3" } },
    ],
  });
  expect(Object.entries(files)).toEqual([["a.yaml", "3"], ["b.yaml", "1"], ["c.yaml", "1"]]);
});
