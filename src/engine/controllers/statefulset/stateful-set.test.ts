import { describe, expect, test } from "vitest";
import type { KubernetesObject, OwnerReference, Pod } from "../../../api/types.ts";
import type { ControllerRevision, StatefulSet } from "../../../api/workloads.ts";
import { fakeApi } from "../testing/fake-api.ts";
import { isClaimOwnerUpToDate, ownersOfClaim } from "./claim-retention.ts";
import { updateSet } from "./update.ts";

const AT = "2026-01-01T00:00:00Z";
const meta = (name: string) => ({ name, namespace: "default", uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: AT });
const set = (replicas: number, spec: Partial<StatefulSet["spec"]> = {}): StatefulSet =>
  ({
    apiVersion: "apps/v1", kind: "StatefulSet", metadata: meta("foo"), status: { replicas: 0, availableReplicas: 0 },
    spec: { replicas, serviceName: "governingsvc", selector: { matchLabels: { foo: "bar" } }, template: { metadata: { labels: { foo: "bar" } }, spec: { containers: [{ name: "nginx", image: "nginx" }] } }, updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } }, ...spec },
  }) as unknown as StatefulSet;
const revision = (name: string): ControllerRevision => ({ apiVersion: "apps/v1", kind: "ControllerRevision", metadata: meta(name), revision: 1 }) as unknown as ControllerRevision;
const parallel = { podManagementPolicy: "Parallel" } as const;

/** A set and its Pods, sync by sync. Deleted Pods end when `vanish` says so. */
function world(of: StatefulSet, existing = 0, refuse?: Parameters<typeof fakeApi>[1]) {
  const api = fakeApi({}, refuse);
  let wanted = of;
  let current = "foo-1";
  let update = "foo-1";
  let written = 0;
  const pods = (): readonly Pod[] => api.all<Pod>("pods");
  const put = (name: string, status: object, more: object = {}): void => {
    const known = api.get<Pod>("pods", name);
    if (known) api.put("pods", { ...known, metadata: { ...known.metadata, ...more }, status } as unknown as Pod);
  };
  const running = { phase: "Running", conditions: [{ type: "Ready", status: "True", lastTransitionTime: AT }] };
  const all = {
    api,
    /** What one sync writes about Pods: "+0 -2". */
    sync(): string {
      const claims = new Map(api.all("persistentvolumeclaims").map((claim) => [claim.metadata.name, claim]));
      const { status, failed } = api.run(updateSet({ set: wanted, pods: pods(), current: revision(current), update: revision(update), claims, unixMs: Date.parse(AT) + 1000 }));
      wanted = { ...wanted, status };
      const fresh = api.wrote.slice(written);
      written = api.wrote.length;
      const told = fresh.flatMap((line) => {
        const [verb, resource, name = ""] = line.split(" ");
        return resource === "pods" ? [`${verb === "create" ? "+" : "-"}${name.replace("foo-", "")}`] : [];
      });
      return [...told, ...(failed ? ["failed"] : [])].join(" ");
    },
    ready: (...ordinals: readonly number[]): void => ordinals.forEach((ordinal) => put(`foo-${ordinal}`, running)),
    phase: (ordinal: number, phase: string): void => put(`foo-${ordinal}`, { phase }),
    /** The deletion of a Pod began. */
    leave: (ordinal: number): void => put(`foo-${ordinal}`, running, { deletionTimestamp: AT, finalizers: ["kubelet"] }),
    scale(replicas: number): void {
      wanted = { ...wanted, spec: { ...wanted.spec, replicas } };
    },
    change(spec: Partial<StatefulSet["spec"]>, next = "foo-2"): void {
      wanted = { ...wanted, spec: { ...wanted.spec, ...spec } };
      current = update;
      update = next;
    },
    revisions: (): string => pods().map(({ metadata }) => metadata.labels?.["controller-revision-hash"]).join(" "),
    status: () => wanted.status,
    /** Goes on until nothing is written, all Pods becoming ready at once. */
    settle(): string {
      const told: string[] = [];
      for (let i = 0; i < 30; i += 1) {
        const step = all.sync();
        if (step) told.push(step);
        all.ready(...pods().map(({ metadata }) => Number(metadata.name.replace("foo-", ""))));
        if (!step) break;
      }
      return told.join(", ");
    },
  };
  if (existing > 0) {
    all.scale(existing);
    all.settle();
    all.scale(of.spec.replicas ?? 1);
  }
  return all;
}

