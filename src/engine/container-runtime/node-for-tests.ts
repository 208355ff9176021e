import { imagePrograms } from "../images/catalogue.ts";
import { createRegistry } from "../images/registry.ts";
import { defaultRegistry, type RegistrySettings } from "../images/registry-settings.ts";
import { createNetwork } from "../network/create-network.ts";
import type { NetworkPayload } from "../network/exchanges.ts";
import { newNetworkState, type NetworkState } from "../network/state.ts";
import type { ApiPort } from "../processes/api-port.ts";
import { commonPrograms } from "../processes/applets/list.ts";
import { createProcesses, type ProcessesPayload } from "../processes/processes.ts";
import type { Program } from "../processes/program.ts";
import { newProcessesState, type ProcessesState } from "../processes/state.ts";
import type { Payload } from "../simulation/payload.ts";
import { Simulation, type SimulationState } from "../simulation/simulation.ts";
import { slice } from "../simulation/slice.ts";
import type { ContainerConfig, ContainerEvent, CreateContainerResult, RunPodSandboxResult, SandboxConfig } from "./cri.ts";
import { defaultLatency, type RuntimeLatency } from "./latency.ts";
import type { ContainerRuntimePayload } from "./payloads.ts";
import { createContainerRuntime } from "./runtime.ts";
import { newContainerRuntimeState, type ContainerRuntimeState } from "./state.ts";

export interface Told {
  readonly at: number;
  readonly name: string;
  readonly result: unknown;
}

/** All that a node remembers beside the simulation itself. */
export interface NodeState {
  readonly network: NetworkState;
  readonly processes: ProcessesState;
  readonly runtime: ContainerRuntimeState;
}

export interface Checkpoint {
  readonly simulation: SimulationState;
  readonly state: NodeState;
}

/** 2026-01-01T00:00:00Z. */
const NEW_YEAR_2026_MS = 1_767_225_600_000;

const nothing = (): void => {};
const noApi: ApiPort = { request: nothing, watch: nothing, unwatch: nothing, stream: nothing, streamExitCode: () => undefined, closeStream: nothing, prompt: nothing, world: nothing };

/** One node with a runtime, its processes and its network: for tests. */
export function nodeForTests(options: { readonly latency?: RuntimeLatency; readonly registry?: Partial<RegistrySettings>; readonly parallelPulls?: number; readonly images?: readonly string[]; readonly programs?: readonly Program[]; readonly from?: Checkpoint } = {}) {
  const simulation = new Simulation({ seed: 3, startsAtMs: NEW_YEAR_2026_MS, bootAtMs: 0, journal: "all", freeze: true }, options.from?.simulation);
  const nodeState: NodeState = options.from?.state ?? slice({ network: newNetworkState(), processes: newProcessesState(), runtime: newContainerRuntimeState() });
  const latency = options.latency ?? defaultLatency;
  const networkState = nodeState.network;
  const network = createNetwork({ kernel: simulation, state: networkState });
  if (!options.from) network.setHost("node-1", { address: "192.168.77.11", podCidr: "10.244.0.0/24" });
  const processesState = nodeState.processes;
  const processes = createProcesses({ kernel: simulation, state: processesState, network, sockets: network, apiPort: noApi, programs: [...commonPrograms, ...imagePrograms, ...(options.programs ?? [])] });
  if (!options.from) processes.files.create("node/node-1", { "/etc/hosts": "127.0.0.1 localhost\n" });
  const state = nodeState.runtime;
  const runtime = createContainerRuntime({
    kernel: simulation, state, node: "node-1", processes, files: processes.files, logs: processes.logs, network,
    registry: createRegistry(() => ({ ...defaultRegistry, ...options.registry })),
    ...(options.parallelPulls !== undefined && { parallelPulls: options.parallelPulls }),
    latency,
  });
  runtime.preload(options.images ?? ["nginx", "busybox", "memhog"]);
  const told: Told[] = [];
  const events: (ContainerEvent & { readonly at: number })[] = [];
  simulation.dispatch = (payload: Payload) => {
    if (payload.target === "network") network.handle(payload as NetworkPayload);
    else if (payload.target === "processes") processes.handle(payload as ProcessesPayload);
    else if (payload.target === "container-runtime") runtime.handle(payload as ContainerRuntimePayload);
    else if (payload.target === "kubelet") events.push({ at: simulation.now, ...(payload as Payload & { event: ContainerEvent }).event });
    else told.push({ at: simulation.now, name: payload.type, result: (payload as Payload & { result?: unknown; exit?: unknown }).result ?? (payload as Payload & { exit?: unknown }).exit });
  };
  const result = <T>(name: string): T => told.findLast((each) => each.name === name)?.result as T;

  const sandbox = (config: Partial<SandboxConfig> = {}): string => {
    runtime.runPodSandbox({ ...plainSandbox, ...config }, reply("sandbox"));
    simulation.run(simulation.now + 1000);
    const ran = result<RunPodSandboxResult>("sandbox");
    if (!ran.ok) throw new Error(ran.error.message);
    return ran.value.id;
  };
  const create = (sandboxId: string, config: Partial<ContainerConfig> = {}): string => {
    runtime.createContainer(sandboxId, { ...plainContainer, imageRef: config.image ?? plainContainer.image, ...config }, reply("create"));
    simulation.run(simulation.now + 100);
    const made = result<CreateContainerResult>("create");
    if (!made.ok) throw new Error(made.error.message);
    return made.value.id;
  };
  const start = (sandboxId: string, config: Partial<ContainerConfig> = {}): string => {
    const id = create(sandboxId, config);
    runtime.startContainer(id, reply("start"));
    simulation.run(simulation.now + latency.startMs + 2 * latency.loadMs);
    return id;
  };
  const log = (id: string): string => processes.logs.lines(`container/${id}`).map((line) => `${line.text}\n`).join("");

  return { simulation, nodeState, runtime, network, networkState, processes, processesState, state, told, events, result, sandbox, create, start, log, run: (ms: number) => simulation.run(simulation.now + ms) };
}

export const reply = (name: string): Payload => ({ target: "test", type: name });

const plainSandbox: SandboxConfig = {
  name: "web", namespace: "default", uid: "uid-1", attempt: 0, hostname: "web", hostNetwork: false,
  namespaces: { network: "POD", ipc: "POD", pid: "CONTAINER" },
  labels: {}, annotations: {}, sysctls: {}, cgroupParent: "/kubepods/besteffort/poduid-1",
};

const plainContainer: ContainerConfig = {
  name: "app", attempt: 0, kind: "regular", image: "nginx", imageRef: "nginx", env: [], mounts: [], ports: [], tty: false, stdin: false, stdinOnce: false,
  privileged: false, readOnlyRootFilesystem: false, resources: { cpuShares: 2 }, terminationMessagePath: "/dev/termination-log",
};
