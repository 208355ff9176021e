import type { ProcessContext } from "../../engine/processes/program.ts";
import type { Answer } from "../../engine/processes/syscall.ts";
import type { Lasting, LastingStep } from "./lasting.ts";
import { stepDrain } from "./drain.ts";
import { stepPortForward } from "./port-forward.ts";
import { stepRolloutStatus } from "./rollout-status.ts";
import { stepStream } from "./stream.ts";
import { stepTableWatch } from "./table-watch.ts";
import { stepWaiting } from "./waiting.ts";

/** The next step; without an answer, the first. */
export function stepLasting(state: Lasting, answer: Answer | undefined, context: ProcessContext): LastingStep {
  switch (state.kind) {
    case "table-watch":
      return stepTableWatch(state, answer);
    case "waiting":
      return stepWaiting(state, answer, context);
    case "rollout-status":
      return stepRolloutStatus(state, answer, context);
    case "drain":
      return stepDrain(state, answer, context);
    case "stream":
      return stepStream(state, answer);
    case "port-forward":
      return stepPortForward(state, answer);
  }
}
