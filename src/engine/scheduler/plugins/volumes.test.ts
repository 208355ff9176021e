import { describe, expect, test } from "vitest";
import type { PersistentVolume, PersistentVolumeClaim } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import type { CacheState } from "../cache/state.ts";
import { cluster, labels as labelsOf, node, pod, verdicts } from "../testing/tables.ts";

const claiming = (name: string, on?: string): Pod => pod({ ...(on !== undefined && { on }), spec: { volumes: [{ name: "v", persistentVolumeClaim: { claimName: name } }] as never } });
/** Claims of volumes with these labels, each of the volume's name, and claims with an access mode. */
const know = (volumes: Readonly<Record<string, string>>, modes: Readonly<Record<string, string>> = {}) => (state: CacheState): void => {
  const meta = (name: string) => ({ name, namespace: "default", uid: name, resourceVersion: "1", creationTimestamp: "" });
  for (const [name, text] of Object.entries(volumes)) {
    state.volumes.set(name, { metadata: { ...meta(name), labels: labelsOf(text) }, spec: {} } as unknown as PersistentVolume);
    state.claims.set(`default/${name}`, { metadata: meta(name), spec: { volumeName: name } } as unknown as PersistentVolumeClaim);
  }
  for (const [name, mode] of Object.entries(modes)) state.claims.set(`default/${name}`, { metadata: meta(name), spec: { accessModes: [mode] } } as unknown as PersistentVolumeClaim);
};

// Counterparts of TestSingleZone and TestMultiZone (pkg/scheduler/framework/plugins/volumezone/volume_zone_test.go).
describe("VolumeZone", () => {
  const [ZONE, REGION, OLD_ZONE, OLD_REGION] = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region"];
  const NO = "node(s) had no available volume zone (for good)";
  const known = know({ zoned: `${ZONE}=us-west1-a`, regional: `${REGION}=us-west1-b uselessLabel=none`, old: `${OLD_ZONE}=us-west1-a`, "old-regional": `${OLD_REGION}=us-west1-b`, several: `${ZONE}=us-west1-c__us-west1-a`, nowhere: "" });
  test.each<{ what: string; claim: string | undefined; labels: string; says: string }>([
    { what: "a pod without volumes", claim: undefined, labels: `${ZONE}=us-west1-a`, says: "" },
    { what: "a node without labels", claim: "zoned", labels: "", says: "" },
    { what: "a volume without labels", claim: "nowhere", labels: `${ZONE}=us-west1-a`, says: "" },
    { what: "the zone", claim: "zoned", labels: `${ZONE}=us-west1-a uselessLabel=none`, says: "" },
    { what: "the region", claim: "regional", labels: `${REGION}=us-west1-b uselessLabel=none`, says: "" },
    { what: "another region", claim: "regional", labels: `${REGION}=no_us-west1-b uselessLabel=none`, says: NO },
    { what: "another zone", claim: "zoned", labels: `${ZONE}=no_us-west1-a uselessLabel=none`, says: NO },
    { what: "the zone, by the labels of old", claim: "old", labels: `${OLD_ZONE}=us-west1-a`, says: "" },
    { what: "another zone, by the labels of old", claim: "old", labels: `${OLD_ZONE}=us-west1-b`, says: NO },
    { what: "the zone, by the volume's label of old", claim: "old", labels: `${ZONE}=us-west1-a`, says: "" },
    { what: "another zone, by the volume's label of old", claim: "old", labels: `${ZONE}=us-west1-b`, says: NO },
    { what: "the region, by the volume's label of old", claim: "old-regional", labels: `${REGION}=us-west1-b`, says: "" },
    { what: "one of several zones", claim: "several", labels: `${ZONE}=us-west1-a`, says: "" },
    { what: "none of several zones", claim: "several", labels: `${ZONE}=us-west1-b`, says: NO },
  ])("$what: $says", ({ claim, labels, says }) => {
    expect(verdicts("VolumeZone", claim === undefined ? pod() : claiming(claim), cluster({ nodes: [node("n", { labels })], know: known }))).toEqual([says]);
  });
});

// Counterparts of TestGCEDiskConflicts, TestAWSDiskConflicts and TestAccessModeConflicts (pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions_test.go).
describe("VolumeRestrictions", () => {
  const gce = (pdName: string, readOnly = false): object => ({ gcePersistentDisk: { pdName, readOnly } });
  const aws = (volumeID: string): object => ({ awsElasticBlockStore: { volumeID } });
  const using = (source: object, on?: string): Pod => pod({ ...(on !== undefined && { on }), spec: { volumes: [{ name: "v", ...source }] as never } });
  const [DISK, IN_USE] = ["node(s) had no available disk", "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod"];
  test.each<{ what: string; wanted: Pod; there: readonly Pod[]; says: string }>([
    { what: "nothing there", wanted: using(gce("foo")), there: [], says: "" },
    { what: "the same disk", wanted: using(gce("foo")), there: [using(gce("foo"), "n")], says: DISK },
    { what: "another disk", wanted: using(gce("bar")), there: [using(gce("foo"), "n")], says: "" },
    { what: "the same disk, and both only read", wanted: using(gce("foo", true)), there: [using(gce("foo", true), "n")], says: "" },
    { what: "the same disk, and one writes", wanted: using(gce("foo", true)), there: [using(gce("foo"), "n")], says: DISK },
    { what: "the same volume of AWS", wanted: using(aws("foo")), there: [using(aws("foo"), "n")], says: DISK },
    { what: "another volume of AWS", wanted: using(aws("bar")), there: [using(aws("foo"), "n")], says: "" },
    { what: "a claim for one pod that nobody uses", wanted: claiming("mine"), there: [claiming("shared", "n")], says: "" },
    { what: "a claim for one pod that another uses", wanted: claiming("mine"), there: [claiming("mine", "n")], says: IN_USE },
    { what: "a claim for many that another uses", wanted: claiming("shared"), there: [claiming("shared", "n")], says: "" },
    { what: "a claim that there is not", wanted: claiming("none"), there: [], says: "" },
  ])("$what: $says", ({ wanted, there, says }) => {
    const cache = cluster({ nodes: [node("n")], pods: there, know: know({}, { mine: "ReadWriteOncePod", shared: "ReadWriteMany" }) });
    expect(verdicts("VolumeRestrictions", wanted, cache)).toEqual([says]);
  });
});
