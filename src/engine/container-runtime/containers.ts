import type { RegistryImage } from "../images/registry.ts";
import { formatReference, parseReference, withDefaultTag } from "../images/reference.ts";
import type { CgroupLimits } from "../processes/cgroups/cgroup.ts";
import { weightOfShares } from "../processes/cgroups/weight.ts";
import { logText } from "../processes/log-store.ts";
import type { ProcessExit } from "../processes/process-table.ts";
import type { Signal } from "../processes/syscall.ts";
import type { ProcessOwner } from "../simulation/journal-details.ts";
import type { Payload } from "../simulation/payload.ts";
import { fail, ok, type Core } from "./core.ts";
import type { Container, ContainerConfig, CreateContainerResult, SandboxConfig, StartContainerResult, UpdateResourcesResult } from "./cri.ts";
import { dockerStartError } from "./docker-words.ts";
import { imageNotPresent, noCommand, noSuchContainer, noSuchSandbox, notCreated, sandboxNotReady, startError, targetNotRunning } from "./errors.ts";
import { managedHosts, nodeHosts, resolvConf } from "./etc-files.ts";
import type { ImageStore } from "./image-store.ts";
import { argvOf, containerCgroup, containerFs, processSpec, programOf, userOf } from "./process-spec.ts";
import { containerOwner, type ContainerRecord, type SandboxRecord } from "./state.ts";

export interface Containers {
  create(sandboxId: string, config: ContainerConfig, reply: Payload): void;
  created(id: string, sandboxId: string, config: ContainerConfig, askedAtMs: number, reply: Payload): void;
  start(id: string, reply: Payload): void;
  started(id: string, reply: Payload): void;
  exited(id: string, exit: ProcessExit): void;
  stop(id: string, timeoutMs: number, reply: Payload): void;
  stopDeadline(id: string, deadlineMs: number): void;
  /** Kills what still runs of a sandbox. */
  killAll(sandbox: SandboxRecord): void;
  dropAll(sandbox: SandboxRecord): void;
  /** The machine lost its power: nothing runs any more. */
  lost(record: ContainerRecord): void;
  update(id: string, resources: ContainerConfig["resources"], reply: Payload): void;
  updated(id: string, resources: ContainerConfig["resources"], reply: Payload): void;
  memoryBytes(id: string): number;
  containerCgroup(id: string): string | undefined;
  remove(id: string, reply: Payload): void;
  removed(id: string, reply: Payload): void;
  /** The image that a container was made from. */
  imageOf(record: ContainerRecord): RegistryImage;
}

/** Mirrors MaxContainerTerminationMessageLength and tail.ReadAtMost (pkg/kubelet/container, pkg/util/tail): the last 4096 bytes. */
const MESSAGE_LIMIT = 4096;
const LOG_LINES = 80;
const LOG_BYTES = 2048;
/** Mirrors errorStartExitCode (containerd internal/cri/server/container_start.go). */
const START_ERROR_CODE = 128;

