import { isTerminal } from "../../../api/pods.ts";
import type { KubernetesObject, Node, Pod } from "../../../api/types.ts";
import type { ControllerRevision, DaemonSet } from "../../../api/workloads.ts";
import { REVISION_HASH, revisionsOf, truncate } from "../history/controller-revisions.ts";
import { objectKey } from "../informer.ts";
import { controller, type Change, type Controller, type Look, type Work } from "../manager/controller.ts";
import { writeStatus } from "../manager/write-status.ts";
import { nextAvailableMs } from "../pods/active-pods.ts";
import { claim } from "../pods/claims.ts";
import { ownersOf, type OwnerKind } from "../pods/owners.ts";
import { createSlowly, deletePods, podFromTemplate, type Failure } from "../pods/pod-control.ts";
import { managed, type Situation } from "./manage.ts";
import { specFor, targetNode } from "./placement.ts";
import { rolling } from "./rolling.ts";
import { daemonSetStatus } from "./status.ts";

interface Input {
  readonly set: DaemonSet;
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly revisions: readonly ControllerRevision[];
  readonly isFresh: boolean;
  readonly nowMs: number;
  readonly unixMs: number;
  /** Virtual milliseconds until which failed Pods of a node are left alone, and the back-off that led there. */
  readonly backoffs: ReadonlyMap<string, Backoff>;
}
export interface Backoff {
  readonly untilMs: number;
  readonly delayMs: number;
}

// Mirrors BurstReplicas and the back-off of failed Pods (pkg/controller/daemon/daemon_controller.go, cmd/kube-controller-manager/app/apps.go).
const BURST = 250;
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 900_000;

const daemonSets: OwnerKind<DaemonSet> = { resource: "daemonsets", kind: "DaemonSet", selectorOf: ({ spec }) => spec.selector };

/** Mirrors DaemonSetsController (pkg/controller/daemon/daemon_controller.go). */
export const daemonSetController: Controller = controller<Input>({
  name: "daemonset-controller",
  watches: ["daemonsets", "pods", "nodes", "controllerrevisions"],
  concerned(change, caches) {
    if (change.resource === "daemonsets") return [objectKey(change.object)];
    if (change.resource === "nodes") return isNewsOfNode(change) ? caches.all<DaemonSet>("daemonsets").map(objectKey) : [];
    return change.resource === "pods" ? ownersOf(change, daemonSets, caches) : [];
  },
  gather,
  work,
});

// Mirrors shouldIgnoreNodeUpdate: heartbeats say nothing to a DaemonSet.
function isNewsOfNode({ object, old, type }: Change): boolean {
  if (type !== "MODIFIED" || !old) return true;
  const relevant = (node: KubernetesObject): string => JSON.stringify([node.metadata.labels ?? {}, (node as Node).spec.taints ?? [], (node as Node).spec.unschedulable ?? false]);
  return relevant(object) !== relevant(old);
}

const noteOf = (set: DaemonSet, node: string): string => `${set.metadata.uid}/${node}`;

function gather(key: string, { caches, isFresh, nowMs, unixMs, note }: Look): Input | undefined {
  const set = caches.get<DaemonSet>("daemonsets", key);
  if (!set) return undefined;
  const nodes = caches.all<Node>("nodes");
  const backoffs = nodes.flatMap(({ metadata: { name } }) => {
    const known = note(noteOf(set, name)) as unknown as Backoff | undefined;
    return known ? [[name, known] as const] : [];
  });
  return {
    set,
    nodes,
    pods: caches.candidates<Pod>("pods", set),
    revisions: caches.candidates<ControllerRevision>("controllerrevisions", set),
    isFresh,
    nowMs,
    unixMs,
    backoffs: new Map(backoffs),
  };
}

