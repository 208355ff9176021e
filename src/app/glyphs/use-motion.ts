import type { Clock, PodView } from "../../graph/model.ts";
import { useMoment } from "../state/moment.ts";
import { clockFraction, podMotion } from "./motion.ts";
import type { PodMotion } from "./pod-shapes.ts";

/** As many places as an arc is seen to have: a glyph is drawn anew so often during its clock, not with every frame. */
const PLACES = 72;

const coarse = (fraction: number | undefined): number | undefined => (fraction === undefined ? undefined : Math.floor(fraction * PLACES) / PLACES);

/** What moves in a pod's glyph now: give it to PodGlyph. Follows virtual time. */
export function usePodMotion(pod: Pick<PodView, "glyph" | "clock" | "steps" | "init" | "deletion">): PodMotion {
  const fraction = useMoment(({ viewMs }) => coarse(podMotion(pod, viewMs).fraction));
  return { fraction, init: pod.init };
}

/** How much of a clock has gone by, 0 to 1; undefined for none. Follows virtual time. */
export const useClockFraction = (clock: Clock | undefined): number | undefined => useMoment(({ viewMs }) => (clock ? coarse(clockFraction(clock, viewMs)) : undefined));
