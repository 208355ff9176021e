import type { Job } from "../../../api/batch.ts";
import type { Json } from "../../../api/json.ts";
import { isPodReady } from "../../../api/pods.ts";
import type { Container, Pod, PodSpec } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { isTerminating } from "../pods/active-pods.ts";
import { createSlowly, deletePods, podFromTemplate, type Failure } from "../pods/pod-control.ts";
import { remainingMs } from "./backoff.ts";
import type { Count } from "./count.ts";
import { isTracked, letGo, TRACKING } from "./finalizer.ts";
import { COMPLETION_INDEX, completionIndex, firstPending, merged, withIndexes } from "./indexes.ts";
import { failureAnnotations, remainingOfIndexMs } from "./per-index.ts";
import { podsForRemoval } from "./removal.ts";
import { hasLimitPerIndex, isIndexed, isSuspended, replacesOnlyFailed } from "./spec.ts";

// Mirrors MaxPodCreateDeletePerSync, syncJobBatchPeriod (pkg/controller/job/job_controller.go) and MaxGeneratedNameLength (staging/src/k8s.io/apiserver/pkg/storage/names/generate.go).
const MOST_PER_SYNC = 500;
export const BATCH_MS = 1000;
const MAX_GENERATED_NAME_LENGTH = 58;

/** Brings the number of running Pods to what the spec wants, and counts what it did. Mirrors manageJob (same file). */
export function* manageJob(count: Count, unixMs: number): Work<Failure> {
  const { job, activePods } = count;
  if (isSuspended(job)) return yield* remove(count, podsForRemoval(job, activePods, activePods.length));
  const wanted = wantedActive(count);
  const surplus = podsForRemoval(job, activePods, Math.max(0, count.active - wanted)).slice(0, MOST_PER_SYNC);
  if (surplus.length > 0) return yield* remove(count, surplus);
  const missing = wanted - count.active - (replacesOnlyFailed(job) ? count.terminating : 0);
  return missing > 0 ? yield* create(count, Math.min(missing, MOST_PER_SYNC), unixMs) : undefined;
}

function wantedActive({ job: { spec }, succeeded, active }: Count): number {
  const parallelism = spec.parallelism ?? 1;
  if (spec.completions === undefined) return succeeded > 0 ? active : parallelism;
  return Math.max(0, Math.min(spec.completions - succeeded, parallelism));
}

/** Deletes Pods that are not to be counted. Mirrors deleteJobPods. */
function* remove(count: Count, pods: readonly Pod[]): Work<Failure> {
  const tracked = pods.filter(isTracked);
  const responses = yield { requests: tracked.map(letGo) };
  const held = new Set(tracked.filter((_, at) => isFailure(responses[at])));
  return yield* removeActive(count, pods.filter((pod) => !held.has(pod)));
}
const isFailure = (response: Parameters<typeof isError>[0] | undefined): boolean => response !== undefined && isError(response) && response.code !== 404;

/** Deletes running Pods. Mirrors deleteActivePods. */
export function* removeActive(count: Count, pods: readonly Pod[]): Work<Failure> {
  const failure = yield* deletePods(count.job, pods);
  const removed = pods.length - (failure?.missing ?? 0);
  count.active -= removed;
  count.terminating += removed;
  count.ready -= pods.filter(isPodReady).length;
  return failure;
}

function* create(count: Count, missing: number, unixMs: number): Work<Failure> {
  const { job } = count;
  const pending = isIndexed(job) ? pendingIndexes(count, missing) : undefined;
  const waits = hasLimitPerIndex(job) ? (pending ?? []).map((index) => remainingOfIndexMs(count.delayed.get(index), unixMs)) : [remainingMs(count.backoff, unixMs)];
  const wait = waits.length === 0 ? 0 : Math.min(...waits);
  if (wait > 0) {
    yield { after: Math.max(wait, BATCH_MS) };
    // As upstream: while it waits, it says that nothing is active.
    count.active = 0;
    return undefined;
  }
  const indexes = hasLimitPerIndex(job) ? pending?.filter((_, at) => waits[at] === 0) : pending;
  const bodies = indexes ? indexes.map((index) => indexedPod(count, index)) : Array.from({ length: missing }, () => podFromTemplate(job, job.spec.template, { finalizers: trackingOf(job) }));
  const failure = yield* createSlowly(job, bodies);
  count.active += bodies.length - (failure && !failure.isNamespaceTerminating ? failure.missing : 0);
  return failure?.isNamespaceTerminating ? undefined : failure;
}

const trackingOf = (job: Job): readonly string[] => ((job.spec.template.metadata?.finalizers ?? []).includes(TRACKING) ? [] : [TRACKING]);

// Mirrors firstPendingIndexes (pkg/controller/job/indexed_job_utils.go).
function pendingIndexes({ job, pods, activePods, succeededIndexes, failedIndexes }: Count, missing: number): readonly number[] {
  const busy = [...activePods, ...(replacesOnlyFailed(job) ? pods.filter(isTerminating) : [])].flatMap((pod) => completionIndex(pod) ?? []);
  return firstPending(merged(withIndexes(succeededIndexes, busy), failedIndexes ?? []), missing, job.spec.completions ?? 0);
}

/** Name, label, annotation, host name and variable of an index. */
function indexedPod({ job, delayed }: Count, index: number): Json {
  const { template } = job.spec;
  const annotations = { [COMPLETION_INDEX]: String(index), ...(hasLimitPerIndex(job) && failureAnnotations(job, delayed.get(index))) };
  const spec: PodSpec = {
    ...template.spec,
    ...(template.spec.initContainers && { initContainers: template.spec.initContainers.map(withIndexVariable) }),
    containers: template.spec.containers.map(withIndexVariable),
    hostname: `${job.metadata.name}-${index}`,
  };
  return podFromTemplate(job, { ...template, spec }, { generateName: generateName(job.metadata.name, index), labels: { [COMPLETION_INDEX]: String(index) }, annotations, finalizers: trackingOf(job) });
}

// Mirrors podGenerateNameWithIndex.
function generateName(name: string, index: number): string {
  const end = `-${index}-`;
  return `${name.slice(0, MAX_GENERATED_NAME_LENGTH - end.length)}${end}`;
}

const INDEX_VARIABLE = "JOB_COMPLETION_INDEX";
const withIndexVariable = (container: Container): Container =>
  (container.env ?? []).some(({ name }) => name === INDEX_VARIABLE)
    ? container
    : { ...container, env: [...(container.env ?? []), { name: INDEX_VARIABLE, valueFrom: { fieldRef: { fieldPath: `metadata.labels['${COMPLETION_INDEX}']` } } }] };
