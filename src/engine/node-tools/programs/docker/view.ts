import type { ContainerRow, RuntimeReport, SandboxRow } from "../../questions.ts";
import { logPathOf } from "../../questions.ts";
import { nanoStamp } from "../../text/stamps.ts";

/** A pod's container, or its pause container, as dockershim had Docker run it. */
export interface DockerContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly command: string;
  readonly argv: readonly string[];
  readonly sandbox: SandboxRow | undefined;
  readonly row: ContainerRow | undefined;
  readonly running: boolean;
  readonly pid: number;
  readonly exitCode: number;
  readonly createdAtMs: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** The pause image of the last releases with dockershim. */
const PAUSE = "registry.k8s.io/pause:3.6";

/** What Docker calls an image of its node. */
export const tagOf = (tag: string): string => (tag.startsWith("registry.k8s.io/pause:") ? PAUSE : tag);

// Mirrors makeSandboxName and makeContainerName (cri-dockerd core/naming.go): k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT.
export function dockerContainers(report: RuntimeReport): readonly DockerContainer[] {
  const sandboxes = report.sandboxes.map((sandbox): DockerContainer => ({
    id: sandbox.id,
    name: `k8s_POD_${sandbox.name}_${sandbox.namespace}_${sandbox.uid}_${sandbox.attempt}`,
    image: PAUSE,
    command: "/pause",
    argv: ["/pause"],
    sandbox,
    row: undefined,
    running: sandbox.ready,
    pid: sandbox.pid,
    exitCode: 0,
    createdAtMs: sandbox.createdAtMs,
    startedAtMs: sandbox.createdAtMs,
    finishedAtMs: sandbox.ready ? -1 : report.nowMs,
    labels: labelsOf(sandbox, "POD", "podsandbox"),
  }));
  const containers = report.containers.flatMap((row): readonly DockerContainer[] => {
    const sandbox = podOf(report, row);
    if (!sandbox) return [];
    const { id, createdAtMs, startedAtMs, finishedAtMs, exitCode, pid, argv } = row;
    const name = `k8s_${row.name}_${sandbox.name}_${sandbox.namespace}_${sandbox.uid}_${row.attempt}`;
    return [{ id, name, image: row.imageId, command: argv.join(" "), argv, sandbox: undefined, row, running: row.state === "Running", pid, exitCode, createdAtMs, startedAtMs, finishedAtMs, labels: { ...labelsOf(sandbox, row.name, "container"), "io.kubernetes.sandbox.id": sandbox.id } }];
  });
  return [...containers, ...sandboxes].sort((a, b) => b.createdAtMs - a.createdAtMs);
}

const podOf = (report: RuntimeReport, { sandboxId }: ContainerRow): SandboxRow | undefined => report.sandboxes.find(({ id }) => id === sandboxId);

const labelsOf = (sandbox: SandboxRow, container: string, type: string): Readonly<Record<string, string>> => ({
  "io.kubernetes.container.name": container,
  "io.kubernetes.docker.type": type,
  "io.kubernetes.pod.name": sandbox.name,
  "io.kubernetes.pod.namespace": sandbox.namespace,
  "io.kubernetes.pod.uid": sandbox.uid,
});

const EPOCH = "0001-01-01T00:00:00Z";

// Mirrors modifyHostOptionsForSandbox, modifyHostOptionsForContainer and security_context.go (cri-dockerd core).
export function inspected(report: RuntimeReport, container: DockerContainer) {
  const { row, sandbox } = container;
  const pod = sandbox ?? (row && podOf(report, row));
  const stamp = (atMs: number): string => (atMs < 0 ? EPOCH : nanoStamp(report.startsAtMs, atMs));
  const joined = `container:${row?.sandboxId ?? ""}`;
  const host = pod?.hostNetwork === true;
  const networkMode = sandbox ? (host ? "host" : "none") : joined;
  return {
    Id: container.id,
    Created: stamp(container.createdAtMs),
    Path: container.argv[0] ?? "",
    Args: container.argv.slice(1),
    State: { Status: container.running ? "running" : "exited", Running: container.running, Paused: false, Restarting: false, OOMKilled: row?.reason === "OOMKilled", Dead: false, Pid: container.pid, ExitCode: container.exitCode, Error: "", StartedAt: stamp(container.startedAtMs), FinishedAt: stamp(container.finishedAtMs) },
    Image: row?.imageId ?? "",
    ResolvConfPath: `/var/lib/docker/containers/${pod?.id ?? ""}/resolv.conf`,
    HostnamePath: `/var/lib/docker/containers/${pod?.id ?? ""}/hostname`,
    HostsPath: row ? `/var/lib/kubelet/pods/${pod?.uid ?? ""}/etc-hosts` : `/var/lib/docker/containers/${container.id}/hosts`,
    LogPath: row && pod ? logPathOf(pod, row) : `/var/lib/docker/containers/${container.id}/${container.id}-json.log`,
    Name: `/${container.name}`,
    RestartCount: 0,
    Driver: "overlay2",
    HostConfig: {
      Binds: row ? row.mounts.map(({ hostPath, containerPath, readonly }) => `${hostPath}:${containerPath}${readonly ? ":ro" : ""}`) : null,
      NetworkMode: networkMode,
      PidMode: sandbox || row?.pidMode === "CONTAINER" ? "" : row?.pidMode === "NODE" ? "host" : joined,
      IpcMode: sandbox ? (sandbox.namespaces.ipc === "NODE" ? "host" : "shareable") : joined,
      UTSMode: host ? "host" : "",
      Privileged: row?.privileged ?? false,
      Memory: row?.memoryLimitBytes ?? 0,
      CpuShares: row?.cpuShares ?? 2,
      CgroupParent: pod?.cgroupParent.split("/").at(-1) ?? "",
    },
    Mounts: row ? row.mounts.map(({ hostPath, containerPath, readonly }) => ({ Type: "bind", Source: hostPath, Destination: containerPath, Mode: readonly ? "ro" : "", RW: !readonly, Propagation: "rprivate" })) : [],
    Config: { Hostname: pod?.hostname ?? "", Env: row?.env.map(({ name, value }) => `${name}=${value}`) ?? [], Cmd: row ? container.argv : null, Image: container.image, Entrypoint: sandbox ? ["/pause"] : null, Labels: container.labels },
    // The address lies in the namespace that the CNI plugin set up: Docker knows none.
    NetworkSettings: { SandboxID: sandbox ? container.id : "", Ports: {}, IPAddress: "", Networks: sandbox && !host ? { none: { IPAddress: "", Gateway: "", MacAddress: "" } } : {} },
  };
}
