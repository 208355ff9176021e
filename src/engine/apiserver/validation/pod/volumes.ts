import type { PodSpec, Volume } from "../../../../api/types.ts";
import { duplicate, forbidden, invalid, invalidEach, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isDns1123Label, nameIsDnsSubdomain } from "../formats.ts";
import { legacySources } from "./legacy-volumes.ts";
import { commonSources } from "./volume-sources.ts";
import type { SourceRules } from "./volume-sources.ts";

/** In the order in which upstream looks for them; `path` where its messages name another field. */
const sourceOrder: readonly { readonly field: string; readonly path?: string; readonly secondPath?: string }[] = [
  { field: "emptyDir" },
  { field: "hostPath" },
  { field: "gitRepo" },
  { field: "gcePersistentDisk", path: "persistentDisk" },
  { field: "awsElasticBlockStore" },
  { field: "secret" },
  { field: "nfs" },
  { field: "iscsi" },
  { field: "glusterfs" },
  { field: "flocker" },
  { field: "persistentVolumeClaim" },
  { field: "rbd" },
  { field: "cinder" },
  { field: "cephfs", secondPath: "cephFS" },
  { field: "quobyte" },
  { field: "downwardAPI", secondPath: "downwarAPI" },
  { field: "fc" },
  { field: "flexVolume" },
  { field: "configMap" },
  { field: "azureFile" },
  { field: "vsphereVolume" },
  { field: "photonPersistentDisk" },
  { field: "portworxVolume" },
  { field: "azureDisk" },
  { field: "storageos" },
  { field: "projected" },
  { field: "scaleIO" },
  { field: "csi" },
  { field: "ephemeral" },
  { field: "image" },
];
const rules: SourceRules = { ...commonSources, ...legacySources };

// Mirrors ValidateVolumes (pkg/apis/core/validation/validation.go).
/** The valid volumes by name; a mount of a faulty one is "not found". */
export function validateVolumes(spec: PodSpec, podName: string | undefined, path: string, errors: FieldError[]): ReadonlyMap<string, Volume> {
  const valid = new Map<string, Volume>();
  const volumes = spec.volumes ?? [];
  const created = new Set(volumes.filter((volume) => volume.ephemeral && podName).map((volume) => `${podName ?? ""}-${volume.name}`));
  volumes.forEach((volume, index) => {
    const at = `${path}[${index}]`;
    const before = errors.length;
    validateSource(volume, podName, at, errors);
    if (!volume.name) errors.push(required(`${at}.name`));
    else errors.push(...invalidEach(`${at}.name`, volume.name, isDns1123Label(volume.name)));
    if (valid.has(volume.name)) errors.push(duplicate(`${at}.name`, volume.name));
    if (errors.length === before) valid.set(volume.name, volume);
    const claimName = volume.persistentVolumeClaim?.claimName;
    if (claimName !== undefined && created.has(claimName)) {
      errors.push(invalid(`${at}.persistentVolumeClaim.claimName`, claimName, "must not reference a PVC that gets created for an ephemeral volume"));
    }
  });
  return valid;
}

// Mirrors validateVolumeSource (same file): only the first source is looked into.
function validateSource(volume: Volume, podName: string | undefined, path: string, errors: FieldError[]): void {
  let found = false;
  for (const { field, path: name = field, secondPath = field } of sourceOrder) {
    const source = volume[field];
    if (source === undefined || source === null) continue;
    if (found) errors.push(forbidden(`${path}.${secondPath}`, "may not specify more than 1 volume type"));
    else rules[field]?.(source, `${path}.${name}`, errors);
    if (!found && field === "ephemeral") validateClaimName(volume.name, podName, path, errors);
    if (field === "iscsi") validateIscsiName(volume, source as { initiatorName?: string; targetPortal?: string }, path, errors);
    found = true;
  }
  if (!found) errors.push(required(path, "must specify a volume type"));
}

function validateClaimName(volumeName: string | undefined, podName: string | undefined, path: string, errors: FieldError[]): void {
  if (!volumeName || !podName) return;
  const claim = `${podName}-${volumeName}`;
  for (const message of nameIsDnsSubdomain(claim, false)) errors.push(invalid(`${path}.name`, volumeName, `PVC name "${claim}": ${message}`));
}

function validateIscsiName(volume: Volume, source: { initiatorName?: string; targetPortal?: string }, path: string, errors: FieldError[]): void {
  if (source.initiatorName === undefined || `${volume.name}:${source.targetPortal ?? ""}`.length <= 64) return;
  const detail = "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.";
  errors.push(invalid(`${path}.name`, volume.name, detail));
}
