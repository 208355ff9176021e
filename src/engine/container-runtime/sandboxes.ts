import type { RegistryImage } from "../images/registry.ts";
import { SANDBOX_IMAGE } from "../images/pause/pause.ts";
import type { Payload } from "../simulation/payload.ts";
import type { Containers } from "./containers.ts";
import { fail, ok, type Core } from "./core.ts";
import type { PodSandbox, RunPodSandboxResult, SandboxConfig } from "./cri.ts";
import { noAddresses } from "./errors.ts";
import { scopeOf } from "./process-spec.ts";
import { userNamespace } from "./process-spec.ts";
import type { SandboxRecord } from "./state.ts";

export interface Sandboxes {
  run(config: SandboxConfig, reply: Payload): void;
  up(id: string, config: SandboxConfig, reply: Payload): void;
  stop(id: string, reply: Payload): void;
  remove(id: string, reply: Payload): void;
  removed(id: string, reply: Payload): void;
  exited(id: string): void;
  /** The machine lost its power. */
  lost(record: SandboxRecord): void;
}

/** Mirrors the adjustment of containerd for what holds a pod (internal/cri/server/podsandbox, defaultSandboxOOMAdj). */
const PAUSE_CGROUP = { cpuWeight: 1, oomGroup: false, oomScoreAdj: -998 } as const;
const NO_MOUNTS = [] as const;

/** Pod sandboxes: a pause process that owns the namespaces, and an address in them. */
export function createSandboxes(core: Core, containers: Pick<Containers, "killAll" | "dropAll">): Sandboxes {
  const { kernel, state, node, network, processes, files } = core;
  const fsOf = (id: string): string => `sandbox/${id}`;
  const subject = (config: SandboxConfig): string => `pod/${config.namespace}/${config.name}`;

  const pauseImage = (): RegistryImage => {
    const image = core.registry.lookup(SANDBOX_IMAGE);
    if (!image) throw new Error(`${SANDBOX_IMAGE} is not in the catalogue`);
    return image;
  };

  const startPause = (id: string, config: SandboxConfig, net: string) => {
    const { definition } = pauseImage();
    files.create(fsOf(id), definition.files("latest"));
    return processes.start({
      host: node,
      owner: { podUid: config.uid, pod: `${config.namespace}/${config.name}`, container: "", containerId: id },
      namespaces: {
        net,
        ipc: config.namespaces.ipc === "NODE" ? node : `${node}/ipc/${id}`,
        uts: config.hostNetwork ? node : `${node}/uts/${id}`,
        pid: config.namespaces.pid === "NODE" ? node : `${node}/pid/${id}`,
        mnt: `${node}/mnt/${id}`,
        user: userNamespace(node, config),
        cgroup: `${node}/cgroup/${id}`,
      },
      root: { fs: fsOf(id), path: "/", readOnly: true },
      mounts: NO_MOUNTS,
      argv: definition.entrypoint,
      env: definition.env,
      cwd: "/",
      uid: definition.uid ?? 0,
      gid: definition.uid ?? 0,
      hostname: config.hostname,
      cgroup: scopeOf(config, id),
      executables: definition.executables,
      programs: definition.programs,
      stdin: { kind: "null" },
      stdout: { kind: "null" },
      stderr: { kind: "null" },
      tty: false,
      onExit: core.own({ type: "SandboxExited", id }),
    });
  };

  const makeCgroups = (id: string, config: SandboxConfig): void => {
    processes.setCgroup(node, config.cgroupParent, config.cgroupLimits ?? {});
    processes.setCgroup(node, scopeOf(config, id), PAUSE_CGROUP);
  };

  const up = (id: string, config: SandboxConfig, reply: Payload): void => {
    const net = config.hostNetwork ? node : `${node}/net/${id}`;
    const ip = config.hostNetwork ? network.addressOf(node) : network.attach(net, node, config.portMappings);
    if (ip === undefined) return core.answer(reply, fail(noAddresses(id, network.rangeOf(node))) satisfies RunPodSandboxResult);
    makeCgroups(id, config);
    const started = startPause(id, config, net);
    if (!started.ok) throw new Error(`the pause process of sandbox ${id} could not be started: ${started.errno}`);
    const view: PodSandbox = {
      id,
      podUid: config.uid,
      podName: config.name,
      podNamespace: config.namespace,
      attempt: config.attempt,
      state: "Ready",
      createdAtMs: kernel.now,
      ip,
      pausePid: started.pid,
      hostname: config.hostname,
      hostNetwork: config.hostNetwork,
      sharedPid: config.namespaces.pid === "POD",
    };
    core.putSandbox({ view, config, net, pauseKey: started.key });
    core.note("CNI ADD", subject(config), { id, ip });
    core.answer(reply, ok({ id, ip }) satisfies RunPodSandboxResult);
  };

  /** The end of the namespaces: the address goes back, and with it whatever still listened there. */
  const takeDown = (record: SandboxRecord): void => {
    containers.killAll(record);
    if (record.pauseKey !== "") processes.signal(record.pauseKey, "KILL");
    if (!record.view.hostNetwork) network.detach(record.net);
    const latest = state.sandboxes.get(record.view.id) ?? record;
    core.putSandbox({ ...latest, pauseKey: "", view: { ...latest.view, state: "NotReady", pausePid: 0 } });
  };

  return {
    run(config, reply) {
      const id = core.newId();
      core.note("RunPodSandbox", subject(config), { id, attempt: config.attempt });
      core.later(core.latency.sandboxMs, { type: "SandboxUp", id, config, reply });
    },
    up,
    lost: takeDown,
    stop(id, reply) {
      const record = state.sandboxes.get(id);
      // Mirrors StopPodSandbox: stopping what is gone is no error.
      if (!record) return core.answer(reply, ok({}));
      core.note("StopPodSandbox", subject(record.config), { id });
      takeDown(record);
      core.answer(reply, ok({}), core.latency.stopSandboxMs);
    },
    remove(id, reply) {
      core.later(core.latency.removeMs, { type: "SandboxRemoved", id, reply });
    },
    removed(id, reply) {
      const record = state.sandboxes.get(id);
      if (record) {
        core.note("RemovePodSandbox", subject(record.config), { id });
        takeDown(record);
        containers.dropAll(record);
        files.drop(fsOf(id));
        core.deleteSandbox(record);
        processes.removeCgroup(node, scopeOf(record.config, id));
        if (core.sandboxesOf(record.view.podUid).length === 0) processes.removeCgroup(node, record.config.cgroupParent);
      }
      core.answer(reply, ok({}));
    },
    // With a PID namespace of its own a container outlives pause: it is the kubelet that ends it. The kernel itself kills
    // those that share the namespace of a dead PID 1.
    exited(id) {
      const record = state.sandboxes.get(id);
      if (!record || record.view.state === "NotReady") return;
      core.putSandbox({ ...record, pauseKey: "", view: { ...record.view, state: "NotReady", pausePid: 0 } });
      core.note("SandboxExited", subject(record.config), { id });
      core.tell({ type: "SandboxExited", podUid: record.view.podUid, containerId: id });
    },
  };
}
