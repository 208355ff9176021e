import type { EntityKey, PodView, ProbeType } from "../../graph/model.ts";
import type { Lanes, PodLane } from "./lanes.ts";

/** Which rows the timeline has, from the top down, and how high each is. */

interface Place {
  /** Stays the same as long as the row does. */
  readonly id: string;
  readonly top: number;
  readonly height: number;
}

export type Row = Place &
  (
    | { readonly kind: "you" | "cluster" }
    | { readonly kind: "system"; readonly open: boolean; readonly pods: readonly PodLane[] }
    | { readonly kind: "pod"; readonly lane: PodLane; readonly open: boolean; readonly inner: boolean }
    | { readonly kind: "container"; readonly lane: PodLane; readonly container: string }
    /** The same pod in the other branch, or the pods that had its name there; `alone`: there is none here. */
    | { readonly kind: "other"; readonly lanes: readonly PodLane[]; readonly text: string; readonly title: string; readonly alone: boolean }
    | { readonly kind: "probe"; readonly lane: PodLane; readonly container: string; readonly probe: ProbeType }
  );

type Unplaced<R> = R extends unknown ? Omit<R, "top" | "height"> : never;

export interface RowsAsked {
  readonly lanes: Lanes;
  /** The pods that exist at the moment that is shown. */
  readonly views: readonly PodView[];
  readonly selected: EntityKey | undefined;
  /** What the person opened or closed, by the id of the row. */
  readonly toggled: ReadonlyMap<string, boolean>;
}

export const HEIGHTS: Readonly<Record<Row["kind"], number>> = { you: 20, cluster: 20, system: 19, pod: 19, container: 17, probe: 14, other: 15 };
/** So few pods stand open without being asked. */
const FEW = 2;
const PROBES: readonly ProbeType[] = ["startup", "liveness", "readiness"];

/** Pods of the cluster's own: they share one lane until it is opened. */
export const isSystem = (namespace: string): boolean => namespace.startsWith("kube-") || namespace === "local-path-storage";

/** All rows. Pods stand in the order in which they were created, those of the cluster itself last. */
export function rowsOf({ lanes, views, selected, toggled }: RowsAsked): readonly Row[] {
  const all = podLanes(lanes, views);
  const own = all.filter(({ namespace }) => !isSystem(namespace));
  const system = all.filter(({ namespace }) => isSystem(namespace));
  const byKey = new Map(views.map((view) => [view.key, view]));
  const rows: Row[] = [];
  let top = 0;
  const add = (row: Unplaced<Row>): void => {
    const height = row.kind === "pod" && row.open ? 22 : HEIGHTS[row.kind];
    rows.push({ ...row, top, height } as Row);
    top += height;
  };
  const addPod = (lane: PodLane, open: boolean, inner: boolean): void => {
    add({ kind: "pod", id: lane.key, lane, open, inner });
    if (open) for (const row of rowsWithin(lane, byKey.get(lane.key))) add(row);
  };
  add({ kind: "you", id: "you" });
  if (lanes.cluster.length > 0) add({ kind: "cluster", id: "cluster" });
  for (const lane of own) addPod(lane, toggled.get(lane.key) ?? (lane.key === selected || own.length <= FEW), false);
  if (system.length > 0) {
    const open = toggled.get("system") ?? system.some(({ key }) => key === selected);
    add({ kind: "system", id: "system", open, pods: system });
    if (open) for (const lane of system) addPod(lane, toggled.get(lane.key) ?? lane.key === selected, true);
  }
  return rows;
}

/** The lanes of all pods that were seen or exist, by the time of their creation. */
export function podLanes(lanes: Lanes, views: readonly PodView[]): readonly PodLane[] {
  const all = new Map<EntityKey, PodLane>(lanes.pods);
  for (const view of views) {
    const lane = all.get(view.key);
    if (!lane) all.set(view.key, laneOfView(view));
    else if (lane.name === "") Object.assign(lane, { name: view.name, namespace: view.namespace, createdAtMs: view.createdAtMs });
  }
  return [...all.values()].toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** A pod of which nothing was seen but that it is there: it has been as it is since before 0s. */
function laneOfView({ key, name, namespace, createdAtMs, status, glyph }: PodView): PodLane {
  return {
    key, name, namespace, createdAtMs, endedAtMs: undefined,
    statuses: [{ status, glyph, fromMs: createdAtMs, toMs: undefined, mark: undefined }],
    containers: new Map(), events: [], clocks: [], requests: [], marks: [],
  };
}

function* rowsWithin(lane: PodLane, view: PodView | undefined): Iterable<Unplaced<Row>> {
  const names = new Set([...(view?.containers.map(({ name }) => name) ?? []), ...lane.containers.keys()]);
  for (const container of names) {
    yield { kind: "container", id: `${lane.key} ${container}`, lane, container };
    const asked = new Set<ProbeType>(view?.containers.find(({ name }) => name === container)?.probes.map(({ type }) => type));
    for (const probe of lane.containers.get(container)?.probes.keys() ?? []) asked.add(probe);
    for (const probe of PROBES) if (asked.has(probe)) yield { kind: "probe", id: `${lane.key} ${container} ${probe}`, lane, container, probe };
  }
}

/** The height of all of them together. */
export const heightOf = (rows: readonly Row[]): number => {
  const last = rows.at(-1);
  return last ? last.top + last.height : 0;
};

/** Those that are at least partly between two heights. */
export function rowsBetween(rows: readonly Row[], from: number, to: number): readonly Row[] {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (row.top + row.height <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < rows.length && rows[end]!.top < to) end += 1;
  return rows.slice(low, end);
}
