import { Fault } from "../engine/simulation/fault.ts";
import type { Coming, EntityKey } from "../graph/model.ts";
import { runTo, runToBranch, runTyped, runUntil, type Errand, type Journey } from "./errand.ts";
import { faultReport } from "./fault-report.ts";
import type { TypedInput } from "./branches.ts";
import { createComparing, type Comparing } from "./comparing.ts";
import { createHistory, type History, type Trip } from "./history.ts";
import { createPace } from "./pace.ts";
import type { Answer, FromWorker, Goal, PageInput, Query, ToWorker } from "./protocol.ts";
import { sceneOf } from "./scene.ts";
import { createWatching } from "./watching.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { OpenWorld } from "./world.ts";

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
/** Of one instant, between two looks at the host's clock. */
const CHUNK_OCCURRENCES = 100;
const FRAME_MS = 16;
/**
 * A checkpoint is kept after this much host time in which the world went on, or after so many occurrences: what it takes
 * to get to any moment again. And taking them costs no more than one part in so many of the time.
 */
const CHECKPOINT_MS = 250;
const CHECKPOINT_OCCURRENCES = 2_000;
const CHECKPOINT_SHARE = 20;

/** A world that is played, and how. */
interface Playing extends Journey {
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
  readonly kept: { clockMs: number; occurrences: number; readonly costsMs: [number, number] };
}

/** The engine's keeper: gives it inputs and time, and shows what became of it to a page that asks. */
export function createHost(machine: Machine, openWorld: OpenWorld): { receive(message: ToWorker): void } {
  let playing: Playing | undefined;
  let asked = false;
  let ticking = false;

  /** Runs engine code; what it throws stops the world, not the worker. */
  const guarded = (work: (playing: Playing) => void): void => {
    if (!playing) return;
    try {
      work(playing);
    } catch (error) {
      stop(playing);
      machine.post({ type: "fault", fault: faultReport(error, playing.world.nowMs), canLook: playing.watching.hasSeen });
    }
  };

  const open = (message: Extract<ToWorker, { type: "open" }>): void => {
    playing = undefined;
    try {
      playing = begin(message, machine, openWorld);
      machine.post({ type: "opened", name: message.scenario.name });
    } catch (error) {
      machine.post({ type: "fault", fault: faultReport(error, undefined), canLook: false });
    }
  };

  const tick = (): void => {
    ticking = false;
    guarded((current) => slice(current, machine));
    if (playing) compareOn(playing, machine);
    show();
    wake();
  };

  const wake = (): void => {
    if (ticking || !playing || !isMoving(playing)) return;
    ticking = true;
    const hurries = isComparedBehind(playing) || (!playing.watching.isPast && (playing.errands.length > 0 || playing.pace.behind || isBetween(playing)));
    machine.later(hurries ? 0 : FRAME_MS, tick);
  };

  const show = (): void => {
    if (!asked) return;
    guarded((current) => {
      const frame = current.watching.take(shownState(current, machine));
      if (!frame) return;
      current.missedGoal = undefined;
      current.branchesTold = current.history.version;
      if (current.comparing === "none") current.comparing = undefined;
      asked = false;
      machine.post({ type: "frame", frame });
    });
  };

  const receive = (message: ToWorker): void => {
    switch (message.type) {
      case "open":
        open(message);
        break;
      case "frame":
        asked = true;
        break;
      case "ping":
        machine.post({ type: "pong" });
        break;
      case "pace":
        guarded((current) => setPace(current, message.speed, machine));
        break;
      case "go":
        guarded((current) => go(current, message.to, machine));
        break;
      case "look":
        guarded((current) => look(current, message.atMs, machine));
        break;
      case "watch":
        guarded((current) => watch(current, message.pods));
        break;
      case "input":
        guarded((current) => enter(current, [message.input, ...(message.then ?? [])], machine));
        break;
      case "undo":
        guarded((current) => travel(current, ({ history }) => history.undo(goneMs(current)), machine));
        break;
      case "redo":
        guarded((current) => travel(current, ({ history }) => history.redo(goneMs(current)), machine));
        break;
      case "branch":
        guarded((current) => travel(current, ({ history }) => history.branch(message.id, goneMs(current)), machine, message));
        break;
      case "nameBranch":
        guarded(({ history }) => history.name(message.id, message.name));
        break;
      case "compare":
        guarded((current) => compareWith(current, message.id));
        break;
      case "runUntil":
        guarded((current) => {
          current.watching.lookLive();
          if (!current.dead) current.errands.push(runUntil(current, message.id, message.atMs, machine.post));
        });
        break;
      case "query":
        answer(message.id, message.query);
    }
    show();
    wake();
  };

  /** A question that cannot be answered is no fault of the world. */
  const answer = (id: number, query: Query): void => {
    if (!playing) return machine.post({ type: "answer", id, answer: { type: "failed", message: "no world is open" } });
    try {
      machine.post({ type: "answer", id, answer: answerOf(playing, query) });
    } catch (error) {
      machine.post({ type: "answer", id, answer: { type: "failed", message: error instanceof Error ? error.message : String(error) } });
    }
  };

  return { receive };
}

