import type { DownwardAPIVolumeFile, Volume, VolumeProjection } from "../../api/types.ts";
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

function describeSource(sheet: Sheet, volume: Volume): void {
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
  } else if (ephemeral) type("EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)");
  // Simplified: `kubectl describe` shows the rarer volume sources (cloud disks, NFS, CSI) as unknown.
  else sheet.line(1, "<unknown>");
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
