import { quantityMilli, quantityValue } from "../api/quantity.ts";
import { createApiServer, type ApiServer } from "./apiserver/api-server.ts";
import { readPod } from "./apiserver/read-pod.ts";
import { latencyProfiles } from "./apiserver/latency.ts";
import { rootCaBundle } from "./bootstrap/root-ca.ts";
import type { ClusterSpec, KubeletSpec } from "./bootstrap/cluster-spec.ts";
import type { Node, Pod } from "../api/types.ts";
import type { ResolvedNode } from "./bootstrap/nodes.ts";
import type { ClusterOptions } from "./cluster.ts";
import { defaultLatency as defaultRuntimeLatency, instantLatency as instantRuntimeLatency } from "./container-runtime/latency.ts";
import type { ContainerRuntimePayload } from "./container-runtime/payloads.ts";
import { createContainerRuntime, type NodeRuntime } from "./container-runtime/runtime.ts";
import { controllers } from "./controllers/list.ts";
import { createControllerManager, CONTROLLER_MANAGER, type ControllerManager } from "./controllers/manager/controller-manager.ts";
import { createNamespaceController, NAMESPACE_CONTROLLER } from "./controllers/namespace/namespace-controller.ts";
import { STORAGE } from "./controllers/persistentvolume/payloads.ts";
import { createStorageControllers } from "./controllers/persistentvolume/storage-controllers.ts";
import { createPodGC, POD_GC } from "./controllers/pod-gc/pod-gc-controller.ts";
import { createRootCaPublisher, ROOT_CA_PUBLISHER } from "./controllers/root-ca-certificate-publisher/publisher.ts";
import { createServiceAccountsController, SERVICE_ACCOUNTS_CONTROLLER } from "./controllers/serviceaccount/service-accounts-controller.ts";
import { createEventRecorder, type EventRecorder } from "./events/recorder.ts";
import { evictionPolicyOf } from "./kubelet/eviction/policy.ts";
import { freeDisk } from "./kubelet/eviction/usage.ts";
import { imagePrograms } from "./images/catalogue.ts";
import { createRegistry } from "./images/registry.ts";
import { defaultRegistry, type RegistrySettings } from "./images/registry-settings.ts";
import { defaultImagePolicy, type ImagePolicy } from "./kubelet/image-gc.ts";
import { createKubelets, type Kubelets } from "./kubelet/kubelet.ts";
import { defaultKubeletLatency, instantKubeletLatency } from "./kubelet/latency.ts";
import { createMetricsStorage } from "./kubelet/stats/metrics-storage.ts";
import { createStreamingServer, type StreamingServer } from "./kubelet/streaming.ts";
import { createKubeProxy, KUBE_PROXY, type KubeProxy } from "./network/kube-proxy/kube-proxy.ts";
import { createNetwork, type ClusterNetwork } from "./network/create-network.ts";
import type { ApiPort } from "./processes/api-port.ts";
import { usesDocker } from "./node-tools/era.ts";
import { logFiles } from "./node-tools/log-files.ts";
import { nodeTask } from "./node-tools/machine.ts";
import { createNodeServices, type NodeServices } from "./node-tools/node-services.ts";
import { podNetworkOf } from "./node-tools/pod-network.ts";
import { nodePrograms } from "./node-tools/programs/list.ts";
import type { NodeQuestion } from "./node-tools/questions.ts";
import type { NodeServicesState } from "./node-tools/state.ts";
import { patchReady } from "./node-tools/ready-condition.ts";
import type { Hardware } from "./processes/cgroups/hardware.ts";
import { createProcesses, type Processes } from "./processes/processes.ts";
import type { ClusterPayload } from "./occurrence.ts";
import { SCHEDULER } from "./scheduler/payloads.ts";
import { createScheduler, defaultSchedulerLatency, instantSchedulerLatency, type Scheduler } from "./scheduler/scheduler.ts";
import type { Component, Kernel } from "./simulation/kernel.ts";
import type { Payload } from "./simulation/payload.ts";
import type { Simulation } from "./simulation/simulation.ts";
import type { ClusterState } from "./state.ts";
import { createApiPort } from "./workstation/api-port.ts";
import { createWatchLog, type WatchLog } from "./watch-log.ts";
import { createWorkstation, type Workstation } from "./workstation/workstation.ts";
import { commonPrograms } from "./processes/applets/list.ts";

