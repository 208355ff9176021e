import { expect, test } from "vitest";
import { commonPrograms } from "../processes/applets/list.ts";
import { catalogue, imagePrograms } from "./catalogue.ts";

test("programs of images, and those that all hosts have in common, have names of their own", () => {
  const byName = new Map<string, Set<unknown>>([["kubectl", new Set(["the workstation's"])]]);
  const all = [...commonPrograms, ...imagePrograms, ...[...catalogue.values()].flatMap((image) => image.programs)];
  for (const program of all) byName.set(program.name, (byName.get(program.name) ?? new Set()).add(program));
  expect(all.length).toBeGreaterThan(commonPrograms.length);
  expect([...byName].filter(([, programs]) => programs.size > 1).map(([name]) => name)).toEqual([]);
});

test("no image takes a common program's place in the world's table", () => {
  const common = new Set(commonPrograms.map((program) => program.name));
  expect(imagePrograms.filter((program) => common.has(program.name) && !commonPrograms.includes(program)).map((program) => program.name)).toEqual([]);
});
