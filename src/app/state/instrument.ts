import { create } from "zustand";
import type { EntityKey, ProbeType } from "../../graph/model.ts";

/** What lies over the plate to look at one pod more closely. */
export type Instrument =
  | { readonly kind: "oscilloscope"; readonly pod: EntityKey; readonly container?: string; readonly probe?: ProbeType }
  /** Of no pod in particular: the one that is selected, else the newest. */
  | { readonly kind: "path"; readonly pod?: EntityKey };

interface Open {
  readonly open: Instrument | undefined;
}

export const useInstrument = create<Open>(() => ({ open: undefined }));

export const openInstrument = (open: Instrument): void => useInstrument.setState({ open });
export const closeInstrument = (): void => useInstrument.setState({ open: undefined });
