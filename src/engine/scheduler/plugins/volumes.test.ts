import { describe, expect, test } from "vitest";
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import type { CacheState } from "../cache/state.ts";
import type { ClusterEvent } from "../cluster-event.ts";
import { cluster, filterPlugin, labels as labelsOf, node, pod, verdicts } from "../testing/tables.ts";

const claiming = (name: string, on?: string): Pod => pod({ ...(on !== undefined && { on }), spec: { volumes: [{ name: "v", persistentVolumeClaim: { claimName: name } }] as never } });
/** Claims of volumes with these labels, each of the volume's name, and claims with an access mode. */
const know = (volumes: Readonly<Record<string, string>>, modes: Readonly<Record<string, string>> = {}) => (state: CacheState): void => {
  const meta = (name: string) => ({ name, namespace: "default", uid: name, resourceVersion: "1", creationTimestamp: "" });
  for (const [name, text] of Object.entries(volumes)) {
    state.volumes.set(name, { metadata: { ...meta(name), labels: labelsOf(text) }, spec: {} } as unknown as PersistentVolume);
    state.claims.set(`default/${name}`, { metadata: meta(name), spec: { volumeName: name } } as unknown as PersistentVolumeClaim);
  }
  for (const [name, mode] of Object.entries(modes)) state.claims.set(`default/${name}`, { metadata: meta(name), spec: { accessModes: [mode] } } as unknown as PersistentVolumeClaim);
  state.claims.set("default/lost", claimOf("lost", "default", { volumeName: "gone" }));
  state.claims.set("default/waiting", claimOf("waiting", "default", { storageClassName: "wait" }));
};
const claimOf = (name: string, namespace = "default", spec: object = {}): PersistentVolumeClaim => ({ metadata: { name, namespace }, spec }) as unknown as PersistentVolumeClaim;

// Counterparts of TestSingleZone and TestMultiZone (pkg/scheduler/framework/plugins/volumezone/volume_zone_test.go).
describe("VolumeZone", () => {
  const [ZONE, REGION, OLD_ZONE, OLD_REGION] = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region"];
  const NO = "node(s) had no available volume zone (for good)";
  const known = know({ zoned: `${ZONE}=us-west1-a`, regional: `${REGION}=us-west1-b uselessLabel=none`, old: `${OLD_ZONE}=us-west1-a`, "old-regional": `${OLD_REGION}=us-west1-b`, several: `${ZONE}=us-west1-c__us-west1-a`, "old-several": `${OLD_ZONE}=us-west1-c__us-west1-a`, both: `${ZONE}=us-west1-a ${REGION}=us-west1-a`, nowhere: "" });
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
    { what: "the region, by the labels of old", claim: "old-regional", labels: `${OLD_REGION}=us-west1-b uselessLabel=none`, says: "" },
    { what: "another region, by the labels of old", claim: "old-regional", labels: `${OLD_REGION}=no_us-west1-b uselessLabel=none`, says: NO },
    { what: "the zone of both that are asked for", claim: "both", labels: `${ZONE}=us-west1-a`, says: NO },
    { what: "the zone, by the node's label of old", claim: "zoned", labels: `${OLD_ZONE}=us-west1-a`, says: NO },
    { what: "the zone, by the volume's label of old", claim: "old", labels: `${ZONE}=us-west1-a`, says: "" },
    { what: "another zone, by the volume's label of old", claim: "old", labels: `${ZONE}=us-west1-b`, says: NO },
    { what: "several zones and a node without labels", claim: "several", labels: "", says: "" },
    { what: "one of several zones, by the labels of old", claim: "old-several", labels: `${OLD_ZONE}=us-west1-a`, says: "" },
    { what: "one of several zones", claim: "several", labels: `${ZONE}=us-west1-a`, says: "" },
    { what: "none of several zones", claim: "several", labels: `${ZONE}=us-west1-b`, says: NO },
    { what: "a volume that there is not", claim: "lost", labels: `${ZONE}=us-west1-a`, says: 'persistentvolume "gone" not found' },
    { what: "a claim that waits for its consumer", claim: "waiting", labels: `${ZONE}=us-west1-a`, says: "" },
  ])("$what: $says", ({ claim, labels, says }) => {
    expect(verdicts("VolumeZone", claim === undefined ? pod() : claiming(claim), cluster({ nodes: [node("n", { labels })], know: known }))).toEqual([says]);
  });
  // Counterparts of TestIsSchedulableAfterPersistentVolumeClaimAdded, …StorageClassAdded and …PersistentVolumeChange (same file).
  const plugin = filterPlugin("VolumeZone");
  const volume = (text: string): PersistentVolume => ({ metadata: { name: "zoned", labels: labelsOf(text) }, spec: {} }) as unknown as PersistentVolume;
  const storageClass = (volumeBindingMode?: string): StorageClass => ({ metadata: { name: "c" }, provisioner: "p", ...(volumeBindingMode !== undefined && { volumeBindingMode }) }) as unknown as StorageClass;
  test.each<{ what: string; wanted: Pod; event: ClusterEvent; helps: boolean }>([
    { what: "its claim comes", wanted: claiming("a"), event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("a") }, helps: true },
    { what: "its claim gets a volume", wanted: claiming("a"), event: { resource: "PersistentVolumeClaim", old: claimOf("a"), claim: claimOf("a", "default", { volumeName: "v" }) }, helps: true },
    { what: "another claim comes", wanted: claiming("b"), event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("a") }, helps: false },
    { what: "a claim of its name comes elsewhere", wanted: claiming("a"), event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("a", "ns1") }, helps: false },
    { what: "a claim comes and it has none", wanted: pod(), event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("a") }, helps: false },
    { what: "a class comes that binds at once", wanted: claiming("a"), event: { resource: "StorageClass", old: undefined, storageClass: storageClass() }, helps: false },
    { what: "a class comes that waits", wanted: claiming("a"), event: { resource: "StorageClass", old: undefined, storageClass: storageClass("WaitForFirstConsumer") }, helps: true },
    { what: "a volume comes", wanted: claiming("a"), event: { resource: "PersistentVolume", old: undefined, volume: volume(`${OLD_ZONE}=us-west1-b`) }, helps: true },
    { what: "a volume moves", wanted: claiming("a"), event: { resource: "PersistentVolume", old: volume(`${OLD_ZONE}=us-west1-a`), volume: volume(`${OLD_ZONE}=us-west1-b`) }, helps: true },
    { what: "a volume gets a second label", wanted: claiming("a"), event: { resource: "PersistentVolume", old: volume(`${OLD_ZONE}=us-west1-a`), volume: volume(`${OLD_ZONE}=us-west1-a ${ZONE}=zone`) }, helps: true },
    { what: "a volume stays where it is", wanted: claiming("a"), event: { resource: "PersistentVolume", old: volume(`${ZONE}=zone`), volume: volume(`${ZONE}=zone`) }, helps: false },
  ])("is asked again when $what: $helps", ({ wanted, event, helps }) => expect(plugin.mayHelp(wanted, event, cluster({ nodes: [] }))).toBe(helps));
});

