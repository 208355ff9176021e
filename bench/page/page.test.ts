import { describe, expect, test } from "vitest";
import { fixtureOf } from "../../src/app/canvas/testing/fixture.ts";
import { decodeLink } from "../../src/scenario/link/link.ts";
import { rollingOver } from "./frames/rolling-over.ts";
import { crowdLink, filesLink } from "./scenes.ts";

test("with every frame 5 % of the pods look otherwise, and all stay who and where they are", () => {
  const pods = fixtureOf(300).filter((entity) => entity.kind === "pod");
  const next = rollingOver(pods, 0.05);
  for (let i = 0; i < 50; i += 1) {
    const changes = next();
    expect(changes.length).toBeGreaterThanOrEqual(12);
    expect(changes.length).toBeLessThanOrEqual(15);
    for (const { key, before, after } of changes) {
      if (before?.kind !== "pod" || after?.kind !== "pod") throw new Error(`${key} came or went`);
      expect([after.status, after.glyph]).not.toEqual([before.status, before.glyph]);
      expect([after.key, after.name, after.node, after.slot]).toEqual([key, before.name, before.node, before.slot]);
    }
  }
});

describe("links to the scenes open", () => {
  test.each([
    { link: crowdLink(100, 60_000), name: "crowd", files: 1, inputs: 1, atMs: 60_000 },
    { link: filesLink(9, "instant"), name: "files", files: 9, inputs: 0, atMs: 0 },
  ])("$name", ({ link, name, files, inputs, atMs }) => {
    const opened = decodeLink(link);
    if (!opened.ok) throw new Error(opened.problem.detail);
    const { scenario, view } = opened.scene;
    expect([scenario.name, Object.keys(scenario.files).length, scenario.inputs.length, view.atMs]).toEqual([name, files, inputs, atMs]);
  });
});
