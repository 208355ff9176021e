import type { Json, JsonObject } from "../api/json.ts";
import { below, type Checks } from "./checks.ts";
import type { ScenarioKubelet } from "./scenario.ts";

/** Reads `spec.cluster.kubelet`: fields of a KubeletConfiguration, for all nodes; undefined when the scenario says nothing of it. */
export function readKubelet(value: Json | undefined, pointer: string, checks: Checks): ScenarioKubelet | undefined {
  if (value === undefined || value === null) return undefined;
  const fields = checks.fields(value, pointer, ["serializeImagePulls", "maxParallelImagePulls", "imageGCHighThresholdPercent", "imageGCLowThresholdPercent", "imageMinimumGCAge"]);
  const at = (key: string): string => below(pointer, key);
  const percent = (key: "imageGCHighThresholdPercent" | "imageGCLowThresholdPercent"): JsonObject => (fields[key] === undefined ? {} : { [key]: checks.integer(fields[key], at(key), 0, 100) });
  const read: ScenarioKubelet = {
    ...(fields["serializeImagePulls"] !== undefined && { serializeImagePulls: checks.flag(fields["serializeImagePulls"], at("serializeImagePulls")) }),
    ...(fields["maxParallelImagePulls"] !== undefined && { maxParallelImagePulls: checks.integer(fields["maxParallelImagePulls"], at("maxParallelImagePulls"), 1, 1000) }),
    ...percent("imageGCHighThresholdPercent"),
    ...percent("imageGCLowThresholdPercent"),
    ...(fields["imageMinimumGCAge"] !== undefined && { imageMinimumGCAgeMs: checks.duration(fields["imageMinimumGCAge"], at("imageMinimumGCAge")) }),
  };
  // Mirrors ValidateKubeletConfiguration (pkg/kubelet/apis/config/validation/validation.go).
  if (read.serializeImagePulls !== false && (read.maxParallelImagePulls ?? 1) > 1) checks.refuse(at("maxParallelImagePulls"), "cannot be larger than 1 unless serializeImagePulls is false");
  if ((read.imageGCLowThresholdPercent ?? 80) >= (read.imageGCHighThresholdPercent ?? 85)) checks.refuse(at("imageGCLowThresholdPercent"), "must be less than imageGCHighThresholdPercent");
  return read;
}

/** The document's form of it. */
export const writeKubelet = ({ imageMinimumGCAgeMs, ...fields }: ScenarioKubelet): JsonObject => ({ ...fields, ...(imageMinimumGCAgeMs !== undefined && { imageMinimumGCAge: `${imageMinimumGCAgeMs}ms` }) });
