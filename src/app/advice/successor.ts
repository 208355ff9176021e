import type { EntityKey, PodView, WorkloadView } from "../../graph/model.ts";
import type { ModelStore } from "../state/model-store.ts";

type Model = Pick<ModelStore, "get" | "keys">;

/** What stands behind a pod in the end: of a Deployment's pod the Deployment, whatever ReplicaSet is between. By name, as it may be made anew. */
export interface Maker {
  readonly of: string;
  readonly namespace: string;
  readonly name: string;
}

/** Nobody's pod has none. */
export function makerOf(model: Model, { owner, namespace }: Pick<PodView, "owner" | "namespace">): Maker | undefined {
  const slash = owner.indexOf("/");
  if (slash < 0) return undefined;
  const first = { of: owner.slice(0, slash), namespace, name: owner.slice(slash + 1) };
  let maker = workloadOf(model, first);
  // No chain of owners is longer than the workloads that there are: one that closes a circle comes to an end.
  for (let steps = model.keys("workload").length; steps > 0 && maker && maker.owner !== ""; steps -= 1) {
    const above = model.get("workload", maker.owner);
    if (!above) break;
    maker = above;
  }
  return maker ? { of: maker.of, namespace, name: maker.name } : first;
}

const workloadOf = (model: Model, { of, namespace, name }: Maker): WorkloadView | undefined =>
  model.keys("workload").map((key) => model.get("workload", key)).find((each) => each?.of === of && each.namespace === namespace && each.name === name);

/**
 * Who is to be looked at instead of a pod that an edit replaces: who has its name now; once it has gone, the newest that its
 * maker has made since the edit; until there is one, the maker. Undefined: nobody so far.
 */
export function successorOf(model: Model, before: PodView, maker: Maker | undefined, sinceMs: number): EntityKey | undefined {
  const others = model.keys("pod").map((key) => model.get("pod", key)).filter((pod): pod is PodView => pod !== undefined && pod.key !== before.key && pod.namespace === before.namespace);
  const namesake = others.find(({ name }) => name === before.name);
  if (namesake) return namesake.key;
  if (!maker || model.get("pod", before.key)) return undefined;
  const made = others.filter((pod) => pod.createdAtMs >= sinceMs && !pod.deletion && isSame(makerOf(model, pod), maker));
  const newest = made.reduce<PodView | undefined>((best, pod) => (best && best.createdAtMs >= pod.createdAtMs ? best : pod), undefined);
  return newest?.key ?? workloadOf(model, maker)?.key;
}

const isSame = (one: Maker | undefined, other: Maker): boolean => one?.of === other.of && one.name === other.name && one.namespace === other.namespace;
