import type { JsonObject } from "../../api/json.ts";
import type { Status } from "../../api/types.ts";
import type { ApiRequest } from "../../engine/apiserver/request.ts";
import type { ProcessContext } from "../../engine/processes/program.ts";
import type { Answer } from "../../engine/processes/syscall.ts";
import { describeProblem, statusProblem, verdictOf } from "../failure.ts";
import { objectsAt, stringAt } from "../objects.ts";
import { rolloutVerdict, type RollingKind } from "../rollout/status-text.ts";
import { err, out } from "./lasting.ts";
import type { LastingStep, Write } from "./lasting.ts";

export interface RolloutTarget {
  readonly kind: RollingKind;
  /** A list of just this object. */
  readonly request: ApiRequest;
}

/** `rollout status`: one object after the other, a line each time one changes, until it is rolled out. */
export interface RolloutStatus {
  readonly kind: "rollout-status";
  readonly targets: readonly RolloutTarget[];
  /** 0 = the newest. */
  readonly revision: number;
  /** --watch. */
  readonly follow: boolean;
  /** For each object; 0 = for ever. */
  readonly timeoutMs: number;
  readonly deadlineMs: number | null;
  readonly index: number;
  readonly phase: "list" | "watch" | "event" | "unwatch";
  readonly watch: number;
  readonly errors: readonly string[];
}

export const rolloutStatus = (targets: readonly RolloutTarget[], options: Pick<RolloutStatus, "revision" | "follow" | "timeoutMs">): RolloutStatus => ({
  kind: "rollout-status",
  targets,
  ...options,
  deadlineMs: null,
  index: 0,
  phase: "list",
  watch: 0,
  errors: [],
});

// Mirrors RolloutStatusOptions.Run (kubectl/pkg/cmd/rollout/rollout_status.go): what the list holds counts as the first change.
export function stepRolloutStatus(state: RolloutStatus, answer: Answer | undefined, context: ProcessContext): LastingStep {
  const target = state.targets[state.index];
  if (!target) return finished(state);
  if (answer === undefined) {
    const deadlineMs = state.timeoutMs > 0 ? context.now + state.timeoutMs : null;
    return { writes: [], state: { ...state, deadlineMs, phase: "list" }, wait: { call: "api", request: target.request } };
  }
  if (!answer.ok) return { writes: [], exit: 1 };
  switch (state.phase) {
    case "list":
      return afterList(state, target, answer.api?.code ?? 500, answer.api?.body as JsonObject | undefined, context);
    case "watch":
      return awaitEvent({ ...state, watch: answer.watch ?? 0 }, [], context);
    case "event":
      return afterEvent(state, target, answer, context);
    case "unwatch":
      return stepRolloutStatus({ ...state, phase: "list" }, undefined, context);
  }
}

function afterList(state: RolloutStatus, target: RolloutTarget, code: number, body: JsonObject | undefined, context: ProcessContext): LastingStep {
  if (code >= 400) return next({ ...state, errors: [...state.errors, describeProblem(statusProblem(body as unknown as Status))] }, [], false, context);
  const [object] = objectsAt(body, "items");
  const told = object ? tell(state, target, object) : { state, writes: [], ends: false };
  if (told.ends) return next(told.state, told.writes, false, context);
  const resourceVersion = stringAt(body, "metadata", "resourceVersion");
  const request: ApiRequest = { ...target.request, verb: "watch", query: { ...target.request.query, resourceVersion } };
  return { writes: told.writes, state: { ...told.state, phase: "watch" }, wait: { call: "watch", request } };
}

function afterEvent(state: RolloutStatus, target: RolloutTarget, answer: Extract<Answer, { ok: true }>, context: ProcessContext): LastingStep {
  const failed = (message: string) => next({ ...state, errors: [...state.errors, message] }, [], true, context);
  if (answer.timedOut) return failed("timed out waiting for the condition");
  const { event } = answer;
  if (event?.type === "DELETED") return failed("object has been deleted");
  if (!event || (event.type !== "ADDED" && event.type !== "MODIFIED")) return awaitEvent(state, [], context);
  const told = tell(state, target, event.object as unknown as JsonObject);
  return told.ends ? next(told.state, told.writes, true, context) : awaitEvent(told.state, told.writes, context);
}

function awaitEvent(state: RolloutStatus, writes: readonly Write[], context: ProcessContext): LastingStep {
  const left = state.deadlineMs === null ? undefined : Math.max(0, state.deadlineMs - context.now);
  return { writes, state: { ...state, phase: "event" }, wait: { call: "nextEvent", watch: state.watch, ...(left !== undefined && { timeoutMs: left }) } };
}

function tell(state: RolloutStatus, { kind }: RolloutTarget, object: JsonObject): { state: RolloutStatus; writes: readonly Write[]; ends: boolean } {
  const verdict = rolloutVerdict(kind, object, state.revision);
  if ("error" in verdict) return { state: { ...state, errors: [...state.errors, verdict.error] }, writes: [], ends: true };
  return { state, writes: [out(verdict.line)], ends: verdict.done || !state.follow };
}

function next(state: RolloutStatus, writes: readonly Write[], watching: boolean, context: ProcessContext): LastingStep {
  const moved: RolloutStatus = { ...state, index: state.index + 1 };
  if (watching && moved.index < state.targets.length) return { writes, state: { ...moved, phase: "unwatch" }, wait: { call: "unwatch", watch: state.watch } };
  const step = stepRolloutStatus(moved, undefined, context);
  return { ...step, writes: [...writes, ...step.writes] };
}

function finished({ errors }: RolloutStatus): LastingStep {
  const problems = errors.map((message) => ({ kind: "message", message }) as const);
  const [only] = problems;
  if (!only) return { writes: [], exit: 0 };
  const verdict = verdictOf(problems.length === 1 ? only : { kind: "aggregate", problems });
  return { writes: [err(verdict.text)], exit: verdict.exitCode };
}
