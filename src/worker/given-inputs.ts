import type { Input } from "../engine/workstation/state.ts";

/** An input that a cluster was given, by a person or by its scenario, and the instant at which it was. */
export interface GivenInput {
  /** The cluster's own. */
  readonly number: number;
  /** Where the cluster stood then; the input itself lies ahead of that. */
  readonly submittedAtMs: number;
  /** By a person, not by the scenario. */
  readonly typed: boolean;
  readonly input: Input;
}

/** Those from a number on that were given until an instant, in their order. */
export const inputsSince = (given: readonly GivenInput[], from: number, untilMs: number): readonly GivenInput[] =>
  given.filter(({ number, submittedAtMs }) => number >= from && submittedAtMs <= untilMs);
