import type { Container, Lifecycle, PodSpec, Volume, VolumeProjection } from "../../../api/types.ts";
import { eachIn, within } from "../defaulting/fill.ts";

// Mirrors DropDisabledPodFields (pkg/api/pod/util.go) for the gates that are off by default in 1.36:
// ContainerStopSignals, ClusterTrustBundleProjection, PodCertificateRequest, GenericWorkload.
/** Fields of features that are switched off vanish without a word. */
export function dropDisabledFields(spec: PodSpec): PodSpec {
  let next = dropField(spec, "workloadRef");
  next = dropField(next, "schedulingGroup");
  next = eachIn(next, "containers", dropStopSignal);
  next = eachIn(next, "initContainers", dropStopSignal);
  return eachIn(next, "volumes", dropProjections);
}

function dropField<T extends object>(object: T, field: string): T {
  if (!(field in object)) return object;
  const { [field as keyof T]: _dropped, ...rest } = object;
  return rest as T;
}

const dropStopSignal = (container: Container): Container =>
  within(container, "lifecycle", (lifecycle: Lifecycle) => dropField(lifecycle, "stopSignal"));

const dropProjections = (volume: Volume): Volume =>
  within(volume, "projected", (projected) =>
    eachIn(projected, "sources", (source: VolumeProjection) => dropField(dropField(source, "clusterTrustBundle"), "podCertificate")),
  );
