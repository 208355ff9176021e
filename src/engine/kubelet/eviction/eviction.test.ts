import { describe, expect, test } from "vitest";
import type { Node } from "../../../api/types.ts";
import { playedOn, sh, web, type PlayedCluster } from "../testing/played-cluster.ts";

/** One node with room for two GiB of memory and 300 MiB of files. */
const small = (...objects: object[]): PlayedCluster => playedOn({ nodes: [{ name: "worker-1", images: ["busybox:1.36", "memhog"], capacity: { cpu: "2", memory: "2Gi", "ephemeral-storage": "300Mi", pods: "110" } }] }, ...objects);

const pod = (name: string, container: object, spec: object = {}): object => ({ kind: "Pod", metadata: { name }, spec: { terminationGracePeriodSeconds: 2, ...spec, containers: [{ name: "app", imagePullPolicy: "IfNotPresent", ...container }] } });
const hog = (name: string, mib: number, requestMib = 0, spec: object = {}): object => pod(name, { image: "memhog", command: ["memhog", String(mib)], ...(requestMib > 0 && { resources: { requests: { memory: `${requestMib}Mi` } } }) }, spec);
const nodeOf = (played: PlayedCluster): Node => played.cluster.objects().find((o) => o.kind === "Node") as Node;
const condition = (played: PlayedCluster, type: string): string => {
  const found = nodeOf(played).status.conditions?.find((c) => c.type === type);
  return `${found?.status} ${found?.reason} ${found?.message}`;
};
const phases = (played: PlayedCluster): string => played.cluster.objects().filter((o) => o.kind === "Pod").map((o) => `${o.metadata.name}=${played.status(o.metadata.name).reason ?? played.status(o.metadata.name).phase}`).sort().join(" ");
const STATUS_TICK_MS = 10_000;

test("what pods may have is what the eviction thresholds leave of the machine", () => {
  expect(nodeOf(small()).status.allocatable).toMatchObject({ cpu: "2", memory: "1948Mi", "ephemeral-storage": "270Mi" });
});

describe("a node that runs short of memory", () => {
  const short = (): PlayedCluster => {
    const played = small(hog("greedy", 1270), hog("modest", 500, 600), hog("idle", 10));
    played.after(25_000);
    return played;
  };

  test("ends the pod that is furthest above its request, and says why", () => {
    const played = short();
    expect(phases(played)).toBe("greedy=Evicted idle=Running modest=Running");
    expect(played.status("greedy")).toMatchObject({ phase: "Failed", reason: "Evicted" });
    expect(played.status("greedy").message).toMatch(/^The node was low on resource: memory\. Threshold quantity: 100Mi, available: \d+[KM]i\. Container app was using 1270Mi, request is 0, has larger consumption of memory\. $/);
    expect(played.events("greedy").find((event) => event.startsWith("Evicted"))).toBe(`Evicted ${played.status("greedy").message}`);
    expect(played.condition("DisruptionTarget", "greedy")).toMatchObject({ status: "True", reason: "TerminationByKubelet", message: played.status("greedy").message });
    expect(played.events("worker-1")).toEqual(expect.arrayContaining(["EvictionThresholdMet Attempting to reclaim memory", "NodeHasInsufficientMemory Node worker-1 status is now: NodeHasInsufficientMemory"]));
  });

  test("is under pressure for five minutes beyond, and takes no pod without requests meanwhile", () => {
    const played = short();
    expect(condition(played, "MemoryPressure")).toBe("True KubeletHasInsufficientMemory kubelet has insufficient memory available");
    played.create(pod("best", sh("sleep 1000"), { nodeName: "worker-1" }));
    played.create(pod("asks", sh("sleep 1000", { resources: { requests: { memory: "10Mi" } } }), { nodeName: "worker-1" }));
    played.create(pod("tolerates", sh("sleep 1000"), { nodeName: "worker-1", tolerations: [{ key: "node.kubernetes.io/memory-pressure", operator: "Exists" }] }));
    played.after(5000);
    expect(phases(played)).toBe("asks=Running best=Evicted greedy=Evicted idle=Running modest=Running tolerates=Running");
    expect(played.status("best").message).toBe("Pod was rejected: The node had condition: [MemoryPressure]. ");
    expect(played.events("best")).toEqual(["Evicted The node had condition: [MemoryPressure]. "]);
    played.after(300_000 + 2 * STATUS_TICK_MS);
    expect(condition(played, "MemoryPressure")).toBe("False KubeletHasSufficientMemory kubelet has sufficient memory available");
    expect(played.events("worker-1")).toContain("NodeHasSufficientMemory Node worker-1 status is now: NodeHasSufficientMemory");
    played.create(pod("after", sh("sleep 1000"), { nodeName: "worker-1" }));
    played.after(3000);
    expect(played.status("after").phase).toBe("Running");
  });

  test("goes by priority among those above their requests, and looks no further than it has to", () => {
    const played = small(hog("low", 300), hog("high", 1350, 0, { priorityClassName: "system-node-critical" }), hog("within", 150, 200));
    played.after(40_000);
    expect(phases(played)).toBe("high=Running low=Evicted within=Running");
  });

  test("that has been relieved is left alone: nothing is looked at any more", () => {
    const played = short();
    played.after(400_000);
    const before = played.cluster.objects().length;
    const ran = played.cluster.run(played.cluster.now + 600_000, 100_000);
    expect(played.cluster.objects().length).toBe(before);
    // Lease renewals and the like are made up when somebody looks; resyncs of the two pods that run are all there is.
    expect(ran).toBeLessThan(300);
  });
});

