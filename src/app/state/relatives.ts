import type { Entity, EntityKey, PodView, WorkloadView } from "../../graph/model.ts";
import { makerOf } from "../../graph/related.ts";
import { modelStore, type ModelStore } from "./model-store.ts";

/** Who made whom, kept up with the model at the cost of what changed: what `graph/related.ts` finds by reading all of it. */
export interface Relatives {
  /** The Pods that a workload made, itself or through what it controls; those that a Service leads to, or would. Undefined for anything else. */
  podsOf(key: EntityKey): readonly EntityKey[] | undefined;
  /** The workload that a Pod says it is controlled by. */
  ownerOf(pod: Pick<PodView, "namespace" | "owner">): WorkloadView | undefined;
  /** Called after a frame in which somebody's Pods became others, not when Pods only change. Returns how to end it. */
  onChanged(listener: () => void): () => void;
}

/** What was read of an entity: under which name its makings point to it, and whom it points to itself. */
interface Known {
  readonly maker: string | undefined;
  readonly owner: string;
}

export function watchRelatives(store: ModelStore): Relatives {
  const known = new Map<EntityKey, Known>();
  const workloads = new Map<string, EntityKey>();
  /** Pods by their maker's name, workloads by their owner's key. */
  const made = new Map<string, Set<EntityKey>>();
  const listeners = new Set<() => void>();

  const forget = (key: EntityKey): void => {
    const { maker, owner } = known.get(key) ?? { maker: undefined, owner: "" };
    if (maker !== undefined && workloads.get(maker) === key) workloads.delete(maker);
    const siblings = made.get(owner);
    if (siblings?.delete(key) && siblings.size === 0) made.delete(owner);
    known.delete(key);
  };
  const note = (key: EntityKey, now: Known): void => {
    known.set(key, now);
    if (now.maker !== undefined) workloads.set(now.maker, key);
    if (now.owner !== "") made.set(now.owner, (made.get(now.owner) ?? new Set()).add(key));
  };
  const take = (changed: Iterable<EntityKey>): void => {
    let isOther = false;
    for (const key of changed) {
      const entity = store.model.get(key);
      // Who is behind a Service is read off it: any change of it may be one of that.
      if (entity?.kind === "service" || (entity === undefined && key.startsWith("service/"))) isOther = true;
      const [before, now] = [known.get(key), entity && linksOf(entity)];
      if (before?.maker === now?.maker && before?.owner === now?.owner) continue;
      isOther = true;
      forget(key);
      if (now) note(key, now);
    }
    if (isOther) for (const listener of listeners) listener();
  };
  take(store.model.keys());
  store.onAny(take);

  const podsMadeBy = (workload: WorkloadView): readonly EntityKey[] => [workload, ...controlled(workload, new Set())].flatMap((each) => [...(made.get(makerOf(each)) ?? [])]);
  /** `passed`: who writes ownerReferences by hand can close a circle. */
  const controlled = ({ key }: WorkloadView, passed: ReadonlySet<EntityKey>): readonly WorkloadView[] => {
    const above = new Set(passed).add(key);
    const own = [...(made.get(key) ?? [])].flatMap((each) => (above.has(each) ? [] : (store.get("workload", each) ?? [])));
    return own.flatMap((each) => [each, ...controlled(each, above)]);
  };
  return {
    podsOf(key) {
      const entity = store.model.get(key);
      if (entity?.kind === "service") return entity.endpoints.flatMap(({ pod }) => (store.model.has(pod) ? [pod] : []));
      return entity?.kind === "workload" ? podsMadeBy(entity) : undefined;
    },
    ownerOf({ namespace, owner }) {
      const key = workloads.get(`${namespace}/${owner}`);
      return key === undefined ? undefined : store.get("workload", key);
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function linksOf(entity: Entity): Known | undefined {
  if (entity.kind === "workload") return { maker: makerOf(entity), owner: entity.owner };
  return entity.kind === "pod" ? { maker: undefined, owner: entity.owner === "" ? "" : `${entity.namespace}/${entity.owner}` } : undefined;
}

/** Of the page's one model. */
export const relatives: Relatives = watchRelatives(modelStore);
