import { describe, expect, test } from "vitest";
import type { KubernetesObject, OwnerReference } from "../../../api/types.ts";
import { createCaches, type CachesState } from "../manager/caches.ts";
import type { Work } from "../manager/controller.ts";
import { fakeApi } from "../testing/fake-api.ts";
import { garbageCollector } from "./garbage-collector.ts";

const AT = "2026-01-01T00:00:00Z";
interface Options {
  readonly owners?: readonly OwnerReference[];
  readonly namespace?: string | undefined;
  readonly leaving?: readonly string[];
  readonly finalizers?: readonly string[];
}
const object = (kind: string, name: string, { owners = [], leaving, finalizers = leaving ?? [], ...place }: Options = {}): KubernetesObject => ({
  apiVersion: kind === "ReplicaSet" ? "apps/v1" : "v1",
  kind,
  metadata: {
    name, uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: AT, namespace: "ns1", ...place, finalizers,
    ...(owners.length > 0 && { ownerReferences: owners }), ...(leaving && { deletionTimestamp: AT }),
  } as KubernetesObject["metadata"],
});
const owner = (name: string, more: Partial<OwnerReference> = {}): OwnerReference => ({ apiVersion: "apps/v1", kind: "ReplicaSet", name, uid: `uid-${name}`, ...more });
const resourceOf: Readonly<Record<string, string>> = { Pod: "pods", ReplicaSet: "replicasets", Node: "nodes", PersistentVolume: "persistentvolumes", ConfigMap: "configmaps" };

/** The collector sees the objects one after the other, then does all that it was given to do, as long as that makes more. */
function collect(objects: readonly KubernetesObject[], { gone = [] }: { readonly gone?: readonly string[] } = {}) {
  const api = fakeApi();
  const state: CachesState = new Map(garbageCollector.watches.map((resource) => [resource, { objects: new Map() } as never]));
  const caches = createCaches(state);
  const keys: string[] = [];
  const tell = (resource: string, type: "ADDED" | "MODIFIED" | "DELETED", each: KubernetesObject): void => {
    const change = caches.apply(resource, { type, object: each } as never);
    if (change) keys.push(...garbageCollector.concerned(change, caches));
  };
  const known = new Map<string, KubernetesObject>();
  for (const each of objects) {
    const resource = resourceOf[each.kind] ?? "";
    if (!gone.includes(each.metadata.name)) api.put(resource, each);
    known.set(`${resource} ${each.metadata.name}`, each);
    tell(resource, "ADDED", each);
    if (gone.includes(each.metadata.name)) {
      known.delete(`${resource} ${each.metadata.name}`);
      tell(resource, "DELETED", each);
    }
  }
  for (let key = keys.shift(), turns = 0; key !== undefined && turns < 50; key = keys.shift(), turns += 1) {
    const input = garbageCollector.gather(key, { caches } as never);
    if (input === undefined) continue;
    api.run(garbageCollector.work(input) as Work);
    for (const [place, before] of known) {
      const [resource = "", name = ""] = place.split(" ");
      const now = api.get(resource, name);
      if (now === before) continue;
      if (now) known.set(place, now);
      else known.delete(place);
      tell(resource, now ? "MODIFIED" : "DELETED", now ?? before);
    }
  }
  return { wrote: api.wrote, events: api.events, left: Object.values(resourceOf).flatMap((resource) => api.all(resource)).map(({ metadata }) => `${metadata.name}${metadata.ownerReferences ? ` of ${metadata.ownerReferences.map(({ name }) => name).join(" ")}` : ""}`) };
}

const blocking = { blockOwnerDeletion: true };
// Counterparts of pkg/controller/garbagecollector/garbagecollector_test.go and of test/integration/garbagecollector (cascading, orphaning, blocking deletions).
describe("whoever names an owner that is gone", () => {
  test.each<{ what: string; objects: readonly KubernetesObject[]; gone?: readonly string[]; wrote: readonly string[] }>([
    { what: "goes when its owner does (Background)", objects: [object("ReplicaSet", "rs"), object("Pod", "p", { owners: [owner("rs")] })].reverse(), gone: ["rs"], wrote: ["delete pods p Background"] },
    { what: "goes if it never was there (TestDependentsRace, TestAbsentOwnerCache)", objects: [object("Pod", "p", { owners: [owner("rs")] })], wrote: ["delete pods p Background"] },
    { what: "goes if the name is another's by now", objects: [object("ReplicaSet", "rs"), object("Pod", "p", { owners: [owner("rs", { uid: "uid-former" })] })], wrote: ["delete pods p Background"] },
    { what: "stays while it has another owner, which it then has alone (TestCreateWithNonExistentOwner, TestSolidOwnerDoesNotBlockWaitingOwner)", objects: [object("ReplicaSet", "rs"), object("Pod", "p", { owners: [owner("rs"), owner("never")] })], wrote: ["patch pods p"] },
    { what: "stays if its owner is there", objects: [object("ReplicaSet", "rs"), object("Pod", "p", { owners: [owner("rs")] })], wrote: [] },
    { what: "stays if its owner's kind is not known", objects: [object("Pod", "p", { owners: [owner("x", { apiVersion: "example.com/v1", kind: "Thing" })] })], wrote: [] },
    { what: "goes as its own finalizer says (orphan)", objects: [object("ReplicaSet", "p", { owners: [owner("rs")], finalizers: ["orphan"] })], wrote: ["delete replicasets p Orphan", "patch replicasets p"] },
    { what: "is left alone if it is going already", objects: [object("Pod", "p", { owners: [owner("rs")], leaving: ["kubelet"] })], wrote: [] },
  ])("$what: $wrote", ({ objects, gone = [], wrote }) => {
    expect(collect(objects, { gone }).wrote).toEqual(wrote);
  });
});

