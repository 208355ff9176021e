import { create } from "zustand";
import type { EntityKey } from "../../../graph/model.ts";
import { modelStore } from "../../state/model-store.ts";
import { relatives } from "../../state/relatives.ts";
import { useSelection } from "../../state/selection.ts";
import { railPlaces, usePlate } from "../plate-store.ts";
import { relationsOf, relationsOfAll, type Relation } from "./relations.ts";

interface Relations {
  /** Of what one points at, else of what is selected. */
  readonly looked: readonly Relation[];
  /** Of everything on the rail, where that is asked for. */
  readonly all: readonly Relation[];
}

const NONE: readonly Relation[] = [];
const READ = { store: modelStore, relatives };
/** Of a thousand pods that change with every frame. */
const SOON_MS = 80;

export const useRelations = create<Relations>(() => ({ looked: NONE, all: NONE }));

const hasRelations = (key: EntityKey | undefined): key is EntityKey => key !== undefined && /^(workload|service|pod)\//.test(key);

/** Keeps the relations up with the model and with what is looked at. Returns how to end it. */
export function watchRelations(): () => void {
  let asked = 0;
  let soon = 0;
  const update = (): void => {
    asked = 0;
    const { hovered, selected } = useSelection.getState();
    const key = [hovered, selected].find(hasRelations);
    const looked = key === undefined ? NONE : relationsOf(READ, key);
    const all = usePlate.getState().allRelations ? relationsOfAll(READ, [...railPlaces.workloads.keys(), ...railPlaces.services.keys()]) : NONE;
    const before = useRelations.getState();
    if (same(before.looked, looked) && same(before.all, all)) return;
    useRelations.setState({ looked, all });
    usePlate.setState({ lines: new Map(looked.flatMap(({ ends }) => ends)) });
  };
  const ask = (): void => {
    if (asked === 0) asked = requestAnimationFrame(update);
  };
  /** What the world changes may be drawn a little later; what the person does is drawn at once. */
  const askSoon = (): void => {
    if (soon === 0) soon = window.setTimeout(() => { soon = 0; ask(); }, SOON_MS);
  };
  const shows = (): boolean => useRelations.getState().looked.length > 0 || usePlate.getState().allRelations || hasRelations(useSelection.getState().selected);
  const ends = [
    useSelection.subscribe((now, before) => { if (now.selected !== before.selected || now.hovered !== before.hovered) ask(); }),
    modelStore.onAny(() => { if (shows()) askSoon(); }),
    usePlate.subscribe((now, before) => { if (now.allRelations !== before.allRelations) ask(); }),
    railPlaces.onChanged(ask),
  ];
  ask();
  return () => {
    cancelAnimationFrame(asked);
    clearTimeout(soon);
    ends.forEach((end) => end());
  };
}

const same = (a: readonly Relation[], b: readonly Relation[]): boolean =>
  a.length === b.length && a.every(({ from, ends }, i) => from === b[i]!.from && ends.length === b[i]!.ends.length && ends.every(([pod, line], j) => pod === b[i]!.ends[j]![0] && line === b[i]!.ends[j]![1]));