describe("a node whose disk runs full", () => {
  test("ends the pod that has written most, says so, and takes no pod at all", () => {
    const played = small(pod("writer", sh("dd if=/dev/zero of=/big bs=1M count=180; sleep 1000")), pod("quiet", sh("sleep 1000")));
    played.after(2000);
    played.create(pod("full", sh("dd if=/dev/zero of=/more bs=1M count=150; echo ended with $?; sleep 1000")));
    played.after(18_000);
    expect(phases(played)).toBe("full=Running quiet=Running writer=Evicted");
    expect(played.status("writer").message).toMatch(/^The node was low on resource: ephemeral-storage\. Threshold quantity: 30Mi, available: \d+[KM]i\. Container app was using 184324Ki, request is 0, has larger consumption of ephemeral-storage\. $/);
    // A writer sees a full disk before the kubelet looks.
    expect(played.log("app", "full")).toContain("No space left on device");
    played.after(STATUS_TICK_MS);
    expect(condition(played, "DiskPressure")).toBe("True KubeletHasDiskPressure kubelet has disk pressure");
    played.create(pod("late", sh("sleep 1000", { resources: { requests: { memory: "10Mi" } } }), { nodeName: "worker-1" }));
    played.after(3000);
    expect(played.status("late")).toMatchObject({ phase: "Failed", reason: "Evicted", message: "Pod was rejected: The node had condition: [DiskPressure]. " });
  });
});

describe("a pod over limits of its own", () => {
  test.each([
    ["a volume's", { volumes: [{ name: "d", emptyDir: { sizeLimit: "1Mi" } }] }, { volumeMounts: [{ name: "d", mountPath: "/d" }] }, "/d/big", 'Usage of EmptyDir volume "d" exceeds the limit "1Mi". '],
    ["a container's, which is the pod's", {}, { resources: { limits: { "ephemeral-storage": "1Mi" } } }, "/big", "Pod ephemeral local storage usage exceeds the total limit of containers 1Mi. "],
  ])("is evicted for %s, without any pressure", (_, spec, container, path, message) => {
    const played = small(web({ ...spec, terminationGracePeriodSeconds: 2, containers: [sh(`dd if=/dev/zero of=${path} bs=1M count=3; sleep 1000`, { imagePullPolicy: "IfNotPresent", ...container })] }));
    played.after(15_000);
    expect(played.status()).toMatchObject({ phase: "Failed", reason: "Evicted", message });
    expect(played.condition("DisruptionTarget")).toBeUndefined();
    expect(condition(played, "DiskPressure")).toMatch(/^False/);
  });
});

test("a machine that runs out of memory kills by oom_score_adj, and its kubelet tells of it", () => {
  const played = small(hog("best", 400), hog("burst", 900, 400), hog("last", 1200, 1000));
  played.after(2000);
  expect(played.events("worker-1").filter((event) => event.startsWith("SystemOOM"))[0]).toMatch(/^SystemOOM System OOM encountered, victim process: memhog, pid: \d+$/);
  expect(played.status("best").containerStatuses?.[0]?.lastState?.terminated ?? played.status("best").containerStatuses?.[0]?.state?.terminated).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
  expect(played.status("last").containerStatuses?.[0]?.restartCount).toBe(0);
});

test("a node may be short of processes, where its kubelet is told to mind them", () => {
  const played = playedOn({ nodes: [{ name: "worker-1", images: ["busybox:1.36"] }], kubelet: { evictionHard: { "pid.available": "32400" }, evictionPressureTransitionPeriodMs: 30_000 } });
  const crowd = "i=0; while [ $i -lt 400 ]; do i=$((i+1)); sleep 1000 & done; wait";
  played.create(pod("crowd", sh(crowd), { priorityClassName: "system-cluster-critical" }));
  played.create(pod("small", sh("sleep 1000")));
  played.after(25_000);
  expect(condition(played, "PIDPressure")).toBe("True KubeletHasInsufficientPID kubelet has insufficient PID available");
  expect(played.events("worker-1")).toContain("EvictionThresholdMet Attempting to reclaim pids");
  expect(played.status("small").message).toMatch(/^The node was low on resource: pids\. Threshold quantity: 32400, available: \d+\. $/);
  // What the cluster cannot do without is never taken.
  expect(played.status("crowd").phase).toBe("Running");
});
