import type { JsonObject } from "../../api/json.ts";
import { resourceAt } from "../../api/resources.ts";
import { controllerOf } from "../../api/owner-references.ts";
import type { KubernetesObject } from "../../api/types.ts";
import type { ControllerRevision, PodTemplateSpec, ReplicaSet } from "../../api/workloads.ts";
import { call } from "../client.ts";
import { fail } from "../failure.ts";
import { kindOf, objectAt, objectsAt, withValue } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";

export const revisionAnnotation = "deployment.kubernetes.io/revision";
export const changeCauseAnnotation = "kubernetes.io/change-cause";

/** A template as it was at one time, and why it came. */
export interface Revision {
  readonly number: number;
  readonly changeCause: string;
  readonly template: PodTemplateSpec;
  /** What holds it: a ReplicaSet or a ControllerRevision. */
  readonly holder: KubernetesObject;
}

/** The number in an object's revision annotation. */
export function revisionOf({ metadata }: KubernetesObject): number | undefined {
  const text = metadata.annotations?.[revisionAnnotation] ?? "";
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** All revisions of a Deployment, DaemonSet or StatefulSet, the oldest first. */
export function* revisionsOf(session: Session, object: JsonObject): Task<readonly Revision[]> {
  const found = kindOf(object) === "Deployment" ? (yield* ownedBy(session, object, "replicasets")).flatMap(ofReplicaSet) : (yield* ownedBy(session, object, "controllerrevisions")).map(ofControllerRevision);
  return found.sort((a, b) => a.number - b.number);
}

// Mirrors deploymentutil.GetAllReplicaSets and controlledHistoryV1 (kubectl/pkg/util/deployment, polymorphichelpers/history.go).
function* ownedBy(session: Session, object: JsonObject, plural: string): Task<readonly JsonObject[]> {
  const resource = resourceAt("apps", "v1", plural) ?? fail(`no ${plural}`);
  const { metadata } = object as unknown as KubernetesObject;
  const listed = yield* call(session, { verb: "list", resource, ...(metadata.namespace !== undefined && { namespace: metadata.namespace }) });
  return objectsAt(listed, "items").filter((item) => controllerOf(item as unknown as KubernetesObject)?.uid === metadata.uid);
}

function ofReplicaSet(object: JsonObject): Revision[] {
  const holder = object as unknown as ReplicaSet;
  const number = revisionOf(holder);
  return number === undefined ? [] : [{ number, changeCause: causeOf(holder), template: holder.spec.template, holder }];
}

function ofControllerRevision(object: JsonObject): Revision {
  const holder = object as unknown as ControllerRevision;
  const { $patch: _, ...template } = objectAt(holder.data, "spec", "template");
  return { number: holder.revision, changeCause: causeOf(holder), template: template as unknown as PodTemplateSpec, holder };
}

const causeOf = ({ metadata }: KubernetesObject): string => metadata.annotations?.[changeCauseAnnotation] ?? "";

/** The template with an annotation more. */
export const withCause = ({ template, changeCause }: Revision): PodTemplateSpec =>
  changeCause === "" ? template : (withValue(template as unknown as JsonObject, ["metadata", "annotations", changeCauseAnnotation], changeCause) as unknown as PodTemplateSpec);