/** Containers: made in a sandbox, started, ended, removed. */
export function createContainers(core: Core, images: ImageStore): Containers {
  const { kernel, state, node, processes, files } = core;

  const imageOf = (record: Pick<ContainerRecord, "imageRef">): RegistryImage => {
    const image = core.registry.lookup(record.imageRef);
    if (!image) throw new Error(`image ${record.imageRef} has left the registry`);
    return image;
  };

  const pidNamespaceOf = (sandbox: SandboxRecord, config: ContainerConfig, id: string): string => {
    const target = config.targetId === undefined ? undefined : state.containers.get(config.targetId);
    if (target) return target.pidNamespace;
    if (sandbox.config.namespaces.pid === "NODE") return node;
    return sandbox.config.namespaces.pid === "POD" ? `${node}/pid/${sandbox.view.id}` : `${node}/pid/${id}`;
  };

  /** The files of the image under a layer of its own, and what the runtime puts into every container. */
  const makeRoot = (id: string, sandbox: SandboxRecord, config: ContainerConfig, image: RegistryImage): void => {
    const fs = containerFs(id);
    files.create(fs, image.definition.files(image.tag));
    const put = (path: string, content: string): void => {
      if (!config.mounts.some((mount) => mount.containerPath === path)) files.write(fs, path, content);
    };
    put("/etc/hostname", `${sandbox.view.hostname}\n`);
    put("/etc/hosts", sandbox.view.hostNetwork ? nodeHosts(files.read(`node/${node}`, "/etc/hosts") ?? "127.0.0.1\tlocalhost\n", sandbox.config) : managedHosts(sandbox.view.ip, sandbox.config));
    put("/etc/resolv.conf", resolver(sandbox.config));
  };

  const resolver = ({ dns }: SandboxConfig): string => (dns ? resolvConf(dns) : (files.read(`node/${node}`, "/etc/resolv.conf") ?? ""));

  const created = (id: string, sandboxId: string, config: ContainerConfig, askedAtMs: number, reply: Payload): void => {
    const refuse = (error: Parameters<typeof fail>[0]): void => core.answer(reply, fail(error) satisfies CreateContainerResult);
    const sandbox = state.sandboxes.get(sandboxId);
    if (!sandbox) return refuse(noSuchSandbox(sandboxId));
    if (sandbox.view.state !== "Ready") return refuse(sandboxNotReady(sandboxId));
    const stored = images.find(config.imageRef) ?? images.find(config.image);
    if (!stored) return refuse(imageNotPresent(config.image));
    const image = imageOf({ imageRef: stored.ref });
    if (argvOf(config, image.definition).length === 0) return refuse(noCommand(id));
    const target = config.targetId === undefined ? undefined : state.containers.get(config.targetId);
    if (target && target.view.state !== "Running") return refuse(targetNotRunning(id, target.view));
    makeRoot(id, sandbox, config, image);
    const view: Container = {
      id,
      sandboxId,
      podUid: sandbox.view.podUid,
      name: config.name,
      attempt: config.attempt,
      kind: config.kind,
      state: "Created",
      image: config.image,
      imageName: normalised(config.image),
      imageRef: stored.repoDigests[0] ?? stored.id,
      askedAtMs,
      createdAtMs: kernel.now,
      logKey: `container/${id}`,
      user: userOf(config, image.definition),
      ...(core.runtimeName && { runtimeName: core.runtimeName }),
      config,
    };
    core.putContainer({ view, imageRef: stored.ref, process: "", pidNamespace: pidNamespaceOf(sandbox, config, id), owner: containerOwner(sandbox, view) });
    core.answer(reply, ok({ id }) satisfies CreateContainerResult);
  };

  const started = (id: string, reply: Payload): void => {
    const record = state.containers.get(id);
    const sandbox = record && state.sandboxes.get(record.view.sandboxId);
    if (!record || !sandbox) return core.answer(reply, fail(noSuchContainer(id)));
    if (record.view.state !== "Created") return core.answer(reply, fail(notCreated(id, record.view.state)));
    if (sandbox.view.state !== "Ready") return core.answer(reply, fail(sandboxNotReady(sandbox.view.id)));
    const image = imageOf(record);
    const argv = argvOf(record.view.config, image.definition);
    const { stdin, tty } = record.view.config;
    const program = programOf(record.view.config, image.definition);
    const cgroup = containerCgroup(sandbox, id);
    processes.setCgroup(node, cgroup, containerLimits(record.view.config));
    const result = processes.start({
      ...processSpec(node, sandbox, record, image, argv, {
        stdin: stdin ? { kind: "pipe" } : { kind: "null" },
        stdout: { kind: "log", key: record.view.logKey, stream: "stdout" },
        stderr: { kind: "log", key: record.view.logKey, stream: tty ? "stdout" : "stderr" },
        tty,
      }),
      ...(program !== undefined && { program }),
      loadMs: core.latency.loadMs === 0 ? 0 : core.latency.loadMs + kernel.draw(`containerd ${node}/load`, core.latency.loadMs),
      onExit: core.own({ type: "ContainerExited", id }),
    });
    if (!result.ok) processes.removeCgroup(node, cgroup);
    if (!result.ok) return startFailed(record, argv[0] ?? "", result.errno, reply);
    core.putContainer({ ...record, process: result.key, view: { ...record.view, state: "Running", startedAtMs: kernel.now, pid: result.pid } });
    core.tell({ type: "ContainerStarted", podUid: record.view.podUid, containerId: id });
    core.answer(reply, ok({}) satisfies StartContainerResult);
  };

  // Mirrors the deferred failure in StartContainer (container_start.go): exited with 128, never started.
  const startFailed = (record: ContainerRecord, argv0: string, errno: string, reply: Payload): void => {
    const docker = core.runtimeName === "docker" ? dockerStartError(record.view.id, argv0, errno) : undefined;
    const error = docker?.error ?? startError(argv0, errno);
    const end = docker ? { exitCode: docker.exitCode, reason: "ContainerCannotRun", message: docker.kept } : { exitCode: START_ERROR_CODE, reason: "StartError", message: error.message };
    core.putContainer({ ...record, view: { ...record.view, ...end, state: "Exited", finishedAtMs: kernel.now } });
    core.tell({ type: "ContainerExited", podUid: record.view.podUid, containerId: record.view.id });
    core.answer(reply, fail(error) satisfies StartContainerResult);
  };

  const exited = (id: string, exit: ProcessExit): void => {
    const record = state.containers.get(id);
    if (record?.view.state !== "Running") return;
    const { pid: _, ...view } = record.view;
    const cgroup = cgroupOf(record);
    if (cgroup !== undefined) {
      // Mirrors shouldKillAllOnExit (containerd cmd/containerd-shim-runc-v2/task/service.go): where PIDs are shared, nothing else ends what the first process has left.
      if (record.pidNamespace !== `${node}/pid/${id}`) processes.killCgroup(cgroup, "killed");
      processes.removeCgroup(node, cgroup);
    }
    const reason = exit.oomKilled ? "OOMKilled" : exit.exitCode === 0 ? "Completed" : "Error";
    const message = terminationMessage(record) ?? (exit.exitCode !== 0 ? endOfLog(record) : undefined);
    core.putContainer({
      ...record,
      process: "",
      view: { ...view, state: "Exited", finishedAtMs: kernel.now, exitCode: exit.exitCode, reason, ...(message !== undefined && { message }) },
    });
    core.note("ContainerExited", `container/${id}`, { exitCode: exit.exitCode, reason, owner: record.owner });
    core.tell({ type: "ContainerExited", podUid: record.view.podUid, containerId: id });
    const stop = state.stops.get(id);
    if (!stop) return;
    state.stops.delete(id);
    for (const reply of stop.replies) core.answer(reply, ok({}), core.latency.stopMs);
  };

  /** What the container wrote to its termination message file, wherever that is mounted from. */
  const terminationMessage = ({ view }: ContainerRecord): string | undefined => {
    const { terminationMessagePath: path, mounts } = view.config;
    const mount = mounts.filter((m) => path === m.containerPath || path.startsWith(`${m.containerPath}/`)).sort((a, b) => b.containerPath.length - a.containerPath.length)[0];
    const text = mount ? files.read(`node/${node}`, mount.source + path.slice(mount.containerPath.length)) : files.read(containerFs(view.id), path);
    return text === undefined || text === "" ? undefined : text.slice(-MESSAGE_LIMIT);
  };

  // Mirrors readLastStringFromContainerLogs (pkg/kubelet/kuberuntime/kuberuntime_container.go): the last 80 lines, and of those 2048 bytes.
  const endOfLog = ({ view }: ContainerRecord): string | undefined => {
    if (!view.config.messageFallsBackToLogs) return undefined;
    const text = logText(core.logs.lines(view.logKey).slice(-LOG_LINES));
    return text === "" ? undefined : text.slice(-LOG_BYTES);
  };

  const stop = (id: string, timeoutMs: number, reply: Payload): void => {
    const record = state.containers.get(id);
    if (record?.view.state !== "Running" || record.process === "") return core.answer(reply, ok({}), core.latency.stopMs);
    core.note("StopContainer", `container/${id}`, { timeoutMs, owner: record.owner });
    const before = state.stops.get(id);
    const deadlineMs = Math.min(kernel.now + Math.max(0, timeoutMs), before?.deadlineMs ?? Number.MAX_SAFE_INTEGER);
    state.stops.set(id, kernel.freeze({ sentAtMs: before?.sentAtMs ?? kernel.now, deadlineMs, replies: [...(before?.replies ?? []), reply] }));
    if (timeoutMs <= 0) return processes.signal(record.process, "KILL");
    if (deadlineMs !== before?.deadlineMs) core.later(deadlineMs - kernel.now, { type: "StopDeadline", id, deadlineMs });
    if (!before) processes.signal(record.process, stopSignal(record));
  };

  const stopSignal = (record: ContainerRecord): Signal => (record.view.config.stopSignal ?? imageOf(record).definition.stopSignal).replace(/^SIG/, "") as Signal;

  // Mirrors what containerd recovers after a reboot (internal/cri/server/restart.go, unknownExitCode and unknownExitReason).
  const lost = (record: ContainerRecord): void => {
    if (record.view.state !== "Running") return;
    const { pid: _, ...view } = record.view;
    core.putContainer({ ...record, process: "", view: { ...view, state: "Exited", finishedAtMs: kernel.now, exitCode: 255, reason: "Unknown" } });
    kill(record);
  };

  const cgroupOf = ({ view }: ContainerRecord): string | undefined => {
    const sandbox = state.sandboxes.get(view.sandboxId);
    return sandbox && containerCgroup(sandbox, view.id);
  };

  const inSandbox = ({ view }: SandboxRecord): readonly ContainerRecord[] => core.containersOf(view.podUid).filter((record) => record.view.sandboxId === view.id);

  const kill = (record: ContainerRecord): void => {
    if (record.process !== "") processes.signal(record.process, "KILL");
  };

  const ownerOf = (id: string): { readonly owner?: ProcessOwner } => {
    const owner = state.containers.get(id)?.owner;
    return owner ? { owner } : {};
  };

  const drop = (id: string): void => {
    const record = state.containers.get(id);
    if (!record) return;
    kill(record);
    files.drop(containerFs(id));
    core.logs.drop(record.view.logKey);
    core.deleteContainer(record);
    for (const reply of state.stops.get(id)?.replies ?? []) core.answer(reply, ok({}));
    state.stops.delete(id);
  };

  return {
    create(sandboxId, config, reply) {
      const id = core.newId();
      const sandbox = state.sandboxes.get(sandboxId);
      core.note("CreateContainer", `container/${id}`, { name: config.name, image: config.image, ...(sandbox && { owner: containerOwner(sandbox, { id, name: config.name }) }) });
      core.later(core.latency.createMs, { type: "ContainerCreated", id, sandboxId, config, askedAtMs: kernel.now, reply });
    },
    created,
    start(id, reply) {
      core.note("StartContainer", `container/${id}`, ownerOf(id));
      core.later(core.latency.startMs, { type: "ContainerStart", id, reply });
    },
    started,
    exited,
    stop,
    stopDeadline(id, deadlineMs) {
      const record = state.containers.get(id);
      if (record && state.stops.get(id)?.deadlineMs === deadlineMs) kill(record);
    },
    killAll: (sandbox) => inSandbox(sandbox).forEach(kill),
    dropAll: (sandbox) => inSandbox(sandbox).forEach(({ view }) => drop(view.id)),
    lost,
    update(id, resources, reply) {
      core.note("UpdateContainerResources", `container/${id}`, ownerOf(id));
      core.later(core.latency.updateMs, { type: "ContainerUpdate", id, resources, reply });
    },
    updated(id, resources, reply) {
      const record = state.containers.get(id);
      if (!record) return core.answer(reply, fail(noSuchContainer(id)) satisfies UpdateResourcesResult);
      core.putContainer({ ...record, view: { ...record.view, config: { ...record.view.config, resources } } });
      const cgroup = cgroupOf(record);
      if (cgroup !== undefined) processes.setLimits(node, cgroup, resources.memoryLimitBytes, resources.cpuQuotaMilli);
      core.answer(reply, ok({}) satisfies UpdateResourcesResult);
    },
    memoryBytes(id) {
      const record = state.containers.get(id);
      const cgroup = record && cgroupOf(record);
      return cgroup === undefined ? 0 : processes.memoryBytes(node, cgroup);
    },
    containerCgroup(id) {
      const record = state.containers.get(id);
      return record && cgroupOf(record);
    },
    remove: (id, reply) => core.later(core.latency.removeMs, { type: "ContainerRemoved", id, reply }),
    removed(id, reply) {
      core.note("RemoveContainer", `container/${id}`, ownerOf(id));
      drop(id);
      core.answer(reply, ok({}));
    },
    imageOf,
  };
}

/** Simplified: a container has room for two thousand processes; what a node allows in life depends on its system. */
const MOST_PROCESSES = 2000;

/** What runc writes into a container's cgroup. */
const containerLimits = ({ resources }: ContainerConfig): CgroupLimits => ({
  cpuWeight: weightOfShares(resources.cpuShares),
  pidsMax: MOST_PROCESSES,
  // Mirrors singleProcessOOMKill (pkg/apis/kubelet KubeletConfiguration): false where cgroups are of version 2.
  oomGroup: true,
  ...(resources.cpuQuotaMilli !== undefined && { cpuQuotaMilli: resources.cpuQuotaMilli }),
  ...(resources.memoryLimitBytes !== undefined && { memoryMaxBytes: resources.memoryLimitBytes }),
  ...(resources.oomScoreAdj !== undefined && { oomScoreAdj: resources.oomScoreAdj }),
});

/** "docker.io/library/nginx:1.25" for what the pod calls nginx:1.25. */
function normalised(image: string): string {
  const parsed = parseReference(image);
  return parsed.ok ? formatReference(withDefaultTag(parsed.reference)) : image;
}
