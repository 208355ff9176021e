/** An API server of a few lines, for tables of what controllers do. */
import type { Json, JsonObject } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { ApiRequest, ApiResponse } from "../../apiserver/request.ts";
import type { Ask, Outcome, Work } from "../manager/controller.ts";

export interface FakeApi {
  /** Goes through the work on a key to its end. */
  run<T = Outcome>(work: Work<T>): T;
  /** What was written, in turn: "create pods web-0", "delete pods web-1 Background". */
  readonly wrote: string[];
  /** Events: "Warning FailedCreate: …". */
  readonly events: string[];
  readonly asks: Ask[];
  all<T extends KubernetesObject>(resource: string): readonly T[];
  get<T extends KubernetesObject>(resource: string, name: string): T | undefined;
  put(resource: string, object: KubernetesObject): void;
  /** It is gone, without anybody having asked. */
  drop(resource: string, name: string): void;
}

const keyOf = (resource: string, namespace: string | undefined, name: string): string => `${resource} ${namespace ?? ""}/${name}`;

/** `refuse` answers a request with an error of this code and message. */
export function fakeApi(objects: Readonly<Record<string, readonly KubernetesObject[]>> = {}, refuse: (request: ApiRequest) => { readonly code: number; readonly message: string } | undefined = () => undefined): FakeApi {
  const store = new Map<string, KubernetesObject>();
  for (const [resource, all] of Object.entries(objects)) for (const object of all) store.set(keyOf(resource, object.metadata.namespace, object.metadata.name), object);
  const wrote: string[] = [];
  const events: string[] = [];
  const asks: Ask[] = [];
  let made = 0;

  function answer(request: ApiRequest): ApiResponse {
    const { verb, resource, namespace, body } = request;
    const fresh = body as unknown as KubernetesObject;
    const name = request.name ?? fresh.metadata.name ?? `${(fresh.metadata as { readonly generateName?: string }).generateName ?? ""}${(made += 1)}`;
    const key = keyOf(resource, namespace, name);
    if (verb !== "get") wrote.push([verb, resource, name, request.subresource, (body as { readonly propagationPolicy?: string }).propagationPolicy].filter(Boolean).join(" "));
    const refused = refuse(request);
    if (refused) return failure(refused.code, refused.message);
    const known = store.get(key);
    if (verb === "create") {
      if (known) return failure(409, `${resource} "${name}" already exists`);
      return ok(put(key, { ...(resource === "pods" && { status: { phase: "Pending" } }), ...fresh, metadata: { ...fresh.metadata, name, ...(namespace !== undefined && { namespace }), uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" } }));
    }
    if (!known) return failure(404, `${resource} "${name}" not found`);
    if (verb === "update") return ok(put(key, fresh));
    if (verb === "patch") return ok(put(key, merged(known as unknown as JsonObject, body as JsonObject) as unknown as KubernetesObject));
    if (verb === "delete") remove(key, known, (body as { readonly propagationPolicy?: string }).propagationPolicy);
    return ok(known);
  }
  function put(key: string, object: KubernetesObject): KubernetesObject {
    const isOver = object.metadata.deletionTimestamp !== undefined && (object.metadata.finalizers ?? []).length === 0;
    if (isOver) store.delete(key);
    else store.set(key, object);
    return object;
  }
  function remove(key: string, object: KubernetesObject, policy: string | undefined): void {
    const added = policy === "Foreground" ? ["foregroundDeletion"] : policy === "Orphan" ? ["orphan"] : [];
    const finalizers = [...new Set([...(object.metadata.finalizers ?? []), ...added])];
    put(key, { ...object, metadata: { ...object.metadata, deletionTimestamp: "2026-01-01T00:00:00Z", finalizers } });
  }

  return {
    wrote, events, asks,
    run(work) {
      let step = work.next();
      while (!step.done) {
        const ask = step.value;
        asks.push(ask);
        if ("event" in ask) events.push(`${ask.event.type} ${ask.event.reason}: ${ask.event.message}`);
        step = work.next("requests" in ask ? ask.requests.map(answer) : []);
      }
      return step.value;
    },
    all: <T extends KubernetesObject>(resource: string) => [...store].flatMap(([key, object]) => (key.startsWith(`${resource} `) ? [object as T] : [])),
    get: <T extends KubernetesObject>(resource: string, name: string) => [...store].find(([key]) => key.startsWith(`${resource} `) && key.endsWith(`/${name}`))?.[1] as T | undefined,
    drop: (resource, name) => [...store.keys()].filter((key) => key.startsWith(`${resource} `) && key.endsWith(`/${name}`)).forEach((key) => store.delete(key)),
    put: (resource, object) => void put(keyOf(resource, object.metadata.namespace, object.metadata.name), object),
  };
}

const ok = (body: KubernetesObject): ApiResponse => ({ code: 200, body, warnings: [] }) as unknown as ApiResponse;
const failure = (code: number, message: string): ApiResponse => ({ code, body: { kind: "Status", code, message }, warnings: [] }) as unknown as ApiResponse;

/** A JSON merge patch: lists are replaced whole. */
function merged(target: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...target } as Record<string, Json>;
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    const isPlain = (each: Json | undefined): each is JsonObject => typeof each === "object" && each !== null && !Array.isArray(each);
    if (value === null) delete result[key];
    else if (value !== undefined) result[key] = isPlain(value) && isPlain(before) ? merged(before, value) : value;
  }
  return result as JsonObject;
}
