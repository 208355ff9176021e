import { expect, test } from "vitest";
import type { Json } from "../../../api/json.ts";
import { MANIFESTS } from "./static-pod.ts";
import { playedCluster, type PlayedCluster } from "../testing/played-cluster.ts";

const manifest = (image = "nginx:1.25", metadata: object = { name: "stat" }): string => JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata, spec: { terminationGracePeriodSeconds: 2, containers: [{ name: "app", image }] } });
const begun = (): PlayedCluster => playedCluster();
const put = (played: PlayedCluster, file: string, text: string): void => played.onNode("worker-1", `mkdir -p /node${MANIFESTS}; cat > /node${MANIFESTS}/${file} <<'EOF'\n${text}\nEOF`);

test("a manifest on a node becomes a pod with a mirror in the API, under the node's name", () => {
  const played = begun();
  put(played, "stat.yaml", manifest());
  played.after(8000);
  const mirror = played.pod("stat-worker-1")!;
  const hash = mirror.metadata.annotations?.["kubernetes.io/config.hash"];
  expect(mirror).toMatchObject({
    metadata: {
      namespace: "default",
      generation: 1,
      annotations: { "kubernetes.io/config.mirror": hash, "kubernetes.io/config.source": "file", "kubernetes.io/config.seen": expect.stringMatching(/^2026-01-01T00:00:0/) },
      ownerReferences: [{ apiVersion: "v1", controller: true, kind: "Node", name: "worker-1" }],
    },
    spec: { nodeName: "worker-1", tolerations: [{ operator: "Exists", effect: "NoExecute" }] },
    status: { phase: "Running" },
  });
  expect(hash).toMatch(/^[0-9a-f]{32}$/);
  expect(mirror.spec.volumes).toBeUndefined();
  expect(mirror.status.conditions?.every((condition) => condition.observedGeneration === undefined)).toBe(true);
  expect(played.events("stat-worker-1")).toEqual([expect.stringMatching(/^Pulling /), expect.stringMatching(/^Pulled /), "Created Container created", "Started Container started"]);
});

test("a mirror that is deleted comes again, and its containers run on", () => {
  const played = begun();
  put(played, "stat.yaml", manifest());
  played.after(8000);
  const before = played.pod("stat-worker-1")!;
  played.ask({ verb: "delete", resource: "pods", name: "stat-worker-1" });
  played.after(3000);
  const after = played.pod("stat-worker-1")!;
  expect(after.metadata.uid).not.toBe(before.metadata.uid);
  expect(after.metadata.deletionTimestamp).toBeUndefined();
  expect(after.status.containerStatuses?.[0]).toMatchObject({ containerID: before.status.containerStatuses?.[0]?.containerID, ready: true, restartCount: 0 });
  expect(after.status).toMatchObject({ phase: "Running", podIP: before.status.podIP });
});

test("a manifest that changes ends the pod, and the new one begins when the name is free", () => {
  const played = begun();
  put(played, "stat.yaml", manifest());
  played.after(8000);
  const before = played.pod("stat-worker-1")!;
  put(played, "stat.yaml", manifest("nginx:1.26"));
  expect(played.events("stat-worker-1")).toContain("Killing Stopping container app");
  played.after(20_000);
  const after = played.pod("stat-worker-1")!;
  expect(after.metadata.annotations?.["kubernetes.io/config.hash"]).not.toBe(before.metadata.annotations?.["kubernetes.io/config.hash"]);
  expect(after.status.containerStatuses?.[0]).toMatchObject({ image: "docker.io/library/nginx:1.26", ready: true, restartCount: 0 });
});

test("a manifest that is removed takes pod and mirror with it; hidden and unreadable files are nothing", () => {
  const played = begun();
  put(played, "stat.yaml", manifest());
  put(played, ".hidden.yaml", manifest("nginx:1.25", { name: "hidden" }));
  put(played, "broken.yaml", "{ nothing");
  put(played, "service.yaml", '{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"}}');
  played.after(8000);
  const pods = (): string[] => played.cluster.objects().filter((o) => o.kind === "Pod" && !o.metadata.name.startsWith("on-node")).map((o) => o.metadata.name);
  expect(pods()).toEqual(["stat-worker-1"]);
  played.onNode("worker-1", `rm /node${MANIFESTS}/stat.yaml`);
  played.after(20_000);
  expect(pods()).toEqual([]);
});

test("a crashed container of a static pod starts again, and the mirror counts it", () => {
  const played = begun();
  const crash: Json = { apiVersion: "v1", kind: "Pod", metadata: { name: "c" }, spec: { containers: [{ name: "app", image: "busybox", command: ["sh", "-c", "sleep 2; exit 1"] }] } };
  put(played, "c.yaml", JSON.stringify(crash));
  played.after(10_000);
  expect(played.pod("c-worker-1")?.status.containerStatuses?.[0]?.restartCount).toBe(1);
});
