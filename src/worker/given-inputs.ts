import type { Coming } from "../graph/model.ts";
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

/** The scenario's next input after a moment, as something that is planned. */
export function nextInput(given: readonly GivenInput[], atMs: number): Coming | undefined {
  let next: GivenInput | undefined;
  for (const one of given) if (!one.typed && one.input.atMs > atMs && (!next || one.input.atMs < next.input.atMs)) next = one;
  return next && { atMs: next.input.atMs, what: "input", pod: "", container: "", detail: wordsOf(next.input) };
}

const wordsOf = ({ action }: Input): string => (action.type === "run" ? action.line : action.type === "edit" ? action.file : action.type === "keys" ? action.keys : "^C");