// Counterparts of pkg/controller/statefulset/stateful_set_control_test.go: TestStatefulSetControl, in order and in parallel.
describe("a StatefulSet makes and ends its Pods", () => {
  test("one by one, each when the one before it is ready (CreatesPods)", () => {
    const all = world(set(3));
    expect(all.sync()).toBe("+0");
    expect(all.sync()).toBe("");
    all.phase(0, "Running");
    expect(all.sync()).toBe("");
    all.ready(0);
    expect(all.sync()).toBe("+1");
    all.ready(1);
    expect(all.sync()).toBe("+2");
    all.ready(2);
    expect(all.sync()).toBe("");
    expect(all.status()).toMatchObject({ replicas: 3, readyReplicas: 3, currentReplicas: 3, updatedReplicas: 3 });
  });
  test.each([
    { what: "in parallel, all at once", of: set(3, parallel), existing: 0, did: "+0 +1 +2" },
    { what: "up, one by one (ScalesUp)", of: set(4), existing: 2, did: "+2, +3" },
    { what: "up in parallel", of: set(4, parallel), existing: 2, did: "+2 +3" },
    { what: "down from the last (ScalesDown)", of: set(1), existing: 3, did: "-2, -1" },
    { what: "down in parallel", of: set(0, parallel), existing: 3, did: "-2 -1 -0" },
    { what: "from the first number that is said (ScaleWithStartOrdinal)", of: set(2, { ordinals: { start: 3 } }), existing: 0, did: "+3, +4" },
  ])("$what: $did", ({ of, existing, did }) => {
    expect(world(of, existing).settle()).toBe(did);
  });
  test("what is gone again, lowest number first (ReplacesPods)", () => {
    const all = world(set(5), 5);
    for (const name of ["foo-0", "foo-2", "foo-4"]) all.api.drop("pods", name);
    expect(all.settle()).toBe("+0, +2, +4");
  });
  test.each([
    { phase: "Failed", event: "Warning RecreatingFailedPod: StatefulSet default/foo is recreating failed Pod foo-0" },
    { phase: "Succeeded", event: "Normal RecreatingTerminatedPod: StatefulSet default/foo is recreating terminated Pod foo-0" },
  ])("a Pod that has $phase anew (Recreates$phase Pod)", ({ phase, event }) => {
    const all = world(set(3));
    all.sync();
    all.phase(0, phase);
    expect(all.sync()).toBe("-0");
    expect(all.api.events).toContain(event);
    expect(all.sync()).toBe("+0");
  });
  test("nothing further while one is on its way out", () => {
    const all = world(set(3), 3);
    all.leave(1);
    all.scale(2);
    expect(all.sync()).toBe("");
  });
  test("down only while those below are well; the first that is not may go itself", () => {
    const all = world(set(3), 3);
    all.phase(0, "Running");
    all.scale(1);
    expect(all.sync()).toBe("");
    all.ready(0);
    all.phase(2, "Pending");
    expect(all.sync()).toBe("-2");
  });
  test("down in order: not past one that is not well, unless it is the first of them", () => {
    const all = world(set(4), 4);
    all.phase(1, "Pending");
    all.phase(3, "Pending");
    all.scale(1);
    expect(all.sync()).toBe("");
    all.ready(1);
    expect(all.sync()).toBe("-3");
  });
  test("and says why it could not (CreatePodFailure, PodRecreateDeleteFailure)", () => {
    let broken = true;
    const all = world(set(3), 0, ({ verb, resource }) => (broken && resource === "pods" && verb !== "get" ? { code: 500, message: "API server failed" } : undefined));
    expect(all.sync()).toBe("+0 failed");
    expect(all.api.events).toEqual(["Warning FailedCreate: Create Pod foo-0 in StatefulSet foo failed error: API server failed"]);
    broken = false;
    all.sync();
    all.phase(0, "Failed");
    broken = true;
    expect(all.sync()).toBe("-0 failed");
    expect(all.api.events.at(-1)).toBe("Warning FailedDelete: Delete Pod foo-0 in StatefulSet foo failed error: API server failed");
  });
});

// Counterparts of TestStatefulSetControlRollingUpdate, …WithPartition and TestStatefulSetControlOnDeleteUpdate (same file).
describe("a StatefulSet rolls", () => {
  test.each<{ what: string; spec?: Partial<StatefulSet["spec"]>; to?: number; revisions: string; did: string }>([
    { what: "from the last to the first", revisions: "foo-2 foo-2 foo-2", did: "-2, +2, -1, +1, -0, +0" },
    { what: "from the last to the first, in parallel as well", spec: parallel, revisions: "foo-2 foo-2 foo-2", did: "-2, +2, -1, +1, -0, +0" },
    { what: "and grows first", to: 5, revisions: "foo-2 foo-2 foo-2 foo-2 foo-2", did: "+3, +4, -2, +2, -1, +1, -0, +0" },
    { what: "and shrinks first", to: 2, revisions: "foo-2 foo-2", did: "-2, -1, +1, -0, +0" },
    { what: "down to its partition", spec: { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } }, revisions: "foo-1 foo-1 foo-2", did: "-2, +2" },
    { what: "down to its partition, and grows", spec: { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } }, to: 5, revisions: "foo-1 foo-1 foo-2 foo-2 foo-2", did: "+3, +4, -2, +2" },
    { what: "not by itself", spec: { updateStrategy: { type: "OnDelete" } }, revisions: "foo-1 foo-1 foo-1", did: "" },
    { what: "not by itself, though what is added is new", spec: { updateStrategy: { type: "OnDelete" } }, to: 5, revisions: "foo-1 foo-1 foo-1 foo-2 foo-2", did: "+3, +4" },
  ])("$what", ({ spec = {}, to = 3, revisions, did }) => {
    const all = world(set(3, spec), 3);
    all.change({});
    all.scale(to);
    expect(all.settle()).toBe(did);
    expect(all.revisions().split(" ").toSorted().join(" ")).toBe(revisions);
  });
  test("by numbers from where they start: the partition counts from there", () => {
    const all = world(set(3, { ordinals: { start: 5 }, updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } }), 3);
    all.change({});
    expect(all.settle()).toBe("-7, +7");
  });
  test("no further than one that is broken", () => {
    const all = world(set(3), 3);
    all.change({});
    expect(all.sync()).toBe("-2");
    expect(all.sync()).toBe("+2");
    all.phase(2, "Pending");
    expect([all.sync(), all.sync()]).toEqual(["", ""]);
  });
});

