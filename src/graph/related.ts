import type { EntityKey, ViewModel, WorkloadView } from "./model.ts";

/** The Pods that a workload made, itself or through what it controls; those that requests to a Service go to, or would. Undefined for anything else. */
export function podsOf(model: ViewModel, key: EntityKey): readonly EntityKey[] | undefined {
  const entity = model.get(key);
  if (entity?.kind === "service") return entity.endpoints.flatMap(({ pod }) => (model.has(pod) ? [pod] : []));
  if (entity?.kind !== "workload") return undefined;
  const makers = new Set([entity, ...controlledBy(model, entity)].map(makerOf));
  return [...model.values()].flatMap((each) => (each.kind === "pod" && makers.has(`${each.namespace}/${each.owner}`) ? [each.key] : []));
}

/** What a workload controls, and what that does. */
export function controlledBy(model: ViewModel, { key }: WorkloadView): readonly WorkloadView[] {
  const own = [...model.values()].flatMap((each) => (each.kind === "workload" && each.owner === key ? [each] : []));
  return own.flatMap((each) => [each, ...controlledBy(model, each)]);
}

/** What a cluster has by itself. */
export const isBuiltIn = ({ namespace, name }: Pick<WorkloadView, "namespace" | "name">): boolean =>
  namespace === "kube-system" || namespace === "local-path-storage" || (namespace === "default" && name === "kubernetes");

/** As a Pod names who controls it, with their namespace. */
export const makerOf = ({ namespace, of, name }: WorkloadView): string => `${namespace}/${of}/${name}`;
