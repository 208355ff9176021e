import type { EntityKey, PodView } from "../../graph/model.ts";
import { allMarks, useMarksVersion } from "../state/marks.ts";
import { useCompare } from "../state/compare.ts";
import { modelStore, useKeys } from "../state/model-store.ts";
import { useSelection } from "../state/selection.ts";
import { besideNow, useBeside } from "./beside.ts";
import { createLanes, type Lanes } from "./lanes.ts";
import { isSystem, rowsOf, type Row, type RowsAsked } from "./rows.ts";
import { useTimelineView } from "./time-window.ts";

/** The lanes and rows of the page's world, folded once for all places that show them. */

const lanes = createLanes();

export const lanesNow = (): Lanes => lanes.of(allMarks());

const podViews = (keys: readonly EntityKey[]): readonly PodView[] => keys.flatMap((key) => modelStore.get("pod", key) ?? []);

interface Known {
  readonly version: number;
  readonly lanes: Lanes;
  readonly keys: readonly EntityKey[];
  readonly selected: RowsAsked["selected"];
  readonly toggled: RowsAsked["toggled"];
  readonly beside: string | undefined;
  readonly rows: readonly Row[];
}

let known: Known | undefined;

/** The rows as they are now; the same array until something of them changes. */
export function rowsNow(): readonly Row[] {
  const now = lanesNow();
  const keys = modelStore.keys("pod");
  const { selected } = useSelection.getState();
  const { toggled } = useTimelineView.getState();
  const beside = besideNow();
  const besides = beside?.version();
  const same = known?.lanes === now && known.version === now.version && known.keys === keys && known.selected === selected && known.toggled === toggled && known.beside === besides;
  if (known && same) return known.rows;
  const own = rowsOf({ lanes: now, views: podViews(keys), selected, toggled });
  known = { version: now.version, lanes: now, keys, selected, toggled, beside: besides, rows: beside?.rows(own) ?? own };
  return known.rows;
}

/** The rows, for what is drawn by React: the same array as long as names and places are the same. */
export function useRows(): readonly Row[] {
  useMarksVersion();
  useKeys("pod");
  useSelection(({ selected }) => selected);
  useTimelineView(({ toggled }) => toggled);
  useBeside();
  useCompare(() => besideNow()?.version());
  return namedRows();
}

let named: readonly Row[] = [];

/** The rows by name and place only: what goes on in them is drawn, not rendered. */
function namedRows(): readonly Row[] {
  const rows = rowsNow();
  if (named !== rows && !sameRows(named, rows)) named = rows;
  return named;
}

const sameRows = (a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every((row, index) => row.id === b[index]!.id && row.height === b[index]!.height && labelOf(row) === labelOf(b[index]!));

const labelOf = (row: Row): string => ("lane" in row ? row.lane.name : row.kind === "other" ? row.title : row.kind === "system" ? `${row.pods.length} ${row.open}` : "");

/** From so many pods on the picture from far says more than lanes. */
const MANY = 40;

/** Whether the counts are shown in place of the lanes: as the person wants it, else by how many pods there are. */
export function useFar(): boolean {
  useMarksVersion();
  const keys = useKeys("pod");
  const chosen = useTimelineView(({ far }) => far);
  if (chosen !== undefined) return chosen;
  let own = 0;
  for (const key of keys) if (!isSystem(modelStore.get("pod", key)?.namespace ?? "")) own += 1;
  return own > MANY;
}
