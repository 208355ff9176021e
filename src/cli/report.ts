import type { Json } from "../api/json.ts";
import type { Condition, ContainerStatus, KubernetesObject } from "../api/types.ts";

/** What `kubarium run -o json` prints: times in virtual milliseconds from 0s, arrays in write order. */
export interface Report {
  readonly engineVersion: string;
  readonly seed: number;
  /** Of the watch log, 16 hex digits. */
  readonly digest: string;
  readonly transcript: readonly TranscriptRow[];
  readonly pods: readonly PodRow[];
  readonly events: readonly EventRow[];
  /** Everything stored at the end, sorted by resource, namespace, name. */
  readonly objects: readonly KubernetesObject[];
  /** Only when the engine stopped. */
  readonly fault?: { readonly message: string };
}

/** One command input, in input order. `at` is null when the run ended before it began, `exitCode` while it runs. */
export interface TranscriptRow {
  readonly at: number | null;
  readonly endedAt: number | null;
  readonly session: string;
  readonly run: string;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One stored version of a Pod, with the columns that `kubectl get pods` would print of it then. */
export interface PodRow {
  readonly at: number;
  readonly op: "ADDED" | "MODIFIED" | "DELETED";
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  readonly node: string;
  readonly ip: string;
  readonly phase: string;
  readonly conditions: readonly Condition[];
  readonly containers: readonly (ContainerStatus & { readonly kind: string })[];
}

/** One write of an Event. */
export interface EventRow {
  readonly at: number;
  readonly op: "ADDED" | "MODIFIED" | "DELETED";
  readonly namespace: string;
  readonly name: string;
  readonly object: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly source: string;
  readonly host: string;
  readonly count: number;
  readonly series: Json;
}
