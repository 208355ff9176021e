import { create } from "zustand";

interface Panels {
  /** Those that are folded away. */
  readonly folded: readonly string[];
  /** Those that shall be, all others open: as a scene was looked at. */
  readonly wanted: readonly string[] | undefined;
}

export const usePanels = create<Panels>(() => ({ folded: [], wanted: undefined }));

export function noteFolded(id: string, isFolded: boolean): void {
  const { folded } = usePanels.getState();
  if (folded.includes(id) === isFolded) return;
  usePanels.setState({ folded: isFolded ? [...folded, id].toSorted() : folded.filter((one) => one !== id) });
}

export const foldAs = (wanted: readonly string[]): void => usePanels.setState({ wanted });
