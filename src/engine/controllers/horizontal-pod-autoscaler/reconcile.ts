import type { AutoscalerStatus, HorizontalPodAutoscaler, MetricStatus } from "../../../api/autoscaling.ts";
import { asJson, jsonEqual } from "../../../api/json.ts";
import { matchesLabels, parseLabelSelector } from "../../../api/labels.ts";
import { METRICS_GROUP, parseGroupVersion, resources, type ApiResource } from "../../../api/resources.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Condition, KubernetesObject, Pod } from "../../../api/types.ts";
import { isError, type ApiRequest, type ApiResponse } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { errorText, sent, updatingStatus } from "../manager/requests.ts";
import { withCondition, type ConditionType } from "./conditions.ts";
import type { History } from "./history.ts";
import { proposalOf, type MetricProposal } from "./metric-proposal.ts";
import { normalize, noteChange, type Said } from "./normalize.ts";
import { failed, type PodMetricsObject, type Read } from "./pod-metrics.ts";

export const AUTOSCALERS = "horizontalpodautoscalers";

export interface Input {
  readonly key: string;
  readonly autoscaler: HorizontalPodAutoscaler;
  /** Of its namespace. */
  readonly pods: readonly Pod[];
  /** Keys of all that have its target, its own among them. */
  readonly rivals: readonly string[];
  readonly history: History;
  readonly unixMs: number;
}

/** autoscaling/v1, what a scale subresource shows. */
interface Scale extends KubernetesObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly selector?: string };
}

/** A status in the making. */
interface Draft {
  readonly conditions: readonly Condition[];
  readonly metrics: readonly MetricStatus[] | null;
  readonly history: History;
}

// Mirrors reconcileAutoscaler (pkg/controller/podautoscaler/horizontal.go). Hands back what is to be remembered.
export function* reconcile(input: Input): Work<History> {
  const { autoscaler, unixMs } = input;
  const { spec, status } = autoscaler;
  const found = yield* readScale(autoscaler);
  if (!found.ok) {
    yield* warn(autoscaler, "FailedGetScale", found.error);
    const conditions = condition(status?.conditions ?? [], "AbleToScale", false, { reason: "FailedGetScale", message: `the HPA controller was unable to get the target's current scale: ${found.error}` }, unixMs);
    yield* write(autoscaler, { desiredReplicas: 0, currentMetrics: null, ...status, conditions });
    return input.history;
  }
  const { scale, resource } = found.value;
  const current = scale.spec?.replicas ?? 0;
  const recommendations = input.history.recommendations.length > 0 ? input.history.recommendations : [{ replicas: current, atMs: unixMs }];
  const draft: Draft = {
    conditions: condition(status?.conditions ?? [], "AbleToScale", true, { reason: "SucceededGetScale", message: "the HPA controller was able to get the target's current scale" }, unixMs),
    metrics: null,
    history: { ...input.history, recommendations },
  };
  const min = spec.minReplicas ?? 1;
  if (current === 0 && min !== 0) {
    const conditions = condition(draft.conditions, "ScalingActive", false, { reason: "ScalingDisabled", message: "scaling is disabled since the replica count of the target is zero" }, unixMs);
    yield* write(autoscaler, statusOf(autoscaler, { ...draft, conditions }, current, current));
    return draft.history;
  }
  const place = { input, resource, scale, current };
  if (current > spec.maxReplicas) return yield* rescale(place, draft, spec.maxReplicas, "Current number of replicas above Spec.MaxReplicas");
  if (current < min) return yield* rescale(place, draft, min, "Current number of replicas below Spec.MinReplicas");
  return yield* followMetrics(place, draft, min);
}

interface Place {
  readonly input: Input;
  readonly resource: ApiResource;
  readonly scale: Scale;
  readonly current: number;
}

