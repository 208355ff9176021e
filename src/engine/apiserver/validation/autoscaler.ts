import type { ScalingBehavior, ScalingRules } from "../../../api/autoscaling.ts";
import { quantitySign } from "../../../api/quantity.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { WithSpec } from "../defaulting/workloads.ts";
import { forbidden, invalid, invalidEach, notSupported, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { nameIsPathSegment } from "./formats.ts";

interface Target {
  readonly type?: string;
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}
interface Metric {
  readonly type?: string;
  readonly [source: string]: unknown;
}
interface AutoscalerSpec {
  readonly scaleTargetRef?: { readonly apiVersion?: string; readonly kind?: string; readonly name?: string };
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly metrics?: readonly Metric[];
  readonly behavior?: ScalingBehavior;
}

// Mirrors validateHorizontalPodAutoscalerSpec (pkg/apis/autoscaling/validation/validation.go).
// Simplified: of the metrics of a HorizontalPodAutoscaler, only those of type Resource are checked.
export function validateAutoscaler(object: KubernetesObject): readonly FieldError[] {
  const { scaleTargetRef = {}, minReplicas, maxReplicas = 0, metrics = [], behavior = {} } = (object as WithSpec<AutoscalerSpec>).spec ?? {};
  const errors: FieldError[] = [];
  if (minReplicas !== undefined && minReplicas < 1) errors.push(invalid("spec.minReplicas", minReplicas, "must be greater than or equal to 1"));
  if (maxReplicas < 1) errors.push(required("spec.maxReplicas", "must be set and greater than 0"));
  if (minReplicas !== undefined && maxReplicas < minReplicas) {
    errors.push(invalid("spec.maxReplicas", maxReplicas, "must be greater than or equal to `minReplicas`"));
  }
  validateTargetRef(scaleTargetRef, "spec.scaleTargetRef", errors);
  metrics.forEach((metric, index) => validateMetric(metric, `spec.metrics[${index}]`, errors));
  if (minReplicas === 0 && !metrics.some(({ type }) => type === "Object" || type === "External")) {
    errors.push(forbidden("spec.metrics", "must specify at least one Object or External metric to support scaling to zero replicas"));
  }
  for (const way of ["scaleUp", "scaleDown"] as const) if (behavior[way]) validateRules(behavior[way], `spec.behavior.${way}`, errors);
  return errors;
}

const MOST_WINDOW_SECONDS = 3600;
const MOST_PERIOD_SECONDS = 1800;

// Mirrors validateScalingRules and validateScalingPolicy.
function validateRules({ stabilizationWindowSeconds: window, selectPolicy, policies = [], tolerance }: ScalingRules, path: string, errors: FieldError[]): void {
  if (window !== undefined && window < 0) errors.push(invalid(`${path}.stabilizationWindowSeconds`, window, "must be greater than or equal to zero"));
  if (window !== undefined && window > MOST_WINDOW_SECONDS) errors.push(invalid(`${path}.stabilizationWindowSeconds`, window, `must be less than or equal to ${MOST_WINDOW_SECONDS}`));
  if (selectPolicy !== undefined && !["Disabled", "Max", "Min"].includes(selectPolicy)) errors.push(notSupported(`${path}.selectPolicy`, selectPolicy, ["Disabled", "Max", "Min"]));
  if (policies.length === 0) errors.push(required(`${path}.policies`, "must specify at least one Policy"));
  policies.forEach(({ type, value, periodSeconds }, index) => {
    const at = `${path}.policies[${index}]`;
    if (!["Percent", "Pods"].includes(type)) errors.push(notSupported(`${at}.type`, type, ["Percent", "Pods"]));
    if (value <= 0) errors.push(invalid(`${at}.value`, value, "must be greater than zero"));
    if (periodSeconds <= 0) errors.push(invalid(`${at}.periodSeconds`, periodSeconds, "must be greater than zero"));
    if (periodSeconds > MOST_PERIOD_SECONDS) errors.push(invalid(`${at}.periodSeconds`, periodSeconds, `must be less than or equal to ${MOST_PERIOD_SECONDS}`));
  });
  if (tolerance !== undefined && quantitySign(tolerance) < 0) errors.push(invalid(`${path}.tolerance`, tolerance, "must be greater than or equal to 0"));
}

function validateTargetRef({ apiVersion = "", kind = "", name = "" }: NonNullable<AutoscalerSpec["scaleTargetRef"]>, path: string, errors: FieldError[]): void {
  for (const [field, value] of [["kind", kind], ["name", name]] as const) {
    if (value === "") errors.push(required(`${path}.${field}`));
    else errors.push(...invalidEach(`${path}.${field}`, value, nameIsPathSegment(value, false)));
  }
  // The core group has one kind that can be scaled.
  if (!apiVersion.includes("/") && kind !== "ReplicationController") {
    errors.push(invalid(`${path}.apiVersion`, apiVersion, "apiVersion must specify API group"));
  }
}

const metricTypes = ["ContainerResource", "External", "Object", "Pods", "Resource"];
const sourceOf = (type: string): string => type.slice(0, 1).toLowerCase() + type.slice(1);

function validateMetric(metric: Metric, path: string, errors: FieldError[]): void {
  const { type = "" } = metric;
  if (type === "") errors.push(required(`${path}.type`, "must specify a metric source type"));
  else if (!metricTypes.includes(type)) errors.push(notSupported(`${path}.type`, type, metricTypes));
  else if (metric[sourceOf(type)] === undefined) errors.push(required(`${path}.${sourceOf(type)}`, "must populate information for the given metric source"));
  else if (type === "Resource") validateResourceMetric(metric["resource"] as { name?: string; target?: Target }, `${path}.resource`, errors);
}

function validateResourceMetric({ name = "", target = {} }: { name?: string; target?: Target }, path: string, errors: FieldError[]): void {
  if (name === "") errors.push(required(`${path}.name`, "must specify a resource name"));
  const { averageUtilization: utilization, averageValue } = target;
  const at = `${path}.target.averageUtilization`;
  if (utilization !== undefined && utilization < 1) errors.push(invalid(at, utilization, "must be greater than 0"));
  if (utilization === undefined && averageValue === undefined) errors.push(required(at, "must set either a target raw value or a target utilization"));
  if (utilization !== undefined && averageValue !== undefined) {
    errors.push(forbidden(`${path}.target.averageValue`, "may not set both a target raw value and a target utilization"));
  }
}
