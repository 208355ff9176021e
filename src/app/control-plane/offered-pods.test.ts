import { expect, test } from "vitest";
import { MOST_OFFERED, offeredPods, type NamedPod } from "./offered-pods.ts";

const pod = (name: string): NamedPod => ({ key: `pod/${name}`, name });
const many = Array.from({ length: 10_000 }, (_, i) => pod(`web-${i}`));

test.each([
  ["all of a few", many.slice(0, 3), "", many[1]!, ["web-0", "web-1", "web-2"], 3],
  ["those with the letters, and the chosen one", many, " WEB-999 ", many[0]!, ["web-0", "web-999", ...Array.from({ length: 10 }, (_, i) => `web-999${i}`)], 11],
  ["one that is there no more, or not yet", many.slice(0, 1), "", pod("gone"), ["gone", "web-0"], 1],
  ["the chosen one alone where nothing is found", many, "nginx", many[7]!, ["web-7"], 0],
] as const)("offers %s", (_, pods, sought, chosen, names, found) => {
  const choice = offeredPods(pods, sought, chosen);
  expect([choice.offered.map(({ name }) => name), choice.found]).toEqual([names, found]);
});

test("of ten thousand it offers no more than are read, and says how many there are", () => {
  const { offered, found } = offeredPods(many, "", many[9_000]!);
  expect([offered.length, found, offered[0]!.name]).toEqual([MOST_OFFERED + 1, 10_000, "web-9000"]);
});
