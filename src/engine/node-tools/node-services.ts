import type { Json } from "../../api/json.ts";
import type { ResolvedNode } from "../bootstrap/nodes.ts";
import type { NodeRuntime } from "../container-runtime/runtime.ts";
import type { ContainerRuntimeState } from "../container-runtime/state.ts";
import type { ApiPort, Caller } from "../processes/api-port.ts";
import type { Processes } from "../processes/processes.ts";
import type { Task } from "../processes/state.ts";
import type { ClusterNetwork } from "../network/create-network.ts";
import type { RegistrySettings } from "../images/registry-settings.ts";
import type { RuleTable } from "../network/kube-proxy/rules.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";
import { usesDocker } from "./era.ts";
import { createFaults, type KubeletSwitch } from "./faults.ts";
import { createLogReader, type NodeStreams } from "./log-reader.ts";
import type { NodeServicesPayload } from "./payloads.ts";
import type { MachineReport, NodeQuestion, RegistryChange } from "./questions.ts";
import { answerOf, bentRegistry, registryReport } from "./registry-faults.ts";
import { runtimeReport } from "./runtime-report.ts";
import type { NodeServicesState } from "./state.ts";
import { serviceRuleRows } from "./service-rules.ts";
import { createUnitManager, type UnitManager } from "./unit-manager.ts";
import { runtimeUnit } from "./units.ts";

/** The machines of the nodes, beside their pods: what their tools ask, and what can be broken of them. */
export interface NodeServices extends Component<NodeServicesPayload> {
  boot(): void;
  /** Answered as the syscall `world`: by `{ ...reply, world }`, or with a stream. */
  ask(caller: Caller, question: NodeQuestion, reply: Parameters<ApiPort["world"]>[2]): void;
  readonly units: UnitManager;
  /** Why the API server cannot reach the kubelet of a node, where it cannot. */
  dialError(node: string): string | undefined;
}

export interface NodeServicesDeps {
  readonly kernel: Kernel;
  readonly state: NodeServicesState;
  readonly nodes: readonly ResolvedNode[];
  readonly processes: Processes;
  readonly network: ClusterNetwork;
  readonly kubelets: KubeletSwitch;
  readonly tasks: ReadonlyMap<string, Task>;
  runtime(node: string): NodeRuntime;
  runtimeState(node: string): ContainerRuntimeState | undefined;
  /** A pod's network namespace and node, for connections that are made inside it. */
  podNetwork(namespace: string, pod: string): string | undefined;
  podNode(namespace: string, pod: string): string | undefined;
  /** What kube-proxy has written on a node by now. */
  serviceRules(node: string): RuleTable;
  /** The zone that a node is in; "" = none. */
  zoneOf(node: string): string;
  /** The nodes' streams, which close with who reads them. */
  streaming(): NodeStreams;
  /** How the registries are bent now. */
  registry(): RegistrySettings;
  /** Of the node's status, as far as the machine speaks for its kubelet. */
  setReady(node: string, ready: { readonly status: "True" | "False"; readonly reason: string; readonly message: string }): void;
  renewals(): { start(node: string, phaseMs: number): void; stop(node: string): void };
}

const EXCHANGE_MS = 1;

/** What the API server meets that asks the kubelet of a machine for a connection. */
export function dialErrorOf({ address, power, network, exists }: MachineReport, kubelet: boolean): string | undefined {
  if (!exists) return undefined;
  if (!power || !network) return `error dialing backend: dial tcp ${address}:10250: i/o timeout`;
  return kubelet ? undefined : `error dialing backend: dial tcp ${address}:10250: connect: connection refused`;
}

