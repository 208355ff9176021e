import type { CSINode, PersistentVolume, PersistentVolumeClaim, StorageClass } from "../../../api/storage.ts";
import type { PodDisruptionBudget } from "../../../api/policy.ts";
import type { Namespace, Node, Pod } from "../../../api/types.ts";
import { slice } from "../../simulation/slice.ts";
import type { SpreadSelectorState } from "./spread-selectors.ts";

/** What the watches have delivered, and what was assumed since. Everything else is worked out from it. */
export interface CacheState {
  readonly nodes: Map<string, Node>;
  /** Pods that sit on a node, by uid. */
  readonly pods: Map<string, Pod>;
  /** Pods for which a node was chosen and of whose binding no watch has told yet, by uid; nodeName filled in. */
  readonly assumed: Map<string, Pod>;
  /** Pods that wait for others to make room on a node, by uid; nodeName filled in. */
  readonly nominated: Map<string, Pod>;
  /** By namespace/name. */
  readonly budgets: Map<string, PodDisruptionBudget>;
  readonly namespaces: Map<string, Namespace>;
  /** By namespace/name. */
  readonly claims: Map<string, PersistentVolumeClaim>;
  readonly volumes: Map<string, PersistentVolume>;
  readonly storageClasses: Map<string, StorageClass>;
  /** Volumes and claims as pods that are being bound will make them, until the watch brings a newer version. */
  readonly assumedVolumes: Map<string, PersistentVolume>;
  readonly assumedClaims: Map<string, PersistentVolumeClaim>;
  readonly spreadSelectors: SpreadSelectorState;
  /** By the name of their node. */
  readonly csiNodes: Map<string, CSINode>;
}

export const newCacheState = (): CacheState =>
  slice({ nodes: new Map(), pods: new Map(), assumed: new Map(), nominated: new Map(), budgets: new Map(), namespaces: new Map(), claims: new Map(), volumes: new Map(), storageClasses: new Map(), assumedVolumes: new Map(), assumedClaims: new Map(), spreadSelectors: slice({ services: new Map(), owners: new Map() }), csiNodes: new Map() });
