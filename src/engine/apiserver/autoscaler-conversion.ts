import type { AutoscalerStatus, HorizontalPodAutoscaler, MetricSpec, MetricStatus } from "../../api/autoscaling.ts";
import type { KubernetesObject, StringMap } from "../../api/types.ts";

// What of v2 has no field in v1 travels in annotations. Mirrors the names of pkg/apis/autoscaling/annotations.go.
const METRICS = "autoscaling.alpha.kubernetes.io/metrics";
const CURRENT = "autoscaling.alpha.kubernetes.io/current-metrics";
const CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";
const BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior";
const TRAVELLING: readonly string[] = [METRICS, CURRENT, CONDITIONS, BEHAVIOR];

/** A HorizontalPodAutoscaler as autoscaling/v1 shows it. */
interface V1 extends KubernetesObject {
  readonly spec?: Omit<HorizontalPodAutoscaler["spec"], "metrics" | "behavior"> & { readonly targetCPUUtilizationPercentage?: number };
  readonly status?: { readonly lastScaleTime?: string; readonly currentReplicas?: number; readonly desiredReplicas?: number; readonly currentCPUUtilizationPercentage?: number };
}

const isCpu = ({ type, resource }: MetricSpec): boolean => type === "Resource" && resource?.name === "cpu" && resource.target.averageUtilization !== undefined;

// Mirrors Convert_autoscaling_HorizontalPodAutoscaler_To_v1_HorizontalPodAutoscaler (pkg/apis/autoscaling/v1/conversion.go).
export function autoscalerToV1({ spec, status, metadata, ...rest }: HorizontalPodAutoscaler): KubernetesObject {
  const { metrics = [], behavior, ...plain } = spec;
  const cpu = metrics.find(isCpu);
  const others = metrics.filter((metric) => metric !== cpu);
  const usage = status?.currentMetrics?.find(({ type, resource }) => type === "Resource" && resource?.name === "cpu");
  const told = { [METRICS]: others.map(specToV1), [CURRENT]: (status?.currentMetrics ?? []).map(statusToV1), [CONDITIONS]: status?.conditions ?? [] };
  const annotations: StringMap = {
    ...metadata.annotations,
    ...Object.fromEntries(Object.entries(told).flatMap(([name, value]) => (value.length > 0 ? [[name, JSON.stringify(value)]] : []))),
    ...(behavior && { [BEHAVIOR]: JSON.stringify({ ScaleUp: behavior.scaleUp, ScaleDown: behavior.scaleDown }) }),
  };
  const percent = cpu?.resource?.target.averageUtilization;
  const used = usage?.resource?.current.averageUtilization;
  const v1: V1 = {
    ...rest,
    apiVersion: "autoscaling/v1",
    metadata: { ...metadata, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: { ...plain, ...(percent !== undefined && { targetCPUUtilizationPercentage: percent }) },
    ...(status && { status: { ...numbers(status), ...(used !== undefined && { currentCPUUtilizationPercentage: used }) } }),
  };
  return v1;
}

const numbers = ({ lastScaleTime, currentReplicas, desiredReplicas }: AutoscalerStatus): NonNullable<V1["status"]> => ({
  ...(lastScaleTime !== undefined && { lastScaleTime }),
  currentReplicas: currentReplicas ?? 0,
  desiredReplicas,
});

// Mirrors Convert_v1_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler.
export function autoscalerFromV1(object: KubernetesObject): KubernetesObject {
  const { spec, status, metadata, ...rest } = object as V1;
  const { targetCPUUtilizationPercentage: percent, ...plain } = spec ?? {};
  const { annotations = {}, ...meta } = metadata;
  const kept = Object.fromEntries(Object.entries(annotations).filter(([name]) => !TRAVELLING.includes(name)));
  const cpu: readonly MetricSpec[] = percent === undefined ? [] : [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: percent } } }];
  const metrics = [...(read<readonly V1Metric[]>(annotations[METRICS]) ?? []).map(specFromV1), ...cpu];
  const behavior = read<{ readonly ScaleUp?: object; readonly ScaleDown?: object }>(annotations[BEHAVIOR]);
  return {
    ...rest,
    apiVersion: "autoscaling/v2",
    metadata: { ...meta, ...(Object.keys(kept).length > 0 && { annotations: kept }) },
    spec: { ...plain, ...(metrics.length > 0 && { metrics }), ...(behavior && { behavior: { scaleUp: behavior.ScaleUp, scaleDown: behavior.ScaleDown } }) },
    ...(status && { status: statusFromV1(status, annotations) }),
  } as KubernetesObject;
}

