import type { Job } from "../../../api/batch.ts";
import { isPodReady } from "../../../api/pods.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import type { Pod } from "../../../api/types.ts";
import { readySinceMs } from "../pods/active-pods.ts";
import { validIndex } from "./indexes.ts";
import { isIndexed } from "./spec.ts";

const phaseOrder: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };
const restarts = ({ status }: Pod): number => Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount));
const createdMs = ({ metadata }: Pod): number => parseRfc3339(metadata.creationTimestamp) ?? 0;

/** Which of two Pods goes first: what has come less far. Mirrors ActivePods.Less (pkg/controller/controller_utils.go). */
function compare(a: Pod, b: Pod): number {
  return (
    Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName)) ||
    (phaseOrder[a.status.phase ?? ""] ?? 0) - (phaseOrder[b.status.phase ?? ""] ?? 0) ||
    Number(isPodReady(a)) - Number(isPodReady(b)) ||
    (readySinceMs(b) ?? 0) - (readySinceMs(a) ?? 0) ||
    restarts(b) - restarts(a) ||
    createdMs(b) - createdMs(a)
  );
}

/** Running Pods that are too many: of an Indexed Job first those without an index of its own, or whose index has a better one. Mirrors activePodsForRemoval (pkg/controller/job/job_controller.go). */
export function podsForRemoval(job: Job, active: readonly Pod[], atLeast: number): readonly Pod[] {
  const { removed, left } = isIndexed(job) ? superfluous(active, job.spec.completions ?? 0) : { removed: [], left: active };
  return [...removed, ...left.toSorted(compare).slice(0, Math.max(0, atLeast - removed.length))];
}

// Mirrors appendDuplicatedIndexPodsForRemoval (pkg/controller/job/indexed_job_utils.go).
function superfluous(active: readonly Pod[], completions: number): { readonly removed: readonly Pod[]; readonly left: readonly Pod[] } {
  const byIndex = new Map<number, Pod[]>();
  const removed: Pod[] = [];
  for (const pod of active) {
    const index = validIndex(pod, completions);
    const same = index === undefined ? removed : byIndex.get(index);
    if (same) same.push(pod);
    else byIndex.set(index ?? 0, [pod]);
  }
  const left: Pod[] = [];
  for (const [, pods] of [...byIndex].sort(([a], [b]) => a - b)) {
    const sorted = pods.toSorted(compare);
    removed.push(...sorted.slice(0, -1));
    left.push(...sorted.slice(-1));
  }
  return { removed, left };
}
