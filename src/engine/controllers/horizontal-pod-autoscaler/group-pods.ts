import { parseRfc3339 } from "../../../api/time.ts";
import type { Pod } from "../../../api/types.ts";
import type { PodMetric, PodMetrics } from "./pod-metrics.ts";

// Mirrors the defaults of HPAControllerConfiguration (pkg/controller/podautoscaler/config/v1alpha1/defaults.go).
const CPU_INITIALIZATION_MS = 300_000;
const INITIAL_READINESS_MS = 30_000;

/** Pods by how far they can be counted on: names of those that are not. */
export interface Groups {
  readonly ready: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

// Mirrors groupPods (pkg/controller/podautoscaler/replica_calculator.go).
export function groupPods(pods: readonly Pod[], metrics: PodMetrics, resource: string, unixMs: number): Groups {
  const groups = { ready: 0, unready: [] as string[], missing: [] as string[], ignored: [] as string[] };
  for (const pod of pods) {
    const { name } = pod.metadata;
    const metric = metrics.get(name);
    if (pod.metadata.deletionTimestamp !== undefined || pod.status.phase === "Failed") groups.ignored.push(name);
    else if (pod.status.phase === "Pending") groups.unready.push(name);
    else if (!metric) groups.missing.push(name);
    else if (resource === "cpu" && isUnready(pod, metric, unixMs)) groups.unready.push(name);
    else groups.ready += 1;
  }
  return groups;
}

/** What a Pod computes at its start says little about its work. */
function isUnready({ status }: Pod, metric: PodMetric, unixMs: number): boolean {
  const condition = status.conditions?.find(({ type }) => type === "Ready");
  const startedMs = parseRfc3339(status.startTime ?? "");
  if (!condition || startedMs === undefined) return true;
  const sinceMs = parseRfc3339(condition.lastTransitionTime ?? "") ?? 0;
  const isFalse = condition.status === "False";
  if (startedMs + CPU_INITIALIZATION_MS > unixMs) return isFalse || metric.atMs < sinceMs + metric.windowMs;
  return isFalse && startedMs + INITIAL_READINESS_MS > sinceMs;
}
