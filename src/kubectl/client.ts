import type { Json, JsonObject } from "../api/json.ts";
import type { ApiResource } from "../api/resources.ts";
import type { Status } from "../api/types.ts";
import type { ApiRequest, ApiResponse, PatchType, RequestQuery } from "../engine/apiserver/request.ts";
import { isNotFound, problemOf, statusProblem, throwProblem } from "./failure.ts";
import type { Session } from "./session.ts";
import { sendRequest, writeError } from "./task.ts";
import type { Task } from "./task.ts";

export type ObjectRequest = Pick<ApiRequest, "verb"> & {
  readonly resource: ApiResource;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  readonly query?: RequestQuery;
  readonly body?: Json;
  readonly patchType?: PatchType;
  readonly table?: boolean;
};

/** The request as the API takes it: a namespace only where the resource has one. */
export function apiRequest({ resource, namespace, ...rest }: ObjectRequest): ApiRequest {
  return {
    ...rest,
    group: resource.group,
    version: resource.version,
    resource: resource.resource,
    ...(resource.namespaced && namespace !== undefined && namespace !== "" && { namespace }),
    userAgent: "kubectl",
  };
}

/** Sends, prints new warnings, and ends the command on an error Status. */
export function* call(session: Session, request: ObjectRequest): Task<JsonObject> {
  const response = yield* sendRequest(apiRequest(request));
  return yield* settle(session, response);
}

export function* settle(session: Session, response: ApiResponse): Task<JsonObject> {
  yield* printWarnings(session, response.warnings);
  if (response.code >= 400) throwProblem(statusProblem(response.body as Status));
  return response.body as JsonObject;
}

// Mirrors NewWarningWriter (client-go/rest/warnings.go), with deduplication as kubectl asks for.
export function* printWarnings(session: Session, warnings: readonly string[]): Task<void> {
  for (const warning of warnings) {
    if (session.warned.has(warning)) continue;
    session.warned.add(warning);
    yield* writeError(`Warning: ${warning}\n`);
  }
}

export interface ObjectKey {
  readonly resource: ApiResource;
  readonly namespace: string;
  readonly name: string;
}

// Mirrors Info.Get (cli-runtime/pkg/resource/visitor.go): a name in a namespace that is not there is the namespace's error.
export function* getObject(session: Session, key: ObjectKey, options: { table?: boolean; subresource?: string } = {}): Task<JsonObject> {
  if (key.name === "") throwProblem({ kind: "message", message: "resource name may not be empty" });
  const { resource, namespace, name } = key;
  try {
    return yield* call(session, { verb: "get", resource, namespace, name, ...options });
  } catch (error) {
    const problem = problemOf(error);
    if (isNotFound(problem) && resource.namespaced && namespace !== "" && namespace !== "default") yield* requireNamespace(session, namespace);
    return throwProblem(problem);
  }
}

function* requireNamespace(session: Session, name: string): Task<void> {
  const response = yield* sendRequest({ verb: "get", group: "", version: "v1", resource: "namespaces", name, userAgent: "kubectl" });
  if (response.code === 404) yield* settle(session, response);
}

/** The object, or undefined where there is none. */
export function* findObject(session: Session, key: ObjectKey): Task<JsonObject | undefined> {
  try {
    return yield* getObject(session, key);
  } catch (error) {
    const problem = problemOf(error);
    if (isNotFound(problem)) return undefined;
    return throwProblem(problem);
  }
}
