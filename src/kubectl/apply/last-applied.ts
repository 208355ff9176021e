import type { JsonObject } from "../../api/json.ts";
import { goJson, objectAt, stringAt, withValue } from "../objects.ts";

export const lastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration";
const path = ["metadata", "annotations", lastAppliedAnnotation];

export const lastApplied = (object: JsonObject): string => stringAt(object, ...path);

// Mirrors GetModifiedConfiguration (kubectl/pkg/util/apply.go): the manifest without the annotation, compact, with a newline.
export function withLastApplied(manifest: JsonObject): JsonObject {
  const { [lastAppliedAnnotation]: _, ...annotations } = objectAt(manifest, "metadata", "annotations");
  const bare = withValue(manifest, ["metadata", "annotations"], annotations);
  return withValue(bare, path, `${goJson(bare)}\n`);
}
