import type { KnownNode } from "../cache/node-info.ts";
import { MAX_NODE_SCORE, type ScorePlugin } from "../plugin.ts";

// Mirrors BalancedAllocation.Score (pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go, 1.36): half for keeping
// the balance, the rest for how much the pod betters it. A pod that asks for nothing is not scored.
export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: "NodeResourcesBalancedAllocation",
  weight: 1,
  preScore({ requests: { milliCPU, memory } }) {
    if (milliCPU === 0 && memory === 0) return undefined;
    return (node) => {
      const [withPod, without] = [balance(node, milliCPU, memory), balance(node, 0, 0)];
      return MAX_NODE_SCORE / 2 + Math.trunc((MAX_NODE_SCORE / 2 + withPod - without) / 2);
    };
  },
};

/** 100 when CPU and memory are used in the same proportion. */
function balance(node: KnownNode, milliCPU: number, memory: number): number {
  const cpu = fraction(node.milliCPU + milliCPU, node.allocatable.milliCPU);
  const bytes = fraction(node.memory + memory, node.allocatable.memory);
  if (cpu === undefined || bytes === undefined) return MAX_NODE_SCORE;
  return Math.trunc((1 - Math.abs((cpu - bytes) / 2)) * MAX_NODE_SCORE);
}

const fraction = (requested: number, allocatable: number): number | undefined =>
  allocatable === 0 ? undefined : Math.min(1, requested / allocatable);
