import { describe, expect, test } from "vitest";
import { updatedCondition, withCondition } from "./conditions.ts";
import type { Condition } from "./types.ts";

const at = (seconds: number): string => `2026-01-01T00:00:0${seconds}Z`;
const target = (status: "True" | "False", reason: string, seconds: number): Condition => ({ type: "DisruptionTarget", status, reason, lastTransitionTime: at(seconds) });
const ready: Condition = { type: "Ready", status: "True", lastTransitionTime: at(0) };

// Cases of TestUpdatePodCondition (pkg/api/v1/pod/util_test.go).
describe("a condition that is updated", () => {
  test("it is new: it has the time of now, at the end of the list", () => {
    const next = target("True", "DeletionByTaintManager", 2);
    expect(withCondition([ready], updatedCondition([ready], next))).toEqual([ready, next]);
  });

  test("its status stays: its time stays, whatever the reason is now, and its place in the list", () => {
    const known = [target("True", "DeletionByTaintManager", 2), ready];
    const next = target("True", "EvictionByEvictionAPI", 5);
    expect(withCondition(known, updatedCondition(known, next))).toEqual([target("True", "EvictionByEvictionAPI", 2), ready]);
  });

  test("its status is another: so is its time", () => {
    expect(updatedCondition([target("False", "A", 2)], target("True", "B", 5))).toEqual(target("True", "B", 5));
  });
});
