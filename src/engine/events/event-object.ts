import { rfc3339, rfc3339Micro } from "../../api/time.ts";
import type { Event, KubernetesObject, ObjectReference } from "../../api/types.ts";
import type { Kernel } from "../simulation/kernel.ts";
import { nanosecondsWithin } from "../simulation/time.ts";

export type EventType = "Normal" | "Warning";

/** An Event before the API server has stored it: no uid, no resourceVersion yet. */
export type NewEvent = Omit<Event, "metadata"> & {
  readonly metadata: { readonly name: string; readonly namespace: string };
};

/** A moment finer than a millisecond, as a component's clock would read it. */
export interface Moment {
  readonly unixMs: number;
  readonly nanoseconds: number;
}

/** The moment of this call: two calls within one instant differ. */
export function moment(kernel: Kernel): Moment {
  return { unixMs: kernel.startsAtMs + kernel.now, nanoseconds: nanosecondsWithin(kernel.nextPlace()) };
}

/** A metav1.Time: whole seconds. */
export const timeOf = ({ unixMs }: Moment): string => rfc3339(unixMs);

/** A metav1.MicroTime. */
export const microTimeOf = ({ unixMs, nanoseconds }: Moment): string => rfc3339Micro(unixMs, nanoseconds / 1000);

// Mirrors makeEvent (staging/src/k8s.io/client-go/tools/record/event.go): the object's name and the nanoseconds in hexadecimal.
export const eventName = (objectName: string, { unixMs, nanoseconds }: Moment): string =>
  `${objectName}.${(BigInt(unixMs) * 1_000_000n + BigInt(nanoseconds)).toString(16)}`;

/** What an Event is about: an object as read, or a reference put together by the caller. */
export type EventSubject = KubernetesObject | ObjectReference;

// Mirrors GetReference (staging/src/k8s.io/client-go/tools/reference/ref.go).
export function referenceTo(subject: EventSubject, fieldPath?: string): ObjectReference {
  const reference = "metadata" in subject ? referenceToObject(subject) : subject;
  return fieldPath === undefined ? reference : { ...reference, fieldPath };
}

const referenceToObject = ({ apiVersion, kind, metadata }: KubernetesObject): ObjectReference => ({
  kind,
  ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
  name: metadata.name,
  uid: metadata.uid,
  apiVersion,
  resourceVersion: metadata.resourceVersion,
});
