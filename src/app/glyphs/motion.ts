import type { Clock, PodView, StepView } from "../../graph/model.ts";
import type { PodMotion } from "./pod-shapes.ts";

/** How much of a clock has gone by at a moment, 0 to 1. */
export function clockFraction({ fromMs, untilMs }: Pick<Clock, "fromMs" | "untilMs">, atMs: number): number {
  if (untilMs <= fromMs) return 1;
  return Math.min(Math.max((atMs - fromMs) / (untilMs - fromMs), 0), 1);
}

/** How far the whole creation has come when each step begins; a pull takes most of the time that one waits. */
const beginsAt: Readonly<Record<StepView["name"], number>> = { schedule: 0, volumes: 0.05, sandbox: 0.1, address: 0.15, pull: 0.2, create: 0.85, start: 0.95 };

/** How far a pod has come on its way from Pending to Running, 0 to 1; it never goes back. */
export function creationFraction(steps: readonly StepView[], atMs: number): number {
  const at = steps.findIndex(({ state }) => state !== "done");
  const step = steps[at];
  if (!step) return steps.length > 0 ? 1 : 0;
  const end = steps[at + 1];
  return beginsAt[step.name] + stepFraction(step, atMs) * ((end ? beginsAt[end.name] : 1) - beginsAt[step.name]);
}

/** How far a step under way has come, where its end is known, 0 to 1. */
export function stepFraction({ state, atMs: fromMs, untilMs }: StepView, atMs: number): number {
  if (state === "done") return 1;
  return state === "now" && fromMs !== undefined && untilMs !== undefined ? clockFraction({ fromMs, untilMs }, atMs) : 0;
}

type Seen = Pick<PodView, "glyph" | "clock" | "steps" | "init" | "deletion">;

/** What moves in a pod's glyph at a moment. */
export function podMotion(pod: Seen, atMs: number): PodMotion {
  return { fraction: podFraction(pod, atMs), init: pod.init };
}

function podFraction({ glyph, clock, steps, deletion }: Seen, atMs: number): number | undefined {
  if (glyph === "creating") return creationFraction(steps, atMs);
  if (clock) return clockFraction(clock, atMs);
  if (glyph !== "terminating" || !deletion) return undefined;
  return clockFraction({ fromMs: deletion.requestedAtMs, untilMs: deletion.requestedAtMs + deletion.graceSeconds * 1000 }, atMs);
}
