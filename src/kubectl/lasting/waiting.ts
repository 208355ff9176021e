import { asJson, isObject } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import type { Status } from "../../api/types.ts";
import type { ApiRequest } from "../../engine/apiserver/request.ts";
import type { ProcessContext } from "../../engine/processes/program.ts";
import type { Answer } from "../../engine/processes/syscall.ts";
import { describeProblem, problemOf, statusProblem, verdictOf } from "../failure.ts";
import { findResults } from "../jsonpath/evaluate.ts";
import { parseTemplate } from "../jsonpath/parse.ts";
import { resultText } from "../jsonpath/print.ts";
import { at, objectsAt, stringAt } from "../objects.ts";
import { err, out } from "./lasting.ts";
import type { LastingStep, Write } from "./lasting.ts";

/** What is waited for. */
export type Condition =
  /** Gone, or replaced by another of the same name (`uid` differs; "" = any). */
  | { readonly type: "deleted" }
  | { readonly type: "condition"; readonly name: string; readonly status: string }
  /** A pod has ended: with its container's exit code and its words (`run` without --restart=Always). */
  | { readonly type: "completed" }
  /** `value` undefined: the path only has to be there. */
  | { readonly type: "jsonpath"; readonly template: string; readonly value?: string };

export interface WaitTarget {
  /** A get of the object. */
  readonly request: ApiRequest;
  readonly uid: string;
  /** "pod/web": printed when it is met. */
  readonly shown: string;
}

/** `wait`, and what `delete` does after the requests: one object after the other, with one deadline for all. */
export interface Waiting {
  readonly kind: "waiting";
  readonly targets: readonly WaitTarget[];
  readonly condition: Condition;
  /** Says "condition met". */
  readonly announce: boolean;
  /** Virtual milliseconds; null = for ever. */
  readonly deadlineMs: number | null;
  /** --timeout=0: each object is looked at once. */
  readonly once?: boolean;
  readonly index: number;
  readonly phase: "delete" | "get" | "watch" | "event" | "unwatch";
  /** A request to send first, and what is printed once it is done (`run --rm`). */
  readonly deleteFirst?: { readonly request: ApiRequest; readonly text: string };
  readonly watch: number;
  readonly errors: readonly string[];
  /** How the pod of `run` ended: said and returned at the very end. */
  readonly ended?: { readonly exitCode: number; readonly text: string };
  /** What is waited for next. */
  readonly after?: Waiting;
}

export const waitingFor = (targets: readonly WaitTarget[], condition: Condition, options: Pick<Waiting, "announce" | "deadlineMs" | "once">): Waiting => ({
  kind: "waiting",
  targets,
  condition,
  ...options,
  index: 0,
  phase: "get",
  watch: 0,
  errors: [],
});

export function stepWaiting(state: Waiting, answer: Answer | undefined, context: ProcessContext): LastingStep {
  const target = state.targets[state.index];
  if (!target) return finished(state);
  // The deadline is one for all: behind it nothing is looked at any more.
  if (answer === undefined && state.index > 0 && !state.once && state.deadlineMs !== null && context.now >= state.deadlineMs) return timedOut(state, target, false, context);
  if (answer === undefined && state.deleteFirst) return { writes: [], state: { ...state, phase: "delete" }, wait: { call: "api", request: state.deleteFirst.request } };
  if (answer === undefined) return { writes: [], state, wait: { call: "api", request: target.request } };
  if (!answer.ok) return { writes: [], exit: 1 };
  switch (state.phase) {
    case "delete":
      return afterDelete(state, context);
    case "get":
      return afterGet(state, target, answer.api?.code ?? 404, answer.api?.body as JsonObject | Status | undefined, context);
    case "watch":
      return awaitEvent({ ...state, phase: "event", watch: answer.watch ?? 0 }, context);
    case "event":
      return afterEvent(state, target, answer, context);
    case "unwatch":
      return stepWaiting({ ...state, phase: "get" }, undefined, context);
  }
}

function afterDelete({ deleteFirst, ...state }: Waiting, context: ProcessContext): LastingStep {
  const step = stepWaiting({ ...state, phase: "get" }, undefined, context);
  return { ...step, writes: [out(deleteFirst?.text ?? ""), ...step.writes] };
}

function afterGet(state: Waiting, target: WaitTarget, code: number, body: JsonObject | Status | undefined, context: ProcessContext): LastingStep {
  if (code === 404) return state.condition.type === "deleted" ? met(state, target, false, context) : failed(state, describeProblem(statusProblem(body as Status)), false, context);
  if (code >= 400) return failed(state, describeProblem(statusProblem(body as Status)), false, context);
  const object = body as JsonObject;
  const problem = check(state.condition, object, target);
  if (problem === true) return met(withEnd(state, object), target, false, context);
  if (typeof problem === "string") return failed(state, problem, false, context);
  if (state.deadlineMs !== null && context.now >= state.deadlineMs) return timedOut(state, target, false, context);
  return { writes: [], state: { ...state, phase: "watch" }, wait: { call: "watch", request: watchOf(target, stringAt(object, "metadata", "resourceVersion")) } };
}

function watchOf(target: WaitTarget, resourceVersion: string): ApiRequest {
  const { name, ...rest } = target.request;
  return { ...rest, verb: "watch", query: { fieldSelector: `metadata.name=${name ?? ""}`, resourceVersion } };
}

