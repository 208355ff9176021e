import type { Scenario } from "../../../scenario/scenario.ts";

/** The world that is filmed: what is open, how far it had gone, and whether it had stopped by then: what was seen of it can be filmed. */
export interface Filmed {
  readonly scenario: Scenario | undefined;
  readonly liveMs: number;
  readonly fault: unknown;
}

/** Why a film comes to no end: another scene or another past is open, or the cluster does nothing any more. */
type Fault = "changed" | "stopped";

export class FilmFault extends Error {
  readonly why: Fault;

  constructor(why: Fault) {
    super(why);
    this.why = why;
  }
}

interface Clock {
  readonly liveMs: number;
  readonly fault: unknown;
  readonly silent: boolean;
}

/** What is wrong with the world that is filmed. One whose past was changed has gone less far than before. */
export function filmFault(filmed: Filmed, scenario: Scenario | undefined, { liveMs, fault, silent }: Clock): Fault | undefined {
  if (scenario !== filmed.scenario || liveMs < filmed.liveMs) return "changed";
  return (fault !== undefined && fault !== filmed.fault) || silent ? "stopped" : undefined;
}
