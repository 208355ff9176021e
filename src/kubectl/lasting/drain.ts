import type { JsonObject } from "../../api/json.ts";
import type { Status } from "../../api/types.ts";
import { goDuration } from "../../api/time.ts";
import type { ApiRequest } from "../../engine/apiserver/request.ts";
import type { ProcessContext } from "../../engine/processes/program.ts";
import type { Answer } from "../../engine/processes/syscall.ts";
import { describeProblem, statusProblem, verdictOf } from "../failure.ts";
import { stringAt } from "../objects.ts";
import { err, out } from "./lasting.ts";
import type { LastingStep, Write } from "./lasting.ts";

export interface DrainedPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Its eviction, or with --disable-eviction its deletion. */
  readonly removal: ApiRequest;
  readonly get: ApiRequest;
  /** `remove` asks again after a refusal, `gone` looks whether it is away, `over` has nothing more to do. */
  readonly next: "remove" | "gone" | "over";
  readonly dueMs: number;
}
export interface DrainedNode {
  readonly name: string;
  /** What stands in the way before anything is done. */
  readonly errors: readonly string[];
  readonly warnings: string;
  readonly pods: readonly DrainedPod[];
  /** Said instead of doing it (--dry-run). */
  readonly rehearsal: string;
}

/** `drain` once the nodes are cordoned: node after node, all Pods of one side by side. */
export interface Drain {
  readonly kind: "drain";
  readonly nodes: readonly DrainedNode[];
  /** Of the first node. */
  readonly begun: boolean;
  readonly evicts: boolean;
  readonly suffix: string;
  /** 0 = for ever. */
  readonly timeoutMs: number;
  readonly deadlineMs: number | null;
  /** Which pod the answer is about; -1 after a sleep. */
  readonly asking: number;
  readonly errors: readonly string[];
  readonly fatal: readonly string[];
  readonly remaining: readonly string[];
}

const retryMs = 5000;
const pollMs = 1000;

export const drain = (nodes: readonly DrainedNode[], options: Pick<Drain, "evicts" | "suffix" | "timeoutMs">): Drain =>
  ({ kind: "drain", nodes, ...options, begun: false, deadlineMs: null, asking: -1, errors: [], fatal: [], remaining: [] });

// Mirrors RunDrain and evictPods (kubectl/pkg/cmd/drain/drain.go, kubectl/pkg/drain/drain.go).
export function stepDrain(state: Drain, answer: Answer | undefined, context: ProcessContext): LastingStep {
  const [node, ...others] = state.nodes;
  if (!node) return finished(state);
  if (!state.begun) return begin(state, node, others, context);
  const pod = node.pods[state.asking];
  if (answer === undefined || !pod) return goOn(state, [], context);
  if (!answer.ok) return { writes: [], exit: 1 };
  const { state: after, writes } = heard(state, pod, answer.api?.code ?? 500, answer.api?.body as JsonObject | undefined, context);
  return goOn(after, writes, context);
}

function begin(state: Drain, node: DrainedNode, others: readonly DrainedNode[], context: ProcessContext): LastingStep {
  if (node.errors.length > 0) return nextNode({ ...state, errors: node.errors }, node, others, [], context);
  const begun: Drain = { ...state, begun: true, deadlineMs: state.timeoutMs > 0 ? context.now + state.timeoutMs : null };
  const writes = [...(node.warnings === "" ? [] : [err(`Warning: ${node.warnings}\n`)]), ...(node.rehearsal === "" ? [] : [out(node.rehearsal)])];
  const said = state.evicts ? node.pods.map((pod) => out(evicting(pod))) : [];
  return goOn(begun, [...writes, ...said], context);
}

const evicting = ({ namespace, name }: DrainedPod): string => `evicting pod ${namespace}/${name}\n`;

/** Does what is due, or sleeps until something is. */
function goOn(state: Drain, writes: readonly Write[], context: ProcessContext): LastingStep {
  const [node, ...others] = state.nodes;
  if (!node) return finished(state);
  let asking = -1;
  node.pods.forEach((pod, i) => {
    if (pod.next !== "over" && (asking < 0 || pod.dueMs < (node.pods[asking]?.dueMs ?? 0))) asking = i;
  });
  const pod = node.pods[asking];
  if (!pod) return nextNode(state, node, others, writes, context);
  if (state.deadlineMs !== null && context.now >= state.deadlineMs) return nextNode({ ...state, errors: [...state.errors, ...timedOut(state, node)] }, node, others, writes, context);
  const wakeMs = Math.min(pod.dueMs, state.deadlineMs ?? Infinity);
  if (wakeMs > context.now) return { writes, state: { ...state, asking: -1 }, wait: { call: "sleep", ms: wakeMs - context.now } };
  // A second try is announced as the first was.
  const again = pod.next === "remove" && pod.dueMs > 0 && state.evicts ? [out(evicting(pod))] : [];
  return { writes: [...writes, ...again], state: { ...state, asking }, wait: { call: "api", request: pod.next === "remove" ? pod.removal : pod.get } };
}

