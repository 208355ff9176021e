import { create } from "zustand";
import type { Coming, Message } from "../../graph/model.ts";
import type { FaultReport, Goal } from "../../worker/protocol.ts";
import { keep, kept } from "../kept.ts";

/** The speeds on the scale, in virtual seconds per second. */
export const MIN_SPEED = 0.1;
export const MAX_SPEED = 1000;

/** The clock, and what happens to it. Changes with every frame: subscribe to single fields only. */
interface Moment {
  /** Virtual milliseconds of what is shown. */
  readonly viewMs: number;
  /** How far the world has gone. */
  readonly liveMs: number;
  /** Being played at; 0 while paused. */
  readonly speed: number;
  readonly speedReached: number;
  /** What play plays at. */
  readonly chosenSpeed: number;
  readonly goal: Goal | undefined;
  readonly coming: Coming | undefined;
  /** Where it was to run to and what did not come within an hour, until the clock moves again. */
  readonly missed: Goal | undefined;
  /** While paused, the clock runs for a command that was typed. */
  readonly forCommand: boolean;
  /** Moments before this one were thinned out: they show the nearest one that was kept. */
  readonly coarseBeforeMs: number;
  /** False until the first frame of a world. */
  readonly opened: boolean;
  readonly fault: FaultReport | undefined;
  readonly canLook: boolean;
  /** True while the worker owes an answer for longer than is usual. */
  readonly silent: boolean;
}

const speedOf = (text: string | undefined): number => {
  const speed = Number(text);
  return speed >= MIN_SPEED && speed <= MAX_SPEED ? speed : 1;
};

export const unopened = { viewMs: 0, liveMs: 0, speed: 0, speedReached: 0, goal: undefined, coming: undefined, missed: undefined, forCommand: false, coarseBeforeMs: 0, opened: false, fault: undefined, canLook: false, silent: false };

export const useMoment = create<Moment>(() => ({ ...unopened, chosenSpeed: speedOf(kept("speed")) }));

/** True while the past is looked at. */
export const isPast = ({ viewMs, liveMs }: Pick<Moment, "viewMs" | "liveMs">): boolean => viewMs < liveMs;

/** Why the world does nothing now: it failed, or it does not answer. */
export const stoppedBy = ({ fault, silent }: Pick<Moment, "fault" | "silent">): "fault" | "silence" | undefined =>
  fault ? "fault" : silent ? "silence" : undefined;

export function chooseSpeed(speed: number): void {
  const chosenSpeed = Math.min(Math.max(speed, MIN_SPEED), MAX_SPEED);
  keep("speed", String(chosenSpeed));
  useMoment.setState({ chosenSpeed });
}

/** How long a mark travels, in milliseconds at 1x. */
export const TRAVEL_MS = 400;

/** A request goes, its answer comes back, its verdict stands: as many times as long. */
export const LEG_SPANS = 3;

let travelling: readonly Message[] = [];

/** Messages that may still be on their way; drawn as a function of viewMs, so that a pause holds them in mid-pipe. */
export const messagesNow = (): readonly Message[] => travelling;

/** Takes new ones in and lets go of those that have arrived, or lie ahead of a moment that was gone back to. */
export function takeMessages(fresh: readonly Message[], viewMs: number, speed: number, jumped: boolean): void {
  // Standing still, they hang where they were at the pace before.
  const spanMs = TRAVEL_MS * Math.max(speed || useMoment.getState().chosenSpeed, 1);
  const kept = jumped ? fresh : [...travelling, ...fresh];
  travelling = kept.filter(({ atMs, leg }) => atMs <= viewMs && atMs > viewMs - spanMs * (leg ? LEG_SPANS : 1));
}
