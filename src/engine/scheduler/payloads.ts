import type { PodDisruptionBudget } from "../../api/policy.ts";
import type { Service } from "../../api/services.ts";
import type { Namespace, Node, ObjectReference, Pod } from "../../api/types.ts";
import type { ApiResponse, WatchEvent } from "../apiserver/request.ts";
import type { PodOwner } from "./event-handlers.ts";
import type { CSINode, PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../api/storage.ts";

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
  | { readonly target: To; readonly type: "VolumeEvent"; readonly event?: WatchEvent<PersistentVolume> }
  | { readonly target: To; readonly type: "StorageClassEvent"; readonly event?: WatchEvent<StorageClass> }
  | { readonly target: To; readonly type: "CSINodeEvent"; readonly event?: WatchEvent<CSINode> }
  | { readonly target: To; readonly type: "BudgetEvent"; readonly event?: WatchEvent<PodDisruptionBudget> }
  | { readonly target: To; readonly type: "ServiceEvent"; readonly event?: WatchEvent<Service> }
  | { readonly target: To; readonly type: "OwnerEvent"; readonly event?: WatchEvent<PodOwner> }
  /** A write that binds one of a pod's volumes was answered; it is time to see whether they are bound. */
  | { readonly target: To; readonly type: "VolumeWritten"; readonly uid: string; readonly turn: number; readonly response?: ApiResponse }
  | { readonly target: To; readonly type: "CheckVolumes"; readonly uid: string; readonly turn: number }
  | { readonly target: To; readonly type: "NamespaceEvent"; readonly event?: WatchEvent<Namespace> }
  | { readonly target: To; readonly type: "ScheduleOne" }
  | { readonly target: To; readonly type: "FlushUnschedulable" }
  | { readonly target: To; readonly type: "RetryErrors" }
  | { readonly target: To; readonly type: "Bound"; readonly pod: ObjectReference; readonly node: string; readonly response?: ApiResponse };
