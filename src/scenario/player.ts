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

/**
 * Gives a scenario's inputs to the stage as their times come: `at` is known beforehand, `after` when the one before ended.
 * `given`: what the stage has been given already, as `inputs` of another player told: this one goes on from there.
 */
export function createPlayer(scenario: Scenario, stage: Stage, given?: readonly (PlayedInput | undefined)[]): Player {
  const inputs: (PlayedInput | undefined)[] = given ? [...given] : scenario.inputs.map((input) => ("atMs" in input.when ? submit(stage, input, input.when.atMs) : undefined));
  const waits = (i: number): boolean => i < inputs.length && inputs[i] === undefined;
  // An input whose predecessor waits as well is not looked at, nor one whose predecessor has not begun: an instant costs
  // as much as there are commands that run and are waited for, not as there are inputs.
  const next: Next[] = [];
  for (const [i, before] of [undefined, ...inputs].entries()) if (waits(i) && (i === 0 || before)) next.push({ input: i, fromMs: before?.atMs ?? Number.NEGATIVE_INFINITY });
  next.sort((a, b) => a.fromMs - b.fromMs || a.input - b.input);
  const catchUp = (): void => {
    for (const { input: i, endedAt } of takeReady(next, stage, inputs)) {
      const { when } = scenario.inputs[i]!;
      const played = submit(stage, scenario.inputs[i]!, endedAt + ("afterMs" in when ? when.afterMs : 0));
      inputs[i] = played;
      if (waits(i + 1)) insert(next, { input: i + 1, fromMs: played.atMs });
    }
  };
  catchUp();
  return {
    inputs,
    get waiting() {
      return next.length > 0;
    },
    catchUp,
    advance(untilMs, observe) {
      while (observe || next.length > 0) {
        const at = stage.nextOccurrenceAt();
        if (at === undefined || at > untilMs) break;
        stage.runUntil(at);
        catchUp();
        observe?.();
      }
      if (stage.now < untilMs) stage.runUntil(untilMs);
    },
    endMs: () => Math.max(0, ...inputs.map((input) => (input ? (stage.endedAt(input.submitted) ?? input.atMs) : 0))) + LINGER_MS,
  };
}
/** An input that waits for the end of one that is given already, which begins at `fromMs`. */
interface Next {
  readonly input: number;
  readonly fromMs: number;
}

/** Takes out those whose predecessor has ended, in the list's order. The first of the list has none and starts at 0s. */
function takeReady(next: Next[], stage: Stage, inputs: readonly (PlayedInput | undefined)[]): readonly { readonly input: number; readonly endedAt: number }[] {
  const ready: { readonly input: number; readonly endedAt: number }[] = [];
  for (let k = 0; k < next.length && next[k]!.fromMs <= stage.now; ) {
    const { input } = next[k]!;
    const before = inputs[input - 1];
    const endedAt = before ? stage.endedAt(before.submitted) : 0;
    if (endedAt === undefined) k += 1;
    else {
      ready.push({ input, endedAt });
      next.splice(k, 1);
    }
  }
  return ready.sort((a, b) => a.input - b.input);
}

function insert(next: Next[], one: Next): void {
  const place = next.findIndex(({ fromMs }) => fromMs > one.fromMs);
  next.splice(place < 0 ? next.length : place, 0, one);
}

/** What comes from outside lies ahead of the clock, so that a replay meets it in the same order. */
function submit(stage: Stage, { session, action }: ScenarioInput, plannedMs: number): PlayedInput {
  const atMs = Math.max(plannedMs, stage.now + 1);
  return { atMs, submitted: stage.submit({ atMs, ...(session === undefined ? {} : { session }), action }) };
}
