import { asJson, isObject, type Json, type JsonObject } from "../../../api/json.ts";
import { formatLabelSelector } from "../../../api/labels.ts";
import type { KubernetesObject, LabelSelector, Status } from "../../../api/types.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import { applyJsonPatch, type JsonPatchOperation } from "../patch/json-patch.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { badRequest, invalid, isStatus, notFound, unprocessable } from "../status.ts";
import { replace } from "./update.ts";

interface Scalable extends KubernetesObject {
  readonly spec?: { readonly replicas?: number; readonly selector?: LabelSelector };
  readonly status?: { readonly replicas?: number };
}

/** GET, PUT and PATCH of a scale subresource: autoscaling/v1 Scale over spec.replicas. */
// Mirrors ScaleREST (pkg/registry/apps/deployment/storage/storage.go and its like).
export function scale(context: ServerContext, call: Call): KubernetesObject | Status {
  const { request, resource } = call;
  const object = context.store.get(call.stored, keyOfCall(call)) as Scalable | undefined;
  if (!object) return notFound(resource, request.name ?? "");
  const current = scaleOf(object);
  if (request.verb === "get") return current;
  const wanted = wantedScale(call, asJson(current));
  if (isStatus(wanted)) return wanted;
  const replicas = isObject(wanted) && isObject(wanted["spec"]) ? (wanted["spec"]["replicas"] ?? 0) : 0;
  if (typeof replicas !== "number" || !Number.isInteger(replicas)) return badRequest("json: cannot unmarshal into Go struct field ScaleSpec.spec.replicas of type int32");
  if (replicas < 0) {
    const detail = "must be greater than or equal to 0";
    return invalid("autoscaling", "Scale", object.metadata.name, [{ type: "FieldValueInvalid", field: "spec.replicas", value: replicas, detail }]);
  }
  const metadata = isObject(wanted) && isObject(wanted["metadata"]) ? wanted["metadata"] : {};
  const version = typeof metadata["resourceVersion"] === "string" ? metadata["resourceVersion"] : object.metadata.resourceVersion;
  const next: Scalable = { ...object, metadata: { ...object.metadata, resourceVersion: version }, spec: { ...object.spec, replicas } };
  const { subresource: _scale, ...plain } = request;
  const answer = replace(context, { ...call, request: plain }, object, next);
  return isStatus(answer) ? answer : scaleOf(answer);
}

function wantedScale({ request }: Call, current: JsonObject): Json | Status {
  const body = request.body ?? null;
  if (request.verb !== "patch") return isObject(body) ? body : badRequest("the Scale must be an object");
  if (request.patchType !== "json") return applyMergePatch(current, body);
  if (!Array.isArray(body)) return unprocessable();
  const result = applyJsonPatch(current, body as unknown as readonly JsonPatchOperation[]);
  return result.ok ? result.value : unprocessable();
}

function scaleOf({ metadata, spec, status }: Scalable): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const scale = {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, ...(namespace && { namespace }), uid, resourceVersion, creationTimestamp },
    spec: { ...(spec?.replicas && { replicas: spec.replicas }) },
    status: { replicas: status?.replicas ?? 0, ...(spec?.selector && { selector: formatLabelSelector(spec.selector) }) },
  };
  return scale;
}
