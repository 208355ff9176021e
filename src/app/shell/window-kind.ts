import { useSyncExternalStore } from "react";

/** wide: all panels; medium: the inspector is a tab of the foot; narrow: the plate and one sheet below it. */
export type WindowKind = "wide" | "medium" | "narrow";

const wide = matchMedia("(min-width: 1100px)");
const narrow = matchMedia("(max-width: 699.98px)");
const kindNow = (): WindowKind => (narrow.matches ? "narrow" : wide.matches ? "wide" : "medium");

function subscribe(listener: () => void): () => void {
  for (const query of [wide, narrow]) query.addEventListener("change", listener);
  return () => {
    for (const query of [wide, narrow]) query.removeEventListener("change", listener);
  };
}

export const useWindowKind = (): WindowKind => useSyncExternalStore(subscribe, kindNow);
