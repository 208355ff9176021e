import type { JsonObject } from "../../api/json.ts";
import { aggregatedResources, METRICS_GROUP, resourceAt, resources, type ApiResource } from "../../api/resources.ts";
import type { RequestQuery } from "../../engine/apiserver/request.ts";
import { call, findObject, getObject } from "../client.ts";
import { fail } from "../failure.ts";
import { objectsAt } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";

const resource = (group: string, version: string, name: string): ApiResource => resourceAt(group, version, name) ?? fail(`no ${name}`);

/** Whether a server has joined that answers for metrics, and is there: what discovery would tell. */
export function* metricsApi(session: Session): Task<"absent" | "silent" | "there"> {
  const apiServices = resource("apiregistration.k8s.io", "v1", "apiservices");
  const found = yield* findObject(session, { resource: apiServices, namespace: "", name: `v1beta1.${METRICS_GROUP}` });
  if (!found) return "absent";
  return objectsAt(found, "status", "conditions").some(({ type, status }) => type === "Available" && status === "True") ? "there" : "silent";
}

/** All resources that the cluster serves, those of other servers that are there included. */
export function* servedResources(session: Session): Task<readonly ApiResource[]> {
  return (yield* metricsApi(session)) === "there" ? [...resources, ...aggregatedResources] : resources;
}

/** What `top` is asked for. */
export interface Wanted {
  readonly kind: "pods" | "nodes";
  /** "" = of all namespaces, or of none. */
  readonly namespace: string;
  /** "" = all that the query selects. */
  readonly name: string;
  readonly query: RequestQuery;
}

/** Measurements of one object or of many. */
// Mirrors getMetricsFromMetricsAPI (kubectl/pkg/cmd/top/top_pod.go).
export function* readMetrics(session: Session, { kind, namespace, name, query }: Wanted): Task<readonly JsonObject[]> {
  if ((yield* metricsApi(session)) === "absent") fail("Metrics API not available");
  const metrics = resource(METRICS_GROUP, "v1beta1", kind);
  if (name !== "") return [yield* call(session, { verb: "get", resource: metrics, namespace, name })];
  return objectsAt(yield* call(session, { verb: "list", resource: metrics, namespace, query }), "items");
}

/** The objects themselves that the measurements are of. */
export function* readMeasured(session: Session, { kind, namespace, name, query }: Wanted): Task<readonly JsonObject[]> {
  const measured = resource("", "v1", kind);
  if (name !== "") return [yield* getObject(session, { resource: measured, namespace, name })];
  return objectsAt(yield* call(session, { verb: "list", resource: measured, namespace, query }), "items");
}
