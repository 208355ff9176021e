import type { KubernetesObject } from "../../api/types.ts";
import type { WatchEvent } from "../apiserver/request.ts";

/** namespace/name, or the name alone. */
export const objectKey = ({ metadata }: { readonly metadata: { readonly namespace?: string; readonly name: string } }): string =>
  metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;

/** Keeps a cache as the watch tells it. False for what tells of no object. */
export function applyWatchEvent<T extends KubernetesObject>(cache: Map<string, T>, { type, object }: WatchEvent<T>): boolean {
  if (type === "BOOKMARK" || type === "ERROR") return false;
  if (type === "DELETED") cache.delete(objectKey(object));
  else cache.set(objectKey(object), object);
  return true;
}
