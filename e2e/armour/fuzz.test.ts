import { describe, expect, test } from "vitest";
import { files, texts } from "./files.ts";
import { links } from "./links.ts";
import { stored } from "./stored.ts";
import { runSlice, SLICE_CASES, SLICES, type Target } from "./target.ts";
import { terminal } from "./terminal.ts";

/** A million cases in fifty slices. A run takes one of them, another each day; FUZZ_SLICE chooses it: a number, or from-to. */
const targets: readonly Target[] = [links, files, texts, terminal, stored];

const today = Math.floor(Date.now() / 86_400_000) % SLICES;
const [first = today, last = first] = (process.env["FUZZ_SLICE"] ?? "").split("-").filter(Boolean).map(Number);
const wanted = (process.env["FUZZ_OF"] ?? "").split(",").filter(Boolean);

test("the shares make a whole slice", () => expect(targets.reduce((sum, { share }) => sum + share, 0)).toBe(1000));

describe.each(Array.from({ length: last - first + 1 }, (_, i) => first + i))(`slice %d of ${SLICES} (FUZZ_SLICE), ${SLICE_CASES} cases`, (slice) => {
  test.each(targets.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))("$name: nothing is thrown, nothing runs away, nothing is lost", (target) => {
    expect(runSlice(target, slice)).toBeGreaterThan(0);
  }, 600_000);
});
