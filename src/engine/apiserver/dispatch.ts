import type { Json, JsonObject } from "../../api/json.ts";
import { METRICS_GROUP, resourceAt } from "../../api/resources.ts";
import type { KubernetesObject, ObjectList, Status } from "../../api/types.ts";
import { serveMetrics } from "./aggregated/metrics.ts";
import { deprecationOf } from "./deprecations.ts";
import type { ApiRequest } from "./request.ts";
import { storedUnder, type Call, type ServerContext } from "./server-context.ts";
import { badRequest, isStatus, methodNotSupported, noSuchPath } from "./status.ts";
import { componentStatuses } from "./verbs/component-status.ts";
import { create } from "./verbs/create.ts";
import { remove, removeCollection } from "./verbs/delete.ts";
import { patch } from "./verbs/patch.ts";
import { bind } from "./verbs/pod-binding.ts";
import { connect } from "./verbs/pod-connect.ts";
import { evict } from "./verbs/pod-eviction.ts";
import { get, list, selectPage, shown } from "./verbs/read.ts";
import { scale } from "./verbs/scale.ts";
import { update } from "./verbs/update.ts";
import { createToken } from "./verbs/token-request.ts";
import { createReview, isReview } from "./verbs/review.ts";

export type Answer = KubernetesObject | ObjectList | Status | JsonObject;

/** A request's path and verb, or why there is none. */
export function readCall(request: ApiRequest): Call | Status {
  const resource = resourceAt(request.group, request.version, request.resource);
  if (!resource) return noSuchPath();
  if (request.subresource && !resource.subresources.includes(request.subresource)) return noSuchPath();
  if (request.verb === "patch" && isDeeper(request.body, MAX_DEPTH)) return badRequest("json: exceeded max depth");
  const deprecated = deprecationOf(resource);
  return { request, resource, stored: storedUnder(resource), warnings: deprecated === undefined ? [] : [deprecated], outcome: { created: false, mayRetry: false } };
}

// Simplified: a request's JSON may be nested less deeply than in life, where 10,000 levels are allowed.
const MAX_DEPTH = 500;

/** True before it has gone deeper than the stack would stand. */
function isDeeper(value: Json | undefined, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return (value as readonly Json[]).some((item) => isDeeper(item, levels - 1));
  for (const key in value) if (isDeeper((value as JsonObject)[key], levels - 1)) return true;
  return false;
}

/** Does what a request asks. */
export function dispatch(context: ServerContext, call: Call): Answer {
  const { request, resource } = call;
  if (request.subresource && request.subresource !== "status") return dispatchSubresource(context, call);
  const misplaced = placeError(call);
  if (misplaced) return misplaced;
  if (resource.group === METRICS_GROUP) return serveMetrics(context, call);
  if (request.verb === "create" && isReview(resource)) return createReview(call);
  if (!resource.verbs.includes(request.verb)) return methodNotSupported(resource, request.verb);
  if (resource.kind === "ComponentStatus") return componentStatuses(call);
  switch (request.verb) {
    case "get":
      return get(context, call);
    case "list":
      return list(context, call);
    case "create":
      return request.subresource ? methodNotSupported(resource, "create") : stored(context, call, create(context, call));
    case "update":
      return stored(context, call, update(context, call));
    case "patch":
      return stored(context, call, patch(context, call));
    case "delete":
      return request.subresource ? methodNotSupported(resource, "delete") : stored(context, call, remove(context, call));
    case "deletecollection":
      return deleteCollection(context, call);
    case "watch":
      return badRequest("a watch is opened through a client, not answered");
  }
}

/** What was stored, in the version that was asked for. */
const stored = (context: ServerContext, call: Call, answer: KubernetesObject | Status): KubernetesObject | Status =>
  isStatus(answer) ? answer : shown(context, call, answer);

/** A namespace where none belongs, or none where one does; a name likewise. */
function placeError({ request, resource }: Call): Status | undefined {
  const { verb, namespace, name } = request;
  const everywhere = verb === "list" || verb === "watch";
  if (resource.namespaced && !namespace && !everywhere) return noSuchPath();
  const named = verb === "get" || verb === "update" || verb === "patch" || verb === "delete";
  return named && !name ? noSuchPath() : undefined;
}

function deleteCollection(context: ServerContext, call: Call): Answer {
  const page = selectPage(context, call);
  if (isStatus(page)) return page;
  const removed = removeCollection(context, call, page.items);
  if (isStatus(removed)) return removed;
  const { group, version, kind } = call.resource;
  return {
    kind: `${kind}List`,
    apiVersion: group === "" ? version : `${group}/${version}`,
    metadata: { resourceVersion: String(context.store.revision) },
    items: removed.map((object) => shown(context, call, object)),
  };
}

function dispatchSubresource(context: ServerContext, call: Call): Answer {
  const { request, resource } = call;
  if (resource.namespaced && !request.namespace) return noSuchPath();
  const { subresource, verb } = request;
  if (subresource === "scale") return verb === "create" ? methodNotSupported(resource, verb) : scale(context, call);
  if (resource.kind === "Pod") {
    if (subresource === "binding" && verb === "create") return bind(context, call);
    if (subresource === "eviction" && verb === "create") return evict(context, call);
    if (subresource === "log" && verb === "get") return connect(context, call, "log");
    if (subresource === "exec" || subresource === "attach") return connect(context, call, subresource);
  }
  if (resource.kind === "ServiceAccount" && subresource === "token" && verb === "create") return createToken(context, call);
  if (writtenLikeObject.has(subresource ?? "")) {
    if (verb === "get") return get(context, call);
    if (verb === "update") return stored(context, call, update(context, call));
    if (verb === "patch") return stored(context, call, patch(context, call));
  }
  return methodNotSupported(resource, verb);
}

/** Subresources whose body is the whole object, with rules of their own. */
const writtenLikeObject: ReadonlySet<string> = new Set(["finalize", "ephemeralcontainers", "resize", "approval"]);
