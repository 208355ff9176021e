import { isObject } from "../../../api/json.ts";
import { parseRfc3339, rfc3339 } from "../../../api/time.ts";
import type { KubernetesObject, Namespace, Pod, Status } from "../../../api/types.ts";
import { admitDelete } from "../admission/chain.ts";
import type { DeleteOptions } from "../request.ts";
import { keyOfCall, unixNow, withMetadata, type Call, type ServerContext } from "../server-context.ts";
import { badRequest, conflict, invalid, isStatus, notFound, success } from "../status.ts";
import type { FieldError } from "../validation/field-error.ts";

/** DELETE of one object: a Status of success, the object that is now on its way out, or why not. */
export function remove(context: ServerContext, call: Call): KubernetesObject | Status {
  const options = readDeleteOptions(call);
  if (isStatus(options)) return options;
  const refused = admitDelete(context, call);
  if (refused) return refused;
  const object = context.store.get(call.stored, keyOfCall(call));
  if (!object) return notFound(call.resource, call.request.name ?? "");
  return deleteObject(context, call, object, options);
}

/** DELETE of a collection: the objects that were selected, one by one. */
export function removeCollection(context: ServerContext, call: Call, selected: readonly KubernetesObject[]): Status | readonly KubernetesObject[] {
  const options = readDeleteOptions(call);
  if (isStatus(options)) return options;
  for (const object of selected) {
    const answer = deleteObject(context, { ...call, request: { ...call.request, name: object.metadata.name } }, object, options);
    if (isStatus(answer) && answer.status === "Failure" && answer.code !== 404) return answer;
  }
  return selected;
}

type Options = DeleteOptions;

function readDeleteOptions({ request }: Call): Options | Status {
  const { body } = request;
  if (body === undefined || body === null) return {};
  if (!isObject(body)) return badRequest("the DeleteOptions must be an object");
  const { gracePeriodSeconds, propagationPolicy, preconditions } = body;
  if (gracePeriodSeconds !== undefined && gracePeriodSeconds !== null && !Number.isInteger(gracePeriodSeconds)) {
    return badRequest(`json: cannot unmarshal ${typeof gracePeriodSeconds} into Go struct field DeleteOptions.gracePeriodSeconds of type int64`);
  }
  if (preconditions !== undefined && preconditions !== null && !isObject(preconditions)) {
    return badRequest("json: cannot unmarshal into Go struct field DeleteOptions.preconditions of type v1.Preconditions");
  }
  if (propagationPolicy !== undefined && propagationPolicy !== null && typeof propagationPolicy !== "string") {
    return badRequest("json: cannot unmarshal into Go struct field DeleteOptions.propagationPolicy of type v1.DeletionPropagation");
  }
  const errors = propagationErrors(propagationPolicy);
  return errors.length > 0 ? invalid("meta.k8s.io", "DeleteOptions", "", errors) : (body as Options);
}

// Mirrors ValidateDeleteOptions (staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go).
function propagationErrors(policy: string | null | undefined): FieldError[] {
  if (policy === undefined || policy === null) return [];
  if (policy === "Background" || policy === "Foreground" || policy === "Orphan") return [];
  const detail = 'supported values: "Foreground", "Background", "Orphan", "nil"';
  return [{ type: "FieldValueNotSupported", field: "propagationPolicy", value: policy, detail }];
}

/** Marks an object for deletion or takes it away, as its kind, its finalizers and the options say. */
// Mirrors Store.Delete and BeforeDelete (staging/src/k8s.io/apiserver/pkg/registry/{generic/registry/store.go,rest/delete.go}).
export function deleteObject(context: ServerContext, call: Call, object: KubernetesObject, options: Options): KubernetesObject | Status {
  const broken = preconditionBroken(call, object, options);
  if (broken) return broken;
  if (object.kind === "Namespace") return deleteNamespace(context, call, object as Namespace);
  const grace = requestedGrace(object, options);
  const { deletionTimestamp, deletionGracePeriodSeconds } = object.metadata;
  if (deletionTimestamp !== undefined && deletionGracePeriodSeconds) {
    if ((options.gracePeriodSeconds ?? undefined) === undefined || grace === undefined || grace >= deletionGracePeriodSeconds) return object;
  }
  const finalizers = finalizersAfter(object, options);
  const pending = finalizers.length > 0;
  if (grace === undefined && !pending) return takeAway(context, call, object);
  const marked = withFinalizers(marking(context, object, grace ?? 0), finalizers);
  if (call.request.query?.dryRun) return marked;
  const stored = marked === object ? object : context.store.update(call.stored, keyOfCall(call), marked);
  return pending || (grace ?? 0) > 0 ? stored : takeAway(context, call, stored);
}

