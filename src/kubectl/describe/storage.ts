import { classOfClaim, classOfVolume, isDefaultClass, type PersistentVolume, type PersistentVolumeClaim, type StorageClass } from "../../api/storage.ts";
import { formatLabels } from "../../api/labels.ts";
import type { Event, NodeSelectorRequirement, ObjectMeta } from "../../api/types.ts";
import { describeEvents } from "./events.ts";
import { yesNo, type Sheet } from "./sheet.ts";
import { describeSource } from "./volumes.ts";

const shortModes: readonly (readonly [string, string])[] = [["ReadWriteOnce", "RWO"], ["ReadOnlyMany", "ROX"], ["ReadWriteMany", "RWX"], ["ReadWriteOncePod", "RWOP"]];
const accessModes = (modes: readonly string[] | undefined): string => shortModes.filter(([mode]) => modes?.includes(mode)).map(([, short]) => short).join(",");
const finalizers = ({ finalizers: list = [] }: ObjectMeta): string => `[${list.join(" ")}]`;
const status = (sheet: Sheet, { metadata, status: now }: PersistentVolume | PersistentVolumeClaim): string =>
  metadata.deletionTimestamp === undefined ? (now?.phase ?? "") : `Terminating (lasts ${sheet.since(metadata.deletionTimestamp)})`;

// Mirrors describePersistentVolumeClaim (kubectl/pkg/describe/describe.go).
export function describeClaim(sheet: Sheet, claim: PersistentVolumeClaim, usedBy: readonly string[], events: readonly Event[]): void {
  const { metadata } = claim;
  sheet.line(0, "Name:", metadata.name);
  sheet.line(0, "Namespace:", metadata.namespace ?? "");
  sheet.line(0, "StorageClass:", classOfClaim(claim));
  sheet.line(0, "Status:", status(sheet, claim));
  sheet.line(0, "Volume:", claim.spec.volumeName ?? "");
  sheet.labels("Labels", metadata.labels);
  sheet.annotations(metadata.annotations);
  sheet.line(0, "Finalizers:", finalizers(metadata));
  claimFigures(sheet, claim);
  sheet.many("Used By", usedBy);
  describeConditions(sheet, claim);
  describeEvents(sheet, events);
}

function claimFigures(sheet: Sheet, { spec, status: now }: PersistentVolumeClaim): void {
  const bound = !!spec.volumeName;
  sheet.line(0, "Capacity:", bound ? (now?.capacity?.["storage"] ?? "0") : "");
  sheet.line(0, "Access Modes:", bound ? accessModes(now?.accessModes) : "");
  if (spec.volumeMode !== undefined) sheet.line(0, "VolumeMode:", spec.volumeMode);
}

function describeConditions(sheet: Sheet, { status: now }: PersistentVolumeClaim): void {
  if (!now?.conditions?.length) return;
  sheet.line(0, "Conditions:");
  sheet.line(1, "Type", "Status", "LastProbeTime", "LastTransitionTime", "Reason", "Message");
  sheet.line(1, "----", "------", "-----------------", "------------------", "------", "-------");
  for (const c of now.conditions) sheet.line(1, c.type, c.status, c.lastProbeTime ?? "", c.lastTransitionTime ?? "", c.reason ?? "", c.message ?? "");
}

// Mirrors describePersistentVolume (same file).
export function describeVolume(sheet: Sheet, volume: PersistentVolume, events: readonly Event[]): void {
  const { metadata, spec } = volume;
  sheet.line(0, "Name:", metadata.name);
  sheet.labels("Labels", metadata.labels);
  sheet.annotations(metadata.annotations);
  sheet.line(0, "Finalizers:", finalizers(metadata));
  sheet.line(0, "StorageClass:", classOfVolume(volume));
  sheet.line(0, "Status:", status(sheet, volume));
  sheet.line(0, "Claim:", spec.claimRef ? `${spec.claimRef.namespace ?? ""}/${spec.claimRef.name ?? ""}` : "");
  sheet.line(0, "Reclaim Policy:", spec.persistentVolumeReclaimPolicy ?? "");
  sheet.line(0, "Access Modes:", accessModes(spec.accessModes));
  if (spec.volumeMode !== undefined) sheet.line(0, "VolumeMode:", spec.volumeMode);
  sheet.line(0, "Capacity:", spec.capacity?.["storage"] ?? "0");
  describeNodeAffinity(sheet, volume);
  sheet.line(0, "Message:", volume.status?.message ?? "");
  sheet.line(0, "Source:");
  describeSource(sheet, { ...spec, name: metadata.name });
  describeEvents(sheet, events);
}

// Mirrors printVolumeNodeAffinity (same file).
function describeNodeAffinity(sheet: Sheet, { spec }: PersistentVolume): void {
  const required = spec.nodeAffinity?.required;
  sheet.line(0, "Node Affinity:", required ? "" : "<none>");
  if (!required) return;
  const terms = required.nodeSelectorTerms ?? [];
  sheet.line(1, "Required Terms:", terms.length === 0 ? "<none>" : "");
  terms.forEach(({ matchExpressions = [] }, index) => {
    const [first = "<none>", ...rest] = matchExpressions.map(expression);
    sheet.line(2, `Term ${index}:`, first);
    for (const each of rest) sheet.line(2, "", each);
  });
}

const expression = ({ key, operator, values = [] }: NodeSelectorRequirement): string => `${key} ${operator.toLowerCase()}${values.length > 0 ? ` [${values.join(", ")}]` : ""}`;

// Mirrors describeStorageClass (same file).
export function describeStorageClass(sheet: Sheet, storageClass: StorageClass, events: readonly Event[]): void {
  const { metadata, parameters, mountOptions = [], allowVolumeExpansion, allowedTopologies } = storageClass;
  sheet.line(0, "Name:", metadata.name);
  sheet.line(0, "IsDefaultClass:", isDefaultClass(storageClass) ? "Yes" : "No");
  sheet.line(0, "Annotations:", formatLabels(metadata.annotations));
  sheet.line(0, "Provisioner:", storageClass.provisioner);
  sheet.line(0, "Parameters:", formatLabels(parameters));
  sheet.line(0, "AllowVolumeExpansion:", allowVolumeExpansion === undefined ? "<unset>" : yesNo(allowVolumeExpansion));
  sheet.line(0, "MountOptions:", ...(mountOptions.length === 0 ? ["<none>"] : []));
  for (const option of mountOptions) sheet.line(1, option);
  if (storageClass.reclaimPolicy !== undefined) sheet.line(0, "ReclaimPolicy:", storageClass.reclaimPolicy);
  if (storageClass.volumeBindingMode !== undefined) sheet.line(0, "VolumeBindingMode:", storageClass.volumeBindingMode);
  if (allowedTopologies) describeTopologies(sheet, allowedTopologies);
  describeEvents(sheet, events);
}

// Mirrors printAllowedTopologies (same file).
function describeTopologies(sheet: Sheet, topologies: NonNullable<StorageClass["allowedTopologies"]>): void {
  sheet.line(0, "AllowedTopologies:", ...(topologies.length === 0 ? ["<none>"] : [""]));
  topologies.forEach(({ matchLabelExpressions = [] }, index) => {
    const [first = "<none>", ...rest] = matchLabelExpressions.map(({ key, values }) => `${key} in [${values.join(", ")}]`);
    sheet.line(1, `Term ${index}:`, first);
    for (const each of rest) sheet.line(1, "", each);
  });
}
