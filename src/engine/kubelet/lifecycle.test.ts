import { describe, expect, test } from "vitest";
import { playedCluster, sh, web, type PlayedCluster } from "./testing/played-cluster.ts";

const drop = (played: PlayedCluster, body?: object): void => void played.ask({ verb: "delete", resource: "pods", name: "web", ...(body && { body: body as never }) });
const shared = { volumeMounts: [{ name: "v", mountPath: "/v" }] };
const volumes = [{ name: "v", emptyDir: {} }];
const sidecar = (name: string, script: string, more: object = {}): object => sh(script, { name, restartPolicy: "Always", ...more });
/** Runs until it is told to end, and says so with the second of that instant. */
const telling = (what: string): string => `trap 'echo ${what} $(date +%s) >> /v/order; exit 0' TERM; while true; do sleep 0.1; done`;

describe("a hook", () => {
  test("before the stop runs once, though the pod is deleted while a probe has its container killed", () => {
    const app = sh("trap '' TERM; while true; do sleep 1; done", {
      ...shared,
      livenessProbe: { exec: { command: ["false"] }, periodSeconds: 2, failureThreshold: 1 },
      lifecycle: { preStop: { exec: { command: ["sh", "-c", "echo ran >> /v/hooks; sleep 3"] } } },
    });
    const other = sh("sleep 13; cat /v/hooks; sleep 60", { name: "other", ...shared });
    const played = playedCluster(web({ terminationGracePeriodSeconds: 15, containers: [app, other], volumes }));
    while (!played.events().some((event) => event.startsWith("Killing"))) played.after(100);
    played.after(1000);
    drop(played);
    played.after(13_000);
    expect(played.status().containerStatuses?.[0]?.state?.running).toBeDefined();
    expect(played.log("other")).toBe("ran\n");
    expect(played.events().filter((event) => event.includes("FailedPreStopHook"))).toEqual([]);
    expect(played.events().filter((event) => event.startsWith("Killing Container app failed"))).toHaveLength(1);
    played.after(60_000);
    expect(played.pod()).toBeUndefined();
  });

  test.each([
    ["by exit code", { exec: { command: ["sh", "-c", "echo nope; echo why >&2; exit 1"] } }, /^Exec lifecycle hook \(\[sh -c echo nope; echo why >&2; exit 1\]\) for Container "app" in Pod "web_default\([0-9a-f-]{36}\)" failed - error: command 'sh -c echo nope; echo why >&2; exit 1' exited with 1: why\n, message: "nope\\nwhy\\n"$/],
    ["without its command", { exec: { command: ["nosuch"] } }, /^Exec lifecycle hook \(\[nosuch\]\) for Container "app" in Pod "web_default\([0-9a-f-]{36}\)" failed - error: rpc error: code = Unknown desc = failed to exec in container: .*"nosuch": executable file not found in \$PATH, message: ""$/],
    ["over HTTP", { httpGet: { path: "/started", port: 8080 } }, /^HTTP lifecycle hook \(\/started\) for Container "app" in Pod "web_default\([0-9a-f-]{36}\)" failed - error: Get "http:\/\/10\.244\.\d\.\d+:8080\/started": dial tcp 10\.244\.\d\.\d+:8080: connect: connection refused$/],
  ])("after the start that fails %s is told in words, and takes its container with it", (_, postStart, message) => {
    const played = playedCluster(web({ terminationGracePeriodSeconds: 1, containers: [sh("sleep 600", { lifecycle: { postStart } })] }));
    for (let tries = 0; tries < 200 && played.status().containerStatuses?.[0]?.state?.waiting?.reason !== "PostStartHookError"; tries += 1) played.after(50);
    expect(played.events()).toContain("FailedPostStartHook PostStartHook failed");
    expect(played.events()).toContain("Killing FailedPostStartHook");
    expect(played.status().containerStatuses?.[0]?.state?.waiting).toMatchObject({ reason: "PostStartHookError", message: expect.stringMatching(message) });
  });
});

