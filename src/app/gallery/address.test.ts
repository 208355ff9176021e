import { expect, test } from "vitest";
import { askedBy, asksForEmbed, withoutAsked, type Asked } from "./address.ts";

test.each<[search: string, scene: string | undefined, atMs: number | undefined, moment?: Asked["moment"]]>([
  ["", undefined, undefined],
  ["?lang=zh", undefined, undefined],
  ["?scene=crash-loop", "crash-loop", undefined],
  ["?scene=crash-loop&t=1m5.5s", "crash-loop", 65_500],
  ["?t=0", undefined, 0],
  ["?t=720h", undefined, 2_592_000_000],
  ["?t=720h1ms", undefined, 2_592_000_000, { code: "beyond", text: "720h1ms" }],
  ["?scene=crash-loop&t=99999h", "crash-loop", 2_592_000_000, { code: "beyond", text: "99999h" }],
  [`?t=${"9".repeat(63)}h`, undefined, 2_592_000_000, { code: "beyond", text: `${"9".repeat(63)}h` }],
  ["?t=soon", undefined, undefined, { code: "unread", text: "soon" }],
  ["?t=-3s", undefined, undefined, { code: "unread", text: "-3s" }],
  ["?t=", undefined, undefined, { code: "unread", text: "" }],
])("the address %s asks for scene %s at %s", (search, scene, atMs, moment) => expect(askedBy(search)).toEqual({ scene, atMs, ...(moment && { moment }) }));

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
