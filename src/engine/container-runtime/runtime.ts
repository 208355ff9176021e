import type { ProcessExit } from "../processes/process-table.ts";
import { createContainers } from "./containers.ts";
import { createCore, type ContainerRuntimeDependencies } from "./core.ts";
import type { Container, ContainerRuntime, PodSandbox } from "./cri.ts";
import { createExecs } from "./execs.ts";
import { createImageStore } from "./image-store.ts";
import type { ContainerRuntimePayload } from "./payloads.ts";
import { createSandboxes } from "./sandboxes.ts";

export interface NodeRuntime extends ContainerRuntime {
  handle(payload: ContainerRuntimePayload): void;
  /** Puts images on the node at no cost: those of its disk before t=0. */
  preload(refs: readonly string[]): void;
  /** The machine lost its power: all processes end at once, addresses are gone, and what was under way is forgotten. */
  powerOff(): void;
}

/** The container runtime of one node: containerd as the kubelet sees it. */
export function createContainerRuntime(dependencies: ContainerRuntimeDependencies): NodeRuntime {
  const core = createCore(dependencies);
  const { state } = core;
  const images = createImageStore(core);
  const containers = createContainers(core, images);
  const execs = createExecs(core, containers);
  const sandboxes = createSandboxes(core, containers);

  return {
    sandboxes: (podUid): readonly PodSandbox[] =>
      core
        .sandboxesOf(podUid)
        .map(({ view }) => view)
        .sort((a, b) => b.attempt - a.attempt || b.createdAtMs - a.createdAtMs),
    allSandboxes: () => [...state.sandboxes.values()].map(({ view }) => view),
    containers: (podUid): readonly Container[] => core.containersOf(podUid).map(({ view }) => view),
    container: (id) => state.containers.get(id)?.view,
    image: images.find,
    images: images.list,
    preload: images.preload,
    powerOff() {
      for (const record of state.containers.values()) containers.lost(record);
      for (const record of state.sandboxes.values()) sandboxes.lost(record);
      for (const pending of [state.execs, state.stops, state.pulls]) pending.clear();
    },
    runPodSandbox: sandboxes.run,
    stopPodSandbox: sandboxes.stop,
    removePodSandbox: sandboxes.remove,
    pullImage: images.pull,
    removeImage: images.remove,
    createContainer: containers.create,
    startContainer: containers.start,
    stopContainer: containers.stop,
    removeContainer: containers.remove,
    updateContainerResources: containers.update,
    memoryBytes: containers.memoryBytes,
    containerCgroup: containers.containerCgroup,
    execSync: execs.sync,
    exec: execs.session,
    handle(payload) {
      switch (payload.type) {
        case "SandboxUp":
          return sandboxes.up(payload.id, payload.config, payload.reply);
        case "SandboxRemoved":
          return sandboxes.removed(payload.id, payload.reply);
        case "SandboxExited":
          return sandboxes.exited(payload.id);
        case "PullDone":
          return images.pullDone(payload.pull);
        case "ContainerCreated":
          return containers.created(payload.id, payload.sandboxId, payload.config, payload.askedAtMs, payload.reply);
        case "ContainerStart":
          return containers.started(payload.id, payload.reply);
        case "ContainerExited":
          return containers.exited(payload.id, exitOf(payload));
        case "ContainerRemoved":
          return containers.removed(payload.id, payload.reply);
        case "ContainerUpdate":
          return containers.updated(payload.id, payload.resources, payload.reply);
        case "StopDeadline":
          return containers.stopDeadline(payload.id, payload.deadlineMs);
        case "ExecStart":
          return execs.start(payload.id);
        case "ExecTimeout":
          return execs.timeout(payload.id);
        case "ExecExited":
          return execs.exited(payload.id, exitOf(payload));
      }
    },
  };
}

/** The process table fills in the exit; a payload without one has not been through it. */
function exitOf(payload: { readonly type: string; readonly exit?: ProcessExit }): ProcessExit {
  if (!payload.exit) throw new Error(`${payload.type} carries no exit`);
  return payload.exit;
}
