import type { Scenario, ScenarioInput } from "../scenario/scenario.ts";
import type { TypedInput } from "./branches.ts";
import type { GivenInput } from "./given-inputs.ts";
import { scenarioInput } from "./history.ts";

/** The scenario with what a person typed until an instant: played again, it is the same world there. */
export function sceneAt(scenario: Scenario, given: readonly GivenInput[], atMs: number): Scenario {
  const typed = given.filter((one) => one.typed && one.input.atMs <= atMs).map(({ input: { atMs: at, session, action } }): ScenarioInput => ({ when: { atMs: at }, ...(session === undefined ? {} : { session }), action }));
  return { ...scenario, inputs: [...scenario.inputs, ...withoutOverwritten(typed)] };
}

/** The scenario with all that was typed, whether it came already or comes again. */
export const sceneOf = (scenario: Scenario, typed: readonly TypedInput[]): Scenario => ({ ...scenario, inputs: [...scenario.inputs, ...withoutOverwritten(typed.map(scenarioInput))] });

/** An edit that is overwritten before anything ran is left out: a link holds no typing. */
function withoutOverwritten(inputs: readonly ScenarioInput[]): readonly ScenarioInput[] {
  return inputs.filter(({ action }, i) => {
    const next = inputs[i + 1]?.action;
    return !(action.type === "edit" && next?.type === "edit" && next.file === action.file);
  });
}