// Cases of TestConflictingData (same file).
describe("an owner is", () => {
  const misplaced = 'Warning OwnerRefInvalidNamespace: ownerRef [apps/v1/ReplicaSet, namespace: ns2, name: rs, uid: uid-rs] does not exist in namespace "ns2"';
  test.each<{ what: string; objects: readonly KubernetesObject[]; wrote: readonly string[]; events?: readonly string[] }>([
    { what: "the cluster's, for a child in a namespace", objects: [object("Node", "n", { namespace: undefined }), object("Pod", "p", { owners: [owner("n", { apiVersion: "v1", kind: "Node" })] })], wrote: [] },
    { what: "in its child's namespace", objects: [object("ReplicaSet", "rs"), object("Pod", "p", { owners: [owner("rs")] })], wrote: [] },
    { what: "in another namespace: none, and the child goes", objects: [object("ReplicaSet", "rs"), object("Pod", "p", { namespace: "ns2", owners: [owner("rs")] })], wrote: ["delete pods p Background"], events: [misplaced] },
    { what: "of another name: none, and the child goes", objects: [object("ReplicaSet", "rs"), object("Pod", "p", { owners: [owner("other", { uid: "uid-rs" })] })], wrote: ["delete pods p Background"] },
    { what: "of another kind: none, and the child goes", objects: [object("ReplicaSet", "rs"), object("Pod", "p", { owners: [owner("rs", { apiVersion: "v1", kind: "ConfigMap" })] })], wrote: ["delete pods p Background"] },
    { what: "in a namespace, for a child of the cluster: nothing is done", objects: [object("PersistentVolume", "pv", { namespace: undefined, owners: [owner("rs")] })], wrote: [] },
  ])("$what", ({ objects, wrote, events = [] }) => {
    const result = collect(objects);
    expect([result.wrote, result.events]).toEqual([wrote, events]);
  });
});

// Counterparts of TestProcessDeletingDependents, TestOrphanDependentsFailure and of the integration tests of foreground deletion and orphaning.
describe("an owner on its way out", () => {
  const inForeground = (): KubernetesObject => object("ReplicaSet", "rs", { leaving: ["foregroundDeletion"] });
  test.each<{ what: string; objects: readonly KubernetesObject[]; wrote: readonly string[]; left: readonly string[] }>([
    { what: "in the foreground goes after those that block it", objects: [object("Pod", "p", { owners: [owner("rs", blocking)] }), inForeground()], wrote: ["delete pods p Background", "patch replicasets rs"], left: [] },
    { what: "in the foreground does not wait for those that do not block it", objects: [object("Pod", "p", { owners: [owner("rs")], finalizers: ["kubelet"] }), inForeground()], wrote: ["delete pods p Background", "patch replicasets rs"], left: ["p of rs"] },
    { what: "in the foreground waits for one that has not ended", objects: [object("Pod", "p", { owners: [owner("rs", blocking)], finalizers: ["kubelet"] }), inForeground()], wrote: ["delete pods p Background"], left: ["p of rs", "rs"] },
    { what: "in the foreground leaves those that have another owner", objects: [object("ReplicaSet", "other"), object("Pod", "p", { owners: [owner("rs", blocking), owner("other")] }), inForeground()], wrote: ["patch pods p", "patch replicasets rs"], left: ["p of other", "other"] },
    { what: "in the foreground without any goes at once", objects: [inForeground()], wrote: ["patch replicasets rs"], left: [] },
    {
      what: "in the foreground takes those that own others in the foreground as well",
      objects: [object("Pod", "p", { owners: [owner("mid", blocking)] }), object("ReplicaSet", "mid", { owners: [owner("rs", blocking)] }), inForeground()],
      wrote: ["delete replicasets mid Foreground", "delete pods p Background", "patch replicasets mid", "patch replicasets rs"], left: [],
    },
    { what: "that orphans lets go of its own first", objects: [object("Pod", "p", { owners: [owner("rs", blocking)] }), object("ReplicaSet", "rs", { leaving: ["orphan"] })], wrote: ["patch pods p", "patch replicasets rs"], left: ["p of "] },
    { what: "that orphans waits for nobody if it owns nobody", objects: [object("ReplicaSet", "rs", { leaving: ["orphan"] })], wrote: ["patch replicasets rs"], left: [] },
  ])("$what: $wrote", ({ objects, wrote, left }) => {
    const result = collect(objects);
    expect([result.wrote, result.left]).toEqual([wrote, left]);
  });
});
