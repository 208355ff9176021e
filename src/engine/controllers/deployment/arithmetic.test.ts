import { describe, expect, test } from "vitest";
import type { Deployment, ReplicaSet } from "../../../api/workloads.ts";
import type { IntOrString } from "../../../api/types.ts";
import { maxBefore } from "./annotations.ts";
import { maxSurge, maxUnavailable, newSetReplicas, proportionally, scaledValue } from "./arithmetic.ts";

const deployment = (replicas: number, surge: IntOrString, unavailable: IntOrString, type: "RollingUpdate" | "Recreate" = "RollingUpdate"): Deployment =>
  ({ metadata: { name: "foo" }, spec: { replicas, strategy: { type, ...(type === "RollingUpdate" && { rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } }) } }, status: {} }) as unknown as Deployment;

let made = 0;
const set = (name: string, replicas: number, created: string, max?: number): ReplicaSet =>
  ({
    metadata: { name, uid: `${(made += 1)}`, creationTimestamp: created, ...(max !== undefined && { annotations: { "deployment.kubernetes.io/max-replicas": String(max) } }) },
    spec: { replicas },
    status: { replicas },
  }) as unknown as ReplicaSet;

// The cases of TestResolveFenceposts (pkg/controller/deployment/util/deployment_util_test.go).
describe("surge and unavailable", () => {
  test.each<[IntOrString, IntOrString, number, number, number]>([
    ["0%", "0%", 0, 0, 1],
    ["39%", "39%", 10, 4, 3],
    ["25%", "25%", 10, 3, 2],
    ["25%", "25%", 4, 1, 1],
    ["25%", "25%", 3, 1, 0],
    ["25%", "25%", 1, 1, 0],
    ["0%", "25%", 2, 0, 1],
    ["55%", 3, 10, 6, 3],
  ])("of %s and %s of their replicas", (surge, unavailable, replicas, expectedSurge, expectedUnavailable) => {
    expect([maxSurge(deployment(replicas, surge, unavailable)), replicas === 0 ? 1 : maxUnavailable(deployment(replicas, surge, unavailable))]).toEqual([expectedSurge, expectedUnavailable]);
  });

  // The cases of TestMaxUnavailable (same file).
  test.each<[string, Deployment, number]>([
    ["no more than there are replicas", deployment(5, 0, 10), 5],
    ["none of none", deployment(0, 0, 10), 0],
    ["as many as it says", deployment(10, 0, 5), 5],
    ["none when they are recreated", deployment(50, 0, 0, "Recreate"), 0],
    ["a share of them, rounded down", deployment(10, 0, "50%"), 5],
    ["one at least where nothing could surge", deployment(2, 0, "10%"), 1],
  ])("may be missing: %s", (_what, given, most) => expect(maxUnavailable(given)).toBe(most));

  test("a share is rounded up for surge and down for what may be missing", () => expect([scaledValue("30%", 5, true), scaledValue("30%", 5, false)]).toEqual([2, 1]));
});

// The cases of TestDeploymentController_reconcileNewReplicaSet and TestNewRSNewReplicas (pkg/controller/deployment/{rolling_test,util/deployment_util_test}.go).
describe("the new set grows", () => {
  test.each<[string, Deployment, number, number, number]>([
    ["not at all beyond what is wanted", deployment(10, 0, 0), 10, 0, 0],
    ["by the surge at once", deployment(10, 2, 0), 10, 0, 2],
    ["by what the old ones have left", deployment(10, 2, 0), 5, 0, 7],
    ["not when the total is full", deployment(10, 2, 0), 10, 2, 2],
    ["to the whole when there are no old ones", deployment(10, 0, 1), 0, 0, 10],
    ["to the whole at once when they are recreated", deployment(2, 0, 0, "Recreate"), 3, 0, 2],
  ])("%s", (_what, given, old, fresh, expected) => expect(newSetReplicas(given, [set("old", old, "2026-01-01T00:00:00Z")], fresh)).toBe(expected));
});

const [NEW, OLD, OLDER] = ["2026-01-01T00:02:00Z", "2026-01-01T00:01:00Z", "2026-01-01T00:00:00Z"];

// The cases of TestScale (pkg/controller/deployment/sync_test.go): a Deployment of another size while it rolls.
describe("a size that changes in a rollout is spread", () => {
  test.each<[string, Deployment, readonly (readonly [string, number, string, number])[], Readonly<Record<string, number>>]>([
    ["proportionally up, 5 to 10", deployment(10, 2, 0), [["new", 2, NEW, 7], ["old", 5, OLD, 7]], { new: 3, old: 9 }],
    ["a surplus to the larger", deployment(20, 0, 0), [["new", 5, NEW, 10], ["old", 5, OLD, 10]], { new: 10, old: 10 }],
    ["over three sets alike, the rest to the newest", deployment(14, 0, 0), [["new", 4, NEW, 12], ["old", 4, OLD, 12], ["older", 4, OLDER, 12]], { new: 5, old: 5, older: 4 }],
    ["down, from the oldest first", deployment(9, 0, 0), [["new", 4, NEW, 12], ["old", 4, OLD, 12], ["older", 4, OLDER, 12]], { new: 3, old: 3, older: 3 }],
    ["to nothing", deployment(0, 0, 0), [["new", 3, NEW, 9], ["old", 3, OLD, 9], ["older", 3, OLDER, 9]], { new: 0, old: 0, older: 0 }],
    ["nothing where nothing changes", deployment(5, 2, 0), [["new", 2, NEW, 7], ["old", 5, OLD, 7]], { new: 2, old: 5 }],
  ])("%s", (_what, given, sets, expected) => {
    const result = proportionally(given, sets.map(([name, replicas, created, max]) => set(name, replicas, created, max)), maxBefore);
    expect(Object.fromEntries(result.map(({ set: { metadata }, replicas }) => [metadata.name, replicas]))).toEqual(expected);
  });
});
