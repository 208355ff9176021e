import { describe, expect, test } from "vitest";
import type { PodFailurePolicyRule, SuccessPolicy } from "../../../api/batch.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Pod } from "../../../api/types.ts";
import { finishedMs, nextBackoff, remainingMs } from "./backoff.ts";
import { firstPending, intervalsText, merged, parseIntervals, withIndexes } from "./indexes.ts";
import { matchPodFailurePolicy } from "./pod-failure-policy.ts";
import { matchSuccessPolicy } from "./success-policy.ts";

// The cases of TestCalculateSucceededIndexes (pkg/controller/job/indexed_job_utils_test.go): those known, those new, and what is then known of so many.
test.each<[string, readonly number[], number, string]>([
  ["", [1], 2, "1"],
  ["", [5, 5, 10], 11, "5,10"],
  ["", [2, 3, 5, 6, 7], 8, "2,3,5-7"],
  ["", [0, 2, 3, 4, 5], 6, "0,2-5"],
  ["0-5,8-10", [], 8, "0-5"],
  ["0-5,8-10", [], 10, "0-5,8,9"],
  ["0,4,5,10-12", [2, 7, 8], 13, "0,2,4,5,7,8,10-12"],
  ["3,4,6", [2, 7, 8], 9, "2-4,6-8"],
  ["2,7,8", [3, 4, 6], 9, "2-4,6-8"],
  ["2-7", [0, 3, 5, 9], 10, "0,2-7,9"],
  ["0,1-foo,bar", [3], 4, "0,3"],
])("indexes %j and %j of %i are %j", (known, newly, completions, expected) => {
  expect(intervalsText(withIndexes(parseIntervals(known, completions), newly))).toBe(expected);
});

// The cases of TestFirstPendingIndexes (same file).
test.each<[number, number, string, readonly number[], readonly number[]]>([
  [5, 3, "", [], [0, 1, 2]],
  [2, 5, "", [], [0, 1]],
  [3, 10, "", [0, 1], [2, 3, 4]],
  [6, 6, "4,5", [6], [0, 1, 2, 3]],
  [5, 20, "2-4,9", [3, 5, 8], [0, 1, 6, 7, 10]],
])("the first %i of %i indexes that are free beside %j and %j", (count, completions, done, active, expected) => {
  expect(firstPending(merged(withIndexes([], active), parseIntervals(done, 100)), count, completions)).toEqual(expected);
});

// The cases of TestMatchSuccessPolicy (pkg/controller/job/success_policy_test.go), of ten completions.
describe("a success policy", () => {
  test.each<[string, SuccessPolicy["rules"], string, number | undefined]>([
    ["without rules", [], "0", undefined],
    ["that cannot be read", [{ succeededIndexes: "invalid-form" }], "0", undefined],
    ["whose indexes are done", [{ succeededIndexes: "0-2" }], "0-2,4-7", 0],
    ["whose index is not", [{ succeededIndexes: "3" }], "0-2", undefined],
    ["whose number is reached", [{ succeededCount: 2 }], "0-2", 0],
    ["whose number is not", [{ succeededCount: 4 }], "0-2", undefined],
    ["whose second rule is met", [{ succeededIndexes: "9" }, { succeededIndexes: "4,6" }], "0-2,4-7", 1],
    ["whose first rule is met as well", [{ succeededIndexes: "0,1" }, { succeededIndexes: "5" }], "0-2,4-7", 0],
    ["with enough of its indexes", [{ succeededIndexes: "3-6", succeededCount: 2 }], "0-2,4-7", 0],
    ["with too few of them", [{ succeededIndexes: "3-6", succeededCount: 2 }], "0-2,6,7", undefined],
    ["where nothing is done", [{ succeededCount: 4 }], "", undefined],
    ["within what is done", [{ succeededIndexes: "2-4,6-8" }], "1-5,6-9", 0],
    ["that is just what is done", [{ succeededIndexes: "2-4,6-9" }], "2-4,6-9", 0],
    ["that names nothing", [{ succeededIndexes: "" }], "1-3", undefined],
    ["beyond all completions", [{ succeededIndexes: "10-12,14-16" }], "1-3,5-7", undefined],
    ["that overlaps", [{ succeededIndexes: "1-3,5-7" }], "2-4,6-8", undefined],
    ["that overlaps enough", [{ succeededIndexes: "1-3,5-7", succeededCount: 4 }], "2-4,6-8", 0],
    ["that holds all that is done, and more", [{ succeededIndexes: "0-4,6-9" }], "1-3,7,8", undefined],
    ["that holds enough of it", [{ succeededIndexes: "0-4,6-9", succeededCount: 5 }], "1-3,7,8", 0],
  ])("%s", (_what, rules, done, rule) => expect(matchSuccessPolicy({ rules }, 10, parseIntervals(done, 100))).toBe(rule === undefined ? undefined : `Matched rules at index ${rule}`));
});

