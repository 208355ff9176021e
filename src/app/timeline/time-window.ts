import { create } from "zustand";
import type { EntityKey } from "../../graph/model.ts";
import type { Loop } from "./loop.ts";
import { firstWindow, fitted, following, kept, panned, zoomed, type TimeWindow, type Watched } from "./span.ts";

/** What the person made of the timeline; shared by all places where it is shown. */
interface TimelineView {
  readonly window: TimeWindow;
  /** Rows that were opened or closed, by id. */
  readonly toggled: ReadonlyMap<string, boolean>;
  /** undefined = as many pods as there are decide. */
  readonly far: boolean | undefined;
  readonly table: boolean;
  /** Watched again and again. */
  readonly loop: Loop | undefined;
  /** The playhead or the plot is being dragged: the window waits. */
  readonly held: boolean;
}

export const useTimelineView = create<TimelineView>(() => ({ window: firstWindow, toggled: new Map(), far: undefined, table: false, loop: undefined, held: false }));

const change = (to: (window: TimeWindow) => TimeWindow): void => useTimelineView.setState(({ window }) => ({ window: to(window) }));

/** Goes with the playhead, as far as the person lets it. */
export function keepInSight(watched: Watched): TimeWindow {
  const { window, held } = useTimelineView.getState();
  if (held) return window;
  const next = kept(window, watched);
  if (next !== window) useTimelineView.setState({ window: next });
  return next;
}

export const zoom = (factor: number, anchorMs: number): void => change((window) => zoomed(window, factor, anchorMs));
export const pan = (byMs: number): void => change((window) => panned(window, byMs));
export const follow = (): void => change(following);
export const fit = (): void => change(fitted);

export function toggleRow(id: EntityKey, open: boolean): void {
  useTimelineView.setState(({ toggled }) => ({ toggled: new Map(toggled).set(id, open) }));
}

/** A new world: nothing of the one before is kept. */
export const resetTimeline = (): void => useTimelineView.setState({ window: firstWindow, toggled: new Map(), loop: undefined, held: false });
