import { condition } from "../../../api/conditions.ts";
import { isSidecar } from "../../../api/pods.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import type { ContainerStatus, Pod } from "../../../api/types.ts";

/** Failures since the last success: what a Job waits for before it makes the next Pod. Unix milliseconds. */
export interface BackoffRecord {
  readonly failures: number;
  readonly lastFailureMs?: number;
}

// Mirrors DefaultJobPodFailureBackOff and MaxJobPodFailureBackOff (pkg/controller/job/job_controller.go).
const FIRST_BACKOFF_MS = 10_000;
const LONGEST_BACKOFF_MS = 600_000;

/** Counts what has ended since. Mirrors newBackoffRecord (pkg/controller/job/backoff_utils.go). */
export function nextBackoff(known: BackoffRecord | undefined, succeeded: readonly Pod[], failed: readonly Pod[]): BackoffRecord {
  const lastSuccessMs = succeeded.length > 0 ? Math.max(...succeeded.map(finishedMs)) : undefined;
  const counted = failed.map(finishedMs).filter((ms) => lastSuccessMs === undefined || ms > lastSuccessMs);
  const before = lastSuccessMs === undefined ? (known ?? { failures: 0 }) : { failures: 0 };
  return counted.length === 0 ? before : { failures: before.failures + counted.length, lastFailureMs: Math.max(...counted) };
}

/** How long the next Pod has to wait: 10 s after the first failure, twice as long after each further one, at most 10 min. Mirrors getRemainingTimeForFailuresCount. */
export function remainingMs({ failures, lastFailureMs }: BackoffRecord, unixMs: number): number {
  if (failures === 0 || lastFailureMs === undefined) return 0;
  let backoff = FIRST_BACKOFF_MS;
  for (let n = 1; n < failures && backoff < LONGEST_BACKOFF_MS; n += 1) backoff *= 2;
  return Math.max(0, Math.min(backoff, LONGEST_BACKOFF_MS) - (unixMs - lastFailureMs));
}

/** When a Pod ended: its last container, else when it was ready no longer, else when it was deleted. Unix milliseconds, whole seconds. Mirrors getFinishedTime. */
export function finishedMs(pod: Pod): number {
  const { metadata, status } = pod;
  const sidecars = new Set((pod.spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  const ends = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name))].map(endOf);
  const ended = ends.filter((end) => end !== undefined);
  if (ends.length > 0 && ended.length === ends.length) return Math.max(...ended);
  const ready = condition(status.conditions, "Ready");
  const unready = ready?.status === "False" && ready.lastTransitionTime ? parseRfc3339(ready.lastTransitionTime) : undefined;
  const deleted = metadata.deletionTimestamp === undefined ? undefined : parseRfc3339(metadata.deletionTimestamp);
  return unready ?? (deleted === undefined ? undefined : deleted - 1000 * (metadata.deletionGracePeriodSeconds ?? 0)) ?? parseRfc3339(metadata.creationTimestamp) ?? 0;
}

const endOf = ({ state }: ContainerStatus): number | undefined => (state?.terminated?.finishedAt ? parseRfc3339(state.terminated.finishedAt) : undefined);
