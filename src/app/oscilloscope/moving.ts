import { useLayoutEffect, useRef, type RefObject } from "react";
import { useMoment } from "../state/moment.ts";
import { playheadX } from "./lane-drawing.ts";

/** Moves a group drawn at `ms * pxPerMs` so that the moment shown stands at the playhead; React draws nothing for it. */
export function useMoving(width: number, pxPerMs: number): RefObject<SVGGElement | null> {
  const group = useRef<SVGGElement>(null);
  useLayoutEffect(() => {
    const place = (viewMs: number): void => group.current?.setAttribute("transform", `translate(${(playheadX(width) - viewMs * pxPerMs).toFixed(2)} 0)`);
    place(useMoment.getState().viewMs);
    return useMoment.subscribe(({ viewMs }, before) => {
      if (viewMs !== before.viewMs) place(viewMs);
    });
  }, [width, pxPerMs]);
  return group;
}
