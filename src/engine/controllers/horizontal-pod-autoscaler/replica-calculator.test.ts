import { expect, test } from "vitest";
import type { Pod } from "../../../api/types.ts";
import { replicasForUtilization, replicasForValue, type Question } from "./replica-calculator.ts";

// Numbers of TestReplicaCalc… (pkg/controller/podautoscaler/replica_calculator_test.go); each Pod has one container here.
const NOW = Date.UTC(2026, 0, 1);
const at = (msAgo: number): string => new Date(NOW - msAgo).toISOString().replace(".000", "");

interface PodCase {
  readonly ready?: boolean;
  /** It began a moment ago. */
  readonly hot?: boolean;
  readonly phase?: string;
  readonly ends?: boolean;
  /** Thousandths; absent = nothing is known. */
  readonly uses?: number;
  readonly requests?: string;
}

const podOf = ({ ready = true, hot = false, phase = "Running", ends = false, requests = "1" }: PodCase, index: number): Pod =>
  ({
    metadata: { name: `p${index}`, ...(ends && { deletionTimestamp: at(1000) }) },
    spec: { containers: [{ name: "main", resources: { requests: requests === "" ? {} : { cpu: requests, memory: "1000m" } } }] },
    status: { phase, startTime: at(hot ? 10_000 : 3_600_000), conditions: [{ type: "Ready", status: ready ? "True" : "False", lastTransitionTime: at(hot ? 10_000 : 3_600_000 - 5000) }] },
  }) as unknown as Pod;

const questionOf = (current: number, cases: readonly PodCase[], resource = "cpu"): Question => ({
  current,
  resource,
  container: "",
  pods: cases.map(podOf),
  metrics: new Map(cases.flatMap(({ uses }, i) => (uses === undefined ? [] : [[`p${i}`, { atMs: NOW, windowMs: 60_000, milli: uses }] as const]))),
  tolerances: { down: 0.1, up: 0.1 },
  unixMs: NOW,
});

const using = (...levels: readonly (number | undefined)[]): readonly PodCase[] => levels.map((uses) => (uses === undefined ? {} : { uses }));

test.each<{ what: string; current: number; pods: readonly PodCase[]; target: number; replicas: number; utilization: number; resource?: string }>([
  { what: "ScaleUp", current: 3, pods: using(300, 500, 700), target: 30, replicas: 5, utilization: 50 },
  { what: "ScaleUpUnreadyLessScale", current: 3, pods: [{ uses: 300, ready: false }, { uses: 500 }, { uses: 700 }], target: 30, replicas: 4, utilization: 60 },
  { what: "ScaleUpHotCpuLessScale", current: 3, pods: [{ uses: 300, hot: true }, { uses: 500 }, { uses: 700 }], target: 30, replicas: 4, utilization: 60 },
  { what: "ScaleUpUnreadyNoScale", current: 3, pods: [{ uses: 400 }, { uses: 500, ready: false }, { uses: 700, ready: false }], target: 30, replicas: 3, utilization: 40 },
  { what: "ScaleUpIgnoresFailedPods", current: 2, pods: [{ uses: 500 }, { uses: 700 }, { phase: "Failed", ready: false }, { phase: "Failed", ready: false }], target: 30, replicas: 4, utilization: 60 },
  { what: "ScaleUpIgnoresDeletionPods", current: 2, pods: [{ uses: 500 }, { uses: 700 }, { ends: true, ready: false }, { ends: true, ready: false }], target: 30, replicas: 4, utilization: 60 },
  { what: "ScaleDown", current: 5, pods: using(100, 300, 500, 250, 250), target: 50, replicas: 3, utilization: 28 },
  { what: "Tolerance", current: 3, pods: [{ uses: 400, requests: "0.9" }, { uses: 500, requests: "1.0" }, { uses: 700, requests: "1.1" }], target: 50, replicas: 3, utilization: 53 },
  { what: "MissingMetricsNoChangeEq", current: 2, pods: using(1000, undefined), target: 100, replicas: 2, utilization: 100 },
  { what: "MissingMetricsNoChangeGt", current: 2, pods: using(1900, undefined), target: 100, replicas: 2, utilization: 190 },
  { what: "MissingMetricsNoChangeLt", current: 2, pods: using(600, undefined), target: 100, replicas: 2, utilization: 60 },
  { what: "MissingMetricsUnreadyChange", current: 3, pods: [{ ready: false, phase: "Pending" }, { uses: 100 }, { uses: 450 }], target: 50, replicas: 2, utilization: 27 },
])("$what: $replicas replicas at $utilization%", ({ current, pods, target, replicas, utilization }) => {
  expect(replicasForUtilization(questionOf(current, pods), target)).toMatchObject({ ok: true, value: { replicas, utilization } });
});

test("of memory, one that has just begun counts", () => {
  expect(replicasForUtilization(questionOf(2, [{ uses: 500, hot: true }, { uses: 500 }], "memory"), 25)).toMatchObject({ ok: true, value: { replicas: 4 } });
});

test.each<{ what: string; current: number; pods: readonly PodCase[]; targetMilli: number; replicas: number; averageMilli: number }>([
  { what: "ScaleUpCM", current: 3, pods: using(20_000, 10_000, 30_000), targetMilli: 15_000, replicas: 4, averageMilli: 20_000 },
  { what: "ScaleDownCM", current: 5, pods: using(12_000, 12_000, 12_000, 12_000, 12_000), targetMilli: 20_000, replicas: 3, averageMilli: 12_000 },
])("$what: $replicas replicas", ({ current, pods, targetMilli, replicas, averageMilli }) => {
  expect(replicasForValue(questionOf(current, pods, "qps"), targetMilli)).toEqual({ ok: true, value: { replicas, averageMilli } });
});

test.each<{ what: string; pods: readonly PodCase[]; error: string }>([
  { what: "no Pods", pods: [], error: "no pods returned by selector while calculating replica count" },
  { what: "none ready", pods: [{ uses: 100, ready: false }], error: "did not receive metrics for any ready pods" },
  { what: "no request", pods: [{ uses: 100, requests: "" }], error: "missing request for cpu in container main of Pod p0" },
])("$what: $error", ({ pods, error }) => expect(replicasForUtilization(questionOf(1, pods), 50)).toEqual({ ok: false, error }));
