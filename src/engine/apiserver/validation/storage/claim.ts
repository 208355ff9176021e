import { compareQuantities } from "../../../../api/quantity.ts";
import { storageAnnotations, volumeModeOf, type PersistentVolumeClaim, type PersistentVolumeClaimSpec } from "../../../../api/storage.ts";
import { forbidden, invalid, type FieldError } from "../field-error.ts";
import { goValue, map, plain, pointer, struct, text, type GoShape } from "../go-shape.ts";
import { fieldIsImmutable } from "../object-meta.ts";
import { validateClaimSpec } from "../pod/claim-template.ts";
import { semanticEqual } from "../semantic-equal.ts";
import { unifiedDiff } from "../../../../api/unified-diff.ts";

const specOf = (claim: PersistentVolumeClaim): PersistentVolumeClaimSpec => claim.spec ?? {};

// Mirrors ValidatePersistentVolumeClaim (pkg/apis/core/validation/validation.go).
export function validateClaim(claim: PersistentVolumeClaim): readonly FieldError[] {
  const errors: FieldError[] = [];
  validateClaimSpec(specOf(claim), "spec", errors);
  return errors;
}

const immutable = "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";

// Mirrors ValidatePersistentVolumeClaimUpdate (same file).
export function validateClaimUpdate(next: PersistentVolumeClaim, old: PersistentVolumeClaim, subresource?: string): readonly FieldError[] {
  if (subresource === "status") return [];
  const errors = [...validateClaim(next)];
  const [after, before] = [comparable(next, old), comparable(old, old)];
  const fixed = old.spec.volumeName || after.volumeName === undefined ? before : { ...before, volumeName: after.volumeName };
  if (!semanticEqual(after, fixed)) errors.push(forbidden("spec", `${immutable}\n${unifiedDiff(lines(fixed), lines(after))}`));
  const [newSize, oldSize] = [storageOf(next), storageOf(old)];
  const capacity = old.status?.capacity?.["storage"];
  if (compareQuantities(newSize, oldSize) < 0 && compareQuantities(newSize, capacity) <= 0) {
    errors.push(forbidden("spec.resources.requests.storage", "field can not be less than status.capacity"));
  }
  if (volumeModeOf(next) !== volumeModeOf(old)) errors.push(invalid("volumeMode", next.spec.volumeMode ?? "", fieldIsImmutable));
  return errors;
}

const storageOf = ({ spec }: PersistentVolumeClaim): string | undefined => spec.resources?.requests?.["storage"];

/** The spec with what may change put as it was: a bound claim's size, a class where there was none. */
function comparable({ spec, status }: PersistentVolumeClaim, old: PersistentVolumeClaim): PersistentVolumeClaimSpec {
  const { resources, storageClassName, ...rest } = spec;
  const annotated = old.metadata.annotations?.[storageAnnotations.betaStorageClass];
  const mayName = old.spec.storageClassName === undefined && (annotated === undefined || annotated === storageClassName);
  const bound = status?.phase === "Bound" && resources?.requests !== undefined;
  const size = storageOf(old);
  return {
    ...rest,
    storageClassName: mayName ? old.spec.storageClassName : storageClassName,
    resources: bound && size !== undefined ? { ...resources, requests: { ...resources.requests, storage: size } } : resources,
    volumeAttributesClassName: old.spec.volumeAttributesClassName,
  } as PersistentVolumeClaimSpec;
}

// Mirrors PersistentVolumeClaimSpec (pkg/apis/core/types.go).
const shape: GoShape = {
  AccessModes: plain("accessModes"),
  Selector: plain("selector"),
  Resources: struct("resources", { Limits: map("limits"), Requests: map("requests") }),
  VolumeName: text("volumeName"),
  StorageClassName: plain("storageClassName"),
  VolumeMode: plain("volumeMode"),
  DataSource: pointer("dataSource", { APIGroup: plain("apiGroup"), Kind: text("kind"), Name: text("name") }),
  DataSourceRef: pointer("dataSourceRef", { APIGroup: plain("apiGroup"), Kind: text("kind"), Name: text("name"), Namespace: plain("namespace") }),
  VolumeAttributesClassName: plain("volumeAttributesClassName"),
};
const lines = (spec: PersistentVolumeClaimSpec): readonly string[] => JSON.stringify(goValue(spec, shape), undefined, 1).split("\n");
