import type { Coming } from "../../graph/model.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Comparing } from "../comparing.ts";
import { runToBranch, type Errand, type Journey } from "../errand.ts";
import { createHistory, type History } from "../history.ts";
import type { Machine } from "../machine.ts";
import { createPace } from "../pace.ts";
import type { Goal, PageInput, ToWorker } from "../protocol.ts";
import { createWatching } from "../watching.ts";
import type { OpenWorld } from "../world.ts";
import { noneKept, type CheckpointsKept } from "./checkpoints.ts";

/** A world that is played, and how. */
export interface Playing extends Journey {
  readonly scenario: Scenario;
  readonly history: History;
  readonly errands: Errand[];
  /** Typed in the middle of an instant: entered when it is whole. */
  readonly typing: PageInput[];
  /** It stopped with a fault: what was seen can be looked at, and a past moment changed. */
  dead: boolean;
  missedGoal: Goal | undefined;
  /** The branch that is compared with; none = no longer, once the page has been told. */
  comparing: Comparing | "none" | undefined;
  /** The version of the branches that the page has been told. */
  branchesTold: number;
  /** What is coming, and as of which picture. */
  readonly planned: { seen: number; fromMs: number; untilMs: number; coming: Coming | undefined };
  readonly kept: CheckpointsKept;
}

/** Opens a world, or one that was put away, with what was typed into it. Throws a Fault when the engine stops on its way to 0s. */
export function begin({ scenario, again }: Extract<ToWorker, { type: "open" }>, machine: Machine, openWorld: OpenWorld): Playing {
  const world = openWorld(scenario);
  const watching = createWatching();
  watching.saw(world.nowMs, world.look());
  const playing: Playing = {
    scenario,
    history: createHistory(again?.branches),
    world,
    watching,
    pace: createPace(machine.clockMs(), world.nowMs),
    errands: [],
    typing: [],
    dead: false,
    missedGoal: undefined,
    comparing: undefined,
    branchesTold: -1,
    planned: { seen: -1, fromMs: 0, untilMs: 0, coming: undefined },
    missed: (goal) => void (playing.missedGoal = goal),
    kept: noneKept(machine.clockMs()),
  };
  // It may have gone on for a moment after it was put away.
  if (again) playing.errands.push(runToBranch(playing, Math.max(playing.history.untilMs, again.lookMs), again.lookMs));
  return playing;
}

/** How far the world has gone, whole. */
export const goneMs = ({ world, watching, dead }: Playing): number => (dead ? watching.liveMs : world.nowMs);

/** Something broke: time stands, at the last instant that was seen whole. */
export function stop(playing: Playing): void {
  playing.dead = true;
  playing.errands.length = 0;
  playing.typing.length = 0;
  playing.pace.set(0, 0, playing.watching.viewMs);
}

/** True in the middle of an instant, which is then brought to its end whatever the pace. */
export const isBetween = ({ dead, world, typing }: Playing): boolean => !dead && (!world.whole || typing.length > 0);

/** What the person wanted before is not wanted any more; a run that is waited for goes on. */
export function endErrands({ errands }: Playing): void {
  const waitedFor = errands.filter(({ kind }) => kind === "runUntil");
  errands.splice(0, errands.length, ...waitedFor);
}
