import { ofValue } from "./of-value.ts";
import type { Clock, Coming, PodView, ViewModel } from "./model.ts";

const whatOf: Readonly<Record<Clock["what"], Coming["what"]>> = { grace: "kill", crashBackoff: "restart", imageBackoff: "pullAgain", pull: "pulled" };

/** The next thing that is planned after a moment: the least of all clocks and probes that lie ahead. */
export function coming(model: ViewModel, nowMs: number): Coming | undefined {
  let next: Coming | undefined;
  for (const entity of model.values()) {
    if (entity.kind !== "pod") continue;
    for (const planned of plannedOf(entity)) if (planned.atMs > nowMs && (!next || planned.atMs < next.atMs)) next = planned;
  }
  return next;
}

/** Everything that is planned for a pod. */
const plannedOf = ofValue((pod: PodView): readonly Coming[] =>
  pod.containers.flatMap(({ name, image, clock, probes }) => {
    const about = { pod: pod.key, container: name };
    const ends: Coming[] = clock ? [{ ...about, atMs: clock.untilMs, what: whatOf[clock.what], detail: clock.what === "grace" ? "" : image }] : [];
    const asked = probes.flatMap(({ type, nextAtMs }): Coming[] => (nextAtMs === undefined ? [] : [{ ...about, atMs: nextAtMs, what: "probe", detail: type }]));
    return [...ends, ...asked];
  }),
);
