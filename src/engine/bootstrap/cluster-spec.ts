import type { ResourceList, StringMap, Taint } from "../../api/types.ts";

/** A cluster as a scenario wants it to be at t=0, every default filled in but those of its nodes. */
export interface ClusterSpec {
  /** A minor: "1.36". */
  readonly version: string;
  /** Name of the latency profile: "default", "instant". */
  readonly latency: string;
  /** "node" = there is a control-plane Node; "none" = its parts run off stage. */
  readonly controlPlane: "node" | "none";
  readonly addons: readonly string[];
  readonly nodes: readonly ClusterNode[];
  /** Of the workstation's context; made before t=0 if it is not one of the cluster's own. */
  readonly namespace: string;
  readonly registry?: RegistrySpec;
  readonly kubelet?: KubeletSpec;
}

/** One worker. What is absent takes the default for its place in the list. */
export interface ClusterNode {
  readonly name?: string;
  readonly address?: string;
  readonly labels?: StringMap;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
  readonly capacity?: ResourceList;
  readonly allocatable?: ResourceList;
  /** A minor; the cluster's if absent. */
  readonly version?: string;
  /** References of the images that are on the node at t=0. */
  readonly images?: readonly string[];
}

/** Patterns on `repository[:tag]`. */
export interface RegistrySpec {
  readonly missing?: readonly string[];
  readonly unreachable?: readonly string[];
  readonly refusing?: readonly string[];
  readonly limited?: readonly string[];
  readonly otherPlatform?: readonly string[];
  readonly private?: readonly { readonly images: string; readonly accounts: readonly { readonly username: string; readonly password: string }[] }[];
  readonly slow?: readonly { readonly images: string; readonly bytesPerSecond: number }[];
  readonly bandwidthBytesPerSecond?: number;
}

/** Fields of a KubeletConfiguration, for all nodes; absent = its default. */
export interface KubeletSpec {
  readonly serializeImagePulls?: boolean;
  readonly maxParallelImagePulls?: number;
  readonly imageGCHighThresholdPercent?: number;
  readonly imageGCLowThresholdPercent?: number;
  readonly imageMinimumGCAgeMs?: number;
  /** Signal ("memory.available") to a quantity or a percentage; replaces all defaults. */
  readonly evictionHard?: Readonly<Record<string, string>>;
  readonly evictionPressureTransitionPeriodMs?: number;
}

/** Two workers, no control-plane node, no add-ons: a scenario that says nothing. */
export const defaultClusterSpec: ClusterSpec = {
  version: "1.36",
  latency: "default",
  controlPlane: "none",
  addons: [],
  nodes: [{}, {}],
  namespace: "default",
};

const PATCH_RELEASES: StringMap = { "1.36": "v1.36.3", "1.34": "v1.34.9", "1.23": "v1.23.17" };

/** What a node of a release runs its containers by: Docker up to 1.23, the last with dockershim. */
export const runtimeVersionOf = (release: string): string => (Number(release.split(".")[1] ?? 0) <= 23 ? "docker://20.10.24" : "containerd://2.1.9");

/** The release that a minor stands for: "1.36" is v1.36.3. */
export const releaseOf = (minor: string): string => PATCH_RELEASES[minor] ?? `v${minor}.0`;
