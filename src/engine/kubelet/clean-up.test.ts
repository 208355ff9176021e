import { expect, test } from "vitest";
import { playedCluster, sh, web, type PlayedCluster } from "./testing/played-cluster.ts";

const message = "The container could not be located when the pod was terminated";
const lost = { state: { terminated: { exitCode: 137, reason: "ContainerStatusUnknown", message } } };
const missing = { name: "app", image: "ghost/nosuch:1" };

const held = { finalizers: ["example.org/held"] };
/** What is told of a pod that is deleted, and that something keeps. */
function deleted(played: PlayedCluster): ReturnType<PlayedCluster["status"]> {
  played.ask({ verb: "delete", resource: "pods", name: "web" });
  played.after(5000);
  return played.status();
}

test("a pod that is deleted before its container ever began has failed in the end, its container lost", () => {
  const played = playedCluster(web({ containers: [missing] }, held));
  played.after(10_000);
  const last = deleted(played);
  expect(last).toMatchObject({ phase: "Failed", containerStatuses: [lost] });
  expect(last.conditions?.find(({ type }) => type === "Ready")).toMatchObject({ status: "False", reason: "ContainersNotReady" });
});

test("of a pod that is deleted while its first init container waits, that one alone is lost", () => {
  const played = playedCluster(web({ initContainers: [{ ...missing, name: "first" }, sh("true", { name: "second" })], containers: [sh("sleep 600")] }, held));
  played.after(10_000);
  const waiting = { state: { waiting: { reason: "PodInitializing" } } };
  expect(deleted(played)).toMatchObject({ phase: "Failed", initContainerStatuses: [lost, waiting], containerStatuses: [waiting] });
});

test("a container that waited for its next start when its pod's deadline passed is lost, and stays so", () => {
  const played = playedCluster(web({ activeDeadlineSeconds: 20, terminationGracePeriodSeconds: 1, containers: [sh("exit 3"), sh("sleep 600", { name: "other" })] }));
  played.after(60_000);
  const status = played.status();
  expect(status).toMatchObject({ phase: "Failed", reason: "DeadlineExceeded", containerStatuses: [{ ...lost, lastState: { terminated: { exitCode: 3 } } }, { state: { terminated: { exitCode: 137, reason: "Error" } } }] });
  played.after(120_000);
  expect(played.status()).toEqual(status);
});

test("a container that ended keeps what it ended with", () => {
  const played = playedCluster(web({ restartPolicy: "Never", initContainers: [sh("exit 7", { name: "first" })], containers: [sh("sleep 600")] }));
  played.after(10_000);
  expect(played.status()).toMatchObject({
    phase: "Failed",
    initContainerStatuses: [{ state: { terminated: { exitCode: 7, reason: "Error" } } }],
    containerStatuses: [{ state: { waiting: { reason: "PodInitializing" } } }],
  });
});

// Mirrors HandlePodCleanups (pkg/kubelet/kubelet_pods.go): volumes and directories of pods that nobody knows any more go too.
test.each([
  ["had ended", { restartPolicy: "Never", containers: [sh("exit 0")] }],
  ["still ran", { terminationGracePeriodSeconds: 1, containers: [sh("sleep 600")] }],
])("of a pod that %s and was forgotten while its kubelet did not run, nothing is left on the node", (_, spec) => {
  const played = playedCluster(web({ ...spec, nodeName: "worker-1" }));
  const { kubelets, processes } = played.cluster.parts;
  const remains = (): unknown => ({ volumes: [...played.cluster.state.kubelets.nodes.get("worker-1")!.volumes.keys()], directories: processes.files.list("node/worker-1", "/var/lib/kubelet/pods") ?? [], runtime: [...(played.cluster.state.runtimes.get("worker-1")?.sandboxes.keys() ?? [])] });
  played.after(10_000);
  expect(remains()).not.toMatchObject({ volumes: [], directories: [] });
  kubelets.stop("worker-1");
  played.ask({ verb: "delete", resource: "pods", name: "web", body: { gracePeriodSeconds: 0 } });
  played.after(5000);
  kubelets.start("worker-1");
  played.after(40_000);
  expect(remains()).toEqual({ volumes: [], directories: [], runtime: [] });
});

test("a pod that had ended while it was being deleted is taken away by the kubelet that starts next", () => {
  const played = playedCluster(web({ nodeName: "worker-1", terminationGracePeriodSeconds: 1, containers: [sh("trap 'exit 0' TERM; while true; do sleep 1; done")] }));
  const { kubelets } = played.cluster.parts;
  played.after(10_000);
  played.ask({ verb: "delete", resource: "pods", name: "web" });
  while (played.pod()?.status.phase === "Running") played.after(10);
  expect(played.status().phase).toBe("Succeeded");
  kubelets.stop("worker-1");
  played.after(20_000);
  kubelets.start("worker-1");
  played.after(10_000);
  expect(played.pod()).toBeUndefined();
});
