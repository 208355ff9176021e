import { isPodReady } from "../../../api/pods.ts";
import type { Node, Pod } from "../../../api/types.ts";
import type { DaemonSet } from "../../../api/workloads.ts";
import { scaledValue } from "../deployment/arithmetic.ts";
import { isAvailable } from "../pods/active-pods.ts";
import { REVISION_HASH } from "../history/controller-revisions.ts";
import { placementOn } from "./placement.ts";

export interface Situation {
  readonly set: DaemonSet;
  readonly nodes: readonly Node[];
  readonly byNode: ReadonlyMap<string, readonly Pod[]>;
  /** Of the present template. */
  readonly hash: string;
  readonly unixMs: number;
}

export interface Ended {
  readonly pod: Pod;
  readonly node: string;
  readonly isFailure: boolean;
}
export interface Plan {
  /** Nodes that need a Pod. */
  readonly missing: readonly string[];
  readonly surplus: readonly Pod[];
  /** Pods that have ended though they should run. */
  readonly failed: readonly Ended[];
}

export const maxSurge = ({ spec }: DaemonSet, wanted: number): number => scaledValue(spec.updateStrategy?.rollingUpdate?.maxSurge ?? 0, wanted, true);
export const allowsSurge = (set: DaemonSet): boolean => set.spec.updateStrategy?.type !== "OnDelete" && maxSurge(set, 100) > 0;
export const hasHash = ({ metadata }: Pod, hash: string): boolean => metadata.labels?.[REVISION_HASH] === hash;
export const isOnItsWay = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;

/** What is missing and what is too much, node by node. Mirrors manage and podsShouldBeOnNode (pkg/controller/daemon/daemon_controller.go). */
export function managed(situation: Situation): Plan {
  const { nodes, byNode } = situation;
  const plans = nodes.map((node) => onNode(situation, node));
  const known = new Set(nodes.map(({ metadata }) => metadata.name));
  // Mirrors getUnscheduledPodsWithoutNode.
  const homeless = [...byNode].flatMap(([node, pods]) => (known.has(node) ? [] : pods.filter((pod) => !pod.spec.nodeName && !isOnItsWay(pod))));
  return { missing: plans.flatMap(({ missing }) => missing), surplus: [...plans.flatMap(({ surplus }) => surplus), ...homeless], failed: plans.flatMap(({ failed }) => failed) };
}

function onNode(situation: Situation, node: Node): Plan {
  const { set, byNode } = situation;
  const { name } = node.metadata;
  const { shouldRun, shouldGoOn } = placementOn(set, node);
  const pods = byNode.get(name);
  if (shouldRun && !pods) return { missing: [name], surplus: [], failed: [] };
  const lasting = (pods ?? []).filter((pod) => !isOnItsWay(pod));
  if (!shouldGoOn) return { missing: [], surplus: lasting, failed: [] };
  const failed = lasting.flatMap((pod): Ended[] => (pod.status.phase === "Failed" || pod.status.phase === "Succeeded" ? [{ pod, node: name, isFailure: pod.status.phase === "Failed" }] : []));
  const running = oldestFirst(lasting.filter((pod) => !failed.some((ended) => ended.pod === pod)));
  if (!allowsSurge(set)) return { missing: [], surplus: running.slice(1), failed };
  if (running.length <= 1) return { missing: running.length === 0 && shouldRun ? [name] : [], surplus: [], failed };
  return { missing: [], surplus: surplusOf(situation, running), failed };
}

/** Two Pods may share a node while a new one is not ready and the old one still is. */
function surplusOf({ set, hash, unixMs }: Situation, running: readonly Pod[]): readonly Pod[] {
  const isUp = (pod: Pod): boolean => isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs);
  const [newest, old] = [running.find((pod) => hasHash(pod, hash)), running.find((pod) => !hasHash(pod, hash))];
  if (newest && old) {
    const kept = !isUp(newest) && isPodReady(old) ? [newest, old] : [newest];
    return running.filter((pod) => !kept.includes(pod));
  }
  return running.slice(1);
}

const oldestFirst = (pods: readonly Pod[]): readonly Pod[] =>
  pods.toSorted((a, b) => Number(Boolean(b.spec.nodeName)) - Number(Boolean(a.spec.nodeName)) || (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : a.metadata.creationTimestamp > b.metadata.creationTimestamp ? 1 : 0));
