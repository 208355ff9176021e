import { create } from "zustand";
import type { LeaderLine } from "../../graph/layout/leaders.ts";
import { layoutPlate } from "../../graph/layout/plate-layout.ts";
import type { PlateLayout } from "../../graph/layout/plate.ts";
import type { EntityKey } from "../../graph/model.ts";
import { modelStore } from "../state/model-store.ts";
import { offerArrangement } from "../state/view.ts";
import { BY_NODE, groupOf, type Grouping } from "./grouping.ts";
import { watchOccupancy } from "./occupancy.ts";
import { watchRail } from "./rail-places.ts";
import { drawnScale, type DrawnScale } from "./scale.ts";

/** Who stands where in the page's one model. */
export const occupancy = watchOccupancy(modelStore);

/** Which workloads and Services stand on the rail. */
export const railPlaces = watchRail(modelStore);

/** What the plate shows now: changes when the layout does, when a step of the zoom is crossed, or when pods come into view. */
interface Plate {
  readonly layout: PlateLayout;
  readonly drawn: DrawnScale;
  /** Pods in view are elements up to some hundreds, and drawn on one canvas beyond. */
  readonly mode: "elements" | "canvas";
  /** The pods that are elements, in the order in which they came into view. */
  readonly shown: readonly EntityKey[];
  readonly inView: number;
  /** The pod or node that the keyboard is at; it has the plate's one tab stop. */
  readonly focused: EntityKey | undefined;
  /** The same while the focus is really there. */
  readonly here: EntityKey | undefined;
  /** What the search has found; undefined while nothing is sought. */
  readonly found: ReadonlySet<EntityKey> | undefined;
  /** The Pods of the workload or Service that is selected or pointed at; undefined for none. What is sought goes before. */
  readonly related: ReadonlySet<EntityKey> | undefined;
  /** How each Pod stands to what one looks at: the line of its leader. */
  readonly lines: ReadonlyMap<EntityKey, LeaderLine>;
  /** What pods stand together by. */
  readonly grouping: Grouping;
  /** Leaders are drawn for all that stands on the rail, not only for what one looks at. */
  readonly allRelations: boolean;
  /** The list stands in the drawing's place. */
  readonly asList: boolean;
  /** Where it was asked for: these are brought into view. */
  readonly listFrom: "workload" | "service" | undefined;
  /** Names can be measured in the face that they are set in. */
  readonly fontsCame: boolean;
}

const nothing = layoutPlate({ width: 800, height: 600, tanks: [], tray: 0 });

export const usePlate = create<Plate>(() => ({
  layout: nothing,
  drawn: drawnScale(1, nothing.scale),
  mode: "elements",
  shown: [],
  inView: 0,
  focused: undefined,
  here: undefined,
  found: undefined,
  related: undefined,
  lines: new Map(),
  grouping: BY_NODE,
  allRelations: false,
  asList: false,
  listFrom: undefined,
  fontsCame: false,
}));

export function groupBy(grouping: Grouping): void {
  if (usePlate.getState().grouping === grouping) return;
  usePlate.setState({ grouping, focused: undefined });
  occupancy.regroup(groupOf(grouping));
}

/** Shows the list; `from`: those of its rows that are looked for. */
export const openList = (from: Plate["listFrom"]): void => usePlate.setState({ asList: true, listFrom: from });

offerArrangement({
  get() {
    const { grouping, allRelations } = usePlate.getState();
    return { ...(grouping !== BY_NODE && { grouping }), ...(allRelations && { relations: true }) };
  },
  set({ grouping = BY_NODE, relations = false }) {
    groupBy(grouping);
    usePlate.setState({ allRelations: relations });
  },
});

/** The Pods that stand out now; undefined: none more than another. */
export const standingOut = ({ found, related }: Plate): ReadonlySet<EntityKey> | undefined => found ?? related;

export const vesselOf = (layout: PlateLayout, key: string): PlateLayout["vessels"][number] | undefined => layout.vessels.find((vessel) => vessel.key === key);
