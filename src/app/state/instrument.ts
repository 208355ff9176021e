import { create } from "zustand";
import type { EntityKey, PodView, ProbeType } from "../../graph/model.ts";
import { modelStore } from "./model-store.ts";
import { useSelection } from "./selection.ts";

/** A pod as it is remembered while moments are looked at in which it is not there. */
export type RememberedPod = Pick<PodView, "key" | "uid" | "name" | "createdAtMs">;

/** What lies over the plate to look at one pod more closely. */
export type Instrument =
  | { readonly kind: "oscilloscope"; readonly pod: EntityKey; readonly container?: string; readonly probe?: ProbeType }
  /** Of no pod: there is none yet. */
  | { readonly kind: "path"; readonly pod: RememberedPod | undefined };

interface Open {
  readonly open: Instrument | undefined;
}

export const useInstrument = create<Open>(() => ({ open: undefined }));

export const openInstrument = (open: Instrument): void => useInstrument.setState({ open });
export const closeInstrument = (): void => useInstrument.setState({ open: undefined });

/** Shows how a pod came to run: the one that is asked for, else the one that is selected, else the newest. */
export function openPath(key = useSelection.getState().selected ?? ""): void {
  const pods = modelStore.keys("pod").flatMap((each) => modelStore.get("pod", each) ?? []);
  const pod = modelStore.get("pod", key) ?? pods.reduce<PodView | undefined>((newest, each) => (newest && newest.createdAtMs >= each.createdAtMs ? newest : each), undefined);
  openInstrument({ kind: "path", pod: pod && { key: pod.key, uid: pod.uid, name: pod.name, createdAtMs: pod.createdAtMs } });
}
