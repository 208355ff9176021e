import { expect, test } from "vitest";
import type { ScenarioInput } from "../../scenario/scenario.ts";
import { filesAt } from "./files.ts";

const edit = (atMs: number, file: string, text: string): ScenarioInput => ({ when: { atMs }, action: { type: "edit", file, text } });
const scenario = { files: { "a.yaml": "0" }, inputs: [edit(5, "a.yaml", "1"), edit(9, "a.yaml", "2"), edit(7, "b.yaml", "b"), { when: { atMs: 9 }, action: { type: "run", line: "ls" } } as const] };

test.each([
  [0, { "a.yaml": "0" }],
  [5, { "a.yaml": "1" }],
  [8, { "a.yaml": "1", "b.yaml": "b" }],
  [Number.POSITIVE_INFINITY, { "a.yaml": "2", "b.yaml": "b" }],
])("at %s the files are as they were edited until then", (atMs, files) => expect(filesAt(scenario, atMs)).toEqual(files));
