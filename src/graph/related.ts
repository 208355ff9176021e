import type { EntityKey, ViewModel, WorkloadView } from "./model.ts";

/** The Pods that a workload made, itself or through what it controls; those that requests to a Service go to, or would. Undefined for anything else. */
export function podsOf(model: ViewModel, key: EntityKey): readonly EntityKey[] | undefined {
  const entity = model.get(key);
  if (entity?.kind === "service") return entity.endpoints.flatMap(({ pod }) => (model.has(pod) ? [pod] : []));
  if (entity?.kind !== "workload") return undefined;
  const makers = new Set([entity, ...controlledBy(model, entity)].map(makerOf));
  return [...model.values()].flatMap((each) => (each.kind === "pod" && makers.has(`${each.namespace}/${each.owner}`) ? [each.key] : []));
}

/** What a workload controls, and what that does. `passed`: who writes ownerReferences by hand can close a circle. */
export function controlledBy(model: ViewModel, { key }: WorkloadView, passed: ReadonlySet<EntityKey> = new Set()): readonly WorkloadView[] {
  const above = new Set(passed).add(key);
  const own = [...model.values()].flatMap((each) => (each.kind === "workload" && each.owner === key && !above.has(each.key) ? [each] : []));
  return own.flatMap((each) => [each, ...controlledBy(model, each, above)]);
}

/** Who controls a workload at the end of the chain: a Deployment for its ReplicaSet, itself for one that nobody controls. Of a circle the one before it closes. */
export function topOf(model: ViewModel, workload: WorkloadView): WorkloadView {
  const passed = new Set<EntityKey>();
  for (let at = workload; ; ) {
    passed.add(at.key);
    const owner = model.get(at.owner);
    if (owner?.kind !== "workload" || passed.has(owner.key)) return at;
    at = owner;
  }
}

/** What a cluster has by itself. */
export const isBuiltIn = ({ namespace, name }: Pick<WorkloadView, "namespace" | "name">): boolean =>
  namespace === "kube-system" || namespace === "local-path-storage" || (namespace === "default" && name === "kubernetes");

/** As a Pod names who controls it, with their namespace. */
export const makerOf = ({ namespace, of, name }: WorkloadView): string => `${namespace}/${of}/${name}`;
