/** What changes how many Pods a workload has: group autoscaling, in the shape of its version v2. */
import type { Condition, KubernetesObject } from "./types.ts";

export interface HorizontalPodAutoscaler extends KubernetesObject {
  readonly spec: {
    readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas: number;
    readonly metrics?: readonly MetricSpec[];
    readonly behavior?: ScalingBehavior;
  };
  readonly status?: AutoscalerStatus;
}

export interface MetricTarget {
  readonly type?: "Utilization" | "AverageValue" | "Value";
  /** Percent of what is requested. */
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

/** One of the sources, the one that `type` names. */
export interface MetricSpec {
  readonly type: "Resource" | "ContainerResource" | "Pods" | "Object" | "External";
  readonly resource?: { readonly name: string; readonly target: MetricTarget };
  readonly containerResource?: { readonly name: string; readonly container: string; readonly target: MetricTarget };
  readonly pods?: { readonly metric: { readonly name: string }; readonly target?: MetricTarget };
  readonly object?: { readonly metric: { readonly name: string }; readonly describedObject: { readonly kind: string; readonly name: string }; readonly target?: MetricTarget };
  readonly external?: { readonly metric: { readonly name: string }; readonly target?: MetricTarget };
}

export interface ScalingBehavior {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}
export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly ScalingPolicy[];
  /** How far a metric may be off before anything is done about it: a quantity, a tenth unless said. */
  readonly tolerance?: string;
}
export interface ScalingPolicy {
  readonly type: "Pods" | "Percent";
  readonly value: number;
  readonly periodSeconds: number;
}

interface MetricValue {
  readonly averageUtilization?: number;
  readonly averageValue?: string;
}
/** `type` is "" where the metric could not be read. */
export interface MetricStatus {
  readonly type: string;
  readonly resource?: { readonly name: string; readonly current: MetricValue };
  readonly containerResource?: { readonly name: string; readonly container: string; readonly current: MetricValue };
}

export interface AutoscalerStatus {
  readonly lastScaleTime?: string;
  readonly currentReplicas?: number;
  readonly desiredReplicas: number;
  readonly currentMetrics: readonly MetricStatus[] | null;
  readonly conditions?: readonly Condition[];
}
