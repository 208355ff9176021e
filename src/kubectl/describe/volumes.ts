import { isObject, type JsonObject } from "../../api/json.ts";
import type { DownwardAPIVolumeFile, StringMap, Volume, VolumeProjection } from "../../api/types.ts";
import type { Sheet } from "./sheet.ts";

// Mirrors describeVolumes (kubectl/pkg/describe/describe.go).
export function describeVolumes(sheet: Sheet, volumes: readonly Volume[] | undefined, space: string): void {
  const level = space === "" ? 0 : 1;
  if (!volumes?.length) return sheet.line(level, "Volumes:", "<none>");
  sheet.line(level, "Volumes:");
  for (const volume of volumes) {
    sheet.line(1, `${space}${volume.name}:`);
    describeSource(sheet, volume);
  }
}

/** What a volume is, of a Pod or a PersistentVolume. */
export function describeSource(sheet: Sheet, volume: Volume): void {
  const type = (text: string) => sheet.line(2, "Type:", text);
  const { emptyDir, hostPath, configMap, secret, downwardAPI, projected, persistentVolumeClaim: claim, ephemeral } = volume;
  if (hostPath) {
    type("HostPath (bare host directory volume)");
    sheet.line(2, "Path:", hostPath.path);
    sheet.line(2, "HostPathType:", hostPath.type ?? "<none>");
  } else if (emptyDir) {
    type("EmptyDir (a temporary directory that shares a pod's lifetime)");
    sheet.line(2, "Medium:", emptyDir.medium ?? "");
    sheet.line(2, "SizeLimit:", emptyDir.sizeLimit ?? "<unset>");
  } else if (secret) {
    type("Secret (a volume populated by a Secret)");
    sheet.line(2, "SecretName:", secret.secretName ?? "");
    sheet.line(2, "Optional:", secret.optional ?? false);
  } else if (configMap) {
    type("ConfigMap (a volume populated by a ConfigMap)");
    sheet.line(2, "Name:", configMap.name ?? "");
    sheet.line(2, "Optional:", configMap.optional ?? false);
  } else if (downwardAPI) {
    type("DownwardAPI (a volume populated by information about the pod)");
    describeItems(sheet, downwardAPI.items);
  } else if (projected) {
    type("Projected (a volume that contains injected data from multiple sources)");
    for (const source of projected.sources ?? []) describeProjection(sheet, source);
  } else if (claim) {
    type("PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)");
    sheet.line(2, "ClaimName:", claim.claimName);
    sheet.line(2, "ReadOnly:", claim.readOnly ?? false);
  } else if (ephemeral) {
    type("EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)");
    describeTemplate(sheet, ephemeral["volumeClaimTemplate"]);
  } else describeOther(sheet, volume);
}

// Mirrors printPersistentVolumeClaim with no claim but its template.
function describeTemplate(sheet: Sheet, template: unknown): void {
  if (!isObject(template)) return;
  const { metadata = {}, spec = {} } = template as { readonly metadata?: { labels?: StringMap; annotations?: StringMap }; readonly spec?: { storageClassName?: string; volumeMode?: string } };
  sheet.line(2, "StorageClass:", spec.storageClassName ?? "");
  sheet.line(2, "Volume:", "");
  sheet.labels("Labels", metadata.labels, 2);
  sheet.labels("Annotations", metadata.annotations, 2);
  sheet.line(2, "Capacity:", "");
  sheet.line(2, "Access Modes:", "");
  if (spec.volumeMode !== undefined) sheet.line(2, "VolumeMode:", spec.volumeMode);
}

type Line = readonly [title: string, field: string, whenAbsent: string];
/** The sources that hold a few plain fields: what they are called, and their lines. Mirrors print…VolumeSource. */
const plainSources: readonly (readonly [source: string, type: string, lines: readonly Line[]])[] = [
  ["nfs", "NFS (an NFS mount that lasts the lifetime of a pod)", [["Server:", "server", ""], ["Path:", "path", ""], ["ReadOnly:", "readOnly", "false"]]],
  ["local", "LocalVolume (a persistent volume backed by local storage on a node)", [["Path:", "path", ""]]],
  ["image", "Image (a container image or OCI artifact)", [["Reference:", "reference", ""], ["PullPolicy:", "pullPolicy", ""]]],
  [
    "awsElasticBlockStore", "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
    [["VolumeID:", "volumeID", ""], ["FSType:", "fsType", ""], ["Partition:", "partition", "0"], ["ReadOnly:", "readOnly", "false"]],
  ],
  [
    "gcePersistentDisk", "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
    [["PDName:", "pdName", ""], ["FSType:", "fsType", ""], ["Partition:", "partition", "0"], ["ReadOnly:", "readOnly", "false"]],
  ],
];

// Simplified: `kubectl describe` shows the rarer volume sources (iSCSI, Fibre Channel, some clouds' disks) as unknown.
function describeOther(sheet: Sheet, volume: Volume): void {
  const { csi } = volume;
  const plain = plainSources.find(([source]) => isObject(volume[source]));
  if (plain) {
    const [source, type, lines] = plain;
    sheet.line(2, "Type:", type);
    for (const [title, field, whenAbsent] of lines) sheet.line(2, title, String((volume[source] as JsonObject)[field] ?? whenAbsent));
  } else if (isObject(csi)) describeDriver(sheet, csi);
  else sheet.line(1, "<unknown>");
}

function describeDriver(sheet: Sheet, csi: JsonObject): void {
  sheet.line(2, "Type:", "CSI (a Container Storage Interface (CSI) volume source)");
  sheet.line(2, "Driver:", String(csi["driver"] ?? ""));
  sheet.line(2, "FSType:", String(csi["fsType"] ?? ""));
  if (csi["volumeHandle"] !== undefined) sheet.line(2, "VolumeHandle:", String(csi["volumeHandle"]));
  sheet.line(2, "ReadOnly:", csi["readOnly"] === true);
  sheet.labels("VolumeAttributes", csi["volumeAttributes"] as StringMap | undefined, 2);
}

function describeItems(sheet: Sheet, items: readonly DownwardAPIVolumeFile[] | undefined): void {
  sheet.line(2, "Items:");
  for (const item of items ?? []) sheet.line(3, `${item.fieldRef?.fieldPath ?? item.resourceFieldRef?.resource ?? ""} -> ${item.path}`);
}

function describeProjection(sheet: Sheet, { secret, downwardAPI, configMap, serviceAccountToken }: VolumeProjection): void {
  if (secret) {
    sheet.line(2, "SecretName:", secret.name ?? "");
    sheet.line(2, "Optional:", secret.optional ?? false);
  } else if (downwardAPI) sheet.line(2, "DownwardAPI:", "true");
  else if (configMap) {
    sheet.line(2, "ConfigMapName:", configMap.name ?? "");
    sheet.line(2, "Optional:", configMap.optional ?? false);
  } else if (serviceAccountToken) sheet.line(2, "TokenExpirationSeconds:", serviceAccountToken.expirationSeconds ?? 3600);
}