// Counterparts of TestGCEDiskConflicts, TestAWSDiskConflicts, TestRBDDiskConflicts, TestISCSIDiskConflicts and TestAccessModeConflicts (pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions_test.go).
describe("VolumeRestrictions", () => {
  const gce = (pdName: string, readOnly = false): object => ({ gcePersistentDisk: { pdName, readOnly } });
  const iscsi = (iqn: string, readOnly = false): object => ({ iscsi: { targetPortal: "127.0.0.1:3260", iqn, lun: 0, readOnly } });
  const rbd = (monitors: readonly string[], image = "bar"): object => ({ rbd: { monitors, pool: "foo", image, fsType: "ext4" } });
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
    { what: "a disk there and none wanted", wanted: pod(), there: [using(gce("foo"), "n")], says: "" },
    { what: "the same image of Ceph", wanted: using(rbd(["a", "b"])), there: [using(rbd(["b", "c"]), "n")], says: DISK },
    { what: "an image of that name of another Ceph", wanted: using(rbd(["c", "d"])), there: [using(rbd(["a", "b"]), "n")], says: "" },
    { what: "another image of the same Ceph", wanted: using(rbd(["a"], "other")), there: [using(rbd(["a"]), "n")], says: "" },
    { what: "the same target of iSCSI", wanted: using(iscsi("iqn.2016-12.server:storage.target01")), there: [using(iscsi("iqn.2016-12.server:storage.target01"), "n")], says: DISK },
    { what: "the same target of iSCSI, and both only read", wanted: using(iscsi("iqn.2016-12.server:storage.target01", true)), there: [using(iscsi("iqn.2016-12.server:storage.target01", true), "n")], says: "" },
    { what: "another target of iSCSI", wanted: using(iscsi("iqn.2017-12.server:storage.target01")), there: [using(iscsi("iqn.2016-12.server:storage.target01"), "n")], says: "" },
    { what: "a claim for one pod that nobody uses", wanted: claiming("mine"), there: [claiming("shared", "n")], says: "" },
    { what: "a claim for one pod that another uses", wanted: claiming("mine"), there: [claiming("mine", "n")], says: IN_USE },
    { what: "a claim for many that another uses", wanted: claiming("shared"), there: [claiming("shared", "n")], says: "" },
    { what: "a claim that there is not", wanted: claiming("none"), there: [], says: 'persistentvolumeclaim "none" not found' },
  ])("$what: $says", ({ wanted, there, says }) => {
    const cache = cluster({ nodes: [node("n")], pods: there, know: know({}, { mine: "ReadWriteOncePod", shared: "ReadWriteMany" }) });
    expect(verdicts("VolumeRestrictions", wanted, cache)).toEqual([says]);
  });
  // Counterparts of Test_isSchedulableAfterPodDeleted and Test_isSchedulableAfterPersistentVolumeClaimChange (same file).
  const plugin = filterPlugin("VolumeRestrictions");
  test.each<{ what: string; wanted: Pod; event: ClusterEvent; helps: boolean }>([
    { what: "a Pod with its claim goes", wanted: claiming("mine"), event: { resource: "AssignedPod", action: "Delete", pod: claiming("mine", "n") }, helps: true },
    { what: "a Pod with another claim goes", wanted: claiming("mine"), event: { resource: "AssignedPod", action: "Delete", pod: claiming("shared", "n") }, helps: false },
    { what: "a Pod with its disk goes", wanted: using(gce("foo")), event: { resource: "AssignedPod", action: "Delete", pod: using(gce("foo"), "n") }, helps: true },
    { what: "a Pod of another namespace goes", wanted: using(gce("foo")), event: { resource: "AssignedPod", action: "Delete", pod: pod({ on: "n", namespace: "ns1", spec: { volumes: [{ name: "v", ...gce("foo") }] as never } }) }, helps: false },
    { what: "its claim comes", wanted: claiming("mine"), event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("mine") }, helps: true },
    { what: "another claim comes", wanted: claiming("mine"), event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("shared") }, helps: false },
    { what: "its claim changes", wanted: claiming("mine"), event: { resource: "PersistentVolumeClaim", old: claimOf("mine"), claim: claimOf("mine") }, helps: false },
  ])("is asked again when $what: $helps", ({ wanted, event, helps }) => expect(plugin.mayHelp(wanted, event, cluster({ nodes: [] }))).toBe(helps));
});

