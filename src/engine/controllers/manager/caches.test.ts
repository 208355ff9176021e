import fc from "fast-check";
import { expect, test } from "vitest";
import type { KubernetesObject } from "../../../api/types.ts";
import type { WatchEvent } from "../../apiserver/request.ts";
import { createCaches, type CachesState } from "./caches.ts";

const OWNERS = ["owner-a", "owner-b"];
const NAMESPACES = ["default", "other"];

const pod = (name: string, uid: string, namespace: string, owner: string | undefined): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace, uid, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", ...(owner !== undefined && { ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: owner, uid: owner, controller: true }] }) },
});

const change = fc.record({
  type: fc.constantFrom<WatchEvent["type"]>("ADDED", "MODIFIED", "DELETED"),
  object: fc.tuple(fc.constantFrom("c", "a", "b"), fc.constantFrom("1", "2"), fc.constantFrom(...NAMESPACES), fc.constantFrom(undefined, ...OWNERS)).map(([name, life, namespace, owner]) => pod(name, `${namespace}-${name}-${life}`, namespace, owner)),
});

test("what the caches find after any changes is what caches find that were made from the same objects", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const state: CachesState = new Map();
      const kept = createCaches(state);
      for (const event of changes) {
        kept.apply("pods", event);
        const anew = createCaches(state);
        const seen = [kept, anew].map((caches) => ({
          all: caches.all("pods"),
          inNamespaces: NAMESPACES.map((namespace) => caches.inNamespace("pods", namespace)),
          controlled: OWNERS.map((uid) => caches.controlledBy("pods", uid)),
          candidates: OWNERS.map((uid) => caches.candidates("pods", pod("owner", uid, "default", undefined))),
          dependents: OWNERS.map((uid) => caches.dependents(uid)),
        }));
        expect(seen[0]).toEqual(seen[1]);
      }
    }),
  );
});