function awaitEvent(state: Waiting, context: ProcessContext): LastingStep {
  const left = state.deadlineMs === null ? undefined : Math.max(0, state.deadlineMs - context.now);
  return { writes: [], state, wait: { call: "nextEvent", watch: state.watch, ...(left !== undefined && { timeoutMs: left }) } };
}

function afterEvent(state: Waiting, target: WaitTarget, answer: Extract<Answer, { ok: true }>, context: ProcessContext): LastingStep {
  if (answer.timedOut) return timedOut(state, target, true, context);
  const { event } = answer;
  if (event?.type === "DELETED" && state.condition.type === "deleted") return met(state, target, true, context);
  if (!event || (event.type !== "ADDED" && event.type !== "MODIFIED")) return awaitEvent(state, context);
  const verdict = check(state.condition, asJson(event.object), target);
  if (verdict === true) return met(withEnd(state, asJson(event.object)), target, true, context);
  return typeof verdict === "string" ? failed(state, verdict, true, context) : awaitEvent(state, context);
}

/** True when met, false when not yet, or why it never will be. */
function check(condition: Condition, object: JsonObject, target: WaitTarget): boolean | string {
  switch (condition.type) {
    case "deleted":
      return target.uid !== "" && stringAt(object, "metadata", "uid") !== target.uid;
    case "completed":
      return ["Succeeded", "Failed"].includes(stringAt(object, "status", "phase"));
    case "condition": {
      const found = objectsAt(object, "status", "conditions").find((c) => stringAt(c, "type").toLowerCase() === condition.name.toLowerCase());
      return found !== undefined && !isStale(object, found) && stringAt(found, "status").toLowerCase() === condition.status.toLowerCase();
    }
    case "jsonpath":
      return checkPath(condition, object);
  }
}

// Mirrors RunOptions.Run (kubectl/pkg/cmd/run/run.go): a failed pod hands its exit code on.
function withEnd(state: Waiting, pod: JsonObject): Waiting {
  if (state.condition.type !== "completed" || stringAt(pod, "status", "phase") !== "Failed") return state;
  const where = `pod ${stringAt(pod, "metadata", "namespace")}/${stringAt(pod, "metadata", "name")}`;
  const terminated = at(objectsAt(pod, "status", "containerStatuses")[0], "state", "terminated");
  const exitCode = Number(at(terminated, "exitCode") ?? 0);
  if (exitCode === 0) return { ...state, ended: { exitCode: 1, text: `error: ${where} failed with unknown exit code\n` } };
  return { ...state, ended: { exitCode, text: `${where} terminated (${stringAt(terminated, "reason")})\n${stringAt(terminated, "message")}` } };
}

// Mirrors ConditionalWait.checkCondition (kubectl/pkg/cmd/wait/condition.go): a condition of an older generation does not count.
function isStale(object: JsonObject, condition: JsonObject): boolean {
  const metadata = object["metadata"];
  const generation = isObject(metadata) ? metadata["generation"] : undefined;
  const observed = condition["observedGeneration"];
  return typeof generation === "number" && typeof observed === "number" && observed < generation;
}

function checkPath({ template, value }: Extract<Condition, { type: "jsonpath" }>, object: JsonObject): boolean | string {
  try {
    const results = findResults(parseTemplate(template), object, { allowMissingKeys: true }).flat();
    if (results.length === 0) return false;
    if (value === undefined) return true;
    if (results.length > 1) return "given jsonpath expression matches more than one value";
    const [result = null] = results;
    return typeof result === "object" && result !== null ? "jsonpath leads to a nested object or list which is not supported" : resultText(result) === value;
  } catch (error) {
    return describeProblem(problemOf(error));
  }
}

const met = (state: Waiting, target: WaitTarget, watching: boolean, context: ProcessContext): LastingStep =>
  next(state, state.announce ? [out(`${target.shown} condition met\n`)] : [], watching, context);

function timedOut(state: Waiting, target: WaitTarget, watching: boolean, context: ProcessContext): LastingStep {
  return failed(state, `timed out waiting for the condition on ${target.request.resource}/${target.request.name ?? ""}`, watching, context);
}

const failed = (state: Waiting, message: string, watching: boolean, context: ProcessContext): LastingStep =>
  next({ ...state, errors: [...state.errors, message] }, [], watching, context);

function next(state: Waiting, writes: readonly Write[], watching: boolean, context: ProcessContext): LastingStep {
  const moved: Waiting = { ...state, index: state.index + 1 };
  if (watching) return { writes, state: { ...moved, phase: "unwatch" }, wait: { call: "unwatch", watch: state.watch } };
  const step = stepWaiting({ ...moved, phase: "get" }, undefined, context);
  return { ...step, writes: [...writes, ...step.writes] };
}

function finished({ errors, after, ended }: Waiting): LastingStep {
  if (after) return { writes: [], next: { ...after, ...(ended && { ended }) } };
  if (errors.length === 0) return ended ? { writes: [err(ended.text)], exit: ended.exitCode } : { writes: [], exit: 0 };
  const problems = errors.map((message) => ({ kind: "message", message }) as const);
  const [only] = problems;
  const verdict = verdictOf(only && problems.length === 1 ? only : { kind: "aggregate", problems });
  return { writes: [err(verdict.text)], exit: verdict.exitCode };
}
