/** A scenario as it is played: read, checked and with every default written out. Times are virtual milliseconds from 0s. */
export interface Scenario {
  readonly name: string;
  /** By language. */
  readonly title?: Readonly<Record<string, string>>;
  /** What there is to see, in a sentence or two, by language. */
  readonly summary?: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Unix milliseconds of 0s. */
  readonly startsAtMs: number;
  /** Of the workstation's kubectl context. */
  readonly namespace: string;
  readonly cluster: ScenarioCluster;
  /** The workstation's working directory: relative path -> text. */
  readonly files: Readonly<Record<string, string>>;
  readonly inputs: readonly ScenarioInput[];
  /** Absent = 60 s after the last input ended. */
  readonly untilMs?: number;
  readonly expect: readonly Expectation[];
}

/** What F's bootstrap makes a cluster of; a node's missing fields get the defaults of its size there. */
export interface ScenarioCluster {
  readonly version: string;
  readonly latency: "default" | "instant";
  readonly controlPlane: "node" | "none";
  readonly addons: readonly Addon[];
  readonly nodes: readonly ScenarioNode[];
  readonly registry?: ScenarioRegistry;
  readonly kubelet?: ScenarioKubelet;
}

export type Addon = "coredns" | "kube-proxy" | "network" | "metrics" | "storage";

export interface ScenarioNode {
  readonly name: string;
  readonly address?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly ScenarioTaint[];
  readonly unschedulable?: boolean;
  readonly capacity?: Readonly<Record<string, string>>;
  readonly allocatable?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly images?: readonly string[];
}

export interface ScenarioTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

export interface ScenarioRegistry {
  /** Patterns on repository[:tag]; `*` stands for any run of characters. */
  readonly missing?: readonly string[];
  readonly unreachable?: readonly string[];
  /** Nothing listens there; too many requests without a login; made for other machines only. */
  readonly refusing?: readonly string[];
  readonly limited?: readonly string[];
  readonly otherPlatform?: readonly string[];
  /** Given out to these accounts only. */
  readonly private?: readonly { readonly images: string; readonly accounts: readonly { readonly username: string; readonly password: string }[] }[];
  readonly slow?: readonly { readonly images: string; readonly bytesPerSecond: number }[];
  readonly bandwidthBytesPerSecond?: number;
}

/** What all kubelets are configured to, where it is not the default. */
export interface ScenarioKubelet {
  readonly serializeImagePulls?: boolean;
  readonly maxParallelImagePulls?: number;
  readonly imageGCHighThresholdPercent?: number;
  readonly imageGCLowThresholdPercent?: number;
  readonly imageMinimumGCAgeMs?: number;
  /** Signal ("memory.available") to a quantity or a percentage; replaces all defaults. */
  readonly evictionHard?: Readonly<Record<string, string>>;
  readonly evictionPressureTransitionPeriodMs?: number;
}

/** When an input happens, and what it is. */
export interface ScenarioInput {
  readonly when: InputTime;
  /** Absent = the shell `main` if it is idle, else a fresh one. */
  readonly session?: string;
  readonly action: InputAction;
}

/** `at` is an instant; `after` is that long after the previous input of the list ended (0 = as soon as). */
export type InputTime = { readonly atMs: number } | { readonly afterMs: number };

export type InputAction =
  | { readonly type: "run"; readonly line: string }
  | { readonly type: "interrupt" }
  | { readonly type: "keys"; readonly keys: string }
  | { readonly type: "edit"; readonly file: string; readonly text: string };

/** What is said of an object. */
export interface Claim {
  readonly namespace: string;
  /** Lower-case kind, plural or short name, as kubectl takes it. */
  readonly kind: string;
  readonly name: string;
  readonly holds: Condition;
}

export interface Expectation extends Claim {
  /** "at": must hold at that instant; "by": at some instant up to it. */
  readonly mode: "at" | "by";
  readonly atMs: number;
}

export type Condition =
  | { readonly type: "absent" }
  | { readonly type: "present" }
  | { readonly type: "equals"; readonly jsonpath: string; readonly text: string }
  | { readonly type: "matches"; readonly jsonpath: string; readonly pattern: string };
