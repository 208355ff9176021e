import type { InputAction, Scenario, ScenarioInput } from "./scenario.ts";

/** An input with its instant: what the cluster's front door takes. */
export interface StagedInput {
  readonly atMs: number;
  readonly session?: string;
  readonly action: InputAction;
}

/** What a scenario is played on: as much of the cluster's front door as playing needs. */
export interface Stage {
  /** Virtual milliseconds; negative before 0s. */
  readonly now: number;
  /** Queues an input, which must lie ahead, and returns its number: by that its end is asked for. */
  submit(input: StagedInput): number;
  /** When the input's command ended; undefined while it has not. */
  endedAt(submitted: number): number | undefined;
  nextOccurrenceAt(): number | undefined;
  /** Runs everything that is due up to and at `ms`; afterwards `now` is `ms`. */
  runUntil(ms: number): void;
}

/** What has become of an input of the list. `submitted` is its number on the stage. */
export interface PlayedInput {
  readonly atMs: number;
  readonly submitted: number;
}

export interface Player {
  /** One entry per input of the scenario, undefined as long as it waits for the one before it. */
  readonly inputs: readonly (PlayedInput | undefined)[];
  /** True while an input waits for the end of another: then `catchUp` is due after every instant. */
  readonly waiting: boolean;
  /** Submits every waiting input whose predecessor has ended. */
  catchUp(): void;
  /** Plays up to and at `untilMs`. `observe` is called after every instant at which something happened. */
  advance(untilMs: number, observe?: () => void): void;
  /** Where a scenario without `until` ends, as far as can be said now: 60 s after its last input ended, or began. */
  endMs(): number;
}

const LINGER_MS = 60_000;

/** Gives a scenario's inputs to the stage as their times come: `at` is known beforehand, `after` when the one before ended. */
export function createPlayer(scenario: Scenario, stage: Stage): Player {
  const inputs: (PlayedInput | undefined)[] = scenario.inputs.map((input) => ("atMs" in input.when ? submit(stage, input, input.when.atMs) : undefined));
  const isWaiting = (): boolean => inputs.includes(undefined);
  const catchUp = (): void => submitReady(scenario, stage, inputs);
  catchUp();
  return {
    inputs,
    get waiting() {
      return isWaiting();
    },
    catchUp,
    advance(untilMs, observe) {
      while (observe || isWaiting()) {
        const next = stage.nextOccurrenceAt();
        if (next === undefined || next > untilMs) break;
        stage.runUntil(next);
        catchUp();
        observe?.();
      }
      if (stage.now < untilMs) stage.runUntil(untilMs);
    },
    endMs: () => Math.max(0, ...inputs.map((input) => (input ? (stage.endedAt(input.submitted) ?? input.atMs) : 0))) + LINGER_MS,
  };
}

/** The first of the list has no predecessor and starts at 0s. */
function submitReady(scenario: Scenario, stage: Stage, inputs: (PlayedInput | undefined)[]): void {
  for (const [i, input] of scenario.inputs.entries()) {
    if (inputs[i] !== undefined || "atMs" in input.when) continue;
    const before = inputs[i - 1];
    const endedAt = i === 0 ? 0 : before && stage.endedAt(before.submitted);
    if (endedAt !== undefined) inputs[i] = submit(stage, input, endedAt + input.when.afterMs);
  }
}

/** What comes from outside lies ahead of the clock, so that a replay meets it in the same order. */
function submit(stage: Stage, { session, action }: ScenarioInput, plannedMs: number): PlayedInput {
  const atMs = Math.max(plannedMs, stage.now + 1);
  return { atMs, submitted: stage.submit({ atMs, ...(session === undefined ? {} : { session }), action }) };
}
