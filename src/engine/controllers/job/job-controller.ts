import { isJobFinished, type Job } from "../../../api/batch.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import type { KubernetesObject, Pod } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Controller, type Look, type Work } from "../manager/controller.ts";
import { sent } from "../manager/requests.ts";
import { selects } from "../pods/claims.ts";
import type { BackoffRecord } from "./backoff.ts";
import { isTracked, letGo } from "./finalizer.ts";
import { BATCH_MS } from "./manage.ts";
import { backoffNoteOf, releasedNoteOf } from "./notes.ts";
import { isManagedElsewhere } from "./spec.ts";
import { syncJob, type JobInput } from "./sync.ts";

type Input = JobInput | { readonly orphan: Pod } | { readonly forgotten: readonly string[] };

/** Keys are those of Jobs, and "orphan NAMESPACE/NAME" for Pods that nobody counts any more. */
const orphanKey = (pod: KubernetesObject): string => `orphan ${objectKey(pod)}`;
const isOrphanKey = (key: string): boolean => key.startsWith("orphan ");

/** Mirrors Controller (pkg/controller/job/job_controller.go). */
export const jobController: Controller = controller<Input>({
  name: "job-controller",
  watches: ["jobs", "pods"],
  concerned: (change, caches) => (change.resource === "pods" ? ofPod(change, caches) : ofJob(change, caches)),
  delayMs,
  gather,
  *work(input) {
    if ("orphan" in input) return yield* releaseOrphan(input.orphan);
    if ("job" in input) return yield* syncJob(input);
    for (const note of input.forgotten) yield { note, value: undefined };
    return undefined;
  },
});

/** Changes of Pods and of a Job's status are taken up once a second; what a person changed at once. Mirrors enqueueSyncJobBatched and enqueueSyncJobImmediately. */
function delayMs({ resource, type, object, old }: Change, key: string): number {
  if (isOrphanKey(key)) return 0;
  return resource === "pods" || (type === "MODIFIED" && object.metadata.generation === old?.metadata.generation) ? BATCH_MS : 0;
}

// Mirrors updateJob, deleteJob and cleanupPodFinalizers: nobody counts the Pods of a Job that is finished or gone.
function ofJob({ object, type }: Change, caches: Caches): readonly string[] {
  const isOver = type === "DELETED" || isJobFinished(object as Job);
  const left = isOver ? caches.controlledBy<Pod>("pods", object.metadata.uid).filter(isTracked) : [];
  return [objectKey(object), ...left.map(orphanKey)];
}

// Mirrors addPod, updatePod and deletePod.
function ofPod({ object, old, type }: Change, caches: Caches): readonly string[] {
  const isLeaving = type === "DELETED" || object.metadata.deletionTimestamp !== undefined;
  const [owner, before] = [jobOf(object, caches), old && jobOf(old, caches)];
  const orphan = type !== "DELETED" && isTracked(object) ? [orphanKey(object)] : [];
  const former = before && before !== owner ? [objectKey(before)] : [];
  if (controllerOf(object)) {
    if (!owner || (isLeaving && isJobFinished(owner))) return controllerOf(object)?.kind === "Job" && isLeaving ? [...former, ...orphan] : former;
    return [...former, objectKey(owner)];
  }
  if (isLeaving) return [...former, ...orphan];
  const adopters = caches.inNamespace<Job>("jobs", object.metadata.namespace ?? "").filter(({ spec }) => selects(spec.selector ?? {}, object));
  return [...former, ...orphan, ...adopters.map(objectKey)];
}

function jobOf(pod: KubernetesObject, caches: Caches): Job | undefined {
  const owner = controllerOf(pod);
  const job = owner?.kind === "Job" ? caches.get<Job>("jobs", `${pod.metadata.namespace ?? ""}/${owner.name}`) : undefined;
  return job && job.metadata.uid === owner?.uid ? job : undefined;
}

function gather(key: string, { caches, isFresh, unixMs, note }: Look): Input | undefined {
  if (isOrphanKey(key)) return orphanOf(key.slice("orphan ".length), caches);
  const notes = [backoffNoteOf(key), releasedNoteOf(key)];
  const job = caches.get<Job>("jobs", key);
  if (!job) {
    const forgotten = notes.filter((name) => note(name) !== undefined);
    return forgotten.length > 0 ? { forgotten } : undefined;
  }
  return {
    job,
    pods: caches.candidates<Pod>("pods", job),
    isFresh,
    unixMs,
    backoff: note(backoffNoteOf(key)) as unknown as BackoffRecord | undefined,
    released: (note(releasedNoteOf(key)) ?? []) as readonly string[],
  };
}

/** Unless a Job has taken it up meanwhile. Mirrors syncOrphanPod. */
function orphanOf(key: string, caches: Caches): Input | undefined {
  const pod = caches.get<Pod>("pods", key);
  if (!pod || !isTracked(pod)) return undefined;
  const owner = controllerOf(pod);
  if (owner && owner.kind !== "Job") return undefined;
  const job = jobOf(pod, caches);
  return job && (isManagedElsewhere(job) || !isJobFinished(job)) ? undefined : { orphan: pod };
}

function* releaseOrphan(pod: Pod): Work {
  const response = yield* sent(letGo(pod));
  return isError(response) && response.code !== 404 ? { retry: true } : undefined;
}
