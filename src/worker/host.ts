import { runUntil } from "./errand.ts";
import { faultReport } from "./fault-report.ts";
import type { Machine } from "./machine.ts";
import { answerOf } from "./playing/answer.ts";
import { compareOn, compareWith, isComparedBehind } from "./playing/compared.ts";
import { begin, goneMs, isBetween, stop, type Playing } from "./playing/playing.ts";
import { slice } from "./playing/run-on.ts";
import { shownState } from "./playing/shown.ts";
import { go, look, setPace, watch } from "./playing/steering.ts";
import { enter, travel } from "./playing/travel.ts";
import type { Query, ToWorker } from "./protocol.ts";
import type { OpenWorld } from "./world.ts";

/** While nothing hurries, the world goes on so often. */
const FRAME_MS = 16;

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

const isMoving = (playing: Playing): boolean => playing.pace.speed > 0 || isComparedBehind(playing) || (!playing.dead && (playing.errands.length > 0 || isBetween(playing)));
