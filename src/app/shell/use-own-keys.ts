import { useEffect, useRef, type RefObject } from "react";

/** Keys of a part of the page, wherever in it the focus is. `onKey` must keep its identity, or be cheap to listen with anew. */
export function useOwnKeys<Part extends HTMLElement | SVGElement>(onKey: (event: KeyboardEvent) => void): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useEffect(() => {
    const own = part.current;
    const listener = (event: Event): void => onKey(event as KeyboardEvent);
    own?.addEventListener("keydown", listener);
    return () => own?.removeEventListener("keydown", listener);
  }, [onKey]);
  return part;
}