/** The parts that the front door and the boot reach for. */
export interface Parts {
  readonly kernel: Kernel;
  readonly watchLog: WatchLog;
  readonly server: ApiServer;
  readonly scheduler: Scheduler;
  readonly serviceAccounts: { start(): void };
  readonly rootCa: { start(): void };
  readonly namespaces: { start(): void };
  readonly podGC: { start(): void };
  readonly storage: { start(): void };
  readonly controllerManager: ControllerManager;
  readonly kubelets: Kubelets;
  readonly network: ClusterNetwork;
  readonly kubeProxy: KubeProxy;
  readonly processes: Processes;
  readonly workstation: Workstation;
  readonly nodeServices: NodeServices;
  runtime(node: string): NodeRuntime;
}

export interface AssemblyInputs {
  readonly options: ClusterOptions;
  readonly simulation: Simulation;
  readonly state: ClusterState;
  readonly nodes: readonly ResolvedNode[];
}

/** Whoever an occurrence may be addressed to, by target. */
type Addressees = Map<string, Component<never>>;
/** All that is addressed to a target: a component that does not take every one of them does not compile. */
type PayloadTo<Target> = Extract<ClusterPayload, { readonly target: Target }>;

/** Puts all components together around their state, and gives the simulation somebody to hand occurrences to. */
export function assemble({ options, simulation: kernel, state, nodes }: AssemblyInputs): Parts {
  const instant = options.spec.latency === "instant";
  const addressees: Addressees = new Map();
  const address = <T extends ClusterPayload["target"], C extends Component<PayloadTo<T>>>(target: T, component: C): C => {
    addressees.set(target, component);
    return component;
  };

  const zoneOf = (node: string): string => (server.store.get("nodes", node) as Node | undefined)?.metadata.labels?.["topology.kubernetes.io/zone"] ?? "";
  const kubeProxy = address(KUBE_PROXY, createKubeProxy({ kernel, state: state.kubeProxy, zoneOf }));
  const network = address("network", createNetwork({ kernel, state: state.network, router: kubeProxy }));
  const apiPort: ApiPort = address(
    "api-port",
    createApiPort({
      kernel,
      server: () => server,
      streaming: () => streaming,
      prompted: (process, status, reply) => workstation.prompted(process, status, reply),
      world: (caller, command, reply) => nodeServices.ask(caller, command as NodeQuestion, reply),
    }),
  );
  const programs = [...commonPrograms, ...imagePrograms, ...nodePrograms, ...options.programs];
  const machines = new Map(nodes.map((node) => [node.name, nodeTask(node)]));
  const processes: Processes = address("processes", createProcesses({ kernel, state: state.processes, network, sockets: network, apiPort, programs, machines, hardware: hardwareOf(nodes), freeDiskBytes: (host) => freeDisk(kubelets.context(host)) }));
  processes.onStrained((host) => kubelets.strained(host));
  processes.onOutOfMemory(({ host, system, command, pid }) => (system ? kubelets.outOfMemory(host, command, pid) : undefined));
  const streaming: StreamingServer = address("streaming", createStreamingServer({ kernel, state: state.streaming, processes, node: (name) => kubelets.context(name), dialError: (name) => nodeServices.dialError(name) }));
  const metrics = createMetricsStorage({ node: (name) => kubelets.context(name), samples: (name) => processes.usageSamples(name), runs: () => processes.samplesUsage(), dialError: (name) => nodeServices.dialError(name) });
  const latency = latencyProfiles[options.spec.latency] ?? latencyProfiles["default"]!;
  const server: ApiServer = address("kube-apiserver", createApiServer({ kernel, state: state.apiserver, latency, kubelets: streaming, metrics }));

  const { recorders, runtimes } = nodeParts({ options, kernel, state, nodes, server, processes, network });
  for (const recorder of recorders.values()) addressees.set(recorder.target, recorder);
  const kubelets: Kubelets = address(
    "kubelet",
    createKubelets({
      kernel,
      state: state.kubelets,
      client: server.client({ name: "kubelet" }),
      clientOf: (node) => server.client({ name: `kubelet ${node}` }),
      network,
      files: processes.files,
      readPod: (text) => readPod(options.readManifest?.(text)),
      watchFiles: (fs, directory, listener) => processes.files.watch(fs, directory, listener),
      latency: instant ? instantKubeletLatency : defaultKubeletLatency,
      imagePolicy: imagePolicyOf(options.spec.kubelet),
      evictionPolicy: evictionPolicyOf(options.spec.kubelet),
      runtime: (node) => runtimes.get(node)!,
      recorder: (node) => recorders.get(node)!,
      log: (node, line) => nodeServices.units.log(node, "kubelet", line),
      logBytes: (key) => state.processes.logs.get(key)?.bytes ?? 0,
      hardware: (node) => ({ ...processes.hardware(node), processes: MOST_PROCESS_IDS }),
      hostUse: (node) => ({ memoryBytes: processes.hostMemoryUse(node), processes: processes.processCount(node) }),
      containerEnded: (id) => streaming.containerEnded(id),
    }),
  );
  address("container-runtime", { handle: (payload: ContainerRuntimePayload) => runtimes.get(payload.node)?.handle(payload) });

  const scheduler = address(
    SCHEDULER,
    createScheduler({ kernel, state: state.scheduler, client: server.client({ name: "kube-scheduler" }), latency: instant ? instantSchedulerLatency : defaultSchedulerLatency }),
  );
  addressees.set(scheduler.events.target, scheduler.events);
  const managed = { kernel, client: server.client({ name: "kube-controller-manager" }) };
  const serviceAccounts = address(SERVICE_ACCOUNTS_CONTROLLER, createServiceAccountsController({ ...managed, state: state.serviceAccounts }));
  const rootCa = address(ROOT_CA_PUBLISHER, createRootCaPublisher({ ...managed, state: state.rootCa, rootCa: rootCaBundle(options.seed) }));
  const namespaces = address(NAMESPACE_CONTROLLER, createNamespaceController({ ...managed, state: state.namespaces }));
  const podGC = address(POD_GC, createPodGC({ ...managed, state: state.podGC }));
  const storage = createStorageControllers({ ...managed, state: state.storage, provisions: options.spec.addons.includes("storage"), instant });
  address(STORAGE, storage);
  for (const recorder of storage.recorders) addressees.set(recorder.target, recorder);
  const controllerManager = address(CONTROLLER_MANAGER, createControllerManager({ ...managed, state: state.controllerManager, controllers }));
  for (const [target, component] of controllerManager.addressees) addressees.set(target, component);
  const workstation = address(
    "workstation",
    createWorkstation({
      kernel,
      state: state.workstation,
      processes,
      namespace: options.spec.namespace,
      directoryOf: (process) => state.processes.processes.get(process)?.cwd,
    }),
  );

  processes.files.provide(logFiles({ startsAtMs: kernel.startsAtMs, logs: state.processes.logs, runtimeState: (node) => state.runtimes.get(node) }));
  const nodeServices: NodeServices = address(
    "node-services",
    createNodeServices({
      kernel,
      state: state.nodeServices,
      nodes,
      processes,
      network,
      kubelets,
      tasks: machines,
      runtime: (node) => runtimes.get(node)!,
      runtimeState: (node) => state.runtimes.get(node),
      podNetwork: (namespace, pod) => podNetworkOf(state, namespace, pod),
      podNode: (namespace, pod) => (server.store.get("pods", `${namespace}/${pod}`) as Pod | undefined)?.spec.nodeName,
      serviceRules: (node) => kubeProxy.rulesOf(node),
      zoneOf,
      streaming: () => streaming,
      registry: registrySettings(options.spec, state.nodeServices),
      setReady: (node, ready) => patchReady(server, kernel, node, ready),
      renewals: () => server.renewals,
    }),
  );

  const watchLog = createWatchLog(state);
  server.onWrite(({ type, object }) => watchLog.add({ at: kernel.now, resourceVersion: object.metadata.resourceVersion, type, object }));
  kernel.dispatch = (payload) => deliver(addressees, payload);
  return { kernel, watchLog, server, scheduler, serviceAccounts, rootCa, namespaces, podGC, storage, controllerManager, kubelets, network, kubeProxy, processes, workstation, nodeServices, runtime: (node) => runtimes.get(node)! };
}

