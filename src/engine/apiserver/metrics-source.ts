import type { Pod } from "../../api/types.ts";

/**
 * The API server's way to what metrics-server has gathered, for the API that it adds. Undefined where it has not enough
 * yet to tell.
 */
export interface MetricsSource {
  /** Its process is there to be asked. */
  answers(): boolean;
  node(name: string): NodeUsage | undefined;
  pod(pod: Pod): PodUsage | undefined;
}

/** What was used over a stretch of time that ended at an instant: virtual milliseconds. */
export interface UsageWindow {
  readonly atMs: number;
  readonly windowMs: number;
}

export interface ResourceUsage {
  /** Of a core, in billionths. */
  readonly cpuNano: number;
  readonly memoryBytes: number;
}

export interface NodeUsage extends UsageWindow {
  readonly usage: ResourceUsage;
}

export interface PodUsage extends UsageWindow {
  readonly containers: readonly { readonly name: string; readonly usage: ResourceUsage }[];
}
