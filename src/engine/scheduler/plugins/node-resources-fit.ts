import type { Node } from "../../../api/types.ts";
import { newNodeInfo, setNode, type NodeInfo } from "../cache/node-info.ts";
import { podInfo, type PodInfo, type Resources } from "../cache/pod-info.ts";
import { MAX_NODE_SCORE, type FilterPlugin, type Rejection, type ScorePlugin } from "../plugin.ts";

const name = "NodeResourcesFit";

// Mirrors Fit.Filter (pkg/scheduler/framework/plugins/noderesources/fit.go): more than the node has at all cannot be resolved.
export const nodeResourcesFitFilter: FilterPlugin = {
  name,
  preFilter: (pod) => ({ type: "Filter", filter: (node) => insufficient(pod, node) }),
  mayHelp(pod, event) {
    switch (event.resource) {
      case "AssignedPod":
        return event.action === "Delete" || (event.action === "Update" && asksLess(podInfo(event.old), podInfo(event.pod)));
      case "WaitingPod":
        return asksLess(podInfo(event.old), podInfo(event.pod));
      case "Node":
        return (!event.old || event.changes.includes("Allocatable")) && nodeMayHelp(podInfo(pod), event.old, event.node);
      default:
        return false;
    }
  },
};

/** The common case, without a word to say. */
const fits = ({ milliCPU, memory, ephemeralStorage, scalars }: Resources, node: NodeInfo): boolean =>
  node.pods.size < node.allowedPods &&
  (milliCPU <= 0 || milliCPU <= node.allocatable.milliCPU - node.milliCPU) &&
  (memory <= 0 || memory <= node.allocatable.memory - node.memory) &&
  (ephemeralStorage <= 0 || ephemeralStorage <= node.allocatable.ephemeralStorage - node.ephemeralStorage) &&
  scalars.size === 0;

function insufficient({ requests }: PodInfo, node: NodeInfo): Rejection | undefined {
  if (fits(requests, node)) return undefined;
  const reasons: string[] = [];
  let resolvable = true;
  const check = (resource: string, wanted: number, allocatable: number, used: number): void => {
    if (wanted <= 0 || wanted <= allocatable - used) return;
    reasons.push(`Insufficient ${resource}`);
    if (wanted > allocatable) resolvable = false;
  };
  if (node.pods.size + 1 > node.allowedPods) reasons.push("Too many pods");
  const { allocatable } = node;
  check("cpu", requests.milliCPU, allocatable.milliCPU, node.milliCPU);
  check("memory", requests.memory, allocatable.memory, node.memory);
  check("ephemeral-storage", requests.ephemeralStorage, allocatable.ephemeralStorage, node.ephemeralStorage);
  for (const [resource, wanted] of requests.scalars) {
    check(resource, wanted, allocatable.scalars.get(resource) ?? 0, node.scalars.get(resource) ?? 0);
  }
  return reasons.length > 0 ? { reasons, resolvable } : undefined;
}

// Mirrors isSchedulableAfterNodeEvent: the pod must fit the empty node, and before it did not or what it asks for has grown.
function nodeMayHelp(pod: PodInfo, old: Node | undefined, node: Node): boolean {
  if (insufficient(pod, emptyNode(node))) return false;
  if (!old) return true;
  const [before, after] = [emptyNode(old), emptyNode(node)];
  return insufficient(pod, before) !== undefined || hasMore(pod.requests, before, after);
}

function emptyNode(node: Node): NodeInfo {
  const info = newNodeInfo(node.metadata.name);
  setNode(info, node);
  return info;
}

function hasMore(wanted: Resources, before: NodeInfo, after: NodeInfo): boolean {
  const [old, now] = [before.allocatable, after.allocatable];
  return (
    after.allowedPods > before.allowedPods ||
    (wanted.milliCPU > 0 && now.milliCPU > old.milliCPU) ||
    (wanted.memory > 0 && now.memory > old.memory) ||
    (wanted.ephemeralStorage > 0 && now.ephemeralStorage > old.ephemeralStorage) ||
    [...wanted.scalars].some(([resource, amount]) => amount > 0 && (now.scalars.get(resource) ?? 0) > (old.scalars.get(resource) ?? 0))
  );
}

const asksLess = ({ requests: old }: PodInfo, { requests: now }: PodInfo): boolean =>
  now.milliCPU < old.milliCPU ||
  now.memory < old.memory ||
  now.ephemeralStorage < old.ephemeralStorage ||
  [...old.scalars].some(([resource, amount]) => (now.scalars.get(resource) ?? 0) < amount);

// Mirrors leastResourceScorer (pkg/scheduler/framework/plugins/noderesources/least_allocated.go).
export const nodeResourcesFitScore: ScorePlugin = {
  name,
  weight: 1,
  preScore:
    ({ nonZero }) =>
    ({ allocatable, nonZeroMilliCPU, nonZeroMemory }) => {
      const cpu = leftOver(allocatable.milliCPU, nonZeroMilliCPU + nonZero.milliCPU);
      const memory = leftOver(allocatable.memory, nonZeroMemory + nonZero.memory);
      if (cpu === undefined || memory === undefined) return cpu ?? memory ?? 0;
      return Math.floor((cpu + memory) / 2);
    },
};

/** Percent that would be left; undefined where the node has none of it. */
function leftOver(allocatable: number, requested: number): number | undefined {
  if (allocatable === 0) return undefined;
  return requested > allocatable ? 0 : Math.floor(((allocatable - requested) * MAX_NODE_SCORE) / allocatable);
}
