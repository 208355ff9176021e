import { asJson, byCodeUnit } from "../../../../api/json.ts";
import { quantitySign } from "../../../../api/quantity.ts";
import { volumeModeOf, type PersistentVolume, type PersistentVolumeSpec } from "../../../../api/storage.ts";
import { forbidden, invalid, invalidEach, notSupported, required, type FieldError } from "../field-error.ts";
import { nameIsDnsSubdomain } from "../formats.ts";
import { fieldIsImmutable } from "../object-meta.ts";
import { validateNoBacksteps } from "../paths.ts";
import { validateNodeSelectorTerm } from "../pod/affinity.ts";
import { legacySources } from "../pod/legacy-volumes.ts";
import { commonSources, type SourceRules } from "../pod/volume-sources.ts";
import { semanticEqual } from "../semantic-equal.ts";

/** Access modes of volumes and claims, in the order in which messages list them. */
export const accessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
export const volumeModes = ["Block", "Filesystem"];
const reclaimPolicies = ["Delete", "Recycle", "Retain"];

/** In the order in which upstream looks for them; `path` where its messages name another field. */
const sourceOrder: readonly { readonly field: string; readonly path?: string }[] = [
  { field: "hostPath" },
  { field: "gcePersistentDisk", path: "persistentDisk" },
  ...["awsElasticBlockStore", "glusterfs", "flocker", "nfs", "rbd", "quobyte", "cephfs", "iscsi", "cinder", "fc", "flexVolume", "azureFile"].map((field) => ({ field })),
  ...["vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk", "scaleIO", "local", "storageos", "csi"].map((field) => ({ field })),
];

const ownRules: SourceRules = {
  local: (source, path, errors) => {
    const { path: directory = "" } = source as { readonly path?: string };
    if (directory === "") errors.push(required(`${path}.path`));
    else validateNoBacksteps(directory, `${path}.path`, errors);
  },
  csi: (source, path, errors) => {
    const { driver, volumeHandle } = source as { readonly driver?: string; readonly volumeHandle?: string };
    commonSources["csi"]?.({ driver }, path, errors);
    if (!volumeHandle) errors.push(required(`${path}.volumeHandle`));
  },
};
const rules: SourceRules = { ...commonSources, ...legacySources, ...ownRules };

const specOf = (volume: PersistentVolume): PersistentVolumeSpec => volume.spec ?? {};

// Mirrors ValidatePersistentVolumeSpec (pkg/apis/core/validation/validation.go).
export function validateVolume(volume: PersistentVolume): readonly FieldError[] {
  const spec = specOf(volume);
  const errors: FieldError[] = [];
  validateAccessModes(spec.accessModes ?? [], "", "spec.accessModes", errors);
  validateCapacity(spec.capacity, errors);
  const { persistentVolumeReclaimPolicy: policy = "", nodeAffinity, storageClassName } = spec;
  if (policy !== "" && !reclaimPolicies.includes(policy)) errors.push(notSupported("spec.persistentVolumeReclaimPolicy", policy, reclaimPolicies));
  if (nodeAffinity) validateNodeAffinity(nodeAffinity, errors);
  validateSource(spec, errors);
  if (spec.hostPath && /^\/+$/.test(spec.hostPath.path) && policy === "Recycle") {
    errors.push(forbidden("spec.persistentVolumeReclaimPolicy", "may not be 'recycle' for a hostPath mount of '/'"));
  }
  if (storageClassName) errors.push(...invalidEach("spec.storageClassName", storageClassName, nameIsDnsSubdomain(storageClassName, false)));
  if (!volumeModes.includes(volumeModeOf({ spec }))) errors.push(notSupported("spec.volumeMode", spec.volumeMode ?? "", volumeModes));
  return errors;
}

/** The modes of a volume or a claim; `whenNone` is said when there are none. */
export function validateAccessModes(modes: readonly string[], whenNone: string, path: string, errors: FieldError[]): void {
  if (modes.length === 0) errors.push(required(path, whenNone));
  for (const mode of modes) if (!accessModes.includes(mode)) errors.push(notSupported(path, mode, accessModes));
  if (modes.includes("ReadWriteOncePod") && modes.some((mode) => mode !== "ReadWriteOncePod" && accessModes.includes(mode))) {
    errors.push(forbidden(path, "may not use ReadWriteOncePod with other access modes"));
  }
}