const imagePolicyOf = ({ imageGCHighThresholdPercent: high, imageGCLowThresholdPercent: low, imageMinimumGCAgeMs: age }: KubeletSpec = {}): ImagePolicy => ({
  highThresholdPercent: high ?? defaultImagePolicy.highThresholdPercent,
  lowThresholdPercent: low ?? defaultImagePolicy.lowThresholdPercent,
  minimumAgeMs: age ?? defaultImagePolicy.minimumAgeMs,
});

/** Mirrors the kernel's default of pid_max. */
const MOST_PROCESS_IDS = 32_768;

const hardwareOf = (nodes: readonly ResolvedNode[]): ReadonlyMap<string, Hardware> =>
  new Map(nodes.map(({ name, capacity, allocatable }) => [name, { cpuMilli: quantityMilli(capacity["cpu"]), memoryBytes: quantityValue(capacity["memory"]), diskBytes: quantityValue(capacity["ephemeral-storage"]), allocatableCpuMilli: quantityMilli(allocatable["cpu"]) }]));

/** An occurrence that nobody takes is our mistake: it stops the run. */
function deliver(addressees: Addressees, payload: Payload): void {
  const component = addressees.get(payload.target);
  if (!component) throw new Error(`nobody answers to ${payload.target}`);
  component.handle(payload as never);
}

