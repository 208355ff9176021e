import { matchesRequiredNodeAffinity } from "../../api/node-affinity.ts";
import { podRequests } from "../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../api/quantity.ts";
import { untoleratedTaint } from "../../api/taints.ts";
import type { Pod } from "../../api/types.ts";
import type { NodeContext } from "./context.ts";

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

// Mirrors predicateAdmitHandler.Admit (pkg/kubelet/lifecycle/predicate.go): the last word on a pod that was given to this node.
export function admit(ctx: NodeContext, pod: Pod): Rejection | undefined {
  const node = ctx.sources.node(ctx.node.name);
  if (!node) return undefined;
  const others = [...ctx.node.workers.values()].filter((w) => w.uid !== pod.metadata.uid && w.admitted && w.stage !== "terminated").map((w) => w.pod);
  const allocatable = node.status.allocatable ?? {};
  const slots = quantityValue(allocatable["pods"] ?? "110");
  if (others.length + 1 > slots) {
    return { reason: "OutOfpods", message: `Node didn't have enough resource: pods, requested: 1, used: ${others.length}, capacity: ${slots}` };
  }
  const short = ["cpu", "memory", "ephemeral-storage"].flatMap((resource) => shortage(resource, pod, others, allocatable[resource]));
  if (short[0]) return short[0];
  if (!matchesRequiredNodeAffinity(pod, node)) return { reason: "NodeAffinity", message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector" };
  if (hostPorts(pod).some((port) => others.some((other) => hostPorts(other).includes(port)))) {
    return { reason: "NodePorts", message: "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports" };
  }
  if (untoleratedTaint(node.spec.taints, pod.spec.tolerations, ({ effect }) => effect === "NoExecute")) {
    return { reason: "TaintToleration", message: "Predicate TaintToleration failed: node(s) had untolerated taint(s)" };
  }
  return undefined;
}

function shortage(resource: string, pod: Pod, others: readonly Pod[], allocatable: string | undefined): Rejection[] {
  const amount = (p: Pod): number => {
    const quantity = podRequests(p.spec)[resource] ?? "0";
    return resource === "cpu" ? quantityMilli(quantity) : quantityValue(quantity);
  };
  const requested = amount(pod);
  if (requested === 0 || allocatable === undefined) return [];
  const capacity = resource === "cpu" ? quantityMilli(allocatable) : quantityValue(allocatable);
  const used = others.reduce((sum, other) => sum + amount(other), 0);
  if (used + requested <= capacity) return [];
  return [{ reason: `OutOf${resource}`, message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}` }];
}

const hostPorts = (pod: Pod): string[] =>
  pod.spec.containers.flatMap((c) => (c.ports ?? []).filter((p) => p.hostPort !== undefined && p.hostPort > 0).map((p) => `${p.protocol}/${p.hostIP ?? ""}/${p.hostPort}`));