const ended = (ms: number, more: object = {}): Pod => ({ metadata: { creationTimestamp: "2000-01-01T00:00:00Z" }, spec: {}, status: { containerStatuses: [{ name: "c", state: { terminated: { finishedAt: rfc3339(ms) } } }] }, ...more }) as unknown as Pod;
const NOW = Date.parse("2009-11-10T23:00:00Z");

// The cases of TestNewBackoffRecord (pkg/controller/job/backoff_utils_test.go), in whole seconds.
test.each<[string, number | undefined, readonly number[], readonly number[], number, number | undefined]>([
  ["one failure", undefined, [], [0], 1, 0],
  ["two failures", undefined, [], [0, -1], 2, 0],
  ["two failures, then a success", undefined, [0], [-2, -1], 0, undefined],
  ["two failures, a success, two failures", undefined, [-2], [0, -4, -3, -1], 2, 0],
  ["two failures known, and one more", 2, [], [0], 3, 0],
  ["a success and a failure at once", undefined, [0], [0], 0, undefined],
  ["nothing", undefined, [], [], 0, undefined],
  ["a success", undefined, [0], [], 0, undefined],
])("of failures remain: %s", (_what, known, succeeded, failed, failures, last) => {
  const at = (seconds: number): Pod => ended(NOW + 1000 * seconds);
  expect(nextBackoff(known === undefined ? undefined : { failures: known }, succeeded.map(at), failed.map(at))).toEqual({ failures, ...(last !== undefined && { lastFailureMs: NOW + 1000 * last }) });
});

// The delays that a real cluster was seen to wait, and the cases of TestGetRemainingBackoffTime (same file).
test.each([
  [0, 0, 0],
  [1, 0, 10],
  [1, 1, 9],
  [1, 10, 0],
  [1, 11, 0],
  [2, 0, 20],
  [3, 0, 40],
  [6, 0, 320],
  [7, 0, 600],
  [9, 0, 600],
])("after %i failures, the last %i s ago, %i s remain", (failures, ago, remaining) => expect(remainingMs({ failures, lastFailureMs: NOW - 1000 * ago }, NOW)).toBe(1000 * remaining));

// The cases of TestGetFinishedTime (same file).
const state = (...seconds: readonly (number | "running")[]) => ({ containerStatuses: seconds.map((each) => ({ name: "c", state: each === "running" ? { running: {} } : { terminated: { finishedAt: rfc3339(NOW + 1000 * each) } } })) });
const ready = (status: string, seconds: number) => ({ conditions: [{ type: "Ready", status, lastTransitionTime: rfc3339(NOW + 1000 * seconds) }] });
const deleted = (graceSeconds?: number) => ({ deletionTimestamp: rfc3339(NOW), creationTimestamp: "2000-01-01T00:00:00Z", ...(graceSeconds !== undefined && { deletionGracePeriodSeconds: graceSeconds }) });
test.each<[string, object, number]>([
  ["with its last container", { status: state(-1, 0, -2) }, 0],
  ["when it was deleted, where one still runs", { metadata: deleted(), status: state(-1, "running", -2) }, 0],
  ["when its deletion was asked for", { metadata: deleted(30), status: state("running") }, -30],
  ["when it was ready no longer", { status: { ...state("running"), ...ready("False", 0) } }, 0],
  ["not when it became ready", { metadata: deleted(), status: { ...state("running"), ...ready("True", -30) } }, 0],
  ["when it was made, where nothing is known", { metadata: { creationTimestamp: rfc3339(NOW) }, status: state("running") }, 0],
  ["with its sidecar", { spec: { initContainers: [{ name: "sidecar", restartPolicy: "Always" }] }, status: { ...state(-1), initContainerStatuses: [{ name: "sidecar", state: { terminated: { finishedAt: rfc3339(NOW) } } }] } }, 0],
])("a Pod ended %s", (_what, more, seconds) => expect(finishedMs(ended(0, more))).toBe(NOW + 1000 * seconds));