/** Mirrors syncDaemonSet. */
function* work(input: Input): Work {
  const { set, nodes, unixMs } = input;
  if (set.metadata.deletionTimestamp !== undefined) return undefined;
  const pods = yield* claim(set, "daemonsets", set.spec.selector, "pods", input.pods);
  if (!pods) return { retry: true };
  const { selector, template } = set.spec;
  const history = yield* revisionsOf({ owner: set, resource: "daemonsets", selector, template, collisionCount: set.status.collisionCount, hash: "template" }, input.revisions);
  if (!history) return { retry: true };
  const hash = history.update.metadata.labels?.[REVISION_HASH] ?? "";
  const situation: Situation = { set, nodes, byNode: byNode(pods), hash, unixMs };
  const failure = input.isFresh ? yield* update(input, situation) : undefined;
  const live = new Set([hash, ...pods.map(({ metadata }) => metadata.labels?.[REVISION_HASH] ?? "")]);
  if (!(yield* truncate(history.revisions, ({ metadata }) => live.has(metadata.labels?.[REVISION_HASH] ?? ""), set.spec.revisionHistoryLimit))) return { retry: true };
  if (!(yield* writeStatus("daemonsets", set, daemonSetStatus(situation, history.collisionCount)))) return { retry: true };
  if (failure) return { retry: true };
  const next = nextAvailableMs(pods, set.spec.minReadySeconds ?? 0, unixMs);
  if (next !== undefined) yield { after: next };
  return undefined;
}

/** Pods by the node that they are for. What has ended and is being deleted counts no more. Mirrors getNodesToDaemonPods. */
function byNode(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    const node = targetNode(pod);
    if (node === undefined || (isTerminal(pod) && pod.metadata.deletionTimestamp !== undefined)) continue;
    const known = found.get(node);
    if (known) known.push(pod);
    else found.set(node, [pod]);
  }
  return found;
}

/** Mirrors updateDaemonSet: first what is missing or too much, then, when that has been seen, the next Pods of a rollout. */
function* update({ nowMs, backoffs }: Input, situation: Situation): Work<Failure> {
  const { set } = situation;
  const plan = managed(situation);
  const failed = plan.failed.filter(({ node }) => (backoffs.get(node)?.untilMs ?? 0) <= nowMs);
  for (const { node } of plan.failed) {
    const waitMs = (backoffs.get(node)?.untilMs ?? 0) - nowMs;
    if (waitMs > 0) yield { after: waitMs };
  }
  for (const { pod, node, isFailure } of failed) {
    const what = `${set.metadata.namespace ?? ""}/${pod.metadata.name} on node ${node}`;
    if (isFailure) {
      const delayMs = Math.min(LONGEST_BACKOFF_MS, 2 * (backoffs.get(node)?.delayMs ?? FIRST_BACKOFF_MS / 2));
      yield { note: noteOf(set, node), value: { untilMs: nowMs + delayMs, delayMs } };
      yield { event: { about: set, type: "Warning", reason: "FailedDaemonPod", message: `Found failed daemon pod ${what}, will try to kill it` } };
    } else yield { event: { about: set, type: "Normal", reason: "SucceededDaemonPod", message: `Found succeeded daemon pod ${what}, will try to delete it` } };
  }
  const surplus = [...plan.surplus, ...failed.map(({ pod }) => pod)];
  if (plan.missing.length > 0 || surplus.length > 0) return yield* syncNodes(situation, surplus, plan.missing);
  if (set.spec.updateStrategy?.type === "OnDelete") return undefined;
  const { replaced, surged } = rolling(situation);
  return yield* syncNodes(situation, replaced, surged);
}

/** Mirrors syncNodes. */
function* syncNodes({ set, hash }: Situation, surplus: readonly Pod[], missing: readonly string[]): Work<Failure> {
  const { template } = set.spec;
  const labels = { [REVISION_HASH]: hash, "pod-template-generation": set.metadata.annotations?.["deprecated.daemonset.template.generation"] ?? "1" };
  const bodies = missing.slice(0, BURST).map((node) => podFromTemplate(set, { ...template, spec: specFor(template.spec, node) }, { labels }));
  const failure = yield* createSlowly(set, bodies);
  return (yield* deletePods(set, surplus.slice(0, BURST))) ?? (failure?.isNamespaceTerminating ? undefined : failure);
}
