import type { Scenario } from "../scenario/scenario.ts";
import type { CommandReport, PageInput } from "./protocol.ts";

/** A world as the host plays it. */
export interface PlayedWorld {
  readonly nowMs: number;
  /** Runs at most so many occurrences up to `untilMs`; returns how many ran. Fewer than `most`: the clock stands there. */
  advance(untilMs: number, most: number): number;
  /** Enters an input a moment after now; returns its number. */
  type(input: PageInput): number;
  /** True when an input has run to its end; of an interrupt, when what it interrupts has. */
  ended(submitted: number): boolean;
  /** As kubectl prints them now; of the events, the one seen last at the end. */
  pods(): string;
  events(): string;
  /** The command that began last. */
  lastCommand(): CommandReport | undefined;
  /** The command that the shell `main` still runs, if that is another one. */
  inMain(): CommandReport | undefined;
  digest(): string;
}

/** Makes a world of a scenario and brings it to 0s. Throws a Fault when the engine stops. */
export type OpenWorld = (scenario: Scenario) => PlayedWorld;
