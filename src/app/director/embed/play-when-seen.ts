import { useMoment } from "../../state/moment.ts";
import { pause, play } from "../../state/world.ts";

/**
 * Plays from the moment of the link once that is there and in sight, and waits while it is scrolled away. What the person
 * does with the clock themselves stays. Who wants no motion starts it themselves.
 */
export function playWhenSeen(): () => void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return () => {};
  let seen = false;
  /** It is ours to start: at first, and after it was held because nobody saw it. */
  let ours = true;
  const start = (): void => {
    const { opened, goal, speed } = useMoment.getState();
    if (!seen || !ours || !opened || goal !== undefined) return;
    ours = false;
    if (speed === 0) play();
  };
  const observer = new IntersectionObserver(([entry]) => {
    seen = entry?.isIntersecting ?? true;
    if (seen) start();
    else if (useMoment.getState().speed > 0) {
      ours = true;
      pause();
    }
  });
  observer.observe(document.documentElement);
  const stop = useMoment.subscribe(start);
  return () => {
    observer.disconnect();
    stop();
  };
}
