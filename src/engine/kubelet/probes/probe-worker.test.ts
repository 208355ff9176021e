import { describe, expect, test } from "vitest";
import type { Probe } from "../../../api/types.ts";
import { counted, forContainer, newProbeWorker, type ProbeType } from "./probe-worker.ts";

const spec: Probe = { exec: { command: ["true"] }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const worker = (type: ProbeType, more: Partial<Probe> = {}) => forContainer(newProbeWorker({ uid: "u", container: "c", kind: "regular", type, spec: { ...spec, ...more }, anchorMs: 0 }), "id-0");
const feed = (type: ProbeType, results: string, more: Partial<Probe> = {}) =>
  [...results].reduce((w, r) => counted(w, r === "+" ? "success" : "failure"), worker(type, more));

// The rules of pkg/kubelet/prober/worker.go: `+` is a success, `-` a failure.
describe("thresholds", () => {
  test.each([
    { type: "liveness", results: "--", result: "success", onHold: false },
    { type: "liveness", results: "---", result: "failure", onHold: true },
    { type: "liveness", results: "--+--", result: "success", onHold: false },
    { type: "readiness", results: "+", result: "success", onHold: false },
    { type: "readiness", results: "+--", result: "success", onHold: false },
    { type: "readiness", results: "+---", result: "failure", onHold: false },
    { type: "readiness", results: "+---+", result: "success", onHold: false },
    { type: "startup", results: "--", result: "unknown", onHold: false },
    { type: "startup", results: "--+", result: "success", onHold: true },
    { type: "startup", results: "---", result: "failure", onHold: true },
  ] as const)("after $results, $type is $result", ({ type, results, result, onHold }) => {
    expect(feed(type, results)).toMatchObject({ result, onHold });
  });
  test("successThreshold 2 needs two in a row", () => {
    expect(feed("readiness", "+-+", { successThreshold: 2 }).result).toBe("failure");
    expect(feed("readiness", "+-++", { successThreshold: 2 }).result).toBe("success");
  });
});

test("a new container resets the verdict and the hold, not the run of equal results", () => {
  const failing = feed("readiness", "--");
  const next = forContainer(failing, "id-1");
  expect(next).toMatchObject({ containerId: "id-1", result: "failure", onHold: false, run: 2, last: "failure" });
  expect(forContainer(feed("liveness", "---"), "id-1")).toMatchObject({ result: "success", onHold: false, run: 0 });
});