function heard(state: Drain, pod: DrainedPod, code: number, body: JsonObject | undefined, context: ProcessContext): { state: Drain; writes: readonly Write[] } {
  const becomes = (change: Partial<DrainedPod>, writes: readonly Write[] = [], errors: readonly string[] = []) => ({ state: { ...withPod(state, change), errors: [...state.errors, ...errors] }, writes });
  const message = code >= 400 ? describeProblem(statusProblem(body as unknown as Status)) : "";
  const where = `pods/${JSON.stringify(pod.name)} -n ${JSON.stringify(pod.namespace)}`;
  const isGone = becomes({ next: "over" }, [out(`pod/${pod.name} ${state.evicts ? "evicted" : "deleted"}${state.suffix}\n`)]);
  if (pod.next === "gone") {
    if (code === 404 || (code < 400 && stringAt(body, "metadata", "uid") !== pod.uid)) return isGone;
    if (code >= 400) return becomes({ next: "over" }, [], [`error when waiting for pod ${JSON.stringify(pod.name)} in namespace ${JSON.stringify(pod.namespace)} to terminate: ${message}`]);
    return becomes({ dueMs: context.now + pollMs });
  }
  if (code === 429) return becomes({ dueMs: context.now + retryMs }, [err(`error when evicting ${where} (will retry after 5s): ${message}\n`)]);
  if (code === 404) return state.evicts ? becomes({ next: "over" }) : becomes({ next: "gone", dueMs: context.now });
  if (code >= 400) return becomes({ next: "over" }, [], [state.evicts ? `error when evicting ${where}: ${message}` : message]);
  return becomes({ next: "gone", dueMs: context.now });
}

function withPod(state: Drain, change: Partial<DrainedPod>): Drain {
  return { ...state, nodes: state.nodes.map((node, i) => (i > 0 ? node : { ...node, pods: node.pods.map((pod, j) => (j === state.asking ? { ...pod, ...change } : pod)) })) };
}

const timedOut = ({ timeoutMs }: Drain, { pods }: DrainedNode): readonly string[] =>
  pods
    .filter(({ next }) => next !== "over")
    .map(({ namespace, name, next }) =>
      next === "remove"
        ? `error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}: global timeout reached: ${goDuration(timeoutMs)}`
        : `error when waiting for pod ${JSON.stringify(name)} in namespace ${JSON.stringify(namespace)} to terminate: global timeout reached: ${goDuration(timeoutMs)}`,
    );

function nextNode(state: Drain, node: DrainedNode, nodes: readonly DrainedNode[], writes: readonly Write[], context: ProcessContext): LastingStep {
  const rest: Drain = { ...state, nodes, begun: false, asking: -1, errors: [] };
  const result = state.errors.length === 0 ? { state: rest, said: [out(`node/${node.name} drained${state.suffix}\n`)] } : failed(state, rest, node);
  const step = stepDrain(result.state, undefined, context);
  return { ...step, writes: [...writes, ...result.said, ...step.writes] };
}

function failed({ errors, begun }: Drain, rest: Drain, node: DrainedNode): { state: Drain; said: readonly Write[] } {
  const text = errors.length === 1 ? (errors[0] ?? "") : `[${errors.join(", ")}]`;
  const pending = begun ? node.pods.filter(({ next }) => next !== "over") : [];
  const listed = pending.length === 0 ? "" : `There are pending pods in node ${JSON.stringify(node.name)} when an error occurred: ${text}\n${pending.map(({ name }) => `pod/${name}\n`).join("")}`;
  return {
    state: { ...rest, fatal: [...rest.fatal, ...errors], remaining: [...rest.remaining, node.name] },
    said: [err(`${listed}error: unable to drain node ${JSON.stringify(node.name)} due to error: ${text}, continuing command...\n`)],
  };
}

function finished({ fatal, remaining }: Drain): LastingStep {
  if (remaining.length === 0) return { writes: [], exit: 0 };
  const pending = `There are pending nodes to be drained:\n${remaining.map((name) => ` ${name}\n`).join("")}`;
  const verdict = verdictOf({ kind: "aggregate", problems: [...new Set(fatal)].map((message) => ({ kind: "message", message })) });
  return { writes: [err(pending), err(verdict.text)], exit: verdict.exitCode };
}
