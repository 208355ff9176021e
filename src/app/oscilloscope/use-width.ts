import { useLayoutEffect, useRef, useState, type RefObject } from "react";

/** How wide an element is, in px. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const own = element.current;
    if (!own) return undefined;
    const read = (): void => setWidth(own.clientWidth);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(own);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
