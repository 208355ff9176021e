import type { RailNeeds } from "../../graph/layout/rail.ts";
import type { EntityKey } from "../../graph/model.ts";
import type { ModelStore } from "../state/model-store.ts";
import { isBuiltIn } from "../../graph/related.ts";

/** Which workloads and Services stand on the rail, each at a number of its own that it keeps: who comes or goes moves nobody. */
export interface RailPlaces {
  readonly workloads: ReadonlyMap<EntityKey, number>;
  readonly services: ReadonlyMap<EntityKey, number>;
  readonly needs: RailNeeds;
  onChanged(listener: () => void): () => void;
  /** Reads the model as it is. */
  look(): void;
  /** Another world: what stood before is no measure for it. */
  forget(): void;
}

/** What nothing controls and the cluster has not brought along stands there. */
export function watchRail(store: ModelStore): RailPlaces {
  const listeners = new Set<() => void>();
  const sides = { workloads: createSide(), services: createSide() };
  const take = (): void => {
    const workloads = store.keys("workload").flatMap((key) => store.get("workload", key) ?? []).filter((each) => !store.model.has(each.owner) && !isBuiltIn(each));
    const services = store.keys("service").flatMap((key) => store.get("service", key) ?? []).filter((each) => !isBuiltIn(each));
    const changed = [sides.workloads.take(workloads), sides.services.take(services)].includes(true);
    if (changed) for (const listener of listeners) listener();
  };
  store.onKeys("workload", take);
  store.onKeys("service", take);
  take();
  return {
    look: take,
    workloads: sides.workloads.places,
    services: sides.services.places,
    get needs() {
      return { workloads: sides.workloads.room, services: sides.services.room };
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forget() {
      for (const side of Object.values(sides)) side.forget();
    },
  };
}

interface Standing {
  readonly key: EntityKey;
  readonly createdAtMs: number;
}

/** So many of those that are gone may come back to their places. */
const REMEMBERED = 200;

/** Places by least free number; of one second, in the order in which they came to be. Who was there before comes back to its own, if nobody has it. */
function createSide() {
  const places = new Map<EntityKey, number>();
  const before = new Map<EntityKey, number>();
  const side = {
    places,
    room: 0,
    take(standing: readonly Standing[]): boolean {
      const there = new Set(standing.map(({ key }) => key));
      const gone = [...places.keys()].filter((key) => !there.has(key));
      for (const key of gone) places.delete(key);
      const come = standing.filter(({ key }) => !places.has(key)).toSorted((a, b) => a.createdAtMs - b.createdAtMs);
      const taken = new Set(places.values());
      for (const { key } of come) {
        let place = before.get(key) ?? 0;
        while (taken.has(place)) place += 1;
        taken.add(place);
        places.set(key, place);
        // The one that came last is remembered longest.
        before.delete(key);
        before.set(key, place);
        side.room = Math.max(side.room, place + 1);
      }
      for (const key of before.keys()) {
        if (before.size <= Math.max(REMEMBERED, 2 * places.size)) break;
        if (!there.has(key)) before.delete(key);
      }
      return gone.length + come.length > 0;
    },
    forget(): void {
      places.clear();
      before.clear();
      side.room = 0;
    },
  };
  return side;
}

/** The id of a plaque, by which the keyboard finds it. */
export const plaqueId = (subject: EntityKey): string => `plate-${subject.replaceAll("/", "-")}`;
