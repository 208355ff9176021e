import type { KubernetesObject } from "../../../api/types.ts";
import { objectKey } from "../informer.ts";

/** What the controller remembers of a Job from one sync to the next. */
export const backoffNoteOf = (key: string): string => `backoff ${key}`;
/** Uids of Pods whose finalizer it took away, until its cache shows it. Mirrors uidTrackingExpectations (pkg/controller/job/tracking_utils.go). */
export const releasedNoteOf = (key: string): string => `released ${key}`;

export const backoffNote = (job: KubernetesObject): string => backoffNoteOf(objectKey(job));
export const releasedNote = (job: KubernetesObject): string => releasedNoteOf(objectKey(job));