function validateCapacity(capacity: PersistentVolumeSpec["capacity"] = {}, errors: FieldError[]): void {
  const names = Object.keys(capacity).sort(byCodeUnit);
  if (names.length === 0) errors.push(required("spec.capacity"));
  if (names.length !== 1 || names[0] !== "storage") errors.push(notSupported("spec.capacity", capacity, ["storage"]));
  for (const name of names) {
    const amount = capacity[name] ?? "0";
    if (quantitySign(amount) < 0) errors.push(invalid(`spec.capacity[${name}]`, amount, "must be a valid resource quantity"));
    if (quantitySign(amount) <= 0) errors.push(invalid(`spec.capacity[${name}]`, amount, "must be greater than zero"));
  }
}

function validateNodeAffinity({ required: demanded }: NonNullable<PersistentVolumeSpec["nodeAffinity"]>, errors: FieldError[]): void {
  const path = "spec.nodeAffinity.required";
  if (!demanded) {
    errors.push(required(path, "must specify required node constraints"));
    return;
  }
  const terms = demanded.nodeSelectorTerms ?? [];
  if (terms.length === 0) errors.push(required(`${path}.nodeSelectorTerms`, "must have at least one node selector term"));
  terms.forEach((term, index) => validateNodeSelectorTerm(term, true, `${path}.nodeSelectorTerms[${index}]`, errors));
}

function validateSource(spec: PersistentVolumeSpec, errors: FieldError[]): void {
  let found = false;
  for (const { field, path = field } of sourceOrder) {
    const source = spec[field];
    if (source === undefined || source === null) continue;
    if (found) errors.push(forbidden(`spec.${field}`, "may not specify more than 1 volume type"));
    else rules[field]?.(source, `spec.${path}`, errors);
    if (!found && field === "local" && !spec.nodeAffinity) errors.push(required("spec.nodeAffinity", "Local volume requires node affinity"));
    found = true;
  }
  if (!found) errors.push(required("spec", "must specify a volume type"));
}

// Mirrors ValidatePersistentVolumeUpdate (same file). Simplified: where the source of a PersistentVolume is changed, which is forbidden, the message does not show the difference.
export function validateVolumeUpdate(next: PersistentVolume, old: PersistentVolume, subresource?: string): readonly FieldError[] {
  if (subresource === "status") return [];
  const errors = [...validateVolume(next)];
  const sources = ({ spec }: PersistentVolume): object => Object.fromEntries(sourceOrder.map(({ field }) => [field, spec[field]]));
  if (!semanticEqual(sources(next), sources(old))) errors.push(forbidden("spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation"));
  if (volumeModeOf(next) !== volumeModeOf(old)) errors.push(invalid("volumeMode", next.spec.volumeMode ?? "", fieldIsImmutable));
  if (old.spec.nodeAffinity && !semanticEqual(next.spec.nodeAffinity, old.spec.nodeAffinity)) errors.push(invalid("nodeAffinity", asJson(next.spec.nodeAffinity ?? {}), fieldIsImmutable));
  return errors;
}

// Mirrors GetWarningsForPersistentVolume (pkg/api/persistentvolume/util.go).
export function volumeWarnings({ spec }: PersistentVolume): readonly string[] {
  const warnings: string[] = [];
  if (spec.persistentVolumeReclaimPolicy === "Recycle") {
    warnings.push("spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.");
  }
  spec.nodeAffinity?.required?.nodeSelectorTerms?.forEach(({ matchExpressions = [] }, term) =>
    matchExpressions.forEach(({ key }, index) => {
      const instead = oldNodeLabels[key];
      if (instead !== undefined) warnings.push(`spec.nodeAffinity.required.nodeSelectorTerms[${term}].matchExpressions[${index}].key: ${key} is deprecated ${instead}`);
    }),
  );
  return warnings;
}

const oldNodeLabels: Readonly<Record<string, string>> = {
  "beta.kubernetes.io/arch": 'since v1.14; use "kubernetes.io/arch" instead',
  "beta.kubernetes.io/os": 'since v1.14; use "kubernetes.io/os" instead',
  "failure-domain.beta.kubernetes.io/region": 'since v1.17; use "topology.kubernetes.io/region" instead',
  "failure-domain.beta.kubernetes.io/zone": 'since v1.17; use "topology.kubernetes.io/zone" instead',
  "beta.kubernetes.io/instance-type": 'since v1.17; use "node.kubernetes.io/instance-type" instead',
};
