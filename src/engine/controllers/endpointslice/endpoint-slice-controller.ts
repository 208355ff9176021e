import { matchesLabelSelector } from "../../../api/labels.ts";
import type { EndpointSlice, Service } from "../../../api/services.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { KubernetesObject, Node, Pod } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Controller, type Look } from "../manager/controller.ts";
import { changeTimeOf } from "./pod-endpoint.ts";
import { MANAGED_BY, MANAGER, reconciled, SERVICE_NAME } from "./reconcile.ts";

interface Input {
  readonly service: Service;
  readonly pods: readonly Pod[];
  readonly nodes: ReadonlyMap<string, Node>;
  readonly slices: readonly EndpointSlice[];
  readonly isFresh: boolean;
  readonly triggerTime: string;
}

/** Mirrors Controller (pkg/controller/endpointslice/endpointslice_controller.go). */
export const endpointSliceController: Controller = controller<Input>({
  name: "endpoint-slice-controller",
  watches: ["services", "pods", "endpointslices"],
  // Mirrors defaultSyncBackOff (same file).
  retryMs: 1000,
  concerned(change, caches) {
    if (change.resource === "services") return [objectKey(change.object)];
    return change.resource === "pods" ? servicesOf(change, caches) : [...ownService(change.object)];
  },
  gather,
  *work({ service, pods, nodes, slices, isFresh, triggerTime }) {
    // What it wrote has not come back yet: the change that brings it is a reason to look again.
    if (!isFresh) return undefined;
    const { requests, problems } = reconciled(service, pods, nodes, slices, triggerTime);
    const refused = (yield { requests }).filter((response) => isError(response) && response.code !== 404);
    // Mirrors syncService: a Pod on a node that nobody knows is looked at again.
    if (problems.length > 0) yield { event: { about: service, type: "Warning", reason: "FailedToUpdateEndpointSlices", message: `Error updating Endpoint Slices for Service ${objectKey(service)}: ${aggregate(problems)}` } };
    return problems.length > 0 || refused.length > 0 ? { retry: true } : undefined;
  },
});

/** Services whose selector matches the Pod, as it is or as it was. */
export function servicesOf({ object, old }: Change, caches: Caches): readonly string[] {
  const selects = ({ spec: { selector } }: Service, pod: KubernetesObject | undefined): boolean => selector !== undefined && pod !== undefined && matchesLabelSelector({ matchLabels: selector }, pod.metadata.labels);
  const services = caches.inNamespace<Service>("services", object.metadata.namespace ?? "");
  return services.filter((service) => selects(service, object) || selects(service, old)).map(objectKey);
}

/** As Go prints several errors. Mirrors aggregate.Error (staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go). */
const aggregate = (problems: readonly string[]): string => (problems.length === 1 ? (problems[0] ?? "") : `[${problems.join(", ")}]`);

function ownService({ metadata: { namespace, labels } }: KubernetesObject): readonly string[] {
  const name = labels?.[SERVICE_NAME];
  return name !== undefined && labels?.[MANAGED_BY] === MANAGER ? [`${namespace ?? ""}/${name}`] : [];
}

function gather(key: string, { caches, isFresh, unixMs }: Look): Input | undefined {
  const service = caches.get<Service>("services", key);
  const selector = service?.spec.selector;
  // Mirrors syncService: without a selector its slices are somebody else's to make; ExternalName has none.
  if (!service || service.spec.type === "ExternalName" || selector === undefined) return undefined;
  const namespace = service.metadata.namespace ?? "";
  const pods = caches.inNamespace<Pod>("pods", namespace).filter(({ metadata }) => matchesLabelSelector({ matchLabels: selector }, metadata.labels));
  const nodes = new Map(caches.all<Node>("nodes").map((node) => [node.metadata.name, node]));
  const slices = caches.inNamespace<EndpointSlice>("endpointslices", namespace).filter(({ metadata: { labels, deletionTimestamp } }) => labels?.[SERVICE_NAME] === service.metadata.name && labels[MANAGED_BY] === MANAGER && deletionTimestamp === undefined);
  // Simplified: the annotation holds the latest change of any of its Pods, to the second.
  const times = [service.metadata.creationTimestamp, ...pods.map(changeTimeOf)].toSorted();
  return { service, pods, nodes, slices, isFresh, triggerTime: times.at(-1) ?? rfc3339(unixMs) };
}
