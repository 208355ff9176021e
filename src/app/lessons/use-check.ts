import type { LessonStep } from "../../scenario/lessons/lesson.ts";
import { useEffect, useMemo } from "react";
import { useAnswer } from "../inspector/use-answer.ts";
import { modelStore } from "../state/model-store.ts";
import { useMoment } from "../state/moment.ts";
import { onOutput } from "../state/world.ts";
import { markDone } from "./lesson-store.ts";

export interface StepState {
  /** By place in the step's check; undefined until the cluster has answered. */
  readonly held: readonly boolean[] | undefined;
  /** Places of the hints that fit. */
  readonly hints: readonly number[];
}

const UNKNOWN: StepState = { held: undefined, hints: [] };

/** Asks the cluster, and again after its changes and after each command, how a step stands; notes when it is done. */
export function useCheck(number: number, { check, hints }: LessonStep): StepState {
  const opened = useMoment((state) => state.opened);
  const query = useMemo(() => ({ type: "check" as const, claims: [...check, ...hints.flatMap(({ when }) => when)] }), [check, hints]);
  const { answer } = useAnswer<"check">(opened && check.length > 0 ? query : undefined, onWorldChange);
  const state = useMemo(() => (answer ? stateOf(answer.held, check.length, hints) : UNKNOWN), [answer, check, hints]);
  const done = state.held?.every(Boolean) === true;
  useEffect(() => {
    if (done) markDone(number);
  }, [done, number]);
  return state;
}

function stateOf(held: readonly boolean[], checks: number, hints: LessonStep["hints"]): StepState {
  let at = checks;
  const fitting = hints.flatMap(({ when }, i) => {
    const from = at;
    at += when.length;
    return held.slice(from, at).every(Boolean) ? [i] : [];
  });
  return { held: held.slice(0, checks), hints: fitting };
}

/** What is asked about may be something that is not drawn, such as a namespace: commands change that. */
function onWorldChange(again: () => void): () => void {
  const endModel = modelStore.onAny(again);
  const endOutput = onOutput((output) => output.some(({ type }) => type === "end") && again());
  return () => {
    endModel();
    endOutput();
  };
}