/** To save, the page is given all that was typed, in every branch, whatever the world has of it now. */
function answerOf(playing: Playing, query: Query): Answer {
  const { world, watching, history, scenario, dead } = playing;
  const answer = world.query(query, watching.model, watching.isPast || dead ? watching.viewMs : undefined);
  if (query.type !== "scene" || query.for !== "save" || answer.type !== "scene") return answer;
  const pending = pendingOf(playing);
  return { ...answer, scenario: sceneOf(scenario, [...history.typed, ...pending]), branches: history.keep(scenario.inputs.length, goneMs(playing), pending) };
}

/** Typed, but not entered yet: as soon as this instant is whole, or the moment is reached to which the world is on its way. */
function pendingOf(playing: Playing): readonly TypedInput[] {
  const way = playing.errands.find(({ kind }) => kind === "branch");
  const atMs = Math.max(goneMs(playing), way?.untilMs ?? 0, playing.history.typed.at(-1)?.atMs ?? 0);
  return playing.typing.map((input) => ({ atMs, input }));
}

function begin({ scenario, again }: Extract<ToWorker, { type: "open" }>, machine: Machine, openWorld: OpenWorld): Playing {
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
    kept: { clockMs: machine.clockMs(), occurrences: 0, costsMs: [0, 0] },
  };
  // It may have gone on for a moment after it was put away.
  if (again) playing.errands.push(runToBranch(playing, Math.max(playing.history.untilMs, again.lookMs), again.lookMs));
  return playing;
}

/** How far the world has gone, whole. */
const goneMs = ({ world, watching, dead }: Playing): number => (dead ? watching.liveMs : world.nowMs);

/** Something broke: time stands, at the last instant that was seen whole. */
function stop(playing: Playing): void {
  playing.dead = true;
  playing.errands.length = 0;
  playing.typing.length = 0;
  playing.pace.set(0, 0, playing.watching.viewMs);
}

/** True in the middle of an instant, which is then brought to its end whatever the pace. */
const isBetween = ({ dead, world, typing }: Playing): boolean => !dead && (!world.whole || typing.length > 0);

const isMoving = (playing: Playing): boolean => playing.pace.speed > 0 || isComparedBehind(playing) || (!playing.dead && (playing.errands.length > 0 || isBetween(playing)));

function setPace(playing: Playing, speed: number, machine: Machine): void {
  const { pace, watching, dead } = playing;
  endErrands(playing);
  pace.set(dead && !watching.isPast ? 0 : speed, machine.clockMs(), watching.viewMs);
}

/** What the person wanted before is not wanted any more; a run that is waited for goes on. */
function endErrands({ errands }: Playing): void {
  const waitedFor = errands.filter(({ kind }) => kind === "runUntil");
  errands.splice(0, errands.length, ...waitedFor);
}

function look(playing: Playing, atMs: number | "live", machine: Machine): void {
  const { watching, pace } = playing;
  endErrands(playing);
  if (atMs === "live") watching.lookLive();
  else if (!Number.isNaN(atMs)) watching.look(atMs);
  pace.set(0, machine.clockMs(), watching.viewMs);
}

/** What was not wanted until now is seen at once where the world stands still. */
function watch({ world, watching, dead }: Playing, pods: readonly EntityKey[]): void {
  world.watch(pods);
  if (!dead && world.whole) watching.saw(world.nowMs, world.look());
}

