import { quantityMilli } from "../../../api/quantity.ts";
import type { Container, Pod } from "../../../api/types.ts";
import { groupPods } from "./group-pods.ts";
import { failed, type PodMetric, type PodMetrics, type Read } from "./pod-metrics.ts";

/** How far from the target is near enough, in parts of it: below it, and above. */
export interface Tolerances {
  readonly down: number;
  readonly up: number;
}

export interface Question {
  readonly current: number;
  readonly resource: string;
  /** "" = whole Pods. */
  readonly container: string;
  readonly pods: readonly Pod[];
  readonly metrics: PodMetrics;
  readonly tolerances: Tolerances;
  readonly unixMs: number;
}

/** A proposal, and what it was made from: percent of what is requested (of a utilization only), thousandths on average. */
export interface Proposal {
  readonly replicas: number;
  readonly utilization?: number;
  readonly averageMilli: number;
}

/** What Pods use beside what they should. */
interface Ratio {
  readonly ratio: number;
  readonly utilization?: number;
  readonly averageMilli: number;
}

/** How many Pods would use so many percent of what they request. */
// Mirrors GetResourceReplicas (pkg/controller/podautoscaler/replica_calculator.go).
export function replicasForUtilization(question: Question, target: number): Read<Proposal> {
  const requests = podRequests(question);
  if (!requests.ok) return question.pods.length === 0 ? failed(NO_PODS) : requests;
  const all = Math.max(100, target);
  return propose(question, {
    ratio: (metrics) => utilizationRatio(metrics, requests.value, target),
    // A missing Pod is thought to use all that it requests, or the target where that is more.
    fallback: (name) => Math.floor(((requests.value.get(name) ?? 0) * all) / 100),
  });
}

/** How many Pods would use so many thousandths each. */
// Mirrors GetRawResourceReplicas and calcPlainMetricReplicas.
export const replicasForValue = (question: Question, targetMilli: number): Read<Proposal> =>
  propose(question, { ratio: (metrics) => valueRatio(metrics, targetMilli), fallback: () => targetMilli });

interface Measure {
  ratio(metrics: PodMetrics): Read<Ratio>;
  fallback(pod: string): number;
}

const NO_PODS = "no pods returned by selector while calculating replica count";

function propose(question: Question, measure: Measure): Read<Proposal> {
  const { current, pods, resource, unixMs, tolerances } = question;
  if (pods.length === 0) return failed(NO_PODS);
  const { ready, unready, missing, ignored } = groupPods(pods, question.metrics, resource, unixMs);
  const metrics = new Map(question.metrics);
  for (const name of [...ignored, ...unready]) metrics.delete(name);
  if (metrics.size === 0) return failed("did not receive metrics for any ready pods");
  const first = measure.ratio(metrics);
  if (!first.ok) return first;
  const { ratio, ...used } = first.value;
  const answer = (replicas: number): Read<Proposal> => ({ ok: true, value: { replicas, ...used } });

  const rebalances = unready.length > 0 && ratio > 1;
  if (!rebalances && missing.length === 0) return answer(isWithin(ratio, tolerances) ? current : Math.ceil(ratio * ready));
  // What is not known is taken to speak against the change.
  const supposed = (milli: number): PodMetric => ({ atMs: 0, windowMs: 0, milli });
  if (ratio < 1) for (const name of missing) metrics.set(name, supposed(measure.fallback(name)));
  if (ratio > 1) for (const name of missing) metrics.set(name, supposed(0));
  if (rebalances) for (const name of unready) metrics.set(name, supposed(0));
  const second = measure.ratio(metrics);
  if (!second.ok) return second;
  const next = second.value.ratio;
  if (isWithin(next, tolerances) || (ratio < 1 && next > 1) || (ratio > 1 && next < 1)) return answer(current);
  const replicas = Math.ceil(next * metrics.size);
  return answer((next < 1 && replicas > current) || (next > 1 && replicas < current) ? current : replicas);
}

// Mirrors Tolerances.isWithin.
const isWithin = (ratio: number, { down, up }: Tolerances): boolean => 1 - down <= ratio && ratio <= 1 + up;

// Mirrors GetResourceUtilizationRatio (pkg/controller/podautoscaler/metrics/utilization.go).
function utilizationRatio(metrics: PodMetrics, requests: ReadonlyMap<string, number>, target: number): Read<Ratio> {
  const known = [...metrics].filter(([name]) => requests.has(name));
  const used = sum(known.map(([, { milli }]) => milli));
  const requested = sum(known.map(([name]) => requests.get(name) ?? 0));
  if (requested === 0) return failed("no metrics returned matched known pods");
  const utilization = Math.floor((used * 100) / requested);
  return { ok: true, value: { ratio: utilization / target, utilization, averageMilli: Math.floor(used / metrics.size) } };
}

// Mirrors GetMetricUsageRatio.
function valueRatio(metrics: PodMetrics, targetMilli: number): Read<Ratio> {
  const averageMilli = Math.floor(sum([...metrics.values()].map(({ milli }) => milli)) / metrics.size);
  return { ok: true, value: { ratio: averageMilli / targetMilli, averageMilli } };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What the Pods request, by name. */
// Mirrors calculateRequests and calculatePodRequestsFromContainers.
function podRequests({ pods, resource, container }: Question): Read<ReadonlyMap<string, number>> {
  const requests = new Map<string, number>();
  for (const { metadata: { name }, spec } of pods) {
    const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
    const relevant: readonly Container[] = [...spec.containers, ...sidecars].filter((each) => container === "" || each.name === container);
    let milli = 0;
    for (const each of relevant) {
      const request = each.resources?.requests?.[resource];
      if (request === undefined) return failed(`missing request for ${resource} in container ${each.name} of Pod ${name}`);
      milli += quantityMilli(String(request));
    }
    requests.set(name, milli);
  }
  return { ok: true, value: requests };
}
