import { matchesRequiredNodeAffinity } from "../../../api/node-affinity.ts";
import { repelsPods, untoleratedTaint } from "../../../api/taints.ts";
import type { Affinity, Node, NodeSelectorTerm, Pod, PodSpec, Toleration } from "../../../api/types.ts";
import type { DaemonSet } from "../../../api/workloads.ts";

const NAME_FIELD = "metadata.name";

const tolerating = (key: string, effect: string): Toleration => ({ key, operator: "Exists", effect }) as Toleration;

// Mirrors AddOrUpdateDaemonPodTolerations (pkg/controller/daemon/util/daemonset_util.go).
const added: readonly Toleration[] = [
  tolerating("node.kubernetes.io/not-ready", "NoExecute"),
  tolerating("node.kubernetes.io/unreachable", "NoExecute"),
  tolerating("node.kubernetes.io/disk-pressure", "NoSchedule"),
  tolerating("node.kubernetes.io/memory-pressure", "NoSchedule"),
  tolerating("node.kubernetes.io/pid-pressure", "NoSchedule"),
  tolerating("node.kubernetes.io/unschedulable", "NoSchedule"),
];
const forHostNetwork = tolerating("node.kubernetes.io/network-unavailable", "NoSchedule");

const isSame = (a: Toleration, b: Toleration): boolean => a.key === b.key && a.effect === b.effect && (a.operator ?? "Equal") === (b.operator ?? "Equal") && (a.value ?? "") === (b.value ?? "");

function withTolerations(spec: PodSpec): PodSpec {
  const own = spec.tolerations ?? [];
  const wanted = spec.hostNetwork ? [...added, forHostNetwork] : added;
  return { ...spec, tolerations: [...own, ...wanted.filter((toleration) => !own.some((known) => isSame(known, toleration)))] };
}

/** The spec of the Pod for one node: the scheduler may place it there only. Mirrors ReplaceDaemonSetPodNodeNameNodeAffinity (same file). */
export function specFor(spec: PodSpec, node: string): PodSpec {
  const matchFields = [{ key: NAME_FIELD, operator: "In" as const, values: [node] }];
  const { affinity } = spec;
  const known = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const terms: readonly NodeSelectorTerm[] = known ? known.map((term) => ({ ...term, matchFields })) : [{ matchFields }];
  const nodeAffinity = { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
  return { ...withTolerations(spec), affinity: { ...affinity, nodeAffinity } as Affinity };
}

/** The node that a Pod is on, or is made for. Mirrors GetTargetNodeName. */
export function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.flatMap(({ matchFields = [] }) => matchFields).find(({ key, operator, values }) => key === NAME_FIELD && operator === "In" && values?.length === 1)?.values?.[0];
}

export interface Placement {
  readonly shouldRun: boolean;
  /** What is there may stay. */
  readonly shouldGoOn: boolean;
}

/** Mirrors NodeShouldRunDaemonPod (pkg/controller/daemon/daemon_controller.go). */
export function placementOn(set: DaemonSet, node: Node): Placement {
  const { spec } = set.spec.template;
  const pod = { ...set, spec: withTolerations(spec) } as unknown as Pod;
  if (spec.nodeName && spec.nodeName !== node.metadata.name) return { shouldRun: false, shouldGoOn: false };
  if (!matchesRequiredNodeAffinity(pod, node)) return { shouldRun: false, shouldGoOn: false };
  const { tolerations } = pod.spec;
  if (!untoleratedTaint(node.spec.taints, tolerations, repelsPods)) return { shouldRun: true, shouldGoOn: true };
  return { shouldRun: false, shouldGoOn: !untoleratedTaint(node.spec.taints, tolerations, ({ effect }) => effect === "NoExecute") };
}
