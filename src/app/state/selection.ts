import { create } from "zustand";
import type { EntityKey } from "../../graph/model.ts";
import type { Why } from "../../graph/why/why.ts";

export type InspectorTab = "why" | "summary" | "events" | "yaml" | "logs" | "probes" | "namespaces";
/** On a small window one sheet at a time stands below the plate. */
export type Sheet = "plate" | "lesson" | "yaml" | "why" | "time" | "shell";

/** What the person looks at. Not part of the world. */
interface Selection {
  /** A pod's or a node's key; undefined = the cluster. */
  readonly selected: EntityKey | undefined;
  /** Of the selected pod; undefined = the pod as a whole. */
  readonly container: string | undefined;
  readonly hovered: EntityKey | undefined;
  /** The selected pod is cut open (Detail A, or in place). */
  readonly near: boolean;
  readonly tab: InspectorTab;
  readonly sheet: Sheet;
  /** The chain of causes that is shown now: its numbers stand on canvas, timeline and editor. */
  readonly why: Why | undefined;
  /** The step of it that was chosen, from 1: its part is shown. */
  readonly step: number | undefined;
  /** A field of the selected pod that something points at ("spec.hostNetwork"): the editor lights up its line. */
  readonly field: string | undefined;
  /** The same while the pointer or the focus is on what points there. */
  readonly pointed: string | undefined;
}

export const useSelection = create<Selection>(() => ({
  selected: undefined,
  container: undefined,
  hovered: undefined,
  near: false,
  tab: "why",
  sheet: "why",
  why: undefined,
  step: undefined,
  field: undefined,
  pointed: undefined,
}));

/** Selects a pod or a node; undefined lets go. Another pod's chain of causes is not this one's. */
export function select(selected: EntityKey | undefined, container?: string): void {
  const before = useSelection.getState();
  const same = before.selected === selected && before.container === container;
  useSelection.setState({ selected, container, field: undefined, pointed: undefined, ...(same ? {} : { why: undefined, step: undefined }), ...(selected === undefined ? { near: false } : {}) });
}

/** Cuts a pod open. */
export function openDetail(pod: EntityKey): void {
  select(pod);
  useSelection.setState({ near: true });
}

/** What points at a field of a pod while the pointer or the focus is on it: nothing where no field decides. */
export function pointsAt(pod: EntityKey, field: string): { readonly onPointerEnter: () => void; readonly onPointerLeave: () => void; readonly onFocus: () => void; readonly onBlur: () => void } {
  const point = (): void => {
    if (field !== "" && useSelection.getState().selected === pod) useSelection.setState({ pointed: field });
  };
  const leave = (): void => useSelection.setState({ pointed: undefined });
  return { onPointerEnter: point, onPointerLeave: leave, onFocus: point, onBlur: leave };
}
