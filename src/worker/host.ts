import { createPace, type Pace } from "./pace.ts";
import type { CommandReport, FromWorker, PageInput, Snapshot, ToWorker } from "./protocol.ts";
import { faultReport } from "./fault-report.ts";
import type { OpenWorld, PlayedWorld } from "./world.ts";

/** What the host needs of the machine it runs on: everything that is not virtual. */
export interface Machine {
  /** Milliseconds of a clock that only moves forward. */
  clockMs(): number;
  /** Calls back once, after about that long; lets messages in meanwhile. */
  later(ms: number, callback: () => void): void;
  post(message: FromWorker): void;
}

/** The worker yields after this much host time, or so many occurrences. */
const SLICE_MS = 8;
const SLICE_OCCURRENCES = 2_000;
/** Between two looks at the host's clock. */
const CHUNK_OCCURRENCES = 100;
const FRAME_MS = 16;
/** A command typed while paused runs the clock this long at most. */
const TYPED_PATIENCE_MS = 2_000;

/** Where the world is to go as fast as it can, and what to do there. */
interface Errand {
  readonly untilMs: number;
  /** Occurrences between two looks at what has come of it. */
  readonly stride: number;
  /** Ends the errand early. */
  done(): boolean;
  arrived(): void;
}

interface Playing {
  readonly world: PlayedWorld;
  readonly pace: Pace;
  readonly errands: Errand[];
  last: Snapshot | undefined;
}

/** The engine's keeper: gives it inputs and time, and shows what became of it to a page that asks. */
export function createHost(machine: Machine, openWorld: OpenWorld): { receive(message: ToWorker): void } {
  let playing: Playing | undefined;
  let asked = false;
  let ticking = false;

  /** Runs engine code; what it throws stops the world, not the worker. */
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      const snapshot = playing && lastLook(playing, machine);
      machine.post({ type: "fault", fault: faultReport(error, playing?.world.nowMs), ...(snapshot ? { snapshot } : {}) });
      playing = undefined;
    }
  };

  const tick = (): void => {
    ticking = false;
    if (playing) guarded(() => playing && slice(playing, machine));
    show();
    wake();
  };

  const wake = (): void => {
    if (ticking || !playing || (playing.pace.speed === 0 && playing.errands.length === 0)) return;
    ticking = true;
    machine.later(playing.errands.length > 0 || playing.pace.behind ? 0 : FRAME_MS, tick);
  };

  const show = (): void => {
    if (!asked || !playing) return;
    const current = playing;
    guarded(() => {
      const snapshot = snapshotOf(current, machine);
      if (current.last && sameSnapshot(current.last, snapshot)) return;
      current.last = snapshot;
      asked = false;
      machine.post({ type: "snapshot", snapshot });
    });
  };

  const receive = (message: ToWorker): void => {
    switch (message.type) {
      case "open":
        playing = undefined;
        guarded(() => {
          const world = openWorld(message.scenario);
          playing = { world, pace: createPace(machine.clockMs(), world.nowMs), errands: [], last: undefined };
          machine.post({ type: "opened", name: message.scenario.name });
        });
        break;
      case "snapshot":
        asked = true;
        break;
      case "ping":
        machine.post({ type: "pong" });
        break;
      case "pace":
        playing?.pace.set(message.speed, machine.clockMs(), playing.world.nowMs);
        break;
      case "input":
        if (playing) guarded(() => playing && type(playing, message.input));
        break;
      case "runUntil":
        playing?.errands.push(runUntil(playing.world, message.id, message.atMs, machine));
    }
    show();
    wake();
  };
  return { receive };
}

const runUntil = (world: PlayedWorld, id: number, atMs: number, machine: Machine): Errand => ({
  untilMs: atMs,
  stride: CHUNK_OCCURRENCES,
  done: () => false,
  arrived: () => machine.post({ type: "reached", id, atMs: world.nowMs, digest: world.digest() }),
});

/** While paused, a typed command runs the clock until it ends or has waited a while; then the world pauses again. */
function type({ world, pace, errands }: Playing, input: PageInput): void {
  const submitted = world.type(input);
  if (pace.speed > 0) return;
  errands.push({ untilMs: world.nowMs + TYPED_PATIENCE_MS, stride: 1, done: () => world.ended(submitted), arrived: () => {} });
}

/** Lets the world run for a slice of host time: to the end of its errands first, then as far as the pace asks. */
function slice({ world, pace, errands }: Playing, machine: Machine): void {
  const deadline = machine.clockMs() + SLICE_MS;
  let left = SLICE_OCCURRENCES;
  const inTime = (): boolean => left > 0 && machine.clockMs() < deadline;
  while (inTime()) {
    const errand = errands[0];
    const goalMs = errand ? errand.untilMs : pace.goalMs(machine.clockMs());
    if (world.nowMs >= goalMs || errand?.done()) {
      if (!errand) break;
      errands.shift();
      errand.arrived();
      pace.restart(machine.clockMs(), world.nowMs);
      continue;
    }
    left -= Math.max(1, world.advance(goalMs, Math.min(left, errand?.stride ?? CHUNK_OCCURRENCES)));
  }
  if (errands.length === 0) pace.reached(machine.clockMs(), world.nowMs);
}

function snapshotOf({ world, pace, errands }: Playing, machine: Machine): Snapshot {
  const lastCommand = world.lastCommand();
  const inMain = world.inMain();
  return {
    nowMs: world.nowMs,
    speed: pace.speed,
    speedReached: errands.length > 0 ? pace.speed : pace.speedReached(machine.clockMs(), world.nowMs),
    pods: world.pods(),
    events: world.events(),
    ...(lastCommand ? { lastCommand } : {}),
    ...(inMain ? { inMain } : {}),
  };
}

/** How a world stands that has stopped; nothing when not even that can be read of it. */
function lastLook(playing: Playing, machine: Machine): Snapshot | undefined {
  try {
    return { ...snapshotOf(playing, machine), speed: 0, speedReached: 0 };
  } catch {
    return undefined;
  }
}

const sameSnapshot = (a: Snapshot, b: Snapshot): boolean =>
  a.nowMs === b.nowMs && a.speed === b.speed && a.pods === b.pods && a.events === b.events && sameCommand(a.lastCommand, b.lastCommand) && sameCommand(a.inMain, b.inMain);
const sameCommand = (a: CommandReport | undefined, b: CommandReport | undefined): boolean =>
  a?.run === b?.run && a?.output === b?.output && a?.exitCode === b?.exitCode;
