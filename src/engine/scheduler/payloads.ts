import type { Namespace, Node, ObjectReference, Pod } from "../../api/types.ts";
import type { ApiResponse, WatchEvent } from "../apiserver/request.ts";
import type { PersistentVolumeClaim } from "./cache/state.ts";

/** The component. */
export const SCHEDULER = "kube-scheduler";
/** The profile: what pods ask for in `schedulerName`, and what Events name as their source. */
export const SCHEDULER_NAME = "default-scheduler";
type To = typeof SCHEDULER;

/** What falls due for the scheduler. `event` and `response` are put in by the API client. */
export type SchedulerPayload =
  | { readonly target: To; readonly type: "PodEvent"; readonly event?: WatchEvent<Pod> }
  | { readonly target: To; readonly type: "NodeEvent"; readonly event?: WatchEvent<Node> }
  | { readonly target: To; readonly type: "ClaimEvent"; readonly event?: WatchEvent<PersistentVolumeClaim> }
  | { readonly target: To; readonly type: "NamespaceEvent"; readonly event?: WatchEvent<Namespace> }
  | { readonly target: To; readonly type: "ScheduleOne" }
  | { readonly target: To; readonly type: "FlushUnschedulable" }
  | { readonly target: To; readonly type: "RetryErrors" }
  | { readonly target: To; readonly type: "Bound"; readonly pod: ObjectReference; readonly node: string; readonly response?: ApiResponse };
