import type { Json, JsonObject } from "../api/json.ts";
import { parseQuantity, quantitySign } from "../api/quantity.ts";
import { below, type Checks } from "./checks.ts";
import type { ScenarioKubelet } from "./scenario.ts";

/** Reads `spec.cluster.kubelet`: fields of a KubeletConfiguration, for all nodes; undefined when the scenario says nothing of it. */
export function readKubelet(value: Json | undefined, pointer: string, checks: Checks): ScenarioKubelet | undefined {
  if (value === undefined || value === null) return undefined;
  const fields = checks.fields(value, pointer, ["serializeImagePulls", "maxParallelImagePulls", "imageGCHighThresholdPercent", "imageGCLowThresholdPercent", "imageMinimumGCAge", "evictionHard", "evictionPressureTransitionPeriod"]);
  const at = (key: string): string => below(pointer, key);
  const percent = (key: "imageGCHighThresholdPercent" | "imageGCLowThresholdPercent"): JsonObject => (fields[key] === undefined ? {} : { [key]: checks.integer(fields[key], at(key), 0, 100) });
  const read: ScenarioKubelet = {
    ...(fields["serializeImagePulls"] !== undefined && { serializeImagePulls: checks.flag(fields["serializeImagePulls"], at("serializeImagePulls")) }),
    ...(fields["maxParallelImagePulls"] !== undefined && { maxParallelImagePulls: checks.integer(fields["maxParallelImagePulls"], at("maxParallelImagePulls"), 1, 1000) }),
    ...percent("imageGCHighThresholdPercent"),
    ...percent("imageGCLowThresholdPercent"),
    ...(fields["imageMinimumGCAge"] !== undefined && { imageMinimumGCAgeMs: checks.duration(fields["imageMinimumGCAge"], at("imageMinimumGCAge")) }),
    ...(fields["evictionHard"] !== undefined && { evictionHard: thresholds(fields["evictionHard"], at("evictionHard"), checks) }),
    ...(fields["evictionPressureTransitionPeriod"] !== undefined && { evictionPressureTransitionPeriodMs: checks.duration(fields["evictionPressureTransitionPeriod"], at("evictionPressureTransitionPeriod")) }),
  };
  // Mirrors ValidateKubeletConfiguration (pkg/kubelet/apis/config/validation/validation.go).
  if (read.serializeImagePulls !== false && (read.maxParallelImagePulls ?? 1) > 1) checks.refuse(at("maxParallelImagePulls"), "cannot be larger than 1 unless serializeImagePulls is false");
  if ((read.imageGCLowThresholdPercent ?? 80) >= (read.imageGCHighThresholdPercent ?? 85)) checks.refuse(at("imageGCLowThresholdPercent"), "must be less than imageGCHighThresholdPercent");
  return read;
}

// Mirrors ParseThresholdConfig (pkg/kubelet/eviction/helpers.go). Simplified: what a kubelet also counts, free inodes and all that is left to pods, cannot be set here.
const SIGNALS = ["memory.available", "nodefs.available", "imagefs.available", "pid.available"];

function thresholds(value: Json, pointer: string, checks: Checks): Readonly<Record<string, string>> {
  const read = checks.texts(value, pointer, SIGNALS.length);
  for (const [signal, text] of Object.entries(read)) {
    if (!SIGNALS.includes(signal)) checks.refuse(below(pointer, signal), `must be one of ${SIGNALS.join(", ")}`);
    const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
    if (percent === undefined ? !parseQuantity(text).ok || quantitySign(text) < 0 : Number(percent) > 100) checks.refuse(below(pointer, signal), "must be a quantity or a percentage up to 100%");
  }
  return read;
}

/** The document's form of it. */
export const writeKubelet = ({ imageMinimumGCAgeMs, evictionPressureTransitionPeriodMs, ...fields }: ScenarioKubelet): JsonObject => ({
  ...fields,
  ...(imageMinimumGCAgeMs !== undefined && { imageMinimumGCAge: `${imageMinimumGCAgeMs}ms` }),
  ...(evictionPressureTransitionPeriodMs !== undefined && { evictionPressureTransitionPeriod: `${evictionPressureTransitionPeriodMs}ms` }),
});