// The cases of TestVolumeBinding (pkg/scheduler/framework/plugins/volumebinding/volume_binding_test.go) without scores, which a gate that is off gives.
describe("VolumeBinding", () => {
  const HOST = "kubernetes.io/hostname";
  const NONE = "node(s) didn't find available persistent volumes to bind (for good)";
  interface Claim {
    readonly of?: "wait" | "immediate";
    readonly bound?: string;
    readonly phase?: string;
    readonly asks?: string;
    readonly selected?: string;
    readonly leaving?: boolean;
  }
  interface Volume {
    readonly size?: string;
    /** "zone=a": from where it is reached. */
    readonly from?: string;
    readonly phase?: string;
  }
  const meta = (name: string) => ({ name, uid: name, resourceVersion: "1", creationTimestamp: "" });
  const modes = ["ReadWriteOnce"];
  const volumeOf = (name: string, { size = "1Gi", from = "", phase = "Available" }: Volume): PersistentVolume =>
    ({
      metadata: meta(name), status: { phase },
      spec: { storageClassName: "wait", accessModes: modes, capacity: { storage: size }, ...(from && { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: Object.entries(labelsOf(from)).map(([key, value]) => ({ key, operator: "In", values: [value] })) }] } } }) },
    }) as unknown as PersistentVolume;
  const claimed = (name: string, { of = "wait", bound, phase, asks = "1Gi", selected, leaving }: Claim): PersistentVolumeClaim =>
    ({
      metadata: { ...meta(name), namespace: "default", ...(leaving && { deletionTimestamp: "2026-01-01T00:00:00Z" }), annotations: { ...(bound !== undefined && { "pv.kubernetes.io/bind-completed": "yes" }), ...(selected !== undefined && { "volume.kubernetes.io/selected-node": selected }) } },
      spec: { storageClassName: of, accessModes: modes, resources: { requests: { storage: asks } }, ...(bound !== undefined && { volumeName: bound }) }, status: { ...(phase !== undefined && { phase }) },
    }) as unknown as PersistentVolumeClaim;
  const classes = [["wait", "WaitForFirstConsumer"], ["immediate", "Immediate"]] as const;
  test.each<{ what: string; uses: readonly string[]; claims?: Readonly<Record<string, Claim>>; volumes?: Readonly<Record<string, Volume>>; nodes?: readonly string[]; say: readonly string[] }>([
    { what: "no claims", uses: [], say: [""] },
    { what: "a claim with its volume", uses: ["a"], claims: { a: { bound: "pv" } }, volumes: { pv: {} }, say: [""] },
    { what: "claims with volumes of the node's own", uses: ["a", "b"], claims: { a: { bound: "pv-a" }, b: { bound: "pv-b" } }, volumes: { "pv-a": { from: `${HOST}=a` }, "pv-b": { from: `${HOST}=a` } }, nodes: [`${HOST}=a`], say: [""] },
    { what: "a claim that there is not", uses: ["a"], say: ['persistentvolumeclaim "a" not found'] },
    { what: "two claims, and one there is not", uses: ["a", "b"], claims: { a: { bound: "pv" } }, volumes: { pv: {} }, say: ['persistentvolumeclaim "b" not found'] },
    { what: "a claim that is bound at once, and is not yet", uses: ["a"], claims: { a: { of: "immediate" } }, say: ["pod has unbound immediate PersistentVolumeClaims"] },
    { what: "a claim that waits, and no volume", uses: ["a"], claims: { a: {} }, say: [NONE] },
    { what: "a volume of elsewhere, and none for the other claim", uses: ["a", "b"], claims: { a: { bound: "pv" }, b: {} }, volumes: { pv: { from: "foo=bar" } }, nodes: ["foo=barbar"], say: ["node(s) didn't match PersistentVolume's node affinity, node(s) didn't find available persistent volumes to bind (for good)"] },
    { what: "a claim whose volume there is not", uses: ["a"], claims: { a: { bound: "pv" } }, say: ["node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s) (for good)"] },
    { what: "a claim that is lost", uses: ["a"], claims: { a: { bound: "pv", phase: "Lost" } }, say: ['persistentvolumeclaim "a" bound to non-existent persistentvolume "pv"'] },
    { what: "a claim that is being deleted", uses: ["a"], claims: { a: { bound: "pv", leaving: true } }, volumes: { pv: {} }, say: ['persistentvolumeclaim "a" is being deleted'] },
    { what: "a claim that waits, and volumes of two of three nodes", uses: ["a"], claims: { a: { asks: "50Gi" } }, volumes: { a0: { size: "200Gi", from: `${HOST}=a` }, b0: { size: "100Gi", from: `${HOST}=b` } }, nodes: [`${HOST}=a`, `${HOST}=b`, `${HOST}=c`], say: ["", "", NONE] },
    { what: "a claim that waits, and volumes of two of three zones", uses: ["a"], claims: { a: { asks: "50Gi" } }, volumes: { a0: { size: "200Gi", from: "region=a zone=a" }, b0: { size: "100Gi", from: "region=b zone=b" } }, nodes: ["region=a zone=a", "region=b zone=b", "region=c zone=c"], say: ["", "", NONE] },
    { what: "two claims that wait, and only one volume large enough", uses: ["a", "b"], claims: { a: { asks: "5Gi" }, b: { asks: "5Gi" } }, volumes: { large: { size: "10Gi" }, small: { size: "1Gi" } }, say: [NONE] },
    { what: "a claim that waits on another node", uses: ["a"], claims: { a: { selected: "n9" } }, volumes: { pv: {} }, say: [NONE] },
  ])("$what: $say", ({ uses, claims = {}, volumes = {}, nodes = [""], say }) => {
    const wanted = pod({ spec: { volumes: uses.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })) as never } });
    const known = (state: CacheState): void => {
      for (const [name, volumeBindingMode] of classes) state.storageClasses.set(name, { metadata: meta(name), provisioner: "kubernetes.io/no-provisioner", volumeBindingMode } as unknown as StorageClass);
      for (const [name, of] of Object.entries(volumes)) state.volumes.set(name, volumeOf(name, of));
      for (const [name, of] of Object.entries(claims)) state.claims.set(`default/${name}`, claimed(name, of));
    };
    expect(verdicts("VolumeBinding", wanted, cluster({ nodes: nodes.map((text, i) => node(`n${i}`, { labels: text })), know: known }))).toEqual(say);
  });
});
