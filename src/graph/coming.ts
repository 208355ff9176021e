import type { Clock, Coming, ContainerView, PodView, ViewModel } from "./model.ts";

const whatOf: Readonly<Record<Clock["what"], Coming["what"]>> = { grace: "kill", crashBackoff: "restart", imageBackoff: "pullAgain", pull: "pulled" };

/** The next thing that is planned after a moment: the least of all clocks and probes that lie ahead. */
export function coming(model: ViewModel, nowMs: number): Coming | undefined {
  let next: Coming | undefined;
  for (const entity of model.values()) {
    if (entity.kind !== "pod") continue;
    for (const container of entity.containers) next = sooner(next, ofContainer(entity, container, nowMs));
  }
  return next;
}

function ofContainer(pod: PodView, container: ContainerView, nowMs: number): Coming | undefined {
  let next: Coming | undefined;
  const offer = (atMs: number | undefined, what: Coming["what"], detail: string): void => {
    if (atMs === undefined || atMs <= nowMs || (next && next.atMs <= atMs)) return;
    next = { atMs, what, pod: pod.key, container: container.name, detail };
  };
  const { clock } = container;
  if (clock) offer(clock.untilMs, whatOf[clock.what], clock.what === "grace" ? "" : container.image);
  for (const { type, nextAtMs } of container.probes) offer(nextAtMs, "probe", type);
  return next;
}

const sooner = (a: Coming | undefined, b: Coming | undefined): Coming | undefined => (!a || (b && b.atMs < a.atMs) ? b : a);
