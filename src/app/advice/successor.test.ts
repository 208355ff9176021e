import { expect, it } from "vitest";
import type { Entity, PodView } from "../../graph/model.ts";
import { createModelStore } from "../state/model-store.ts";
import { makerOf, successorOf } from "./successor.ts";

const pod = (uid: string, name: string, owner: string, createdAtMs: number, rest = {}): PodView =>
  ({ kind: "pod", key: `pod/${uid}`, uid, namespace: "default", name, owner, createdAtMs, ...rest }) as PodView;
const workload = (of: string, name: string, owner = ""): Entity =>
  ({ kind: "workload", key: `workload/${name}`, uid: name, of, namespace: "default", name, owner }) as Entity;

const MAKERS = [workload("Deployment", "web"), workload("ReplicaSet", "web-1", "workload/web"), workload("ReplicaSet", "web-2", "workload/web"), workload("ReplicaSet", "other-1")];
const OLD = pod("a", "web-1-a", "ReplicaSet/web-1", 0);
const SIBLING = pod("b", "web-1-b", "ReplicaSet/web-1", 0);
const NEW = [pod("c", "web-2-c", "ReplicaSet/web-2", 5000), pod("d", "web-2-d", "ReplicaSet/web-2", 6000), pod("e", "other-1-e", "ReplicaSet/other-1", 7000)];
const BARE = pod("f", "bare", "", 0);
const SET = pod("g", "db-0", "StatefulSet/db", 0);

it.each<[string, PodView, readonly Entity[], string | undefined]>([
  ["a Deployment's Pod that is still there keeps the look", OLD, [...MAKERS, OLD, ...NEW], undefined],
  ["one that has gone leaves it to the newest Pod of its Deployment, of whatever ReplicaSet", OLD, [...MAKERS, SIBLING, ...NEW], "pod/d"],
  ["one that goes itself is nobody's successor", OLD, [...MAKERS, NEW[0]!, pod("d", "web-2-d", "ReplicaSet/web-2", 6000, { deletion: {} })], "pod/c"],
  ["a sibling from before the edit is none: the Deployment is looked at", OLD, [...MAKERS, SIBLING], "workload/web"],
  ["with the Deployment gone there is nobody", OLD, [SIBLING], undefined],
  ["a Pod of its own waits for its name", BARE, [...MAKERS, ...NEW], undefined],
  ["and is followed by who has it", BARE, [pod("h", "bare", "", 5000)], "pod/h"],
  ["so is a StatefulSet's, while the old one is there too", SET, [SET, pod("i", "db-0", "StatefulSet/db", 5000)], "pod/i"],
])("%s", (_, before, now, expected) => {
  const store = createModelStore();
  const apply = (entities: readonly Entity[]): void => store.apply(entities.map((after) => ({ key: after.key, after })) as never, true);
  apply([...MAKERS, before]);
  const maker = makerOf(store, before);
  apply(now);
  expect(successorOf(store, before, maker, 1000)).toBe(expected);
});
