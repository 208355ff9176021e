import type { Json } from "../../../api/json.ts";
import type { KubernetesObject, OwnerReference, Pod, StringMap } from "../../../api/types.ts";
import type { PodTemplateSpec } from "../../../api/workloads.ts";
import { isError, type ApiRequest, type ApiResponse } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { creating, deleting, errorText, hasCause } from "../manager/requests.ts";

/** What is created for an owner: Pods, mostly. Mirrors RealPodControl (pkg/controller/controller_utils.go). */
export const controllerReference = ({ apiVersion, kind, metadata: { name, uid } }: KubernetesObject): OwnerReference => ({ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true });

/** A Pod of a template, as GetPodFromTemplate puts it together; the name is the API server's to complete. */
export const podFromTemplate = (owner: KubernetesObject, { metadata = {}, spec }: PodTemplateSpec, more: { readonly name?: string; readonly generateName?: string; readonly labels?: StringMap; readonly annotations?: StringMap; readonly finalizers?: readonly string[] } = {}): Json => {
  const labels = { ...metadata.labels, ...more.labels };
  const annotations = { ...metadata.annotations, ...more.annotations };
  const finalizers = [...(metadata.finalizers ?? []), ...(more.finalizers ?? [])];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...(more.name === undefined ? { generateName: more.generateName ?? `${owner.metadata.name}-` } : { name: more.name }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(finalizers.length > 0 && { finalizers }),
      ownerReferences: [controllerReference(owner)],
    },
    spec,
  } as unknown as Json;
};

/** The first error of a batch, as the reason of a condition tells it; `missing`: how many of what was asked for did not come about. undefined = all went well. */
export type Failure = { readonly message: string; readonly isNamespaceTerminating: boolean; readonly missing: number } | undefined;

const INITIAL_BATCH = 1;

/**
 * Creates Pods in batches of 1, 2, 4, …: a batch that fails is the last, and what was not tried is not told of.
 * Mirrors slowStartBatch (pkg/controller/controller_utils.go).
 */
export function* createSlowly(owner: KubernetesObject, bodies: readonly Json[]): Work<Failure> {
  let size = Math.min(INITIAL_BATCH, bodies.length);
  for (let at = 0; at < bodies.length; ) {
    const failure = yield* createAtOnce(owner, bodies.slice(at, at + size));
    if (failure) return { ...failure, missing: failure.missing + Math.max(0, bodies.length - at - size) };
    at += size;
    size = Math.min(2 * size, bodies.length - at);
  }
  return undefined;
}

/** Creates Pods side by side, with an event for each. */
export function* createAtOnce(owner: KubernetesObject, bodies: readonly Json[]): Work<Failure> {
  const requests: readonly ApiRequest[] = bodies.map((body) => creating("pods", owner.metadata.namespace, body as object));
  const responses = yield { requests };
  let failure: Failure;
  for (const response of responses) {
    if (!isError(response)) {
      yield { event: { about: owner, type: "Normal", reason: "SuccessfulCreate", message: `Created pod: ${(response.body as KubernetesObject).metadata.name}` } };
      continue;
    }
    const isNamespaceTerminating = hasCause(response, "NamespaceTerminating");
    failure = { message: failure?.message ?? errorText(response), isNamespaceTerminating: failure?.isNamespaceTerminating ?? isNamespaceTerminating, missing: (failure?.missing ?? 0) + 1 };
    if (!isNamespaceTerminating) yield { event: { about: owner, type: "Warning", reason: "FailedCreate", message: `Error creating: ${errorText(response)}` } };
  }
  return failure;
}

/** Deletes Pods side by side. What is gone already is no failure. */
export function* deletePods(owner: KubernetesObject, pods: readonly Pod[]): Work<Failure> {
  const responses = yield { requests: pods.map((pod) => deleting("pods", pod)) };
  let failure: Failure;
  for (const [at, response] of responses.entries()) {
    const name = pods[at]?.metadata.name ?? "";
    if (!isError(response)) yield { event: { about: owner, type: "Normal", reason: "SuccessfulDelete", message: `Deleted pod: ${name}` } };
    else if (!isGone(response)) {
      failure = { message: failure?.message ?? errorText(response), isNamespaceTerminating: false, missing: (failure?.missing ?? 0) + 1 };
      yield { event: { about: owner, type: "Warning", reason: "FailedDelete", message: `Error deleting: ${errorText(response)}` } };
    }
  }
  return failure;
}

const isGone = (response: ApiResponse): boolean => response.code === 404;
