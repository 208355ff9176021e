import { expect, test } from "vitest";
import { askedBy, asksForEmbed, withoutAsked } from "./address.ts";

test.each<[string, string | undefined, number | undefined]>([
  ["", undefined, undefined],
  ["?lang=zh", undefined, undefined],
  ["?scene=crash-loop", "crash-loop", undefined],
  ["?scene=crash-loop&t=1m5.5s", "crash-loop", 65_500],
  ["?t=0", undefined, 0],
  ["?t=soon", undefined, undefined],
  ["?t=-3s", undefined, undefined],
])("the address %s asks for scene %s at %s", (search, scene, atMs) => expect(askedBy(search)).toEqual({ scene, atMs }));

test.each([
  ["", ""],
  ["?run=a", ""],
  ["?scene=crash-loop&t=45s", ""],
  ["?lang=zh&run=a && b&scene=x&t=5s&theme=dark&utm_source=y", "?lang=zh&theme=dark"],
])("of the address %s there stays %s once it is opened", (search, left) => expect(withoutAsked(search)).toBe(left));

test.each([
  ["", false],
  ["?embed", false],
  ["?embed=0&lang=zh", false],
  ["?embed=1", true],
  ["?lang=zh&embed=1&speed=2", true],
])("the address %s asks for an embed: %s", (search, embedded) => expect(asksForEmbed(search)).toBe(embedded));
