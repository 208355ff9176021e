import type { Changes } from "../graph/frame.ts";
import type { Coming, EntityKey, Mark, Message, ViewModel } from "../graph/model.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Answer, PageInput, Query, TerminalOutput } from "./protocol.ts";

/** What became visible at one instant. */
export interface Sight {
  readonly changes: Changes;
  readonly marks: readonly Mark[];
  readonly messages: readonly Message[];
  readonly output: readonly TerminalOutput[];
}

/** A world as the host plays it. Only `step`, `type` and `goBack` change it; whatever else is asked of it, it does not notice. */
export interface PlayedWorld {
  /** Virtual milliseconds; 0 before anything was done. */
  readonly nowMs: number;
  /** Everything that is due at `nowMs` has happened. Only then are inputs taken, looks had and checkpoints kept. */
  readonly whole: boolean;
  /**
   * Runs what is due at the next instant, or what is left of this one: at most `most` occurrences, none beyond `untilMs`.
   * Returns how many ran; 0: nothing is due until then, and the clock stands there.
   */
  step(untilMs: number, most: number): number;
  /** What has changed since the last look. */
  look(): Sight;
  /** The pods whose processes are wanted while there are many: from the next look on. */
  watch(pods: readonly EntityKey[]): void;
  /** Enters an input a moment after now; returns its number. */
  type(input: PageInput): number;
  /** True when nothing more is to be expected of an input soon: its command ended, its keys were read and answered. */
  ended(submitted: number): boolean;
  /** What is planned next, as of a moment that was seen. */
  coming(model: ViewModel, atMs: number): Coming | undefined;
  /** Keeps a checkpoint of now. */
  keep(): void;
  /**
   * Makes the past of that instant, as `model` showed it, the present: inputs that were typed after it are dropped, those
   * of the scenario still play. When it throws, nothing has changed.
   */
  goBack(atMs: number, model: ViewModel): void;
  /**
   * Another future that parts from this one at an instant that is past, or now; `model` as it was there. It is played by
   * itself: this world does not notice.
   */
  beside(atMs: number, model: ViewModel): WorldBeside;
  /** Answers as of now, or of an instant that is past; `model` is what was seen then. */
  query(query: Query, model: ViewModel, atMs?: number): Answer;
  digest(): string;
}

/** A future that is played beside another, to be looked at. */
export type WorldBeside = Pick<PlayedWorld, "nowMs" | "whole" | "step" | "look" | "type">;

/** Makes a world of a scenario and brings it to 0s. Throws a Fault when the engine stops. */
export type OpenWorld = (scenario: Scenario) => PlayedWorld;