/** In the past, to what was seen; where nothing was seen that far, the world runs on. */
function go(playing: Playing, goal: Goal, machine: Machine): void {
  const { watching, dead } = playing;
  const seen = typeof goal === "object" ? (goal.atMs <= watching.liveMs ? goal.atMs : undefined) : watching.nextSeen(goal);
  look(playing, seen ?? "live", machine);
  if (seen === undefined && !dead) playing.errands.push(runTo(playing, goal));
}

/** Entered at the moment that is looked at: in the past, that is the present from now on. */
function enter(playing: Playing, inputs: readonly PageInput[], machine: Machine): void {
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

/** Another branch is played beside this one from where they part. */
function compareWith(playing: Playing, id: number | undefined): void {
  const { history, world, watching, comparing } = playing;
  const other = id === undefined ? undefined : history.besides(id, goneMs(playing));
  if (!other) {
    playing.comparing = comparing && "none";
    return;
  }
  const model = watching.log.modelAt(other.forkMs);
  playing.comparing = createComparing(other, world.beside(other.forkMs, model), model);
}

/** The future that is played is another now: compared is what it was, if it went there, or the same as before. */
function compareAgain(playing: Playing, before: number): void {
  const { comparing, history } = playing;
  if (comparing && comparing !== "none") compareWith(playing, comparing.id === history.id ? before : comparing.id);
}

const isComparedBehind = ({ comparing, watching }: Playing): boolean => comparing !== undefined && comparing !== "none" && comparing.isBehind(watching.viewMs);

/** Lets the other branch come to the moment that is shown. It may stop with a fault of its own: then it is compared no more. */
function compareOn(playing: Playing, machine: Machine): void {
  const { comparing, watching } = playing;
  if (!comparing || comparing === "none") return;
  const deadline = machine.clockMs() + SLICE_MS;
  try {
    comparing.advance(watching.viewMs, () => machine.clockMs() >= deadline);
  } catch {
    playing.comparing = "none";
  }
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
function travel(playing: Playing, plan: (playing: Playing) => Trip | undefined, machine: Machine, { at }: { readonly at?: "fork" } = {}): void {
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

function typeWhenWhole(playing: Playing): void {
  const { world, typing, pace, errands, history } = playing;
  if (!world.whole) return;
  for (const input of history.comeAgain(world.nowMs)) world.type(input);
  // Who types on the way to a moment means that moment.
  if (errands.some(({ kind }) => kind === "branch")) return;
  for (const input of typing.splice(0)) {
    if (changesNothing(playing, input)) continue;
    history.enter(world.nowMs, input, world.nowMs);
    const submitted = world.type(input);
    if (pace.speed === 0) errands.push(runTyped(playing, submitted));
  }
}

/** A file is saved as it is: nobody did anything. */
function changesNothing({ world, watching, history }: Playing, input: PageInput): boolean {
  if (input.type !== "edit") return false;
  // Typed at this instant, it is not in the file yet.
  const pending = history.typed.findLast((one) => one.atMs === world.nowMs && one.input.type === "edit" && one.input.file === input.file)?.input;
  if (pending?.type === "edit") return pending.text === input.text;
  const file = world.query({ type: "file", path: input.file }, watching.model);
  return file.type === "file" && file.text === input.text;
}

/** Lets the world run for a slice of host time: to the end of its errands first, then as far as the pace asks. */
function slice(playing: Playing, machine: Machine): void {
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
  keepCheckpoint(playing, machine);
  return ran;
}

function keepCheckpoint({ world, kept }: Playing, machine: Machine): void {
  if (kept.occurrences === 0) return;
  const clockMs = machine.clockMs();
  const passedMs = clockMs - kept.clockMs;
  if ((passedMs < CHECKPOINT_MS && kept.occurrences < CHECKPOINT_OCCURRENCES) || passedMs < Math.min(...kept.costsMs) * CHECKPOINT_SHARE) return;
  world.keep();
  const afterMs = machine.clockMs();
  // The lesser of two: a pause of the machine's own is no cost of theirs.
  Object.assign(kept, { clockMs: afterMs, occurrences: 0, costsMs: [kept.costsMs[1], afterMs - clockMs] });
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

function shownState(playing: Playing, machine: Machine) {
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

function otherShown({ comparing, watching }: Playing) {
  if (comparing === "none") return null;
  return comparing?.take(watching);
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
