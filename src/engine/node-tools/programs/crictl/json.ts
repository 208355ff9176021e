import { SANDBOX_IMAGE } from "../../../images/pause/pause.ts";
import { logPathOf, type ContainerRow, type ImageRow, type RuntimeReport, type SandboxRow } from "../../questions.ts";
import { nanoStamp } from "../../text/stamps.ts";

const EPOCH = "0001-01-01T00:00:00Z";
const stamp = ({ startsAtMs }: RuntimeReport, atMs: number): string => (atMs < 0 ? EPOCH : nanoStamp(startsAtMs, atMs));
const nanos = ({ startsAtMs }: RuntimeReport, atMs: number): string => `${startsAtMs + atMs}000000`;
const podOf = (report: RuntimeReport, { sandboxId }: ContainerRow): SandboxRow | undefined => report.sandboxes.find(({ id }) => id === sandboxId);

const containerLabels = (report: RuntimeReport, container: ContainerRow) => {
  const pod = podOf(report, container);
  return { "io.kubernetes.container.name": container.name, "io.kubernetes.pod.name": pod?.name ?? "", "io.kubernetes.pod.namespace": pod?.namespace ?? "", "io.kubernetes.pod.uid": pod?.uid ?? "" };
};

const podMetadata = ({ attempt, name, namespace, uid }: SandboxRow) => ({ attempt, name, namespace, uid });

export const listedSandbox = (report: RuntimeReport, pod: SandboxRow) => ({
  id: pod.id,
  metadata: podMetadata(pod),
  state: pod.ready ? "SANDBOX_READY" : "SANDBOX_NOTREADY",
  createdAt: nanos(report, pod.createdAtMs),
  labels: pod.labels,
  annotations: pod.annotations,
  runtimeHandler: "",
});

export const listedContainer = (report: RuntimeReport, container: ContainerRow) => ({
  id: container.id,
  podSandboxId: container.sandboxId,
  metadata: { name: container.name, attempt: container.attempt },
  image: { image: container.imageId, annotations: {}, userSpecifiedImage: container.image, runtimeHandler: "" },
  imageRef: container.imageId,
  state: `CONTAINER_${container.state.toUpperCase()}`,
  createdAt: nanos(report, container.createdAtMs),
  labels: containerLabels(report, container),
  annotations: { "io.kubernetes.container.restartCount": String(container.attempt) },
  imageId: container.imageId,
});

export const imageStatus = (image: ImageRow) => ({ id: image.id, repoTags: image.tags, repoDigests: image.digests, size: String(image.sizeBytes), uid: null, username: "", spec: null, pinned: false });

/** The namespaces of a container's process: those of the sandbox by path, the others its own. */
function linuxNamespaces(pod: SandboxRow, pidMode: string) {
  const joined = (type: string, node: boolean): readonly { readonly type: string; readonly path?: string }[] => (node ? [] : [{ type, path: `/proc/${pod.pid}/ns/${type === "network" ? "net" : type}` }]);
  return [
    ...(pidMode === "CONTAINER" || pidMode === "TARGET" ? [{ type: "pid" }] : joined("pid", pidMode === "NODE")),
    ...joined("ipc", pod.namespaces.ipc === "NODE"),
    ...joined("uts", pod.hostNetwork),
    { type: "mount" },
    ...joined("network", pod.hostNetwork),
    { type: "cgroup" },
  ];
}

export function containerStatus(report: RuntimeReport, container: ContainerRow) {
  const pod = podOf(report, container);
  return {
    status: {
      id: container.id,
      metadata: { attempt: container.attempt, name: container.name },
      state: `CONTAINER_${container.state.toUpperCase()}`,
      createdAt: stamp(report, container.createdAtMs),
      startedAt: stamp(report, container.startedAtMs),
      finishedAt: stamp(report, container.finishedAtMs),
      exitCode: container.exitCode,
      image: { annotations: {}, image: container.image, runtimeHandler: "", userSpecifiedImage: "" },
      imageRef: container.imageRef,
      reason: container.reason,
      message: container.message,
      labels: containerLabels(report, container),
      annotations: { "io.kubernetes.container.restartCount": String(container.attempt) },
      mounts: container.mounts.map((mount) => ({ ...mount, propagation: "PROPAGATION_PRIVATE", selinuxRelabel: false })),
      logPath: pod ? logPathOf(pod, container) : "",
      resources: { linux: { cpuPeriod: "100000", cpuQuota: String(container.cpuQuotaMilli * 100), cpuShares: String(container.cpuShares), memoryLimitInBytes: String(container.memoryLimitBytes) } },
      imageId: container.imageId,
    },
    info: {
      sandboxID: container.sandboxId,
      pid: container.pid,
      removing: false,
      snapshotKey: container.id,
      snapshotter: "overlayfs",
      runtimeType: "io.containerd.runc.v2",
      config: { metadata: { name: container.name, attempt: container.attempt }, image: { image: container.imageId, user_specified_image: container.image }, envs: container.env.map(({ name, value }) => ({ key: name, value })), mounts: container.mounts.map(({ containerPath, hostPath, readonly }) => ({ container_path: containerPath, host_path: hostPath, ...(readonly && { readonly }) })) },
      runtimeSpec: { process: { args: container.argv }, hostname: pod?.hostname ?? "", linux: { cgroupsPath: `${pod?.cgroupParent ?? ""}/${container.id}`, namespaces: pod ? linuxNamespaces(pod, container.pidMode) : [] } },
    },
  };
}

export const sandboxStatus = (report: RuntimeReport, pod: SandboxRow) => ({
  status: {
    id: pod.id,
    metadata: podMetadata(pod),
    state: pod.ready ? "SANDBOX_READY" : "SANDBOX_NOTREADY",
    createdAt: stamp(report, pod.createdAtMs),
    network: { additionalIps: [], ip: pod.ip },
    linux: { namespaces: { options: { ipc: pod.namespaces.ipc, network: pod.namespaces.network, pid: pod.namespaces.pid, targetId: "", usernsOptions: null } } },
    labels: pod.labels,
    annotations: pod.annotations,
    runtimeHandler: "",
  },
  info: {
    pid: pod.pid,
    processStatus: pod.ready ? "running" : "deleted",
    netNamespaceClosed: !pod.ready,
    image: SANDBOX_IMAGE,
    snapshotKey: pod.id,
    snapshotter: "overlayfs",
    runtimeType: "io.containerd.runc.v2",
    config: { metadata: podMetadata(pod), hostname: pod.hostname, log_directory: `/var/log/pods/${pod.namespace}_${pod.name}_${pod.uid}`, labels: pod.labels, annotations: pod.annotations, linux: { cgroup_parent: pod.cgroupParent } },
    runtimeSpec: { process: { args: ["/pause"] }, hostname: pod.hostname, linux: { cgroupsPath: `${pod.cgroupParent}/${pod.id}`, namespaces: [{ type: "pid" }, { type: "ipc" }, ...(pod.hostNetwork ? [] : [{ type: "uts" }]), { type: "mount" }, ...(pod.hostNetwork ? [] : [{ type: "network", path: `/var/run/netns/cni-${pod.id.slice(0, 8)}-${pod.id.slice(8, 12)}-${pod.id.slice(12, 16)}-${pod.id.slice(16, 20)}-${pod.id.slice(20, 32)}` }])] } },
  },
});
