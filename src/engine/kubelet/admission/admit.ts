import { matchesRequiredNodeAffinity } from "../../../api/node-affinity.ts";
import { untoleratedTaint } from "../../../api/taints.ts";
import type { Node, Pod } from "../../../api/types.ts";
import type { NodeContext } from "../context.ts";
import { refusedUnderPressure } from "../eviction/manager.ts";
import { allocatedPod } from "../resize/allocation.ts";
import { isCriticalPod } from "../resources/pod-cgroup.ts";
import { shortages, type Shortage } from "./fit.ts";
import { portsClash } from "./host-ports.ts";
import { podsToPreempt } from "./preemption.ts";
import { sysctlProblem } from "./sysctls.ts";

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}
export type Verdict = { readonly type: "admitted" } | ({ readonly type: "rejected" } & Rejection) | { readonly type: "preempts"; /** Uids. */ readonly victims: readonly string[] };

const ADMITTED: Verdict = { type: "admitted" };
const rejected = (reason: string, message: string): Verdict => ({ type: "rejected", reason, message });

/** The last word on a pod that was given to this node, by all who have a say, in upstream's order. */
// Mirrors the admit handlers of NewMainKubelet (pkg/kubelet/kubelet.go).
export function admit(ctx: NodeContext, pod: Pod): Verdict {
  const pressure = refusedUnderPressure(ctx, pod);
  if (pressure !== undefined) return rejected("Evicted", pressure);
  const sysctl = sysctlProblem(pod);
  if (sysctl !== undefined) return rejected("SysctlForbidden", sysctl);
  const node = ctx.sources.node(ctx.node.name);
  return node ? predicates(ctx, pod, node) : ADMITTED;
}

const OS_LABEL = "kubernetes.io/os";

// Mirrors predicateAdmitHandler.Admit (pkg/kubelet/lifecycle/predicate.go).
function predicates(ctx: NodeContext, pod: Pod, node: Node): Verdict {
  const system = pod.spec.nodeSelector?.[OS_LABEL];
  if (system !== undefined && system !== "linux") return rejected("PodOSSelectorNodeLabelDoesNotMatch", `Failed to admit pod as the \`${OS_LABEL}\` label doesn't match node label`);
  if (pod.spec.os && pod.spec.os.name !== "linux") return rejected("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS");
  const others = [...ctx.node.workers.values()].filter((w) => w.uid !== pod.metadata.uid && w.admitted && w.stage !== "terminated").map(allocatedPod);
  const short = shortages(pod, others, node.status.allocatable ?? {});
  const failed = failedPredicate(pod, node, others);
  if (short.length > 0 && isCriticalPod(pod)) return failed ?? preempting(pod, others, short);
  return short[0] ? outOf(short[0]) : (failed ?? ADMITTED);
}

const outOf = ({ resource, requested, used, capacity }: Shortage): Verdict =>
  rejected(`OutOf${resource}`, `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`);

// Mirrors AdmissionCheck (pkg/scheduler/eventhandlers.go) and generalFilter: the first that fails is named.
function failedPredicate(pod: Pod, node: Node, others: readonly Pod[]): Verdict | undefined {
  const failed = (name: string, reason: string): Verdict => rejected(name, `Predicate ${name} failed: ${reason}`);
  if (!matchesRequiredNodeAffinity(pod, node)) return failed("NodeAffinity", "node(s) didn't match Pod's node affinity/selector");
  if (portsClash(pod, others)) return failed("NodePorts", "node(s) didn't have free ports for the requested pod ports");
  const isStatic = pod.metadata.annotations?.["kubernetes.io/config.source"] === "file";
  if (!isStatic && untoleratedTaint(node.spec.taints, pod.spec.tolerations, ({ effect }) => effect === "NoExecute")) return failed("TaintToleration", "node(s) had untolerated taint(s)");
  return undefined;
}

// Mirrors CriticalPodAdmissionHandler.HandleAdmissionFailure (pkg/kubelet/preemption/preemption.go).
function preempting(pod: Pod, others: readonly Pod[], short: readonly Shortage[]): Verdict {
  const found = podsToPreempt(pod, others, short);
  if (!found.ok) return rejected("UnexpectedAdmissionError", `Unexpected error while attempting to recover from admission failure: ${found.message}`);
  return { type: "preempts", victims: found.victims.map(({ metadata }) => metadata.uid) };
}
