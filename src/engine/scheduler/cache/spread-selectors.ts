import { jsonEqual } from "../../../api/json.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import type { KubernetesObject, LabelSelector, LabelSelectorRequirement, Pod, StringMap } from "../../../api/types.ts";

/** What is known of who selects pods; part of the cache's state. */
export interface SpreadSelectorState {
  /** What Services select, by namespace/name. */
  readonly services: Map<string, StringMap>;
  /** What ReplicaSets, ReplicationControllers and StatefulSets select, by kind/namespace/name. */
  readonly owners: Map<string, LabelSelector>;
}

/** Tells which pods are of one kind with a pod, for those that say nothing of how to be spread. */
export interface SpreadSelectors {
  setService(service: KubernetesObject, selector: StringMap | undefined): void;
  /** `selector` undefined = the owner is gone. */
  setOwner(owner: KubernetesObject, selector: LabelSelector | undefined): void;
  /** Undefined = nothing selects the pod. */
  of(pod: Pod): LabelSelector | undefined;
}

const keyOf = ({ metadata }: KubernetesObject): string => `${metadata.namespace ?? ""}/${metadata.name}`;
const isApps = (apiVersion: string | undefined): boolean => apiVersion === "apps/v1";
const ownerKinds: ReadonlyMap<string, (apiVersion: string | undefined) => boolean> = new Map([
  ["ReplicaSet", isApps],
  ["StatefulSet", isApps],
  ["ReplicationController", (apiVersion) => apiVersion === "v1"],
]);

export function createSpreadSelectors({ services, owners }: SpreadSelectorState): SpreadSelectors {
  const byNamespace = new Map<string, Map<string, StringMap>>();
  for (const [key, selector] of services) index(key, selector);

  function index(key: string, selector: StringMap | undefined): void {
    const namespace = key.slice(0, key.indexOf("/"));
    const there = byNamespace.get(namespace) ?? new Map<string, StringMap>();
    byNamespace.set(namespace, there);
    if (selector) there.set(key, selector);
    else there.delete(key);
  }

  // Mirrors GetPodServices (pkg/scheduler/framework/plugins/helper/spread.go).
  function ofServices({ metadata: { namespace = "", labels = {} } }: Pod): StringMap {
    const merged: Record<string, string> = {};
    for (const selector of byNamespace.get(namespace)?.values() ?? []) {
      if (Object.entries(selector).every(([key, value]) => labels[key] === value)) Object.assign(merged, selector);
    }
    return merged;
  }

  return {
    setService(service, selector) {
      const key = keyOf(service);
      if (selector && jsonEqual(services.get(key), selector)) return;
      if (selector) services.set(key, selector);
      else services.delete(key);
      index(key, selector);
    },
    setOwner(owner, selector) {
      const key = `${owner.kind}/${keyOf(owner)}`;
      if (!selector) owners.delete(key);
      else if (!jsonEqual(owners.get(key), selector)) owners.set(key, selector);
    },
    // Mirrors DefaultSelector (same file).
    of(pod) {
      const owner = controllerOf(pod);
      const known = owner && ownerKinds.get(owner.kind)?.(owner.apiVersion) ? owners.get(`${owner.kind}/${pod.metadata.namespace ?? ""}/${owner.name}`) : undefined;
      const expressions = [...Object.entries(known?.matchLabels ?? {}).map(exactly), ...(known?.matchExpressions ?? [])];
      const matchLabels = ofServices(pod);
      if (expressions.length === 0 && Object.keys(matchLabels).length === 0) return undefined;
      return { matchLabels, matchExpressions: expressions };
    },
  };
}

const exactly = ([key, value]: readonly [string, string]): LabelSelectorRequirement => ({ key, operator: "In", values: [value] });
