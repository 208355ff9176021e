import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../../api/storage.ts";
import type { Pod } from "../../../api/types.ts";
import type { ApiResponse, WatchEvent } from "../../apiserver/request.ts";
import type { Said } from "./step.ts";

/** The controllers of volumes and claims, which share what they know. */
export const STORAGE = "storage-controllers";
type To = { readonly target: typeof STORAGE };

/** `event` and `response` are put in by the API client. */
export type StoragePayload =
  | (To & { readonly type: "VolumeEvent"; readonly event?: WatchEvent<PersistentVolume> })
  | (To & { readonly type: "ClaimEvent"; readonly event?: WatchEvent<PersistentVolumeClaim> })
  | (To & { readonly type: "ClassEvent"; readonly event?: WatchEvent<StorageClass> })
  | (To & { readonly type: "PodEvent"; readonly event?: WatchEvent<Pod> })
  | (To & { readonly type: "VolumeWork" })
  | (To & { readonly type: "Resync" })
  | (To & { readonly type: "Written"; readonly kind: "volume" | "claim"; readonly key: string; readonly said: readonly Said[]; readonly last: boolean; readonly response?: ApiResponse })
  /** A finalizer was taken off. */
  | (To & { readonly type: "Unprotected"; readonly kind: "volume" | "claim"; readonly key: string; readonly response?: ApiResponse })
  /** A Pod's ephemeral claim was made. */
  | (To & { readonly type: "EphemeralMade"; readonly pod: string; readonly response?: ApiResponse })
  /** A provisioner has got the storage ready, or tries again. */
  | (To & { readonly type: "Provision"; readonly key: string; readonly uid: string; readonly begin: boolean })
  | (To & { readonly type: "Provisioned"; readonly key: string; readonly uid: string; readonly response?: ApiResponse })
  | (To & { readonly type: "Unprovision"; readonly name: string; readonly uid: string });
