import type { ContainerRecord, ContainerRuntimeState, SandboxRecord } from "../container-runtime/state.ts";
import type { Processes } from "../processes/processes.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { ContainerRow, RuntimeReport, SandboxRow } from "./questions.ts";

/** What the runtime of a node has, as its tools show it. */
export function runtimeReport(kernel: Kernel, state: ContainerRuntimeState, processes: Processes): RuntimeReport {
  return {
    nowMs: kernel.now,
    startsAtMs: kernel.startsAtMs,
    sandboxes: [...state.sandboxes.values()].map(sandboxRow).sort((a, b) => b.createdAtMs - a.createdAtMs),
    containers: [...state.containers.values()].map((record) => containerRow(record, state, processes)).sort((a, b) => b.createdAtMs - a.createdAtMs),
    images: [...state.images.values()].map(({ id, repoTags, repoDigests, sizeBytes }) => ({ id, tags: repoTags, digests: repoDigests, sizeBytes })),
  };
}

const sandboxRow = ({ view, config }: SandboxRecord): SandboxRow => ({
  id: view.id,
  name: view.podName,
  namespace: view.podNamespace,
  uid: view.podUid,
  attempt: view.attempt,
  ready: view.state === "Ready",
  createdAtMs: view.createdAtMs,
  ip: view.hostNetwork ? "" : view.ip,
  pid: view.pausePid,
  hostNetwork: view.hostNetwork,
  hostname: view.hostname,
  cgroupParent: config.cgroupParent,
  labels: { ...config.labels, "io.kubernetes.pod.name": view.podName, "io.kubernetes.pod.namespace": view.podNamespace, "io.kubernetes.pod.uid": view.podUid },
  annotations: config.annotations,
  namespaces: config.namespaces,
});

function containerRow({ view, process }: ContainerRecord, state: ContainerRuntimeState, processes: Processes): ContainerRow {
  const { config } = view;
  const sandbox = state.sandboxes.get(view.sandboxId);
  const image = [...state.images.values()].find(({ id, repoDigests }) => id === view.imageRef || repoDigests.includes(view.imageRef));
  const running = process === "" ? [] : processes.ofPod(view.podUid).filter(({ task }) => task.owner?.containerId === view.id);
  return {
    id: view.id,
    sandboxId: view.sandboxId,
    name: view.name,
    attempt: view.attempt,
    state: view.state,
    image: view.imageName,
    imageRef: view.imageRef,
    imageId: image?.id ?? view.imageRef,
    createdAtMs: view.createdAtMs,
    startedAtMs: view.startedAtMs ?? -1,
    finishedAtMs: view.finishedAtMs ?? -1,
    exitCode: view.exitCode ?? 0,
    reason: view.reason ?? "",
    message: view.message ?? "",
    pid: view.pid ?? 0,
    argv: running.find(({ key }) => key === process)?.argv ?? [...(config.command ?? []), ...(config.args ?? [])],
    env: config.env,
    mounts: config.mounts.map(({ containerPath, source, readOnly }) => ({ containerPath, hostPath: source, readonly: readOnly })),
    cpuMicro: running.reduce((sum, each) => sum + processes.cpuMicroNow(each), 0),
    residentBytes: running.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
    diskBytes: processes.files.exists(`container/${view.id}`) ? processes.files.bytes(`container/${view.id}`) : 0,
    privileged: config.privileged,
    pidMode: config.targetId === undefined ? (sandbox?.config.namespaces.pid === "NODE" ? "NODE" : sandbox?.config.namespaces.pid === "POD" ? "POD" : "CONTAINER") : "TARGET",
    memoryLimitBytes: config.resources.memoryLimitBytes ?? 0,
    cpuShares: config.resources.cpuShares,
    cpuQuotaMilli: config.resources.cpuQuotaMilli ?? 0,
  };
}
