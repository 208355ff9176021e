import { describe, expect, test } from "vitest";
import { harness, podOf, type Harness } from "../../pod-harness.ts";

/** What happens between writing and looking. */
type Fate = "its container is restarted" | "its Pod is replaced on the same node" | "its node is lost, and the Pod comes up on another";

const claim = { kind: "PersistentVolumeClaim", metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Mi" } } } };
const template = { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Mi" } } } };
const configMap = { kind: "ConfigMap", metadata: { name: "c" }, data: { f: "kept\n" } };

const kinds: readonly (readonly [what: string, volume: object | undefined])[] = [
  ["a file in the container itself", undefined],
  ["an emptyDir", { emptyDir: {} }],
  ["an emptyDir in memory", { emptyDir: { medium: "Memory" } }],
  ["a hostPath", { hostPath: { path: "/srv/data", type: "DirectoryOrCreate" } }],
  ["a claim with the default class", { persistentVolumeClaim: { claimName: "data" } }],
  ["an ephemeral volume", { ephemeral: { volumeClaimTemplate: template } }],
  ["a ConfigMap", { configMap: { name: "c" } }],
];

/** Which file survives what; "waits": the Pod is not placed anywhere else. */
const table: readonly (readonly [what: string, restart: string, replaced: string, lost: string])[] = [
  ["a file in the container itself", "gone", "gone", "gone"],
  ["an emptyDir", "kept", "gone", "gone"],
  ["an emptyDir in memory", "kept", "gone", "gone"],
  ["a hostPath", "kept", "kept", "gone"],
  ["a claim with the default class", "kept", "kept", "waits"],
  ["an ephemeral volume", "kept", "gone", "gone"],
  ["a ConfigMap", "kept", "kept", "kept"],
];

/** Each run of the container says what it finds before it writes; the first one ends after a while. */
const SCRIPT = "cat /v/f 2>/dev/null || echo gone; mkdir -p /v; echo kept > /v/f; sleep 20; exit 1";

function pod(volume: object | undefined, spec: object = {}): object {
  return podOf(SCRIPT, {
    volumes: volume ? [{ name: "v", ...volume }] : [],
    mounts: volume ? [{ name: "v", mountPath: "/v" }] : [],
    spec: { restartPolicy: "Always", terminationGracePeriodSeconds: 1, nodeSelector: { "kubernetes.io/hostname": "worker-1" }, ...spec },
  });
}

const fates: Readonly<Record<Fate, (h: Harness, volume: object | undefined) => void>> = {
  "its container is restarted"(h) {
    h.cluster.runUntil(32_000);
    expect(h.pod()?.status.containerStatuses?.[0]?.restartCount).toBe(1);
  },
  "its Pod is replaced on the same node"(h, volume) {
    h.remove("pods", "web");
    h.cluster.runUntil(25_000);
    h.create(pod(volume));
    h.cluster.runUntil(45_000);
  },
  "its node is lost, and the Pod comes up on another"(h, volume) {
    h.patch("nodes", "worker-1", { spec: { unschedulable: true } });
    h.remove("pods", "web");
    h.cluster.runUntil(25_000);
    h.create(pod(volume, { nodeSelector: {} }));
    h.cluster.runUntil(45_000);
  },
};

const outcome = (h: Harness): string => (h.pod()?.spec.nodeName ? (h.log().split("\n")[0] ?? "") : "waits");

describe.each(table)("%s", (what, restart, replaced, lost) => {
  const volume = kinds.find(([name]) => name === what)?.[1];
  const begun = (): Harness => {
    const h = harness([claim, configMap, pod(volume)], { addons: ["storage"] });
    h.cluster.runUntil(12_000);
    expect(h.pod()?.status.phase).toBe("Running");
    return h;
  };
  test.each([["its container is restarted", restart], ["its Pod is replaced on the same node", replaced], ["its node is lost, and the Pod comes up on another", lost]] as const)("when %s: %s", (fate, expected) => {
    const h = begun();
    fates[fate](h, volume);
    expect(outcome(h)).toBe(expected);
  });
});
