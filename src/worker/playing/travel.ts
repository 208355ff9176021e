import { runToBranch } from "../errand.ts";
import type { Trip } from "../history.ts";
import type { Machine } from "../machine.ts";
import type { PageInput } from "../protocol.ts";
import { compareAgain } from "./compared.ts";
import { endErrands, goneMs, type Playing } from "./playing.ts";
import { typeWhenWhole } from "./typing.ts";

/** Entered at the moment that is looked at: in the past, that is the present from now on. */
export function enter(playing: Playing, inputs: readonly PageInput[], machine: Machine): void {
  const { watching, history, typing, dead } = playing;
  if (watching.isPast || dead) {
    const atMs = watching.viewMs;
    const beforeMs = goneMs(playing);
    goBack(playing, atMs, machine);
    const { id } = history;
    history.goBack(atMs, beforeMs);
    compareAgain(playing, id);
    endErrands(playing);
  }
  typing.push(...inputs);
  typeWhenWhole(playing);
}

/** The past of that moment is the present from now on. When it throws, nothing has changed. */
function goBack(playing: Playing, atMs: number, machine: Machine): void {
  const { watching, world, pace, kept, typing } = playing;
  watching.look(atMs);
  world.goBack(atMs, watching.model);
  watching.forgetFuture();
  playing.dead = false;
  playing.planned.seen = -1;
  typing.length = 0;
  // Its marks, messages and words were seen when it was there first.
  watching.saw(world.nowMs, { changes: world.look().changes, marks: [], messages: [], output: [] });
  Object.assign(kept, { clockMs: machine.clockMs(), occurrences: 0 });
  pace.restart(machine.clockMs(), world.nowMs);
}

/** To another future, or an earlier moment of this one: back to where they part, and on from there, paused. */
export function travel(playing: Playing, plan: (playing: Playing) => Trip | undefined, machine: Machine, { at }: { readonly at?: "fork" } = {}): void {
  const { history, watching, pace, errands, typing, dead } = playing;
  // What waits for the end of this instant was typed already.
  const beforeMs = goneMs(playing);
  for (const input of typing.splice(0)) history.enter(beforeMs, input, beforeMs);
  const planned = plan(playing);
  if (!planned) return;
  const trip = dead ? { backMs: beforeMs, ...planned } : planned;
  if (trip.backMs === undefined) watching.lookLive();
  else goBack(playing, trip.backMs, machine);
  const { id } = history;
  history.depart(trip, beforeMs);
  compareAgain(playing, id);
  endErrands(playing);
  pace.set(0, machine.clockMs(), playing.world.nowMs);
  errands.unshift(runToBranch(playing, trip.untilMs, at === "fork" && trip.id !== undefined ? history.forkOf(trip.id) : undefined));
}
