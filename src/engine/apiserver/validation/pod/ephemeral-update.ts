import type { Pod } from "../../../../api/types.ts";
import { forbidden } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { semanticEqual } from "../semantic-equal.ts";
import { mirrorPodAnnotation } from "./annotations.ts";
import { validateCommonUpdate } from "./update.ts";

// Mirrors ValidatePodEphemeralContainersUpdate (pkg/apis/core/validation/validation.go).
// Simplified: where an ephemeral container is changed, which is forbidden, the message does not show the difference.
export function validateEphemeralContainersUpdate(next: Pod, old: Pod): readonly FieldError[] {
  if (old.metadata.annotations?.[mirrorPodAnnotation] !== undefined) {
    return [forbidden("[]", "static pods do not support ephemeral containers")];
  }
  const errors = validateCommonUpdate(next, old);
  const path = "spec.ephemeralContainers";
  const kept = new Map((next.spec.ephemeralContainers ?? []).map((container) => [container.name, container] as const));
  for (const before of old.spec.ephemeralContainers ?? []) {
    const after = kept.get(before.name);
    if (!after) errors.push(forbidden(path, `existing ephemeral containers "${before.name}" may not be removed\n`));
    else if (!semanticEqual(after, before)) errors.push(forbidden(path, `existing ephemeral containers "${before.name}" may not be changed\n`));
  }
  return errors;
}
