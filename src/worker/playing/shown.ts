import type { Coming } from "../../graph/model.ts";
import type { Machine } from "../machine.ts";
import type { ShownState } from "../watching.ts";
import { otherShown } from "./compared.ts";
import { goneMs, type Playing } from "./playing.ts";

export function shownState(playing: Playing, machine: Machine): ShownState {
  const { world, pace, errands, watching, history, missedGoal, dead } = playing;
  const clockMs = machine.clockMs();
  const [errand] = errands;
  const measures = errands.length === 0 && !watching.isPast;
  return {
    clockMs,
    speed: pace.speed,
    speedReached: measures ? pace.speedReached(clockMs, world.nowMs) : pace.speed,
    goal: errand?.goal,
    missed: missedGoal,
    forCommand: errand?.kind === "typed",
    coming: dead ? undefined : comingNow(playing),
    branches: playing.branchesTold === history.version ? undefined : history.tree(goneMs(playing)),
    other: otherShown(playing),
  };
}

/** Looked for anew when the picture has changed, or what was coming has come. */
function comingNow({ world, watching, planned }: Playing): Coming | undefined {
  const { viewMs, isPast, changesSeen } = watching;
  const holds = !isPast && planned.seen === changesSeen && viewMs >= planned.fromMs && viewMs < planned.untilMs;
  if (!holds) {
    const coming = world.coming(watching.model, viewMs);
    Object.assign(planned, { seen: isPast ? -1 : changesSeen, fromMs: viewMs, untilMs: coming?.atMs ?? Number.POSITIVE_INFINITY, coming });
  }
  return planned.coming;
}
