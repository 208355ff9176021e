import type { JsonObject, Json } from "../../api/json.ts";
import type { KubernetesObject, Status } from "../../api/types.ts";
import type { Payload } from "../simulation/payload.ts";

export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";
export type PatchType = "json" | "merge" | "strategic" | "apply";

/** One call of the API, REST-shaped: what a path, a method, a query and a body say over HTTP. */
export interface ApiRequest {
  readonly verb: Verb;
  readonly group: string;
  readonly version: string;
  /** Plural, lower case: "pods". */
  readonly resource: string;
  /** "status", "binding", "eviction", "log", "exec"… */
  readonly subresource?: string;
  /** Absent = cluster scope or all namespaces. */
  readonly namespace?: string;
  readonly name?: string;
  readonly query?: RequestQuery;
  readonly body?: Json;
  readonly patchType?: PatchType;
  /** True asks for a Table, as kubectl get does. */
  readonly table?: boolean;
  /** Who asks: "kubectl", "kubelet", "kube-scheduler"… becomes the field manager unless the query names one. */
  readonly userAgent: string;
}

export interface RequestQuery {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly limit?: number;
  readonly continue?: string;
  readonly resourceVersion?: string;
  readonly dryRun?: boolean;
  readonly fieldValidation?: "Strict" | "Warn" | "Ignore";
  readonly fieldManager?: string;
  readonly force?: boolean;
  /** For pods/log and pods/exec. */
  readonly container?: string;
  readonly previous?: boolean;
  readonly follow?: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly timestamps?: boolean;
  readonly limitBytes?: number;
  readonly command?: readonly string[];
  readonly stdin?: boolean;
  readonly tty?: boolean;
}

/** Body of a delete. Mirrors metav1.DeleteOptions. */
export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly propagationPolicy?: "Background" | "Foreground" | "Orphan";
}

/** `code` is the HTTP status; an error's body is a Status. `warnings` are the Warning headers, in order. */
export interface ApiResponse {
  readonly code: number;
  readonly body: KubernetesObject | Status | JsonObject;
  readonly warnings: readonly string[];
}

export const isError = (response: ApiResponse): response is ApiResponse & { readonly body: Status } => response.code >= 400;

export type WatchEventType = "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
export interface WatchEvent<T = KubernetesObject> {
  readonly type: WatchEventType;
  readonly object: T;
}

/** A standing watch of a component or a process. Events arrive as `{ ...deliver, event }` occurrences, in order. */
export interface WatchSpec {
  /** Unique in the cluster: "kube-scheduler/pods", "kubelet/worker-1/pods", "process/17/3". */
  readonly id: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Events after this revision; absent = synthetic ADDED for what exists, then what follows. */
  readonly resourceVersion?: string;
  readonly table?: boolean;
  /** True keeps renewals that are computed, not written, from it: it hears of a Lease when somebody writes it. */
  readonly onlyWritten?: boolean;
  /** True asks for a BOOKMARK once the initial events are out. */
  readonly bookmarks?: boolean;
  readonly deliver: Payload;
}

/** A component's connection: requests travel, are answered by an occurrence, and may meet a newer world. */
export interface ApiClient {
  /** The answer arrives as `{ ...reply, response }`; without `reply` nobody waits for it. */
  send(request: ApiRequest, reply?: Payload): void;
  watch(spec: WatchSpec): void;
  unwatch(id: string): void;
}