/** Puts the machines together around their state. */
export function createNodeServices(deps: NodeServicesDeps): NodeServices {
  const { kernel, state, nodes, processes, network } = deps;
  const units = createUnitManager(deps);
  const faults = createFaults(deps, units);
  const logs = createLogReader(deps);
  const nodeOf = (name: string): ResolvedNode | undefined => nodes.find((node) => node.name === name);

  const machine = (name: string): MachineReport => {
    const node = nodeOf(name);
    const fault = state.faults.get(name);
    return { name, exists: node !== undefined, power: fault?.power !== false, network: fault?.network !== false, release: node?.release ?? "", address: node?.address ?? "", docker: node !== undefined && usesDocker(node) };
  };

  /** What cannot be asked of a runtime that does not run. */
  const runtimeDown = (name: string): string | undefined => {
    const node = nodeOf(name);
    if (!node) return "no runtime";
    return units.isActive(name, runtimeUnit(node)) ? undefined : "down";
  };

  function ask(caller: Caller, question: NodeQuestion, reply: Payload): void {
    const say = (world: Json): void => kernel.schedule(kernel.now + EXCHANGE_MS, { ...reply, world } as Payload);
    const here = caller.host;
    switch (question.ask) {
      case "machine":
        return say({ ...machine(question.node ?? here) });
      case "nodes":
        return say(nodes.map(({ name }) => ({ ...machine(name) })));
      case "service-rules":
        return say(serviceRuleRows(deps.serviceRules(here), { node: here, zone: deps.zoneOf(here) }) as unknown as Json);
      case "units":
        return say(units.report(here) as unknown as Json);
      case "unit":
        return units.act(here, question.unit, question.act, say);
      case "journal":
        return logs.journal(here, question, reply);
      case "fault":
        return say(faults.act(question.node, question.component, question.act));
      case "registry":
        return say(registryReport(deps.registry()) as unknown as Json);
      case "bend-registry":
        return say(bendRegistry(question.change));
      case "forward-open":
        return say(dialError(question.node) === undefined ? {} : { error: dialError(question.node) ?? "" });
      case "forward":
        return forward(question, reply, say);
      default:
        return askRuntime(here, question, reply, say);
    }
  }

  function bendRegistry(change: RegistryChange): Json {
    const bent = bentRegistry(deps.registry(), change);
    if ("settings" in bent) state.registry = kernel.freeze(bent.settings);
    return answerOf(bent);
  }

  function askRuntime(here: string, question: Extract<NodeQuestion, { ask: "runtime" | "log" | "pull" | "stop-container" | "remove-container" | "stop-sandbox" | "remove-sandbox" }>, reply: Payload, say: (world: Json) => void): void {
    const down = runtimeDown(here);
    const runtimeState = deps.runtimeState(here);
    if (down !== undefined || !runtimeState) return say({ error: down ?? "no runtime" });
    const runtime = deps.runtime(here);
    const done: NodeServicesPayload = { target: "node-services", type: "RuntimeAnswered", reply };
    switch (question.ask) {
      case "runtime":
        return say(runtimeReport(kernel, runtimeState, processes) as unknown as Json);
      case "log":
        return logs.container(here, runtimeState, question, reply);
      case "pull":
        return runtime.pullImage(question.ref, done);
      case "stop-container":
        return runtime.stopContainer(question.id, question.timeoutMs, done);
      case "remove-container":
        return runtime.removeContainer(question.id, done);
      case "stop-sandbox":
        return runtime.stopPodSandbox(question.id, done);
      case "remove-sandbox":
        return runtime.removePodSandbox(question.id, done);
    }
  }

  const dialError = (name: string): string | undefined => dialErrorOf(machine(name), units.isActive(name, "kubelet"));

  /** A connection through the API server and the kubelet into a pod's network. */
  function forward(question: Extract<NodeQuestion, { ask: "forward" }>, reply: Payload, say: (world: Json) => void): void {
    const unreachable = dialError(deps.podNode(question.namespace, question.pod) ?? "");
    if (unreachable !== undefined) return say({ error: unreachable });
    const inside = deps.podNetwork(question.namespace, question.pod);
    if (inside === undefined) return say({ error: "no pod" });
    const request = question.request as unknown as Parameters<ClusterNetwork["http"]>[1] | undefined;
    if (request) network.http(inside, { ...request, host: "127.0.0.1", port: question.port }, 120_000, reply);
    else network.connect(inside, "127.0.0.1", question.port, 10_000, reply);
  }

  return {
    units,
    dialError,
    boot() {
      for (const node of nodes) units.boot(node);
    },
    ask,
    handle(payload) {
      switch (payload.type) {
        case "RuntimeAnswered":
          return kernel.schedule(kernel.now, { ...payload.reply, world: (payload.result ?? null) as Json } as Payload);
        case "UnitExited":
          return units.exited(payload);
        case "UnitRestart":
          return units.restart(payload);
        case "RuntimeDown":
          return units.runtimeMissed(payload);
      }
    },
  };
}
