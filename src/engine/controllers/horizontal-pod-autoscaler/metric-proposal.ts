import type { MetricSpec, MetricStatus, MetricTarget, ScalingBehavior } from "../../../api/autoscaling.ts";
import { formatQuantity, quantityMilli } from "../../../api/quantity.ts";
import type { Pod } from "../../../api/types.ts";
import { failed, podMetrics, type PodMetricsObject, type Read } from "./pod-metrics.ts";
import { replicasForUtilization, replicasForValue, type Proposal, type Tolerances } from "./replica-calculator.ts";

/** What there is to propose from: what the metrics API has answered, or why it did not. */
export interface Basis {
  readonly current: number;
  readonly namespace: string;
  readonly pods: readonly Pod[];
  readonly answer: Read<readonly PodMetricsObject[]>;
  readonly behavior?: ScalingBehavior;
  readonly unixMs: number;
}

/** What one metric proposes, in whose name, and what it was; or why it proposes nothing. */
export type MetricProposal =
  | { readonly ok: true; readonly replicas: number; readonly metric: string; readonly status: MetricStatus }
  | { readonly ok: false; /** Of the event and the condition. */ readonly reason: string; readonly error: string; /** As the metric's error is told further on. */ readonly told: string };

const DEFAULT_TOLERANCE = 0.1;

// Mirrors computeReplicasForMetric (pkg/controller/podautoscaler/horizontal.go).
export function proposalOf(spec: MetricSpec, basis: Basis): MetricProposal {
  switch (spec.type) {
    case "Resource": {
      const { name = "", target = {} } = spec.resource ?? {};
      const read = resourceProposal(name, "", target, basis);
      if (!read.ok) return { ok: false, reason: "FailedGetResourceMetric", error: read.error, told: `failed to get ${name} resource metric value: ${read.error}` };
      return { ok: true, replicas: read.value.replicas, metric: metricName(name, target, false), status: { type: "Resource", resource: { name, current: current(read.value) } } };
    }
    case "ContainerResource": {
      const { name = "", container = "", target = {} } = spec.containerResource ?? {};
      const read = resourceProposal(name, container, target, basis);
      if (!read.ok) return { ok: false, reason: "FailedGetContainerResourceMetric", error: read.error, told: `failed to get ${name} container metric value: ${read.error}` };
      return { ok: true, replicas: read.value.replicas, metric: metricName(name, target, true), status: { type: "ContainerResource", containerResource: { container, name, current: current(read.value) } } };
    }
    default: return noServer(spec, basis);
  }
}

// Simplified: a HorizontalPodAutoscaler finds metrics of type Pods, Object and External never: there is no server for custom or external metrics.
function noServer(spec: MetricSpec, { namespace }: Basis): MetricProposal {
  const custom = "unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered";
  if (spec.type === "Pods") {
    const error = `unable to get metric ${spec.pods?.metric.name ?? ""}: ${custom}`;
    return { ok: false, reason: "FailedGetPodsMetric", error, told: `failed to get pods metric value: ${error}` };
  }
  if (spec.type === "Object") {
    const { metric, describedObject: described } = spec.object ?? {};
    const error = `unable to get metric ${metric?.name ?? ""}: ${described?.kind ?? ""} on ${namespace} ${described?.name ?? ""}/${custom}`;
    return { ok: false, reason: "FailedGetObjectMetric", error, told: `failed to get object metric value: ${error}` };
  }
  const name = spec.external?.metric.name ?? "";
  const error = `unable to get external metric ${namespace}/${name}/nil: unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${name}.external.metrics.k8s.io)`;
  return { ok: false, reason: "FailedGetExternalMetric", error, told: `failed to get ${name} external metric value: ${error}` };
}

// Mirrors computeStatusForResourceMetricGeneric.
function resourceProposal(resource: string, container: string, target: MetricTarget, basis: Basis): Read<Proposal> {
  const { averageValue, averageUtilization } = target;
  if (averageValue === undefined && averageUtilization === undefined) return failed("invalid resource metric source: neither an average utilization target nor an average value (usage) target was set");
  const kind = averageValue === undefined ? "utilization" : "usage";
  const measured = basis.answer.ok ? podMetrics(basis.answer.value, resource, container) : basis.answer;
  if (!measured.ok) return failed(`failed to get ${resource} ${kind}: unable to get metrics for resource ${resource}: ${measured.error}`);
  const question = { current: basis.current, resource, container, pods: basis.pods, metrics: measured.value, tolerances: tolerancesOf(basis.behavior), unixMs: basis.unixMs };
  const read = averageValue === undefined ? replicasForUtilization(question, averageUtilization ?? 1) : replicasForValue(question, quantityMilli(averageValue));
  return read.ok ? read : failed(`failed to get ${resource} ${kind}: ${read.error}`);
}

// Mirrors tolerancesForHpa.
const tolerancesOf = ({ scaleUp, scaleDown }: ScalingBehavior = {}): Tolerances => ({ up: toleranceOf(scaleUp?.tolerance), down: toleranceOf(scaleDown?.tolerance) });
const toleranceOf = (text: string | undefined): number => (text === undefined ? DEFAULT_TOLERANCE : quantityMilli(text) / 1000);

function metricName(resource: string, { averageValue }: MetricTarget, ofContainer: boolean): string {
  if (averageValue !== undefined) return `${resource} resource`;
  return `${resource} ${ofContainer ? "container " : ""}resource utilization (percentage of request)`;
}

const current = ({ utilization, averageMilli }: Proposal): { readonly averageUtilization?: number; readonly averageValue: string } => ({
  ...(utilization !== undefined && { averageUtilization: utilization }),
  averageValue: formatQuantity({ value: BigInt(averageMilli), scale: -3, format: "DecimalSI" }),
});
