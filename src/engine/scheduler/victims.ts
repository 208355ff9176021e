import { matchesLabelSelector } from "../../api/labels.ts";
import type { PodDisruptionBudget } from "../../api/policy.ts";
import { byCodeUnit } from "../../api/json.ts";
import type { Pod } from "../../api/types.ts";
import type { Cache } from "./cache/cache.ts";
import { addPod, copyNodeInfo, removePod, type KnownNode } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import { rejectionWhenTried } from "./filter.ts";
import { filterPlugins } from "./plugins/registry.ts";
import { unresolvable, type Rejection } from "./plugin.ts";

/** Who would have to leave a node, the most important first. */
export interface Victims {
  readonly node: string;
  readonly pods: readonly PodInfo[];
  /** How many of them go against a disruption budget. */
  readonly violations: number;
}

/** A pod that has not started counts as the youngest. */
const NOT_STARTED = "9999";
const startOf = ({ pod }: PodInfo): string => pod.status.startTime ?? NOT_STARTED;

// Mirrors MoreImportantPod (pkg/scheduler/util/utils.go): higher priority, then longer running.
const byImportance = (a: PodInfo, b: PodInfo): number => b.priority - a.priority || byCodeUnit(startOf(a), startOf(b));

/** On its way out to make room. */
export const isTerminatingByPreemption = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined && (status.conditions ?? []).some(({ type, status: state, reason }) => type === "DisruptionTarget" && state === "True" && reason === "PreemptionByScheduler");

// Mirrors SelectVictimsOnNode (pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go).
/** All of lower priority are taken off, then put back as far as the pod still fits, the important and the protected first. */
export function selectVictimsOnNode(pod: PodInfo, cache: Cache, node: KnownNode): Victims | Rejection {
  const potential = [...node.pods.values()].filter(({ priority }) => priority < pod.priority).sort(byImportance);
  if (potential.length === 0) return unresolvable("No preemption victims found for incoming pod");
  const tried = copyNodeInfo(node);
  for (const { uid } of potential) removePod(tried, uid);
  const rejection = rejectionWhenTried(filterPlugins, pod, cache, tried);
  if (rejection) return rejection;
  const { violating, others } = byBudgets(potential, cache.budgets());
  const victims: PodInfo[] = [];
  const mayStay = (other: PodInfo): boolean => {
    addPod(tried, other);
    if (!rejectionWhenTried(filterPlugins, pod, cache, tried)) return true;
    removePod(tried, other.uid);
    victims.push(other);
    return false;
  };
  const violations = violating.filter((other) => !mayStay(other)).length;
  others.forEach(mayStay);
  return { node: node.name, pods: victims.sort(byImportance), violations };
}

// Mirrors filterPodsWithPDBViolation (pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go).
function byBudgets(pods: readonly PodInfo[], budgets: readonly PodDisruptionBudget[]): { readonly violating: readonly PodInfo[]; readonly others: readonly PodInfo[] } {
  const allowed = budgets.map(({ status }) => status?.disruptionsAllowed ?? 0);
  const violating = pods.filter(({ pod: { metadata } }) => {
    let isViolated = false;
    budgets.forEach((budget, at) => {
      if (!protects(budget, metadata) || budget.status?.disruptedPods?.[metadata.name] !== undefined) return;
      allowed[at] = (allowed[at] ?? 0) - 1;
      if ((allowed[at] ?? 0) < 0) isViolated = true;
    });
    return isViolated;
  });
  return { violating, others: pods.filter((pod) => !violating.includes(pod)) };
}

/** A selector that is empty protects nobody here. */
function protects({ metadata, spec }: PodDisruptionBudget, pod: Pod["metadata"]): boolean {
  const { matchLabels = {}, matchExpressions = [] } = spec.selector ?? {};
  if (metadata.namespace !== pod.namespace || Object.keys(pod.labels ?? {}).length === 0) return false;
  return Object.keys(matchLabels).length + matchExpressions.length > 0 && matchesLabelSelector(spec.selector, pod.labels);
}

// Mirrors pickOneNodeForPreemption (pkg/scheduler/framework/preemption/preemption.go).
/** The node where the least is lost: fewest violations, least important victims, fewest of them, the youngest; then the first. */
export function pickOneNode(candidates: readonly Victims[]): Victims | undefined {
  const highest = ({ pods }: Victims): number => pods[0]?.priority ?? Number.MIN_SAFE_INTEGER;
  // Mirrors minSumPrioritiesScoreFunc: shifted, so that fewer pods of a negative priority are less.
  const sum = ({ pods }: Victims): number => pods.reduce((total, { priority }) => total + priority + 2 ** 31, 0);
  const earliest = (victims: Victims): string => victims.pods.filter(({ priority }) => priority === highest(victims)).map(startOf).sort(byCodeUnit)[0] ?? NOT_STARTED;
  const isBetter = (a: Victims, b: Victims): boolean => {
    const order = a.violations - b.violations || highest(a) - highest(b) || sum(a) - sum(b) || a.pods.length - b.pods.length || byCodeUnit(earliest(b), earliest(a));
    return order < 0;
  };
  return candidates.reduce<Victims | undefined>((best, next) => (best === undefined || isBetter(next, best) ? next : best), undefined);
}
