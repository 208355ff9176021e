import { Fault } from "../../engine/simulation/fault.ts";
import type { Machine } from "../machine.ts";
import { keepCheckpoint } from "./checkpoints.ts";
import type { Playing } from "./playing.ts";
import { SLICE_MS } from "./slice.ts";
import { typeWhenWhole } from "./typing.ts";

/** And no more than this in one slice, whatever time they took. */
const SLICE_OCCURRENCES = 2_000;
/** Of one instant, between two looks at the host's clock. */
const CHUNK_OCCURRENCES = 100;

/** Lets the world run for a slice of host time: to the end of its errands first, then as far as the pace asks. */
export function slice(playing: Playing, machine: Machine): void {
  const { world, pace, errands, watching, history } = playing;
  if (watching.isPast) return replay(playing, machine);
  if (playing.dead) return;
  const deadline = machine.clockMs() + SLICE_MS;
  let left = SLICE_OCCURRENCES;
  while (left > 0 && machine.clockMs() < deadline) {
    typeWhenWhole(playing);
    const errand = errands[0];
    const goalMs = errand ? errand.untilMs : pace.goalMs(machine.clockMs());
    if (world.whole && (world.nowMs >= goalMs || errand?.done())) {
      if (!errand) break;
      errands.shift();
      errand.arrived();
      pace.restart(machine.clockMs(), watching.viewMs);
      continue;
    }
    left -= Math.max(1, advance(playing, Math.min(goalMs, history.nextMs), Math.min(left, CHUNK_OCCURRENCES), machine));
  }
  if (errands.length === 0) pace.reached(machine.clockMs(), world.nowMs);
}

/** One instant, or a part of it. Whatever it changed is seen when it is whole. */
function advance(playing: Playing, goalMs: number, most: number, machine: Machine): number {
  const { world, watching } = playing;
  const fromMs = world.nowMs;
  const ran = world.step(Math.max(goalMs, fromMs), most);
  playing.kept.occurrences += ran;
  if (!world.whole) return ran;
  if (ran === 0 && world.nowMs === fromMs && goalMs > fromMs) throw new Fault({ component: "clock", key: "", atMs: world.nowMs }, "virtual time ends here");
  watching.reached(world.nowMs);
  if (ran > 0) watching.saw(world.nowMs, world.look());
  keepCheckpoint(world, playing.kept, machine);
  return ran;
}

/** Shows what was seen once more, at the pace that is asked for; at its end the world goes on. */
function replay({ world, pace, watching, dead }: Playing, machine: Machine): void {
  const clockMs = machine.clockMs();
  const goalMs = pace.goalMs(clockMs);
  watching.look(goalMs);
  if (watching.isPast) return;
  if (dead) pace.set(0, clockMs, watching.liveMs);
  else pace.restart(clockMs, world.nowMs);
}
