import { useEffect } from "react";
import { useMoment } from "../state/moment.ts";
import { look, play } from "../state/world.ts";
import { isOutside, type Loop } from "./loop.ts";
import { useTimelineView } from "./time-window.ts";

/** While a loop is set, what plays goes back to its beginning at its end. Once per page. */
export function useLoop(): void {
  useEffect(() => {
    // Frames that were under way when it went back still show the end.
    let goingTo: Loop | undefined;
    return useMoment.subscribe(({ viewMs, speed, goal }) => {
      const { loop, held } = useTimelineView.getState();
      if (!loop || held || speed === 0 || goal !== undefined) return;
      const outside = isOutside(loop, viewMs, speed);
      if (!outside) goingTo = undefined;
      else if (goingTo !== loop) {
        goingTo = loop;
        look(loop.fromMs);
        play();
      }
    });
  }, []);
}