interface NodePartsInputs extends Omit<AssemblyInputs, "simulation"> {
  readonly kernel: Kernel;
  readonly server: ApiServer;
  readonly processes: Processes;
  readonly network: ClusterNetwork;
}

/** The registry as the scenario bends it, until somebody bends it otherwise. */
function registrySettings({ registry }: ClusterSpec, state: NodeServicesState): () => RegistrySettings {
  const { bandwidthBytesPerSecond, ...bent } = registry ?? {};
  const settings = { ...defaultRegistry, ...bent, ...(bandwidthBytesPerSecond !== undefined && { bytesPerSecond: bandwidthBytesPerSecond }) };
  return () => state.registry ?? settings;
}

/** What every node has of its own: a runtime, and a recorder for its kubelet. */
function nodeParts({ options, kernel, state, nodes, server, processes, network }: NodePartsInputs) {
  const recorders = new Map<string, EventRecorder>();
  const runtimes = new Map<string, NodeRuntime>();
  const pretend = createRegistry(registrySettings(options.spec, state.nodeServices));
  const { serializeImagePulls = true, maxParallelImagePulls = Number.MAX_SAFE_INTEGER } = options.spec.kubelet ?? {};
  for (const node of nodes) {
    const { name } = node;
    const client = server.client({ name: `kubelet ${name}` });
    const recorder = createEventRecorder({ kernel, state: state.recorders.get(name)!, client, component: "kubelet", host: name });
    recorders.set(name, recorder);
    const latency = options.spec.latency === "instant" ? instantRuntimeLatency : defaultRuntimeLatency;
    runtimes.set(
      name,
      createContainerRuntime({ kernel, state: state.runtimes.get(name)!, node: name, processes, files: processes.files, logs: processes.logs, network, registry: pretend, latency, ...(usesDocker(node) && { runtimeName: "docker" as const }), parallelPulls: serializeImagePulls ? 1 : maxParallelImagePulls }),
    );
  }
  return { recorders, runtimes };
}