describe("sidecars", () => {
  test("end after the others in reverse order, but their hooks run at once", () => {
    const hook = { lifecycle: { preStop: { exec: { command: ["sh", "-c", "echo hook $(date +%s) >> /v/order"] } } } };
    const played = playedCluster(
      web({
        terminationGracePeriodSeconds: 20,
        initContainers: [sidecar("one", `${telling("one")}`, shared), sidecar("two", `${telling("two")}`, { ...shared, ...hook })],
        containers: [sh("trap 'sleep 3; echo app $(date +%s) >> /v/order; exit 0' TERM; while true; do sleep 0.1; done", shared)],
        volumes: [{ name: "v", hostPath: { path: "/tmp/order", type: "DirectoryOrCreate" } }],
      }),
    );
    played.after(6000);
    const node = played.pod()!.spec.nodeName!;
    drop(played);
    played.after(12_000);
    expect(played.pod()).toBeUndefined();
    played.onNode(node, "cat /node/tmp/order/order");
    const lines = played.log("app", "on-node-1").trim().split("\n").map((line) => line.split(" "));
    expect(lines.map(([what]) => what)).toEqual(["hook", "app", "two", "one"]);
    const at = Object.fromEntries(lines.map(([what, seconds]) => [what, Number(seconds)]));
    expect(at["app"]! - at["hook"]!).toBeGreaterThanOrEqual(2);
  });

  test("that never start keep the next init container waiting, are killed by their startup probe and tried again", () => {
    const startupProbe = { exec: { command: ["false"] }, periodSeconds: 1, failureThreshold: 2 };
    const played = playedCluster(web({ terminationGracePeriodSeconds: 1, initContainers: [sidecar("helper", "sleep 600", { startupProbe }), sh("echo", { name: "setup" })], containers: [sh("sleep 600")] }));
    played.after(15_000);
    expect(played.events()).toContain("Killing Container helper failed startup probe, will be restarted");
    expect(played.status()).toMatchObject({ phase: "Pending", initContainerStatuses: [{ name: "helper", started: false }, { name: "setup", state: { waiting: { reason: "PodInitializing" } } }] });
    expect(played.status().initContainerStatuses?.[0]?.restartCount).toBeGreaterThanOrEqual(1);
  });

  test("that outlast the grace are killed with two seconds' notice", () => {
    const stubborn = "trap '' TERM; while true; do sleep 0.2; done";
    const played = playedCluster(web({ terminationGracePeriodSeconds: 4, initContainers: [sidecar("helper", stubborn)], containers: [sh(stubborn)] }));
    played.after(5000);
    drop(played);
    played.after(5500);
    expect(played.pod()).toBeDefined();
    played.after(3000);
    expect(played.pod()).toBeUndefined();
  });
});

describe("a pod that is deleted", () => {
  test("while it is unscheduled is gone at once", () => {
    const played = playedCluster(web({ nodeSelector: { nowhere: "true" }, containers: [sh("sleep 600")] }));
    played.after(2000);
    drop(played);
    played.after(100);
    expect(played.pod()).toBeUndefined();
  });
  test("when it has completed is gone without a grace", () => {
    const played = playedCluster(web({ restartPolicy: "Never", containers: [sh("echo done")] }));
    played.after(5000);
    expect(played.status().phase).toBe("Succeeded");
    drop(played);
    played.after(1500);
    expect(played.pod()).toBeUndefined();
  });
  test("by force is gone from the API at once, and its containers a little later", () => {
    const played = playedCluster(web({ containers: [sh("trap '' TERM; while true; do sleep 1; done")] }));
    played.after(5000);
    drop(played, { gracePeriodSeconds: 0 });
    played.after(20);
    expect(played.pod()).toBeUndefined();
    expect(played.events()).toContain("Killing Stopping container app");
  });
  test("while it waits for a missing volume does not wait for it", () => {
    const played = playedCluster(web({ containers: [sh("sleep 600", shared)], volumes: [{ name: "v", configMap: { name: "nope" } }] }));
    played.after(5000);
    drop(played);
    played.after(3000);
    expect(played.pod()).toBeUndefined();
  });
});

describe("a termination message", () => {
  const messageOf = (spec: object): string | undefined => {
    const played = playedCluster(web({ restartPolicy: "Never", containers: [spec] }));
    played.after(8000);
    return played.status().containerStatuses?.[0]?.state?.terminated?.message;
  };
  test("is the end of its file, 4096 bytes at most", () => {
    const message = messageOf(sh("i=0; while [ $i -lt 600 ]; do printf '%09d ' $i; i=$((i+1)); done > /dev/termination-log"));
    expect(message).toHaveLength(4096);
    expect(message?.endsWith("000000599 ")).toBe(true);
  });
  test("falls back to the log of a container that failed: 80 lines, 2048 bytes", () => {
    const script = "i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); done; exit 3";
    const fallback = { terminationMessagePolicy: "FallbackToLogsOnError" };
    const message = messageOf(sh(script, fallback));
    expect(message?.split("\n")[0]).toBe("line 20");
    expect(messageOf(sh(script.replace("exit 3", "exit 0"), fallback))).toBeUndefined();
    expect(messageOf(sh(script))).toBeUndefined();
    expect(messageOf(sh(`echo mine > /dev/termination-log; ${script}`, fallback))).toBe("mine\n");
  });
  test("is read where the spec says", () => {
    expect(messageOf(sh("echo here > /tmp/m; exit 1", { terminationMessagePath: "/tmp/m" }))).toBe("here\n");
  });
});

