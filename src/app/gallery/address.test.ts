import { expect, test } from "vitest";
import { askedBy } from "./address.ts";

test.each<[string, string | undefined, number | undefined]>([
  ["", undefined, undefined],
  ["?lang=zh", undefined, undefined],
  ["?scene=crash-loop", "crash-loop", undefined],
  ["?scene=crash-loop&t=1m5.5s", "crash-loop", 65_500],
  ["?t=0", undefined, 0],
  ["?t=soon", undefined, undefined],
  ["?t=-3s", undefined, undefined],
])("the address %s asks for scene %s at %s", (search, scene, atMs) => expect(askedBy(search)).toEqual({ scene, atMs }));
