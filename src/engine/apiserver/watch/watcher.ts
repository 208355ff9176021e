import type { ApiResource } from "../../../api/resources.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { WatchEventType, WatchSpec } from "../request.ts";
import { selects, type Selection } from "../selection.ts";
import type { StoreWrite } from "../store/store.ts";

/** A standing watch, as state: plain data. */
export interface Watcher {
  /** Order of registration: deliveries of one write go out in it. */
  readonly number: number;
  readonly spec: WatchSpec;
  readonly client: string;
  /** The client's distance, added to every delivery. */
  readonly latencyMs: number;
  /** False while the request is under way. */
  readonly open: boolean;
}

/** A watcher with its selection read. Derived, never saved. */
export interface OpenWatcher {
  readonly watcher: Watcher;
  readonly resource: ApiResource;
  readonly stored: string;
  readonly selection: Selection;
}

export interface Change {
  readonly type: WatchEventType;
  readonly object: KubernetesObject;
}

// Mirrors cacheWatcher.convertToWatchEvent (staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go): what leaves
// the selection is DELETED, with what it was before and the revision of the change.
/** What a write is for a watcher's selection; undefined if it is nothing. */
export function changeFor(selection: Selection, { type, object, previous }: StoreWrite): Change | undefined {
  const was = previous !== undefined && selects(selection, previous);
  const is = type !== "DELETED" && selects(selection, object);
  if (is) return { type: was ? "MODIFIED" : "ADDED", object };
  if (!was) return undefined;
  if (type === "DELETED") return { type: "DELETED", object };
  return { type: "DELETED", object: { ...previous, metadata: { ...previous.metadata, resourceVersion: object.metadata.resourceVersion } } };
}