function statusFromV1({ currentCPUUtilizationPercentage: percent, ...status }: NonNullable<V1["status"]>, annotations: StringMap): object {
  const told = read<readonly V1Current[]>(annotations[CURRENT])?.map(currentFromV1);
  const cpu: readonly MetricStatus[] | undefined = percent === undefined ? undefined : [{ type: "Resource", resource: { name: "cpu", current: { averageUtilization: percent } } }];
  const conditions = read(annotations[CONDITIONS]);
  return { desiredReplicas: 0, ...status, currentMetrics: told ?? cpu ?? null, ...(conditions !== undefined && { conditions }) };
}

/** What an annotation holds; one that cannot be read says nothing. */
function read<T>(text: string | undefined): T | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Metrics in the words of v1. Simplified: in autoscaling/v1, metrics of Pods, objects and other servers keep the words of v2 in their annotation. */
interface V1Metric {
  readonly type: MetricSpec["type"];
  readonly resource?: V1Source;
  readonly containerResource?: V1Source;
}
interface V1Source {
  readonly name: string;
  readonly container?: string;
  readonly targetAverageUtilization?: number;
  readonly targetAverageValue?: string;
}
interface V1Current {
  readonly type: string;
  readonly resource?: V1Usage;
  readonly containerResource?: V1Usage;
}
interface V1Usage {
  readonly name: string;
  readonly container?: string;
  readonly currentAverageUtilization?: number;
  readonly currentAverageValue?: string;
}

const sourceOf = { Resource: "resource", ContainerResource: "containerResource" } as const;
const keyOf = (type: string): "resource" | "containerResource" | undefined => (type === "Resource" || type === "ContainerResource" ? sourceOf[type] : undefined);

function specToV1(metric: MetricSpec): object {
  const key = keyOf(metric.type);
  const source = key && metric[key];
  if (!key || !source) return metric;
  const { target: { averageUtilization, averageValue }, ...names } = source;
  return { type: metric.type, [key]: { ...names, ...(averageUtilization !== undefined && { targetAverageUtilization: averageUtilization }), ...(averageValue !== undefined && { targetAverageValue: averageValue }) } };
}

function specFromV1(metric: V1Metric): MetricSpec {
  const key = keyOf(metric.type);
  const source = key && metric[key];
  if (!key || !source) return metric as MetricSpec;
  const { targetAverageUtilization: averageUtilization, targetAverageValue: averageValue, ...names } = source;
  const target = averageUtilization !== undefined ? { type: "Utilization", averageUtilization } : { type: "AverageValue", averageValue };
  return { type: metric.type, [key]: { ...names, target } } as unknown as MetricSpec;
}

function statusToV1(metric: MetricStatus): object {
  const key = keyOf(metric.type);
  const source = key && metric[key];
  if (!key || !source) return metric;
  const { current: { averageUtilization, averageValue }, ...names } = source;
  return { type: metric.type, [key]: { ...names, ...(averageUtilization !== undefined && { currentAverageUtilization: averageUtilization }), ...(averageValue !== undefined && { currentAverageValue: averageValue }) } };
}

function currentFromV1(metric: V1Current): MetricStatus {
  const key = keyOf(metric.type);
  const source = key && metric[key];
  if (!key || !source) return metric as MetricStatus;
  const { currentAverageUtilization: averageUtilization, currentAverageValue: averageValue, ...names } = source;
  const current = { ...(averageUtilization !== undefined && { averageUtilization }), ...(averageValue !== undefined && { averageValue }) };
  return { type: metric.type, [key]: { ...names, current } } as unknown as MetricStatus;
}
