import { claimNameOf } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import type { Cache } from "../cache/cache.ts";
import { skip, unresolvable, type FilterPlugin } from "../plugin.ts";

const topologyLabels = [
  "failure-domain.beta.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region",
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
];
// Mirrors translateToGALabel: a volume's label of old is also looked for under its name of today.
const sinceThen = (key: string): string => key.replace("failure-domain.beta.kubernetes.io", "topology.kubernetes.io");

interface Topology {
  readonly key: string;
  readonly values: readonly string[];
}

// Mirrors VolumeZone (pkg/scheduler/framework/plugins/volumezone/volume_zone.go).
/** A volume with a zone's label is reached from that zone only. */
export const volumeZone: FilterPlugin = {
  name: "VolumeZone",
  preFilter({ pod }, cache) {
    const topologies = topologiesOf(pod, cache);
    if (topologies.length === 0) return skip;
    return {
      type: "Filter",
      filter({ node }) {
        const labels = node.metadata.labels ?? {};
        if (!topologyLabels.some((label) => labels[label] !== undefined)) return undefined;
        const fits = topologies.every(({ key, values }) => values.includes(labels[key] ?? labels[sinceThen(key)] ?? ""));
        return fits ? undefined : unresolvable("node(s) had no available volume zone");
      },
    };
  },
  mayHelp: (_, event) =>
    event.resource === "PersistentVolume" || event.resource === "StorageClass" || event.resource === "PersistentVolumeClaim" || (event.resource === "Node" && (!event.old || event.changes.includes("Label"))),
};

function topologiesOf(pod: Pod, cache: Cache): readonly Topology[] {
  return (pod.spec.volumes ?? []).flatMap((volume) => {
    const name = claimNameOf(pod, volume);
    const claim = name === undefined ? undefined : cache.claim(pod.metadata.namespace ?? "", name);
    const labels = claim?.spec.volumeName === undefined ? undefined : cache.volume(claim.spec.volumeName)?.metadata.labels;
    // Several zones of one volume are written with two underscores between them.
    return topologyLabels.flatMap((key) => (labels?.[key] === undefined ? [] : [{ key, values: labels[key].split("__") }]));
  });
}