describe("an ephemeral container", () => {
  const add = (played: PlayedCluster, container: object) => played.ask({ verb: "patch", resource: "pods", name: "web", subresource: "ephemeralcontainers", patchType: "strategic", body: { spec: { ephemeralContainers: [container] } } as never });
  const debug = (script: string, more: object = {}): object => ({ name: "dbg", image: "busybox:1.36", command: ["sh", "-c", script], ...more });

  test("runs beside the others, sees its target's processes, is never ready and never runs again", () => {
    const played = playedCluster(web({ containers: [sh("exec sleep 1234")] }));
    played.after(5000);
    expect(add(played, debug("ps; sleep 3; exit 4", { targetContainerName: "app" }))).toMatchObject({ kind: "Pod", metadata: { generation: 2 } });
    played.after(2000);
    expect(played.status().ephemeralContainerStatuses).toEqual([expect.objectContaining({ name: "dbg", ready: false, restartCount: 0, state: { running: expect.anything() } })]);
    expect(played.status().ephemeralContainerStatuses?.[0]).not.toHaveProperty("started");
    expect(played.condition("Ready")).toMatchObject({ status: "True" });
    expect(played.log("dbg")).toContain("sleep 1234");
    played.after(30_000);
    expect(played.status().ephemeralContainerStatuses?.[0]).toMatchObject({ restartCount: 0, state: { terminated: { exitCode: 4, reason: "Error" } } });
    expect(played.status().phase).toBe("Running");
  });
  // Mirrors validateTargetContainer (containerd internal/cri/server/container_create.go) and getTargetID (pkg/kubelet/kuberuntime/kuberuntime_container.go).
  test("whose target has ended is not made, and says why", () => {
    const played = playedCluster(web({ containers: [sh("exit 1")] }));
    played.after(5000);
    add(played, debug("ps", { targetContainerName: "app" }));
    played.after(30_000);
    const { state } = played.status().ephemeralContainerStatuses?.[0] ?? {};
    expect(state).toMatchObject({ waiting: { reason: "CreateContainerError", message: expect.stringMatching(/^failed to generate container "[0-9a-f]{64}" spec: invalid target container: container "[0-9a-f]{64}" is not running - in state CONTAINER_EXITED$/) } });
  });
  test("whose target has never been made is not made either", () => {
    const played = playedCluster(web({ containers: [{ name: "app", image: "nosuch/image:1" }] }));
    played.after(5000);
    add(played, debug("ps", { targetContainerName: "app" }));
    played.after(30_000);
    expect(played.status().ephemeralContainerStatuses?.[0]?.state).toMatchObject({ waiting: { reason: "CreateContainerConfigError", message: "unable to find target container app" } });
  });
  test("without a target has its own processes and the pod's network", () => {
    const played = playedCluster(web({ containers: [sh("exec sleep 1234")] }));
    played.after(5000);
    add(played, debug("ps; hostname; hostname -i"));
    played.after(3000);
    expect(played.log("dbg")).not.toContain("sleep 1234");
    expect(played.log("dbg")).toContain(`web\n${played.status().podIP}\n`);
  });
  test("cannot be changed, removed, or have what only others may have", () => {
    const played = playedCluster(web({ containers: [sh("sleep 600")] }));
    played.after(5000);
    add(played, debug("sleep 600"));
    expect(add(played, debug("sleep 1"))).toMatchObject({ kind: "Status", code: 422 });
    expect(add(played, { ...debug("sleep 1"), name: "two", ports: [{ containerPort: 80 }] })).toMatchObject({ message: expect.stringContaining("ports: Forbidden: cannot be set for an Ephemeral Container") });
    expect(add(played, { ...debug("sleep 1"), name: "three", targetContainerName: "nobody" })).toMatchObject({ message: expect.stringContaining('targetContainerName: Not found: "nobody"') });
  });
});

test.each([
  ["as its image says", { image: "busybox:1.36" }, {}, { uid: 0, gid: 0, supplementalGroups: [0] }],
  ["as its pod says, with further groups", { image: "busybox:1.36" }, { runAsUser: 1000, runAsGroup: 3000, supplementalGroups: [4000], fsGroup: 2000 }, { uid: 1000, gid: 3000, supplementalGroups: [3000, 2000, 4000] }],
  ["as an image with a user of its own", { image: "registry.k8s.io/pause:3.10" }, {}, { uid: 65_535, gid: 65_535, supplementalGroups: [65_535] }],
])("a container runs %s, and its status tells whom it runs as", (_, container, securityContext, linux) => {
  const played = playedCluster(web({ securityContext, containers: [{ name: "app", ...container, ...(container.image.startsWith("busybox") && { command: ["sleep", "600"] }) }] }));
  played.after(8000);
  expect(played.status().containerStatuses?.[0]?.user).toEqual({ linux });
});

test("further groups are a container's own: it says so, and may write where they may", () => {
  const script = "id; id -G; echo x > /v/mine && ls -ln /v/mine | awk '{print $3, $4}'; sleep 600";
  const securityContext = { runAsUser: 1000, runAsGroup: 3000, supplementalGroups: [4000], fsGroup: 2000 };
  const played = playedCluster(web({ securityContext, containers: [sh(script, shared)], volumes }));
  played.after(6000);
  expect(played.log("app")).toBe("uid=1000 gid=3000 groups=2000,3000,4000\n2000 3000 4000\n1000 2000\n");
});
