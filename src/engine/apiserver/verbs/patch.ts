import { asJson, isObject, type Json, type JsonObject } from "../../../api/json.ts";
import { groupVersion } from "../../../api/resources.ts";
import { typeOfKind } from "../../../api/schema/schema.ts";
import type { KubernetesObject, Status } from "../../../api/types.ts";
import { goType } from "../bodies.ts";
import { toStored, toVersion } from "../conversion.ts";
import { decodeObject } from "../decoding/decode.ts";
import { goPrint } from "../patch/go-print.ts";
import { applyJsonPatch, type JsonPatchOperation } from "../patch/json-patch.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import { applyStrategicMergePatch } from "../patch/strategic-merge-patch.ts";
import { keyOfCall, strategyOf, type Call, type ServerContext } from "../server-context.ts";
import { badRequest, failure, invalid, isStatus, notFound, unprocessable } from "../status.ts";
import { apply } from "./apply.ts";
import { inRequestNamespace } from "./namespace-of-object.ts";
import { checkName, replace } from "./update.ts";

/** PATCH of an object or of one of its parts. */
// Mirrors PatchResource (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go). Requests are handled one at a time,
// so the retries of a patch that meets a newer version never happen here.
export function patch(context: ServerContext, call: Call): KubernetesObject | Status {
  const { request, resource, stored } = call;
  if (request.patchType === "apply") return apply(context, call);
  const unreadable = unreadablePatch(request.patchType, request.body);
  if (unreadable) return unreadable;
  const old = context.store.get(stored, keyOfCall(call));
  if (!old) return notFound(resource, request.name ?? "");
  const patched = patchedObject(call, toVersion(resource, old));
  if (isStatus(patched)) return patched;
  const misplaced = checkName(patched.metadata?.name, old.metadata.name);
  if (misplaced) return misplaced;
  const placed = inRequestNamespace(call, patched);
  if (isStatus(placed)) return placed;
  return replace(context, call, old, onlyStatusDiffers(placed, old) ? placed : strategyOf(resource).applyDefaults(placed));
}

/** True of what a kubelet writes most: all but the status is the stored object's own, whose defaults are in place. */
const onlyStatusDiffers = (next: object, old: object): boolean =>
  Object.entries(next).every(([key, value]) => key === "status" || value === old[key as keyof typeof old]);

function unreadablePatch(type: string | undefined, body: Json | undefined): Status | undefined {
  if (type === "json") {
    if (Array.isArray(body)) return undefined;
    return badRequest(`error decoding patch: json: cannot unmarshal ${goType(body)} into Go value of type []handlers.jsonPatchOp`);
  }
  return isObject(body) ? undefined : badRequest(`json: cannot unmarshal ${goType(body)} into Go value of type map[string]interface {}`);
}

/** The object after the patch, decoded again; a 4xx if the patch does not fit. */
function patchedObject(call: Call, current: KubernetesObject): KubernetesObject | Status {
  const { request, resource } = call;
  const before = asJson(current);
  const body = request.body ?? null;
  if (request.patchType === "json") {
    const result = applyJsonPatch(before, body as unknown as readonly JsonPatchOperation[]);
    return result.ok ? decodePatched(call, before, result.value) : unprocessable();
  }
  if (request.patchType === "merge") return decodePatched(call, before, applyMergePatch(before, body));
  const result = applyStrategicMergePatch(typeOfKind(groupVersion(resource.group, resource.version), resource.kind), before, body as JsonObject);
  return result.ok ? decodePatched(call, before, result.value) : failure(500, "", result.message);
}

/** What the patch has left alone is decoded already: only the rest is decoded again. */
function decodePatched(call: Call, before: JsonObject, patched: Json): KubernetesObject | Status {
  const { resource, request } = call;
  if (!isObject(patched)) return misfit(call, patched, `json: cannot unmarshal ${goType(patched)} into Go value of type v1.${resource.kind}`);
  const same = (key: string): boolean => patched[key] === before[key] && key !== "apiVersion" && key !== "kind";
  const [kept, changed]: Record<string, Json>[] = [{}, {}];
  for (const [key, value] of Object.entries(patched)) (same(key) ? kept : changed)![key] = value;
  const apiVersion = groupVersion(resource.group, resource.version);
  const decoded = decodeObject(changed!, { apiVersion, kind: resource.kind, fieldValidation: request.query?.fieldValidation ?? "Warn" });
  if (!decoded.ok) return misfit(call, patched, bare(decoded.message, resource.kind));
  call.warnings.push(...decoded.warnings);
  return toStored(resource, { ...decoded.object, ...kept } as KubernetesObject);
}

/** The patch makes something that is no object of the kind. */
// Mirrors applyPatchToObject and applyJSPatch (same file): a strategic patch is quoted itself, of the others what they made.
function misfit({ request }: Call, patched: Json, message: string): Status {
  const strategic = request.patchType === "strategic";
  const value = strategic ? goPrint(request.body) : JSON.stringify(patched);
  return invalid("", "", "", [{ type: "FieldValueInvalid", field: "patch", value, detail: strategic ? unstructuredError(message) : message }]);
}

/** The decoder's message without the sentence that a POST puts before it. */
const bare = (message: string, kind: string): string => message.replace(new RegExp(`^${kind} in version "[^"]*" cannot be handled as a ${kind}: `), "");

// Mirrors fromUnstructured (staging/src/k8s.io/apimachinery/pkg/runtime/converter.go): the same fault in other words.
function unstructuredError(message: string): string {
  const [, found, wanted] = /^json: cannot unmarshal (\w+).* of type (.+)$/.exec(message) ?? [];
  if (found === undefined || wanted === undefined) return message;
  if (wanted.startsWith("map[")) return `cannot restore map from ${found === "number" ? "int64" : found}`;
  if (wanted.startsWith("[]")) return `cannot restore slice from ${found === "number" ? "int64" : found}`;
  if (found === "number" && wanted === "string") return "cannot convert int64 to string";
  return /^(u?int\d*|string|bool|float\d+)$/.test(wanted) ? `unrecognized type: ${wanted}` : `cannot restore struct from: ${found === "number" ? "int64" : found}`;
}
