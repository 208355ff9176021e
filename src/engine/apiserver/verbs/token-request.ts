import { isObject, type JsonObject } from "../../../api/json.ts";
import { pretendToken, pretendUuid } from "../../../api/pretend-token.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Status } from "../../../api/types.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { invalid, notFound } from "../status.ts";

const AUDIENCE = "https://kubernetes.default.svc.cluster.local";
const DEFAULT_SECONDS = 3600;
const LEAST_SECONDS = 600;
const MOST_SECONDS = 2 ** 32;

// Mirrors TokenREST.Create (pkg/registry/core/serviceaccount/storage/token.go) and ValidateTokenRequest (pkg/apis/authentication/validation).
// Simplified: the token reads as a real one, but its signature is made up and nobody checks it.
export function createToken(context: ServerContext, call: Call): JsonObject | Status {
  const { request, resource, outcome } = call;
  const account = context.store.get("serviceaccounts", keyOfCall(call));
  if (!account) return notFound(resource, request.name ?? "");
  const body = isObject(request.body) ? request.body : {};
  const spec = isObject(body["spec"]) ? body["spec"] : {};
  const seconds = typeof spec["expirationSeconds"] === "number" ? spec["expirationSeconds"] : DEFAULT_SECONDS;
  const detail = seconds < LEAST_SECONDS ? "may not specify a duration less than 10 minutes" : seconds > MOST_SECONDS ? "may not specify a duration larger than 2^32 seconds" : undefined;
  if (detail !== undefined) return invalid("authentication.k8s.io", "TokenRequest", "", [{ type: "FieldValueInvalid", field: "spec.expirationSeconds", value: seconds, detail }]);
  outcome.created = true;
  const { kernel } = context;
  const issuedAt = Math.floor((kernel.startsAtMs + kernel.now) / 1000);
  const asked = Array.isArray(spec["audiences"]) ? spec["audiences"] : [];
  const audiences = asked.length > 0 ? asked : [AUDIENCE];
  const { namespace = "default", name, uid } = account.metadata;
  const bound = isObject(spec["boundObjectRef"] ?? null) ? (spec["boundObjectRef"] as JsonObject) : undefined;
  const claims: JsonObject = {
    aud: audiences,
    exp: issuedAt + seconds,
    iat: issuedAt,
    iss: AUDIENCE,
    jti: pretendUuid(`${uid}/${issuedAt}`),
    "kubernetes.io": {
      namespace,
      ...(bound && { [String(bound["kind"]).toLowerCase()]: { name: bound["name"] ?? "", uid: bound["uid"] ?? "" } }),
      serviceaccount: { name, uid },
    },
    nbf: issuedAt,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  return {
    kind: "TokenRequest",
    apiVersion: "authentication.k8s.io/v1",
    metadata: { name, namespace, creationTimestamp: rfc3339(kernel.startsAtMs + kernel.now) },
    spec: { audiences, boundObjectRef: bound ?? null, expirationSeconds: seconds },
    status: { expirationTimestamp: rfc3339((issuedAt + seconds) * 1000), token: pretendToken(claims) },
  };
}