function* followMetrics(place: Place, draft: Draft, min: number): Work<History> {
  const { input: { autoscaler, unixMs }, current } = place;
  const { spec } = autoscaler;
  const ambiguity = ambiguityOf(place);
  if (ambiguity !== undefined) return yield* giveUp(place, draft, ambiguity);
  const proposed = yield* proposals(place);
  const all = proposed.map((each) => (each.ok ? each.status : { type: "" }));
  const valid = proposed.filter((each) => each.ok);
  const invalid = proposed.filter((each) => !each.ok);
  const best = valid.reduce<Extract<MetricProposal, { ok: true }> | undefined>((most, each) => (!most || each.replicas > most.replicas ? each : most), undefined);
  const [first] = invalid;
  if (first && (!best || best.replicas < current)) {
    const conditions = condition(draft.conditions, "ScalingActive", false, { reason: first.reason, message: `the HPA was unable to compute the replica count: ${first.error}` }, unixMs);
    yield* write(autoscaler, statusOf(autoscaler, { ...draft, conditions, metrics: all }, current, autoscaler.status?.desiredReplicas ?? 0));
    yield* warn(autoscaler, "FailedComputeMetricsReplicas", `invalid metrics (${invalid.length} invalid out of ${proposed.length}), first error is: ${first.told}`);
    return draft.history;
  }
  const metric = best?.metric ?? "";
  const desired = best?.replicas ?? 0;
  const active = condition(draft.conditions, "ScalingActive", true, { reason: "ValidMetricFound", message: `the HPA was able to successfully calculate a replica count from ${metric}` }, unixMs);
  const verdict = normalize({ current, desired, min, max: spec.maxReplicas, unixMs, ...(spec.behavior && { behavior: spec.behavior }) }, draft.history);
  const able = condition(active, "AbleToScale", true, verdict.able, unixMs);
  const conditions = condition(able, "ScalingLimited", verdict.limited.isLimited, verdict.limited, unixMs);
  const next: Draft = { conditions, metrics: all, history: verdict.history };
  const why = desired > current ? `${metric} above target` : desired < current ? "All metrics below target" : "";
  if (verdict.replicas !== current) return yield* rescale(place, next, verdict.replicas, why);
  yield* write(autoscaler, statusOf(autoscaler, next, current, current));
  return next.history;
}

// Mirrors validateAndParseSelector and hpasControllingPodsUnderSelector.
// Simplified: two HorizontalPodAutoscalers are in each other's way where they name the same target, not where selectors of different targets overlap.
const ambiguityOf = ({ input: { rivals }, scale }: Place): string | undefined =>
  rivals.length > 1 ? `pods by selector ${scale.status?.selector ?? ""} are controlled by multiple HPAs: [${rivals.join(" ")}]` : undefined;

function* giveUp({ input: { autoscaler, unixMs }, current }: Place, draft: Draft, message: string): Work<History> {
  yield* warn(autoscaler, "AmbiguousSelector", message);
  const conditions = condition(draft.conditions, "ScalingActive", false, { reason: "AmbiguousSelector", message }, unixMs);
  yield* write(autoscaler, statusOf(autoscaler, { ...draft, conditions }, current, autoscaler.status?.desiredReplicas ?? 0));
  yield* warn(autoscaler, "FailedComputeMetricsReplicas", message);
  return draft.history;
}

/** What each metric proposes; those that fail are told of one by one. */
function* proposals({ input: { autoscaler, pods, unixMs }, scale, current }: Place): Work<readonly MetricProposal[]> {
  const { namespace = "" } = autoscaler.metadata;
  const text = scale.status?.selector ?? "";
  const parsed = parseLabelSelector(text);
  const selected = parsed.ok ? pods.filter(({ metadata }) => matchesLabels(parsed.selector, metadata.labels)) : [];
  const answer = measured(yield* sent({ verb: "list", group: METRICS_GROUP, version: "v1beta1", resource: "pods", namespace, query: { labelSelector: text }, userAgent: "kube-controller-manager" }));
  const { behavior, metrics = [] } = autoscaler.spec;
  const found = metrics.map((metric) => proposalOf(metric, { current, namespace, pods: selected, answer, unixMs, ...(behavior && { behavior }) }));
  for (const each of found) if (!each.ok) yield* warn(autoscaler, each.reason, each.error);
  return found;
}

function measured(response: ApiResponse): Read<readonly PodMetricsObject[]> {
  if (isError(response)) return failed(`unable to fetch metrics from resource metrics API: ${response.code === 404 ? "the server could not find the requested resource (get pods.metrics.k8s.io)" : errorText(response)}`);
  return { ok: true, value: (response.body as unknown as { readonly items: readonly PodMetricsObject[] }).items };
}

