import { createSlots } from "../../graph/slots.ts";
import { podSize } from "../../graph/layout/pod-size.ts";
import { TRAY, type Size } from "../../graph/layout/vessel.ts";
import type { EntityKey, PodView } from "../../graph/model.ts";
import type { ModelStore } from "../state/model-store.ts";
import type { GroupOf } from "./grouping.ts";

/** Where a pod stands, whatever the layout. */
export interface Standing {
  readonly vessel: string;
  readonly size: Size;
  readonly place: number;
}

export const standingOf = (pod: Pick<PodView, "node" | "namespace" | "slot">): Standing =>
  pod.node === "" ? { vessel: TRAY, size: "normal", place: pod.slot } : { vessel: `node/${pod.node}`, size: podSize(pod), place: pod.slot };

interface Vessel {
  readonly pods: Set<EntityKey>;
  readonly places: Map<string, EntityKey>;
}

/** Who stands where: kept up with the model at the cost of what changed, for hit tests, culling and the room that is needed. */
export interface Occupancy {
  standing(pod: EntityKey): Standing | undefined;
  podAt(vessel: string, size: Size, place: number): EntityKey | undefined;
  podsIn(vessel: string): ReadonlySet<EntityKey>;
  /** The room that a vessel needs: one more than the highest place. */
  places(vessel: string, size: Size): number;
  /** The vessels that pods stand in, but for the tray. */
  vessels(): readonly string[];
  /** From now on pods stand together by that; by their nodes, where it says nothing of one. */
  regroup(by: GroupOf): void;
  /** Called after a frame in which a pod came, went or moved, with the vessels concerned. */
  onMoved(listener: (vessels: ReadonlySet<string>) => void): () => void;
}

const NOBODY: ReadonlySet<EntityKey> = new Set();
const placeKey = (size: Size, place: number): string => `${size}/${place}`;

export function watchOccupancy(store: ModelStore): Occupancy {
  const standing = new Map<EntityKey, Standing>();
  const vessels = new Map<string, Vessel>();
  const listeners = new Set<(vessels: ReadonlySet<string>) => void>();
  let groupOf: GroupOf = () => undefined;
  /** Places in groups: pods have none of their own there. */
  const slots = createSlots();
  const standsNow = (pod: PodView): Standing => {
    const group = pod.node === "" ? undefined : groupOf(pod);
    const size = podSize(pod);
    return group === undefined ? standingOf(pod) : { vessel: group, size, place: slots.take(`${group} ${size}`, pod.key) };
  };

  const leave = (pod: EntityKey, { vessel, size, place }: Standing): void => {
    const at = vessels.get(vessel);
    standing.delete(pod);
    at?.pods.delete(pod);
    if (at?.places.get(placeKey(size, place)) === pod) at.places.delete(placeKey(size, place));
    if (at?.pods.size === 0) vessels.delete(vessel);
  };
  const enter = (pod: EntityKey, now: Standing): void => {
    const at = vessels.get(now.vessel) ?? { pods: new Set(), places: new Map() };
    vessels.set(now.vessel, at);
    standing.set(pod, now);
    at.pods.add(pod);
    at.places.set(placeKey(now.size, now.place), pod);
  };
  /** Leavers first: who comes takes a place that another may have left in the same frame. */
  const take = (changed: Iterable<EntityKey>): void => {
    const moved = new Set<string>();
    const entering: [EntityKey, Standing][] = [];
    for (const key of changed) {
      if (!key.startsWith("pod/")) continue;
      const before = standing.get(key);
      const pod = store.get("pod", key);
      if (!pod) slots.leave(key);
      const now = pod && standsNow(pod);
      if (same(before, now)) continue;
      if (before) leave(key, before);
      if (before) moved.add(before.vessel);
      if (now) entering.push([key, now]);
    }
    for (const [key, now] of entering) enter(key, now);
    for (const [, now] of entering) moved.add(now.vessel);
    if (moved.size > 0) for (const listener of listeners) listener(moved);
  };
  take(store.keys("pod"));
  store.onAny(take);

  return {
    vessels: () => [...vessels.keys()].filter((key) => key !== TRAY),
    regroup(by) {
      for (const [pod, at] of [...standing]) {
        leave(pod, at);
        slots.leave(pod);
      }
      vessels.clear();
      groupOf = by;
      take(store.keys("pod"));
    },
    standing: (pod) => standing.get(pod),
    podAt: (vessel, size, place) => vessels.get(vessel)?.places.get(placeKey(size, place)),
    podsIn: (vessel) => vessels.get(vessel)?.pods ?? NOBODY,
    places(vessel, size) {
      let most = 0;
      for (const pod of vessels.get(vessel)?.pods ?? NOBODY) {
        const at = standing.get(pod);
        if (at?.size === size && at.place >= most) most = at.place + 1;
      }
      return most;
    },
    onMoved(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const same = (a: Standing | undefined, b: Standing | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.vessel === b.vessel && a.size === b.size && a.place === b.place);
