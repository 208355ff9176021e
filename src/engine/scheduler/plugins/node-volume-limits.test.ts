import { describe, expect, test } from "vitest";
import type { CSINode, PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import type { ClusterEvent } from "../cluster-event.ts";
import type { CacheState } from "../cache/state.ts";
import { cluster, filterPlugin, node, pod, verdicts } from "../testing/tables.ts";

const [EBS, GCE] = ["ebs.csi.aws.com", "pd.csi.storage.gke.io"];
const meta = (name: string, namespace?: string) => ({ name, uid: name, resourceVersion: "1", creationTimestamp: "", ...(namespace !== undefined && { namespace }) });
const claiming = (...claims: readonly string[]): Pod => pod({ on: "node", spec: { volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })) as never } });
const csiNode = (drivers: readonly { readonly name: string; readonly count?: number }[]): CSINode =>
  ({ metadata: meta("node"), spec: { drivers: drivers.map(({ name, count }) => ({ name, nodeID: "node", ...(count !== undefined && { allocatable: { count } }) })) } }) as unknown as CSINode;

/** Claims "ebs-0", "gce-1", "in-tree-2" and "host-0" are bound; "pending" and "lost" have the class of a driver, "classless" has none. */
function know(drivers: Parameters<typeof csiNode>[0], provisioner = EBS) {
  return ({ claims, volumes, storageClasses, csiNodes }: CacheState): void => {
    const claim = (name: string, spec: object): void => void claims.set(`default/${name}`, { metadata: meta(name, "default"), spec } as PersistentVolumeClaim);
    const sources = { ebs: (i: number) => ({ csi: { driver: EBS, volumeHandle: `ebs-${i}` } }), gce: (i: number) => ({ csi: { driver: GCE, volumeHandle: `gce-${i}` } }), "in-tree": (i: number) => ({ awsElasticBlockStore: { volumeID: `in-tree-${i}` } }), host: () => ({ hostPath: { path: "/tmp" } }) };
    for (const [kind, source] of Object.entries(sources)) {
      for (let i = 0; i < 4; i += 1) {
        claim(`${kind}-${i}`, { volumeName: `pv-${kind}-${i}` });
        volumes.set(`pv-${kind}-${i}`, { metadata: meta(`pv-${kind}-${i}`), spec: source(i) } as unknown as PersistentVolume);
      }
    }
    claim("pending", { storageClassName: "csi-sc" });
    claim("lost", { storageClassName: "csi-sc", volumeName: "missing-in-action" });
    claim("classless", {});
    storageClasses.set("csi-sc", { metadata: meta("csi-sc"), provisioner } as StorageClass);
    csiNodes.set("node", csiNode(drivers));
  };
}
const TOO_MANY = "node(s) exceed max volume count";
const two = claiming("ebs-1", "ebs-2");
const running = claiming("ebs-3");

