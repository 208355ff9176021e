import type { KubernetesObject, Pod } from "../../../api/types.ts";

/** Which pods are bound to which node: derived from the store, never saved. */
export interface NodeIndex {
  /** A pod was written (`next`) or removed (undefined). */
  moved(key: string, next: KubernetesObject | undefined, previous: KubernetesObject | undefined): void;
  /** In byte order. */
  keys(nodeName: string): readonly string[];
}

export const nodeNameOf = (pod: KubernetesObject | undefined): string => (pod as Partial<Pod> | undefined)?.spec?.nodeName ?? "";

export function createNodeIndex(pods: ReadonlyMap<string, KubernetesObject> | undefined): NodeIndex {
  const byNode = new Map<string, Set<string>>();
  const index: NodeIndex = {
    moved(key, next, previous) {
      const [to, from] = [nodeNameOf(next), nodeNameOf(previous)];
      if (from && from !== to) byNode.get(from)?.delete(key);
      if (!to) return;
      const keys = byNode.get(to);
      if (keys) keys.add(key);
      else byNode.set(to, new Set([key]));
    },
    keys: (nodeName) => [...(byNode.get(nodeName) ?? [])].sort(),
  };
  for (const [key, pod] of pods ?? []) index.moved(key, pod, undefined);
  return index;
}
