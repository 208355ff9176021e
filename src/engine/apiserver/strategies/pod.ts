import { jsonEqual } from "../../../api/json.ts";
import { qosClass } from "../../../api/pods.ts";
import type { Condition, Pod, PodSpec, PodStatus } from "../../../api/types.ts";
import { defaultPod } from "../defaulting/pod.ts";
import { mirrorServiceAccount } from "../defaulting/pod-spec.ts";
import type { FieldError } from "../validation/field-error.ts";
import { validateEphemeralContainersUpdate } from "../validation/pod/ephemeral-update.ts";
import { validatePodCreate } from "../validation/pod/pod.ts";
import { validatePodResize } from "../validation/pod/resize.ts";
import { validatePodStatusUpdate } from "../validation/pod/status-update.ts";
import { validatePodUpdate } from "../validation/pod/update.ts";
import { podWarnings } from "../validation/pod/warnings.ts";
import { withGeneration } from "./generic.ts";
import { mergeMatchLabelKeys } from "./match-label-keys.ts";
import { dropDisabledFields } from "./pod-disabled-fields.ts";
import { withoutOtherThanResize } from "./pod-resize.ts";
import type { Strategy } from "./rest-strategy.ts";

// Mirrors podStrategy and those of its subresources (pkg/registry/core/pod/strategy.go).
// Simplified: AppArmor annotations of a Pod are not copied to its securityContext.
export const podStrategy: Strategy<Pod> = {
  applyDefaults: defaultPod,
  prepareForCreate,
  prepareForUpdate,
  validateCreate: validatePodCreate,
  validateUpdate,
  warningsOnCreate: podWarnings,
  warningsOnUpdate: () => [],
  allowCreateOnUpdate: false,
  allowUnconditionalUpdate: true,
};

function prepareForCreate(pod: Pod): Pod {
  const given = pod.spec ?? ({} as PodSpec);
  const spec = mergeMatchLabelKeys(dropDisabledFields(mirrorServiceAccount(given)), pod.metadata.labels ?? {});
  return { ...withGeneration(pod, 1), spec, status: newStatus(spec, pod.metadata.creationTimestamp) };
}

function newStatus(spec: PodSpec, now: string | undefined): PodStatus {
  const gated: Condition = {
    type: "PodScheduled",
    status: "False",
    lastProbeTime: null,
    lastTransitionTime: now ?? null,
    reason: "SchedulingGated",
    message: "Scheduling is blocked due to non-empty scheduling gates",
  };
  // A Pod without containers is refused later; until then it has no class to compute.
  const qos = spec.containers ? qosClass(spec) : "BestEffort";
  return { phase: "Pending", ...(spec.schedulingGates?.length && { conditions: [gated] }), qosClass: qos };
}

function prepareForUpdate(next: Pod, old: Pod, subresource?: string): Pod {
  switch (subresource) {
    case "status":
      return prepareStatus(next, old);
    case "ephemeralcontainers":
      return counted({ ...old, metadata: writtenMetadata(next, old), spec: withEphemeralContainersOf(old.spec, next.spec) }, old);
    case "resize":
      return counted(withoutOtherThanResize(next, { ...old, metadata: writtenMetadata(next, old) }), old);
    case undefined:
      return counted({ ...next, spec: dropDisabledFields(next.spec), status: old.status }, old);
    default:
      return next;
  }
}

const counted = (pod: Pod, old: Pod): Pod =>
  withGeneration(pod, (old.metadata.generation ?? 1) + (jsonEqual(pod.spec, old.spec) ? 0 : 1));

// Mirrors metav1.ResetObjectMetaForStatus (apimachinery/pkg/apis/meta/v1/helpers.go): what these doors may not touch.
const writtenMetadata = (next: Pod, old: Pod): Pod["metadata"] => ({
  ...old.metadata,
  name: next.metadata.name,
  uid: next.metadata.uid,
  resourceVersion: next.metadata.resourceVersion,
});

function withEphemeralContainersOf(spec: PodSpec, next: PodSpec): PodSpec {
  const { ephemeralContainers: _dropped, ...rest } = spec;
  return next.ephemeralContainers?.length ? { ...rest, ephemeralContainers: next.ephemeralContainers } : rest;
}

// Mirrors podStatusStrategy.PrepareForUpdate.
function prepareStatus(next: Pod, old: Pod): Pod {
  const given = next.status ?? ({} as PodStatus);
  const status: PodStatus = { ...given, ...(!given.qosClass && old.status.qosClass && { qosClass: old.status.qosClass }) };
  return {
    ...old,
    metadata: next.metadata === old.metadata ? old.metadata : metadataThroughStatus(next, old),
    status: keepObservedGeneration(status, old.status),
  };
}

function metadataThroughStatus(next: Pod, old: Pod): Pod["metadata"] {
  const { ownerReferences: _owners, ...metadata } = next.metadata;
  const { ownerReferences, generation } = old.metadata;
  return { ...metadata, ...(ownerReferences && { ownerReferences }), ...(generation !== undefined && { generation }) };
}

// Mirrors preserveOldObservedGeneration: a writer that does not know the field does not clear it.
function keepObservedGeneration(status: PodStatus, old: PodStatus): PodStatus {
  const generation = status.observedGeneration || old.observedGeneration;
  const known = new Map<string, (number | undefined)[]>();
  for (const { type, observedGeneration } of old.conditions ?? []) known.set(type, [...(known.get(type) ?? []), observedGeneration]);
  const conditions = status.conditions?.map((condition) => {
    const before = known.get(condition.type)?.shift();
    return condition.observedGeneration || !before ? condition : { ...condition, observedGeneration: before };
  });
  return { ...status, ...(generation && { observedGeneration: generation }), ...(conditions && { conditions }) };
}

function validateUpdate(next: Pod, old: Pod, subresource?: string): readonly FieldError[] {
  switch (subresource) {
    case "status":
      return validatePodStatusUpdate(next, old);
    case "ephemeralcontainers":
      return validateEphemeralContainersUpdate(next, old);
    case "resize":
      return validatePodResize(next, old);
    case undefined:
      return validatePodUpdate(next, old);
    default:
      return [];
  }
}
