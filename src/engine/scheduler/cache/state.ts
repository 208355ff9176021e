import type { KubernetesObject, Namespace, Node, Pod } from "../../../api/types.ts";
import { slice } from "../../simulation/slice.ts";

/** A PersistentVolumeClaim, as far as scheduling reads it. */
export interface PersistentVolumeClaim extends KubernetesObject {
  readonly spec: { readonly volumeName?: string; readonly storageClassName?: string };
  readonly status?: { readonly phase?: string };
}

/** What the watches have delivered, and what was assumed since. Everything else is worked out from it. */
export interface CacheState {
  readonly nodes: Map<string, Node>;
  /** Pods that sit on a node, by uid. */
  readonly pods: Map<string, Pod>;
  /** Pods for which a node was chosen and of whose binding no watch has told yet, by uid; nodeName filled in. */
  readonly assumed: Map<string, Pod>;
  readonly namespaces: Map<string, Namespace>;
  /** By namespace/name. */
  readonly claims: Map<string, PersistentVolumeClaim>;
}

export const newCacheState = (): CacheState =>
  slice({ nodes: new Map(), pods: new Map(), assumed: new Map(), namespaces: new Map(), claims: new Map() });