// Cases of TestUpdateClaimOwnerRefForSetAndPod and TestClaimOwnerMatchesSetAndPod (pkg/controller/statefulset/stateful_set_utils_test.go).
describe("a claim is owned", () => {
  const template = { metadata: { name: "datadir" }, spec: {} } as unknown as KubernetesObject;
  const policy = (whenScaled: "Retain" | "Delete", whenDeleted: "Retain" | "Delete"): StatefulSet => set(1, { volumeClaimTemplates: [template], persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted } });
  const pod = (ordinal: number): Pod => ({ apiVersion: "v1", kind: "Pod", metadata: meta(`foo-${ordinal}`), spec: {}, status: {} }) as unknown as Pod;
  const claim = (...ownerReferences: readonly OwnerReference[]): KubernetesObject => ({ apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { ...meta("datadir-foo-0"), ownerReferences } });
  const kinds = (owners: readonly OwnerReference[]): readonly string[] => owners.map(({ kind }) => kind);
  const [inSet, tooMany] = [pod(0), pod(1)];
  test.each<{ policy: StatefulSet; of: string; pod: Pod; by: readonly string[] }>([
    { policy: policy("Retain", "Retain"), of: "a Pod of the set", pod: inSet, by: [] },
    { policy: policy("Retain", "Retain"), of: "a Pod too many", pod: tooMany, by: [] },
    { policy: policy("Retain", "Delete"), of: "a Pod of the set", pod: inSet, by: ["StatefulSet"] },
    { policy: policy("Retain", "Delete"), of: "a Pod too many", pod: tooMany, by: ["StatefulSet"] },
    { policy: policy("Delete", "Retain"), of: "a Pod of the set", pod: inSet, by: [] },
    { policy: policy("Delete", "Retain"), of: "a Pod too many", pod: tooMany, by: ["Pod"] },
    { policy: policy("Delete", "Delete"), of: "a Pod of the set", pod: inSet, by: ["StatefulSet"] },
    { policy: policy("Delete", "Delete"), of: "a Pod too many", pod: tooMany, by: ["Pod"] },
  ])("of $of, with $policy.spec.persistentVolumeClaimRetentionPolicy, by $by", ({ policy: of, pod: owner, by }) => {
    const own = ownersOfClaim(claim(), of, owner);
    expect(kinds(own)).toEqual(by);
    expect(isClaimOwnerUpToDate(claim(...own), of, owner)).toBe(true);
    expect(isClaimOwnerUpToDate(claim(), of, owner)).toBe(by.length === 0);
    // Whatever was there of the two before is put right.
    const ofPod: OwnerReference = { apiVersion: "v1", kind: "Pod", name: owner.metadata.name, uid: owner.metadata.uid, controller: true };
    const ofSet: OwnerReference = { apiVersion: "apps/v1", kind: "StatefulSet", name: "foo", uid: "uid-foo" };
    for (const before of [own, [ofPod], [ofSet], [ofPod, ofSet]]) expect(ownersOfClaim(claim(...before), of, owner)).toEqual(own);
  });
  test("by nobody of ours if somebody else controls it; others who own it stay", () => {
    const other: OwnerReference = { apiVersion: "v1", kind: "Thing", name: "x", uid: "uid-x" };
    expect(kinds(ownersOfClaim(claim({ ...other, controller: true }), policy("Delete", "Delete"), inSet))).toEqual(["Thing"]);
    expect(kinds(ownersOfClaim(claim(other), policy("Delete", "Delete"), inSet))).toEqual(["Thing", "StatefulSet"]);
  });
  test("by the set while its Pods are there, by a Pod that goes", () => {
    const all = world({ ...policy("Delete", "Delete"), spec: { ...policy("Delete", "Delete").spec, replicas: 2 } }, 2);
    all.settle();
    const owners = (): readonly string[] => all.api.all("persistentvolumeclaims").map(({ metadata }) => `${metadata.name} ${kinds(metadata.ownerReferences ?? []).join(" ")}`);
    expect(owners()).toEqual(["datadir-foo-0 StatefulSet", "datadir-foo-1 StatefulSet"]);
    all.scale(1);
    all.sync();
    expect(owners()).toEqual(["datadir-foo-0 StatefulSet", "datadir-foo-1 Pod"]);
  });
});