// The cases of TestCSILimits (pkg/scheduler/framework/plugins/nodevolumelimits/csi_test.go), of a cluster where plugins of old are migrated.
describe("a node's storage drivers", () => {
  test.each<{ what: string; wanted: Pod; there: readonly Pod[]; most: number | undefined; drivers?: readonly string[]; says: string; provisioner?: string }>([
    { what: "have room for it", wanted: claiming("ebs-0"), there: [running, two], most: 4, says: "" },
    { what: "are full", wanted: claiming("ebs-0"), there: [running, two], most: 2, says: TOO_MANY },
    { what: "know no limit", wanted: claiming("ebs-0"), there: [running, two], most: undefined, says: "" },
    { what: "count claims that wait for a volume", wanted: claiming("ebs-0"), there: [claiming("pending"), two], most: 2, says: TOO_MANY },
    { what: "count a claim of two Pods once", wanted: claiming("ebs-0"), there: [claiming("pending"), claiming("pending"), two], most: 4, says: "" },
    { what: "count claims of volumes that are gone", wanted: claiming("ebs-0"), there: [claiming("lost"), two], most: 2, says: TOO_MANY },
    { what: "do not count claims without a class", wanted: claiming("ebs-0"), there: [running, claiming("classless")], most: 2, says: "" },
    { what: "count those of their own", wanted: claiming("ebs-0"), there: [claiming("gce-1", "gce-2"), two], most: 2, drivers: [EBS, GCE], says: TOO_MANY },
    { what: "do not count those of others", wanted: claiming("gce-1", "gce-2"), there: [two, running], most: 2, drivers: [EBS, GCE], says: "" },
    { what: "count volumes of the plugin that they took over from", wanted: claiming("in-tree-0"), there: [claiming("in-tree-1", "in-tree-2")], most: 2, says: TOO_MANY },
    { what: "count claims on the plugin that they took over from", wanted: claiming("pending"), there: [claiming("in-tree-1", "in-tree-2")], most: 2, provisioner: "kubernetes.io/aws-ebs", says: TOO_MANY },
    { what: "count old and new together", wanted: claiming("in-tree-0"), there: [two], most: 2, says: TOO_MANY },
    { what: "count new and old together", wanted: claiming("ebs-0"), there: [claiming("in-tree-1", "in-tree-2")], most: 2, says: TOO_MANY },
    { what: "do not count what is no driver's", wanted: claiming("host-0"), there: [two], most: 2, says: "" },
    { what: "do not count a volume again that is there", wanted: claiming("ebs-1"), there: [two], most: 2, says: "" },
    { what: "have nothing to say of a Pod without claims", wanted: claiming(), there: [two], most: 1, says: "" },
  ])("$what: $says", ({ wanted, there, most, drivers = [EBS], says, provisioner }) => {
    const cache = cluster({ nodes: [node("node")], pods: there, know: know(drivers.map((name) => ({ name, ...(most !== undefined && { count: most }) })), provisioner) });
    const incoming = { ...wanted, spec: { ...wanted.spec, nodeName: undefined } } as unknown as Pod;
    expect(verdicts("NodeVolumeLimits", incoming, cache)).toEqual([says]);
  });

  // Cases of TestCSILimitsQHint, TestCSILimitsAddedPVCQHint and TestCSILimitsCSINodeUpdated… (same file).
  const claimOf = (name: string, namespace = "default"): PersistentVolumeClaim => ({ metadata: meta(name, namespace), spec: {} }) as unknown as PersistentVolumeClaim;
  test.each<{ what: string; event: ClusterEvent; helps: boolean }>([
    { what: "a Pod with such a volume goes", event: { resource: "AssignedPod", action: "Delete", pod: two }, helps: true },
    { what: "a Pod without one goes", event: { resource: "AssignedPod", action: "Delete", pod: claiming() }, helps: false },
    { what: "its own claim comes", event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("ebs-0") }, helps: true },
    { what: "another claim comes", event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("ebs-1") }, helps: false },
    { what: "a claim of its name comes elsewhere", event: { resource: "PersistentVolumeClaim", old: undefined, claim: claimOf("ebs-0", "other") }, helps: false },
    { what: "a limit grows", event: { resource: "CSINode", old: csiNode([{ name: EBS, count: 1 }]), csiNode: csiNode([{ name: EBS, count: 2 }]) }, helps: true },
    { what: "a limit shrinks", event: { resource: "CSINode", old: csiNode([{ name: EBS, count: 2 }]), csiNode: csiNode([{ name: EBS, count: 1 }]) }, helps: false },
    { what: "a limit stays", event: { resource: "CSINode", old: csiNode([{ name: EBS, count: 2 }]), csiNode: csiNode([{ name: EBS, count: 2 }]) }, helps: false },
  ])("a Pod that they turned down is tried again when $what: $helps", ({ event, helps }) => {
    expect(filterPlugin("NodeVolumeLimits").mayHelp(claiming("ebs-0"), event, cluster({ nodes: [], know: know([]) }))).toBe(helps);
  });
});
