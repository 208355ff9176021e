import type { KubernetesObject } from "../../../api/types.ts";
import type { ApiRequest, ApiResponse } from "../../apiserver/request.ts";
import { isError } from "../../apiserver/request.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "./caches.ts";
import type { Change } from "./controller.ts";

/**
 * What a controller has written and its caches have not shown yet: until then it must not count again.
 * Mirrors UIDTrackingControllerExpectations (pkg/controller/controller_utils.go), kept by what was written instead of by number.
 */
export interface OwnWrite {
  /** The key whose work wrote it. */
  readonly key: string;
  readonly uid: string;
  /** Seen when the cache holds this version or a later one; absent = when the object is gone. */
  readonly resourceVersion?: string;
  readonly untilMs: number;
}

// Mirrors ExpectationsTimeout (pkg/controller/controller_utils.go).
const TIMEOUT_MS = 300_000;

const ofObject = (resource: string, object: { readonly metadata: { readonly namespace?: string; readonly name: string } }): string => `${resource} ${objectKey(object)}`;
const isAtLeast = (version: string, wanted: string): boolean => Number(version) >= Number(wanted);

/** Remembers what an answered request has written, unless the cache has it already. */
export function noteOwnWrite(awaited: Map<string, OwnWrite>, caches: Caches, key: string, request: ApiRequest, response: ApiResponse, nowMs: number): void {
  if (isError(response) || request.subresource !== undefined || !["create", "update", "patch", "delete"].includes(request.verb)) return;
  const object = response.body as KubernetesObject & { readonly details?: { readonly uid?: string } };
  const untilMs = nowMs + TIMEOUT_MS;
  if (object.kind === "Status" || (request.verb === "delete" && object.metadata.deletionTimestamp === undefined)) {
    const place = { metadata: { name: request.name ?? "", ...(request.namespace !== undefined && { namespace: request.namespace }) } };
    const cached = caches.get(request.resource, objectKey(place));
    const uid = object.details?.uid ?? object.metadata?.uid ?? cached?.metadata.uid ?? "";
    if (cached?.metadata.uid === uid) awaited.set(ofObject(request.resource, place), { key, uid, untilMs });
    return;
  }
  const { uid, resourceVersion } = object.metadata;
  const cached = caches.get(request.resource, objectKey(object));
  if (cached && isAtLeast(cached.metadata.resourceVersion, resourceVersion)) return;
  awaited.set(ofObject(request.resource, object), { key, uid, resourceVersion, untilMs });
}

/** Forgets what a change shows. */
export function seeOwnWrite(awaited: Map<string, OwnWrite>, { resource, type, object }: Change): void {
  if (awaited.size === 0) return;
  const place = ofObject(resource, object);
  const write = awaited.get(place);
  if (!write) return;
  if (type === "DELETED" || write.uid !== object.metadata.uid || (write.resourceVersion !== undefined && isAtLeast(object.metadata.resourceVersion, write.resourceVersion))) awaited.delete(place);
}

/** Whether the caches have seen all that was written for a key. */
export function isFresh(awaited: ReadonlyMap<string, OwnWrite>, key: string, nowMs: number): boolean {
  for (const write of awaited.values()) if (write.key === key && write.untilMs > nowMs) return false;
  return true;
}
