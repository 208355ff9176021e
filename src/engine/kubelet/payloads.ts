import type { Pod } from "../../api/types.ts";
import type { ApiResponse, WatchEvent } from "../apiserver/request.ts";
import type {
  ContainerEvent,
  CreateContainerResult,
  ExecSyncResult,
  PullImageResult,
  RunPodSandboxResult,
  StartContainerResult,
  StopResult,
  UpdateResourcesResult,
} from "../container-runtime/cri.ts";
import type { HttpRequest } from "../network/http.ts";
import type { ConnectResult, HttpResult } from "../network/network.ts";

/** To one pod worker of one kubelet. */
interface ToPod {
  readonly target: "kubelet";
  readonly node: string;
  readonly uid: string;
}
/** An operation of a sync was answered; stale when the sync has moved on. */
interface ToSync extends ToPod {
  readonly sync: number;
}
interface ToContainer extends ToSync {
  readonly container: string;
}

/** What pods refer to: the kinds of the shared watch caches. */
export type SourceKind = "ConfigMap" | "Secret" | "Service" | "Node" | "PersistentVolume" | "PersistentVolumeClaim";

/** A payload written out on the spot: checked against the union, and plain to who only passes it on. */
export const toKubelet = (payload: KubeletPayload): KubeletPayload => payload;

export type KubeletPayload =
  | { readonly target: "kubelet"; readonly type: "PodEvent"; readonly node: string; readonly event: WatchEvent<Pod> }
  | { readonly target: "kubelet"; readonly type: "SourceEvent"; readonly kind: SourceKind; readonly event: WatchEvent }
  | { readonly target: "kubelet"; readonly type: "RuntimeEvent"; readonly node: string; readonly event: ContainerEvent }
  | { readonly target: "kubelet"; readonly type: "ManifestsChanged"; readonly node: string; readonly atMs: number }
  | { readonly target: "kubelet"; readonly type: "Relist"; readonly node: string }
  | { readonly target: "kubelet"; readonly type: "Housekeeping"; readonly node: string }
  | { readonly target: "kubelet"; readonly type: "PressureReportDue"; readonly node: string }
  | { readonly target: "kubelet"; readonly type: "EvictionCheck"; readonly node: string; readonly atMs: number }
  | { readonly target: "kubelet"; readonly type: "NodeImagesDue" | "ImageGCDue"; readonly node: string; readonly atMs: number }
  | (ToPod & { readonly type: "SyncDue"; readonly atMs: number })
  | (ToPod & { readonly type: "Deadline" })
  | (ToPod & { readonly type: "Cleanup" })
  | (ToPod & { readonly type: "VolumesDue" })
  | (ToPod & { readonly type: "SandboxDiscarded"; readonly sandbox: string })
  | (ToPod & { readonly type: "OrphanRemoved" })
  | (ToPod & { readonly type: "Removed" })
  | (ToPod & { readonly type: "MirrorAnswered"; readonly response?: ApiResponse })
  | (ToPod & { readonly type: "StatusAnswered"; readonly response?: ApiResponse })
  | (ToSync & { readonly type: "VolumesWait" })
  | (ToSync & { readonly type: "SandboxStarted"; readonly result?: RunPodSandboxResult })
  | (ToSync & { readonly type: "SandboxStopped"; readonly result?: StopResult })
  | (ToContainer & { readonly type: "ImagePulled"; readonly result?: PullImageResult })
  | (ToContainer & { readonly type: "ContainerCreated"; readonly result?: CreateContainerResult })
  | (ToContainer & { readonly type: "ContainerStarted"; readonly result?: StartContainerResult })
  | (ToContainer & { readonly type: "ContainerReset"; readonly result?: StopResult })
  | (ToContainer & { readonly type: "ContainerUpdated"; readonly result?: UpdateResourcesResult })
  | (ToContainer & { readonly type: "PostStartDone"; readonly result?: ExecSyncResult | HttpResult })
  | (ToContainer & { readonly type: "PreStopDone"; readonly result?: ExecSyncResult | HttpResult })
  | (ToContainer & { readonly type: "PreStopExpired" })
  | (ToContainer & { readonly type: "ContainerStopped"; readonly result?: StopResult })
  | (ToPod & { readonly type: "ProbeDue"; readonly probe: string; readonly turn: number })
  | (ToPod & { readonly type: "ProbeAnswered"; readonly probe: string; readonly turn: number; readonly containerId: string; /** The request behind the answer, after redirects, and how many there were. */ readonly request?: HttpRequest; readonly redirects?: number; readonly result?: ExecSyncResult | HttpResult | ConnectResult });
