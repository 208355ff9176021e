import { jsonEqual } from "../../../api/json.ts";
import type { Service } from "../../../api/services.ts";
import type { KubernetesObject, ObjectMeta, Status } from "../../../api/types.ts";
import { admitUpdate, validatingAdmissionOfUpdate } from "../admission/chain.ts";
import { readBody } from "../bodies.ts";
import { ownsAlready, recordManager } from "../managed-fields.ts";
import { allocated } from "../services/allocation.ts";
import { keyOfCall, strategyOf, type Call, type ServerContext } from "../server-context.ts";
import { badRequest, conflict, invalid, isStatus, MODIFIED, notFound } from "../status.ts";
import { createNamed } from "./create.ts";
import { inRequestNamespace } from "./namespace-of-object.ts";

/** PUT of an object or of one of its parts that are written like it ("status"). */
export function update(context: ServerContext, call: Call): KubernetesObject | Status {
  const { request, resource, stored } = call;
  const strategy = strategyOf(resource);
  const decoded = readBody(call, request.body);
  if (isStatus(decoded)) return decoded;
  const placed = inRequestNamespace(call, decoded);
  if (isStatus(placed)) return placed;
  const name = request.name ?? "";
  const misnamed = checkName(placed.metadata.name, name);
  if (misnamed) return misnamed;
  const old = context.store.get(stored, keyOfCall(call));
  if (!old) return strategy.allowCreateOnUpdate && !request.subresource ? createNamed(context, call, placed) : notFound(resource, name);
  return replace(context, call, old, placed);
}

/** The object of a request must bear the name of its path. */
// Mirrors checkName (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go).
export function checkName(objectName: string | undefined, name: string): Status | undefined {
  if (objectName === name) return undefined;
  if (!objectName) return badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  return badRequest(`the name of the object (${objectName}) does not match the name on the URL (${name})`);
}

/** Puts `next` in the place of `old`: versions, strategy, admission, validation, then etcd if something has changed. */
// Mirrors Store.Update (staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go).
export function replace(context: ServerContext, call: Call, old: KubernetesObject, next: KubernetesObject): KubernetesObject | Status {
  const { request, resource } = call;
  const strategy = strategyOf(resource);
  const { name } = old.metadata;
  const foreign = uidMismatch(call, old, next);
  if (foreign) return foreign;
  const version = next.metadata.resourceVersion;
  if (!version && !strategy.allowUnconditionalUpdate) {
    return invalid(resource.group, resource.kind, name, [
      { type: "FieldValueInvalid", field: "metadata.resourceVersion", value: 0, detail: "must be specified for an update" },
    ]);
  }
  if (version && version !== old.metadata.resourceVersion) return conflict(resource, name, MODIFIED);
  const prepared = strategy.prepareForUpdate(withSystemMetadata(next, old), old, request.subresource);
  const admitted = admitUpdate(context, call, prepared, old);
  if (isStatus(admitted)) return admitted;
  const errors = strategy.validateUpdate(admitted, old, request.subresource);
  if (errors.length > 0) return invalid(resource.group, resource.kind, name, errors);
  const refused = validatingAdmissionOfUpdate(context, call, admitted, old);
  if (refused) return refused;
  call.warnings.push(...strategy.warningsOnUpdate(admitted, old, request.subresource));
  const complete = admitted.kind === "Service" && !request.subresource ? allocated(context, call, admitted as Service, old as Service) : admitted;
  return isStatus(complete) ? complete : commitUpdate(context, call, complete, old);
}

// Mirrors the UID precondition of a PUT (staging/src/k8s.io/apiserver/pkg/storage/interfaces.go Preconditions.Check).
function uidMismatch({ request, resource }: Call, old: KubernetesObject, next: KubernetesObject): Status | undefined {
  const { uid, namespace, name } = old.metadata;
  if (!next.metadata.uid || next.metadata.uid === uid) return undefined;
  const path = [resource.group === "" ? "" : `/${resource.group}`, `/${resource.resource}`, namespace ? `/${namespace}` : "", `/${name}`].join("");
  return conflict(
    resource,
    request.name ?? name,
    `StorageError: invalid object, Code: 4, Key: /registry${path}, ResourceVersion: 0, ` +
      `AdditionalErrorMsg: Precondition failed: UID in precondition: ${next.metadata.uid}, UID in object meta: ${uid}`,
  );
}

/** What a writer may leave out or may not set: it stays as it was. */
// Mirrors BeforeUpdate (staging/src/k8s.io/apiserver/pkg/registry/rest/update.go).
function withSystemMetadata(next: KubernetesObject, old: KubernetesObject): KubernetesObject {
  if (next.metadata === old.metadata) return next;
  const { generation: _generation, managedFields: _managed, deletionTimestamp: _at, deletionGracePeriodSeconds: _grace, ...metadata } = next.metadata;
  const { generation, managedFields, deletionTimestamp, deletionGracePeriodSeconds, uid, creationTimestamp, resourceVersion } = old.metadata;
  return {
    ...next,
    metadata: {
      ...metadata,
      uid,
      creationTimestamp: next.metadata.creationTimestamp || creationTimestamp,
      resourceVersion,
      ...(generation !== undefined && { generation }),
      ...(managedFields && { managedFields }),
      ...(deletionTimestamp !== undefined && { deletionTimestamp }),
      ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
    },
  };
}

/** Writes an update that is allowed; the last finalizer's removal deletes what was waiting for it. */
export function commitUpdate({ store, timestamp }: ServerContext, call: Call, next: KubernetesObject, old: KubernetesObject): KubernetesObject {
  if (sameButManagers(next, old) && (!call.applied || ownsAlready(old, call, call.applied))) return old;
  const managed = recordManager(next, old, call, timestamp());
  if (call.request.query?.dryRun) return managed;
  const { namespace, name } = old.metadata;
  const key = namespace ? `${namespace}/${name}` : name;
  if (isDeletedByUpdate(managed, old)) return store.delete(call.stored, key, managed);
  return store.update(call.stored, key, managed);
}

/** True if nothing but the managers may differ. */
function sameButManagers(next: KubernetesObject, old: KubernetesObject): boolean {
  const { metadata, ...rest } = next;
  const { metadata: oldMetadata, ...oldRest } = old;
  return jsonEqual(rest, oldRest) && (metadata === oldMetadata || jsonEqual(withoutManagers(metadata), withoutManagers(oldMetadata)));
}

function withoutManagers({ managedFields: _managed, ...metadata }: ObjectMeta): Partial<ObjectMeta> {
  return metadata;
}

// Mirrors ShouldDeleteDuringUpdate (store.go) and ShouldDeleteNamespaceDuringUpdate (pkg/registry/core/namespace/storage).
function isDeletedByUpdate(next: KubernetesObject, old: KubernetesObject): boolean {
  if ((next.metadata.finalizers ?? []).length > 0) return false;
  if (old.metadata.deletionTimestamp === undefined) return false;
  if ((old.metadata.deletionGracePeriodSeconds ?? 0) !== 0) return false;
  const finalizers = (next as { readonly spec?: { readonly finalizers?: readonly string[] } }).spec?.finalizers;
  return next.kind !== "Namespace" || (finalizers ?? []).length === 0;
}
