import { formatQuantity } from "../../../api/quantity.ts";
import { groupVersion, METRICS_GROUP } from "../../../api/resources.ts";
import { goDuration, rfc3339 } from "../../../api/time.ts";
import type { KubernetesObject, ObjectList, Pod, ResourceList, Status } from "../../../api/types.ts";
import type { ResourceUsage, UsageWindow } from "../metrics-source.ts";
import { readSelection, selects } from "../selection.ts";
import { keyOfCall, unixNow, type Call, type ServerContext } from "../server-context.ts";
import { failure, isStatus, methodNotSupported, noSuchPath, notFound, qualified } from "../status.ts";
import { apiServiceOf, availability } from "./api-service.ts";

/** What the API of metrics-server answers: asked for, never stored. */
// Mirrors podMetrics and nodeMetrics (metrics-server pkg/api/pod.go, node.go), and proxyHandler.ServeHTTP (kube-aggregator/pkg/apiserver/handler_proxy.go).
export function serveMetrics(context: ServerContext, call: Call): KubernetesObject | ObjectList | Status {
  const { request, resource } = call;
  const service = apiServiceOf(context.store, METRICS_GROUP, resource.version);
  if (!service) return noSuchPath();
  if (availability(context.store, service).status !== "True" || !context.metrics?.answers()) return unavailable(call);
  if (request.verb === "get") return one(context, call);
  if (request.verb !== "list") return methodNotSupported(resource, request.verb);
  const selection = readSelection(measuredKind(call), resource.namespaced ? request.namespace : undefined, request.query ?? {});
  if (isStatus(selection)) return selection;
  const { store } = context;
  const items = store.keys(measured(call), selection.namespace).flatMap((key) => {
    const object = store.get(measured(call), key);
    return (object && selects(selection, object) && metricsOf(context, call, object)) || [];
  });
  return { kind: `${resource.kind}List`, apiVersion: groupVersion(resource.group, resource.version), metadata: {} as ObjectList["metadata"], items };
}

/** The words are the client's: the aggregator's own answer is no Status. */
// Mirrors NewGenericServerResponse (apimachinery/pkg/api/errors/errors.go).
function unavailable({ request, resource }: Call): Status {
  const what = ["get", qualified(resource), request.name].filter(Boolean).join(" ");
  return failure(503, "ServiceUnavailable", `the server is currently unable to handle the request (${what})`, { ...(request.name && { name: request.name }), group: resource.group, kind: resource.resource });
}

/** What the metrics are of, as it is stored: "pods", "nodes". */
const measured = ({ resource }: Call): string => resource.resource;
const measuredKind = ({ resource }: Call): string => (resource.kind === "PodMetrics" ? "Pod" : "Node");

function one(context: ServerContext, call: Call): KubernetesObject | Status {
  const { resource, request: { name = "", namespace = "" } } = call;
  const object = context.store.get(measured(call), keyOfCall(call));
  const isPod = resource.kind === "PodMetrics";
  if (!object || (isPod && !isRunning(object))) return notFound({ group: "", resource: isPod ? "pods" : "node" }, name);
  return metricsOf(context, call, object) ?? notFound({ group: METRICS_GROUP, resource: resource.kind.toLowerCase() }, isPod ? `${namespace}/${name}` : name);
}

// Mirrors runningPodMetadataInformer (metrics-server pkg/server/informer.go): of others it does not know.
const isRunning = (object: KubernetesObject): boolean => (object as Pod).status.phase === "Running";

function metricsOf(context: ServerContext, call: Call, object: KubernetesObject): KubernetesObject | undefined {
  const { metrics } = context;
  if (call.resource.kind === "NodeMetrics") {
    const found = metrics?.node(object.metadata.name);
    return found && measurement(context, call, object, found, { usage: resourceList(found.usage) });
  }
  const found = isRunning(object) ? metrics?.pod(object as Pod) : undefined;
  return found && measurement(context, call, object, found, { containers: found.containers.map(({ name, usage }) => ({ name, usage: resourceList(usage) })) });
}

function measurement({ kernel }: ServerContext, { resource }: Call, { metadata: { name, namespace, labels } }: KubernetesObject, { atMs, windowMs }: UsageWindow, figures: object): KubernetesObject {
  return {
    kind: resource.kind,
    apiVersion: groupVersion(resource.group, resource.version),
    metadata: { name, ...(namespace !== undefined && { namespace }), creationTimestamp: rfc3339(unixNow(kernel)), ...(labels && { labels }) },
    timestamp: rfc3339(kernel.startsAtMs + atMs),
    window: goDuration(windowMs),
    ...figures,
  } as unknown as KubernetesObject;
}

const resourceList = ({ cpuNano, memoryBytes }: ResourceUsage): ResourceList => ({
  cpu: formatQuantity({ value: BigInt(cpuNano), scale: -9, format: "DecimalSI" }),
  memory: formatQuantity({ value: BigInt(memoryBytes), scale: 0, format: "BinarySI" }),
});
