import type { EntityKey } from "../../graph/model.ts";
import { runTo } from "../errand.ts";
import type { Machine } from "../machine.ts";
import type { Goal } from "../protocol.ts";
import { endErrands, type Playing } from "./playing.ts";

export function setPace(playing: Playing, speed: number, machine: Machine): void {
  const { pace, watching, dead } = playing;
  endErrands(playing);
  pace.set(dead && !watching.isPast ? 0 : speed, machine.clockMs(), watching.viewMs);
}

export function look(playing: Playing, atMs: number | "live", machine: Machine): void {
  const { watching, pace } = playing;
  endErrands(playing);
  if (atMs === "live") watching.lookLive();
  else if (!Number.isNaN(atMs)) watching.look(atMs);
  pace.set(0, machine.clockMs(), watching.viewMs);
}

/** What was not wanted until now is seen at once where the world stands still. */
export function watch({ world, watching, dead }: Playing, pods: readonly EntityKey[]): void {
  world.watch(pods);
  if (!dead && world.whole) watching.saw(world.nowMs, world.look());
}

/** In the past, to what was seen; where nothing was seen that far, the world runs on. */
export function go(playing: Playing, goal: Goal, machine: Machine): void {
  const { watching, dead } = playing;
  const seen = typeof goal === "object" ? (goal.atMs <= watching.liveMs ? goal.atMs : undefined) : watching.nextSeen(goal);
  look(playing, seen ?? "live", machine);
  if (seen === undefined && !dead) playing.errands.push(runTo(playing, goal));
}
