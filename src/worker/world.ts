import type { Scenario } from "../scenario/scenario.ts";
import type { CommandReport, PageInput } from "./protocol.ts";

/** A world as the host plays it. */
export interface PlayedWorld {
  readonly nowMs: number;
  /** Runs at most so many occurrences up to `untilMs`; returns how many ran. Fewer than `most`: the clock stands there. */
  advance(untilMs: number, most: number): number;
  /** Enters an input a moment after now; returns its number. */
  type(input: PageInput): number;
  ended(submitted: number): boolean;
  /** As kubectl prints them now. */
  pods(): string;
  events(): string;
  lastCommand(): CommandReport | undefined;
  digest(): string;
}

/** Makes a world of a scenario and brings it to 0s. Throws a Fault when the engine stops. */
export type OpenWorld = (scenario: Scenario) => PlayedWorld;
