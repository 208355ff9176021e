import type { Json } from "../../api/json.ts";
import { groupVersion, type ApiResource } from "../../api/resources.ts";
import type { KubernetesObject, Status } from "../../api/types.ts";
import { toStored } from "./conversion.ts";
import { decodeObject } from "./decoding/decode.ts";
import { strategyOf, type Call } from "./server-context.ts";
import { badRequest, isStatus } from "./status.ts";

/** The object of a request's body: decoded and defaulted. Its warnings go to the call's. */
export function readBody(call: Call, body: Json | undefined): KubernetesObject | Status {
  const { resource } = call;
  const decoded = decodeAs(resource, body, call);
  if (isStatus(decoded)) return decoded;
  return strategyOf(resource).applyDefaults(toStored(resource, decoded));
}

/** Decodes JSON as an object of a resource's kind, strictly as the request asks. */
export function decodeAs(resource: ApiResource, body: Json | undefined, call: Call): KubernetesObject | Status {
  const apiVersion = groupVersion(resource.group, resource.version);
  const decoded = decodeObject(body ?? null, { apiVersion, kind: resource.kind, fieldValidation: call.request.query?.fieldValidation ?? "Warn" });
  if (!decoded.ok) return badRequest(decoded.message);
  call.warnings.push(...decoded.warnings);
  return decoded.object;
}

/** The name by which Go's JSON decoder calls what it met. */
export function goType(value: Json | undefined): string {
  if (value === undefined || value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
}