// Mirrors the preconditions of BeforeDelete.
function preconditionBroken({ resource }: Call, { metadata }: KubernetesObject, { preconditions }: Options): Status | undefined {
  if (preconditions?.uid && preconditions.uid !== metadata.uid) {
    const why = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    return conflict(resource, metadata.name, why);
  }
  if (preconditions?.resourceVersion && preconditions.resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    return conflict(resource, metadata.name, why);
  }
  return undefined;
}

/** Seconds of grace for a kind that is deleted gracefully; undefined for all others. */
// Mirrors podStrategy.CheckGracefulDelete (pkg/registry/core/pod/strategy.go): a pod that does not run needs no grace.
function requestedGrace(object: KubernetesObject, options: Options): number | undefined {
  if (object.kind !== "Pod") return undefined;
  const { spec, status } = object as Pod;
  const period = options.gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30;
  if (!spec.nodeName || status?.phase === "Succeeded" || status?.phase === "Failed") return 0;
  return period < 0 ? 1 : period;
}

const ORPHAN = "orphan";
const FOREGROUND = "foregroundDeletion";

/**
 * The finalizers with those that make the garbage collector orphan the object's dependents or delete them first.
 * Mirrors deletionFinalizersForGarbageCollection (store.go).
 */
function finalizersAfter({ metadata }: KubernetesObject, { propagationPolicy }: Options): readonly string[] {
  const known = metadata.finalizers ?? [];
  const asked = propagationPolicy ?? (known.includes(ORPHAN) ? "Orphan" : known.includes(FOREGROUND) ? "Foreground" : "Background");
  const others = known.filter((finalizer) => finalizer !== ORPHAN && finalizer !== FOREGROUND);
  return asked === "Orphan" ? [...others, ORPHAN] : asked === "Foreground" ? [...others, FOREGROUND] : others;
}

function withFinalizers(object: KubernetesObject, finalizers: readonly string[]): KubernetesObject {
  const known = object.metadata.finalizers ?? [];
  const isSame = known.length === finalizers.length && known.every((finalizer) => finalizers.includes(finalizer));
  return isSame ? object : withMetadata(object, { finalizers });
}

/** The object with its deletion's time; a second deletion can only bring that nearer. The first one counts as a new generation. */
function marking({ kernel }: ServerContext, object: KubernetesObject, graceSeconds: number): KubernetesObject {
  const { metadata } = object;
  const first = metadata.deletionTimestamp === undefined;
  if (!first && graceSeconds >= (metadata.deletionGracePeriodSeconds ?? 0)) return object;
  const askedAtMs = first
    ? unixNow(kernel)
    : (parseRfc3339(metadata.deletionTimestamp ?? "") ?? unixNow(kernel)) - (metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  return withMetadata(object, {
    deletionTimestamp: rfc3339(askedAtMs + graceSeconds * 1000),
    deletionGracePeriodSeconds: graceSeconds,
    ...(first && metadata.generation !== undefined && metadata.generation > 0 && { generation: metadata.generation + 1 }),
  });
}

function takeAway({ store }: ServerContext, call: Call, object: KubernetesObject): KubernetesObject | Status {
  if (call.request.query?.dryRun) return object;
  store.delete(call.stored, keyOfCall(call));
  const { group, resource } = call.resource;
  // Mirrors finalizeDelete: kinds with ReturnDeletedObject answer with the object, the others with a Status of details.
  if (object.kind === "Pod" || object.kind === "ServiceAccount" || object.kind === "PersistentVolumeClaim") return object;
  return success({ name: object.metadata.name, ...(group && { group }), kind: resource, uid: object.metadata.uid });
}

// Mirrors REST.Delete (pkg/registry/core/namespace/storage/storage.go): a namespace waits for its controller to empty it.
function deleteNamespace(context: ServerContext, call: Call, namespace: Namespace): KubernetesObject | Status {
  if (namespace.metadata.deletionTimestamp !== undefined) {
    const waiting = (namespace.spec?.finalizers ?? []).length > 0 || (namespace.metadata.finalizers ?? []).length > 0;
    return waiting ? namespace : takeAway(context, call, namespace);
  }
  if ((namespace.spec?.finalizers ?? []).length === 0 && (namespace.metadata.finalizers ?? []).length === 0) return takeAway(context, call, namespace);
  const marked: Namespace = {
    ...withMetadata(namespace, { deletionTimestamp: context.timestamp() }),
    status: { ...namespace.status, phase: "Terminating" },
  };
  return call.request.query?.dryRun ? marked : context.store.update(call.stored, keyOfCall(call), marked);
}
