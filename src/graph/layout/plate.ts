import type { Box } from "./geometry.ts";
import type { Rail, RailNeeds } from "./rail.ts";
import type { Heights, StripPart } from "./strip.ts";
import type { TankNeeds } from "./tank-needs.ts";
import type { Place, Vessel } from "./vessel.ts";

/** What has to find room, and the window that it is seen through; sizes in CSS pixels. */
export interface PlateNeeds {
  readonly width: number;
  readonly height: number;
  readonly tanks: readonly TankNeeds[];
  /** Places for pods without a node. */
  readonly tray: number;
  /** Workloads and Services, if there are any. */
  readonly rail?: RailNeeds;
  /** What stands there are groups of pods, not nodes: without walls, rulers and pipes. */
  readonly groups?: boolean;
  /** The pod that is cut open in place; `aspect` is the height of the section for its width. */
  readonly opened?: Place & { readonly vessel: string; readonly aspect: number };
}

/** The plate's world: one unit is a CSS pixel while the whole fits the window. */
export interface PlateLayout {
  readonly width: number;
  readonly height: number;
  /** World units per design pixel of a capsule: 1 where there is room, less where there are many. */
  readonly scale: number;
  readonly strip: Readonly<Record<StripPart, Box>>;
  /** Where workloads and Services stand, if there are any. */
  readonly rail?: Rail;
  /** Of strip and pipes. */
  readonly heights: Heights;
  /** Tanks in their order, then the tray. */
  readonly vessels: readonly Vessel[];
  /** Where the selected pod is cut open, if there is room for it below the tanks. */
  readonly detail?: Box;
  /** Tanks stand in one row. */
  readonly oneRow: boolean;
  /** Between tanks, where pipes run. */
  readonly gapX: number;
  readonly gapY: number;
  /** Tanks are small: no rulers, no figures. */
  readonly close: boolean;
}
