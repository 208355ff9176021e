import type { Json } from "../../api/json.ts";

/** What the programs of a node ask of their machine, by the syscall `world`; the node is the caller's host unless one is named. */
export type NodeQuestion =
  /** Answered with a MachineReport. */
  | { readonly ask: "machine"; readonly node?: string }
  | { readonly ask: "nodes" }
  /** Answered with a RuntimeReport, or an error. */
  | { readonly ask: "runtime" }
  | { readonly ask: "stop-container"; readonly id: string; readonly timeoutMs: number }
  | { readonly ask: "remove-container"; readonly id: string }
  | { readonly ask: "stop-sandbox"; readonly id: string }
  | { readonly ask: "remove-sandbox"; readonly id: string }
  | { readonly ask: "pull"; readonly ref: string }
  /** Answered with lines, or with a stream that follows the log. */
  | { readonly ask: "log"; readonly id: string; readonly tail: number; readonly follow: boolean; readonly timestamps: boolean }
  /** Answered with a list of ServiceRuleRow. */
  | { readonly ask: "service-rules" }
  | { readonly ask: "units" }
  | { readonly ask: "unit"; readonly unit: string; readonly act: "start" | "stop" | "restart" }
  | { readonly ask: "journal"; readonly unit: string; /** Absent = what there is; else a stream of what comes after so many lines. */ readonly after?: number }
  | { readonly ask: "fault"; readonly node: string; readonly component: FaultyComponent; readonly act: "stop" | "start" }
  /** Answered with a RegistryReport. */
  | { readonly ask: "registry" }
  | { readonly ask: "bend-registry"; readonly change: RegistryChange }
  /** Whether the node's kubelet takes connections: an error where it does not. */
  | { readonly ask: "forward-open"; readonly node: string }
  | { readonly ask: "forward"; readonly namespace: string; readonly pod: string; readonly port: number; readonly request?: Json };

export type FaultyComponent = "kubelet" | "runtime" | "power" | "network";

/** Lists of the registry's settings: what a pull of these images meets. */
export type RegistryFault = "missing" | "unreachable" | "refusing" | "limited" | "otherPlatform";

/** What is done to the registries of the world; images are patterns on repository[:tag]. */
export type RegistryChange =
  | { readonly break: readonly string[]; readonly as: RegistryFault }
  | { readonly mend: readonly string[] | "all" }
  | { readonly bytesPerSecond: number };

export interface RegistryReport {
  readonly broken: readonly { readonly images: string; readonly fault: RegistryFault }[];
  readonly bytesPerSecond: number;
}

/** Where kube-proxy of a node leads what comes to one address and port of a Service. */
export interface ServiceRuleRow {
  /** namespace/name:port */
  readonly name: string;
  /** "tcp" */
  readonly protocol: string;
  /** "" for a port of the node's own. */
  readonly address: string;
  readonly port: number;
  readonly kind: "cluster" | "external" | "nodePort";
  readonly isLocal: boolean;
  readonly affinityMs: number;
  readonly backends: readonly { readonly address: string; readonly port: number; readonly isHere: boolean }[];
}

export interface MachineReport {
  readonly name: string;
  readonly exists: boolean;
  readonly power: boolean;
  readonly network: boolean;
  readonly release: string;
  readonly address: string;
  readonly docker: boolean;
}

export interface RuntimeReport {
  readonly nowMs: number;
  readonly startsAtMs: number;
  readonly sandboxes: readonly SandboxRow[];
  readonly containers: readonly ContainerRow[];
  readonly images: readonly ImageRow[];
}

export interface SandboxRow {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly attempt: number;
  readonly ready: boolean;
  readonly createdAtMs: number;
  readonly ip: string;
  readonly pid: number;
  readonly hostNetwork: boolean;
  readonly hostname: string;
  readonly cgroupParent: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly namespaces: { readonly ipc: string; readonly network: string; readonly pid: string };
}

export interface ContainerRow {
  readonly id: string;
  readonly sandboxId: string;
  readonly name: string;
  readonly attempt: number;
  readonly state: "Created" | "Running" | "Exited";
  readonly image: string;
  readonly imageRef: string;
  readonly imageId: string;
  readonly createdAtMs: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly exitCode: number;
  readonly reason: string;
  readonly message: string;
  readonly pid: number;
  readonly argv: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly mounts: readonly { readonly containerPath: string; readonly hostPath: string; readonly readonly: boolean }[];
  /** Of a core, at this moment, in millionths. */
  readonly cpuMicro: number;
  readonly residentBytes: number;
  readonly diskBytes: number;
  readonly privileged: boolean;
  readonly pidMode: "CONTAINER" | "POD" | "NODE" | "TARGET";
  readonly memoryLimitBytes: number;
  readonly cpuShares: number;
  readonly cpuQuotaMilli: number;
}

export interface ImageRow {
  readonly id: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly sizeBytes: number;
}

/** "<ns>_<pod>_<uid>/<container>/<attempt>.log". Mirrors BuildContainerLogsDirectory (pkg/kubelet/kuberuntime/helpers.go). */
export const logPathOf = (sandbox: Pick<SandboxRow, "namespace" | "name" | "uid">, container: Pick<ContainerRow, "name" | "attempt">): string =>
  `/var/log/pods/${sandbox.namespace}_${sandbox.name}_${sandbox.uid}/${container.name}/${container.attempt}.log`;
