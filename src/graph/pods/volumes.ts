import type { Volume, VolumeProjection } from "../../api/types.ts";
import type { VolumeView } from "../model.ts";
import type { ObservedPod } from "./observed.ts";
import { ofValue } from "../of-value.ts";

const sourceOf = ofValue((volume: Volume): Pick<VolumeView, "type" | "source"> => {
  const type = Object.keys(volume).find((key) => key !== "name" && volume[key] !== undefined) ?? "emptyDir";
  const { emptyDir, hostPath, configMap, secret, persistentVolumeClaim, projected } = volume;
  if (configMap) return { type, source: configMap.name ?? "" };
  if (secret) return { type, source: secret.secretName ?? "" };
  if (hostPath) return { type, source: hostPath.path };
  if (persistentVolumeClaim) return { type, source: persistentVolumeClaim.claimName };
  if (projected) return { type, source: (projected.sources ?? []).flatMap(nameOf).join(", ") };
  return { type, source: emptyDir?.medium ?? "" };
});

/** The volumes of a pod, in the order of the spec. One that no container mounts is never set up. */
export const volumeViews = (seen: ObservedPod): readonly VolumeView[] =>
  (seen.pod.spec.volumes ?? []).map((volume) => ({ name: volume.name, ...sourceOf(volume), mounted: seen.volume(volume.name)?.mounted ?? false }));

function nameOf({ configMap, secret, serviceAccountToken, downwardAPI }: VolumeProjection): readonly string[] {
  if (configMap?.name !== undefined) return [configMap.name];
  if (secret?.name !== undefined) return [secret.name];
  if (serviceAccountToken) return ["token"];
  return downwardAPI ? ["downwardAPI"] : [];
}
