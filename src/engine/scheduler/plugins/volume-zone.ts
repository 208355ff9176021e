import { jsonEqual } from "../../../api/json.ts";
import type { PersistentVolume } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import type { Cache } from "../cache/cache.ts";
import type { ClusterEvent } from "../cluster-event.ts";
import { skip, unresolvable, type FilterPlugin } from "../plugin.ts";
import { namedClaims } from "../volumes/pod-volumes.ts";

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
    const found = volumesOf(pod, cache);
    if ("missing" in found) return { type: "Refuse", reason: `persistentvolume "${found.missing}" not found` };
    const topologies = found.volumes.flatMap(topologiesOf);
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
  mayHelp,
};

function mayHelp(pod: Pod, event: ClusterEvent): boolean {
  switch (event.resource) {
    case "Node":
      return !event.old || event.changes.includes("Label");
    case "PersistentVolumeClaim":
      return event.claim.metadata.namespace === pod.metadata.namespace && namedClaims(pod).includes(event.claim.metadata.name);
    case "PersistentVolume":
      return !event.old || !jsonEqual(topologiesOf(event.old), topologiesOf(event.volume));
    case "StorageClass":
      return !event.old && event.storageClass.volumeBindingMode === "WaitForFirstConsumer";
    default:
      return false;
  }
}

// Mirrors getPVbyPod. What is wrong with a claim without a volume has been said by VolumeBinding, which is asked before.
function volumesOf(pod: Pod, cache: Cache): { readonly missing: string } | { readonly volumes: readonly PersistentVolume[] } {
  const volumes: PersistentVolume[] = [];
  for (const name of namedClaims(pod)) {
    const wanted = cache.claim(pod.metadata.namespace ?? "", name)?.spec.volumeName;
    if (!wanted) continue;
    const volume = cache.volume(wanted);
    if (!volume) return { missing: wanted };
    volumes.push(volume);
  }
  return { volumes };
}

/** Several zones of one volume are written with two underscores between them. */
const topologiesOf = ({ metadata: { labels } }: PersistentVolume): Topology[] =>
  topologyLabels.flatMap((key) => (labels?.[key] === undefined ? [] : [{ key, values: labels[key].split("__") }]));