function* rescale(place: Place, draft: Draft, replicas: number, why: string): Work<History> {
  const { input: { autoscaler, unixMs }, resource, scale, current } = place;
  const response = yield* sent({ ...atScale(autoscaler, resource), verb: "update", body: asJson({ ...scale, spec: { ...scale.spec, replicas } }) });
  if (isError(response)) {
    const error = errorText(response);
    yield* warn(autoscaler, "FailedRescale", `New size: ${replicas}; reason: ${why}; error: ${error}`);
    const conditions = condition(draft.conditions, "AbleToScale", false, { reason: "FailedUpdateScale", message: `the HPA controller was unable to update the target scale: ${error}` }, unixMs);
    yield* write(autoscaler, statusOf(autoscaler, { ...draft, conditions, metrics: autoscaler.status?.currentMetrics ?? null }, current, autoscaler.status?.desiredReplicas ?? 0));
    return draft.history;
  }
  yield { event: { about: autoscaler, type: "Normal", reason: "SuccessfulRescale", message: `New size: ${replicas}; reason: ${why}` } };
  const conditions = condition(draft.conditions, "AbleToScale", true, { reason: "SucceededRescale", message: `the HPA controller was able to update the target scale to ${replicas}` }, unixMs);
  yield* write(autoscaler, { ...statusOf(autoscaler, { ...draft, conditions }, current, replicas), lastScaleTime: rfc3339(unixMs) });
  return noteChange(draft.history, autoscaler.spec.behavior, current, replicas, unixMs);
}

const condition = (known: readonly Condition[], type: ConditionType, isTrue: boolean, said: Said, unixMs: number): readonly Condition[] => withCondition(known, type, isTrue, said, unixMs);

// Mirrors setStatus.
const statusOf = ({ status }: HorizontalPodAutoscaler, { conditions, metrics }: Draft, currentReplicas: number, desiredReplicas: number): AutoscalerStatus => ({
  ...(status?.lastScaleTime !== undefined && { lastScaleTime: status.lastScaleTime }),
  ...(currentReplicas !== 0 && { currentReplicas }),
  desiredReplicas,
  currentMetrics: metrics,
  conditions,
});

// Mirrors updateStatusIfNeeded.
function* write(autoscaler: HorizontalPodAutoscaler, status: AutoscalerStatus): Work<void> {
  if (jsonEqual(asJson(autoscaler.status ?? {}), asJson(status))) return;
  const response = yield* sent(updatingStatus(AUTOSCALERS, { ...autoscaler, status } as KubernetesObject));
  if (isError(response)) yield* warn(autoscaler, "FailedUpdateStatus", errorText(response));
}

function* warn(about: HorizontalPodAutoscaler, reason: string, message: string): Work<void> {
  yield { event: { about, type: "Warning", reason, message } };
}

// Mirrors scaleForResourceMappings, and what the RESTMapper says of a kind that is not there.
function* readScale(autoscaler: HorizontalPodAutoscaler): Work<Read<{ readonly scale: Scale; readonly resource: ApiResource }>> {
  const { apiVersion = "", kind } = autoscaler.spec.scaleTargetRef;
  const gv = parseGroupVersion(apiVersion);
  if (!gv) return failed(`unexpected GroupVersion string: ${apiVersion}`);
  // A version alone is of the core group.
  const group = apiVersion.includes("/") ? gv.group : "";
  const resource = resources.find((each) => each.group === group && each.kind === kind);
  if (!resource) return failed(`no matches for kind ${JSON.stringify(kind)} in group ${JSON.stringify(group)}`);
  const response = yield* sent({ ...atScale(autoscaler, resource), verb: "get" });
  if (isError(response)) return failed(errorText(response));
  return { ok: true, value: { scale: response.body as unknown as Scale, resource } };
}

const atScale = ({ metadata: { namespace = "" }, spec }: HorizontalPodAutoscaler, { group, version, resource }: ApiResource): Omit<ApiRequest, "verb"> => ({
  group, version, resource, namespace, name: spec.scaleTargetRef.name, subresource: "scale", userAgent: "kube-controller-manager",
});