// The cases of TestMatchPodFailurePolicy (pkg/controller/job/pod_failure_policy_test.go).
describe("a pod failure policy", () => {
  const exits = (action: PodFailurePolicyRule["action"], operator: "In" | "NotIn", values: readonly number[], containerName?: string): PodFailurePolicyRule => ({ action, onExitCodes: { operator, values, ...(containerName !== undefined && { containerName }) } });
  const disrupted = (action: PodFailurePolicyRule["action"], status = "True"): PodFailurePolicyRule => ({ action, onPodConditions: [{ type: "DisruptionTarget", status }] });
  const exited = (...containers: readonly (readonly [string, number])[]) => ({ containerStatuses: containers.map(([name, exitCode]) => ({ name, state: { terminated: { exitCode } } })) });
  const target = { conditions: [{ type: "DisruptionTarget", status: "True" }] };
  const failed = (message: string) => ({ counts: true, action: "FailJob" as const, failure: message });
  const byCode = (container: string, code: number, index: number) => failed(`Container ${container} for pod default/mypod failed with exit code ${code} matching FailJob rule at index ${index}`);
  test.each<[string, readonly PodFailurePolicyRule[], object, ReturnType<typeof matchPodFailurePolicy>]>([
    ["fails the Job for an exit code", [exits("FailJob", "In", [1, 2, 3])], exited(["main", 2]), byCode("main", 2, 0)],
    ["fails it for one that is not among some", [exits("FailJob", "NotIn", [4, 5, 6])], exited(["main", 2]), byCode("main", 2, 0)],
    ["never matches success", [exits("FailJob", "NotIn", [5, 6, 7])], exited(["main", 0]), { counts: true }],
    ["ignores an exit code", [exits("Ignore", "In", [1, 2, 3])], exited(["main", 2]), { counts: false, action: "Ignore" }],
    ["looks at one container only", [exits("FailJob", "In", [1, 2, 3], "main")], exited(["monitoring", 2], ["main", 42]), { counts: true }],
    ["looks at any container", [exits("FailJob", "In", [42])], exited(["monitoring", 2], ["main", 42]), byCode("main", 42, 0)],
    ["takes the first rule that matches", [exits("Ignore", "In", [41]), exits("FailJob", "In", [42])], exited(["main", 42]), byCode("main", 42, 1)],
    ["counts", [exits("Count", "In", [1, 2])], exited(["main", 2]), { counts: true, action: "Count" }],
    ["fails an index", [exits("FailIndex", "In", [1, 2])], exited(["main", 2]), { counts: true, action: "FailIndex" }],
    ["ignores a disruption", [disrupted("Ignore")], target, { counts: false, action: "Ignore" }],
    ["ignores no disruption where there was none", [disrupted("Ignore")], { conditions: [{ type: "DisruptionTarget", status: "False" }] }, { counts: true }],
    ["fails the Job for a condition", [disrupted("FailJob")], target, failed("Pod default/mypod has condition DisruptionTarget matching FailJob rule at index 0")],
    ["looks at init containers as well", [exits("FailJob", "In", [1, 2])], { initContainerStatuses: exited(["init", 2]).containerStatuses, containerStatuses: [] }, byCode("init", 2, 0)],
    ["does without rules", [], exited(["main", 1]), { counts: true }],
  ])("%s", (_what, rules, status, expected) => {
    expect(matchPodFailurePolicy({ rules }, { metadata: { name: "mypod", namespace: "default" }, spec: {}, status: { phase: "Failed", ...status } } as unknown as Pod)).toEqual(expected);
  });
});
