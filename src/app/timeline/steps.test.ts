import { describe, expect, test } from "vitest";
import type { Mark } from "../../graph/model.ts";
import { countUpTo, nextChange, previousChange } from "./steps.ts";

const at = (...times: readonly number[]): Mark[] => times.map((atMs, id) => ({ id, atMs, kind: "node", node: "node/n", status: "Ready" }));
const marks = at(0, 120, 120, 120, 750, 45_461);

describe("steps over what was seen", () => {
  test.each([
    [45_461, 750], [46_000, 45_461], [750, 120], [121, 120],
    // All marks of an instant are one step.
    [120, 0], [60, 0], [0, 0],
  ])("back from %d ms is %d ms", (from, to) => expect(previousChange(marks, from)).toBe(to));

  test.each([[0, 120], [120, 750], [119, 120], [45_460, 45_461], [45_461, undefined], [99_999, undefined]])("on from %d ms is %s ms", (from, to) => expect(nextChange(marks, from)).toBe(to));

  test("nothing was seen yet", () => {
    expect(previousChange([], 5_000)).toBe(0);
    expect(nextChange([], 0)).toBeUndefined();
  });

  test("only what is wanted counts", () => {
    const event: Mark = { id: 9, atMs: 900, kind: "event", pod: "", object: "pod/a", type: "Normal", reason: "Started", message: "" };
    expect(nextChange([...at(100, 200), event], 0, ({ kind }) => kind === "event")).toBe(900);
  });

  test("back and on again leads home", () => {
    for (const { atMs } of marks.slice(1)) expect(nextChange(marks, previousChange(marks, atMs))).toBe(atMs);
  });
});

test.each([[-1, 0], [0, 1], [120, 4], [121, 4], [1e9, 6]])("up to %d ms there are %d", (atMs, count) => expect(countUpTo(marks, atMs)).toBe(count));
