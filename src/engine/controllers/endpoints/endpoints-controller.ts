import { jsonEqual } from "../../../api/json.ts";
import { matchesLabelSelector } from "../../../api/labels.ts";
import { isPodReady } from "../../../api/pods.ts";
import { isHeadless, type EndpointAddress, type EndpointPort, type Endpoints, type EndpointSubset, type Service } from "../../../api/services.ts";
import type { Pod, StringMap } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import { belongsInEndpoints, changeTimeOf, endpointPorts, hostnameIn } from "../endpointslice/pod-endpoint.ts";
import { servicesOf } from "../endpointslice/endpoint-slice-controller.ts";
import { objectKey } from "../informer.ts";
import { controller, type Controller, type Look, type Work } from "../manager/controller.ts";
import { creating, deleting, sent, updating } from "../manager/requests.ts";

const TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";
const MANAGED_BY = "endpoints.kubernetes.io/managed-by";
const HEADLESS = "service.kubernetes.io/headless";
const OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";
// Mirrors maxCapacity (pkg/controller/endpoint/endpoints_controller.go).
const MOST_ADDRESSES = 1000;

interface Input {
  readonly service: Service | undefined;
  readonly pods: readonly Pod[];
  readonly endpoints: Endpoints | undefined;
}

/** The older list of a Service's addresses. Mirrors Controller (pkg/controller/endpoint/endpoints_controller.go). */
export const endpointsController: Controller = controller<Input>({
  name: "endpoint-controller",
  watches: ["services", "pods", "endpoints"],
  concerned: (change, caches) => (change.resource === "pods" ? servicesOf(change, caches) : [objectKey(change.object)]),
  gather,
  work,
});

function gather(key: string, { caches, isFresh }: Look): Input | undefined {
  const service = caches.get<Service>("services", key);
  const endpoints = caches.get<Endpoints>("endpoints", key);
  const selector = service?.spec.selector;
  if (!isFresh || (service && (selector === undefined || service.spec.type === "ExternalName"))) return undefined;
  if (!service) return endpoints?.metadata.labels?.[MANAGED_BY] === "endpoint-controller" ? { service: undefined, pods: [], endpoints } : undefined;
  const pods = caches.inNamespace<Pod>("pods", service.metadata.namespace ?? "").filter(({ metadata }) => matchesLabelSelector({ matchLabels: selector ?? {} }, metadata.labels));
  return { service, pods, endpoints };
}

function* work({ service, pods, endpoints }: Input): Work {
  if (!service) {
    const response = endpoints && (yield* sent(deleting("endpoints", endpoints)));
    return response && isError(response) && response.code !== 404 ? { retry: true } : undefined;
  }
  const own = pods.filter((pod) => belongsInEndpoints(pod, service.spec.publishNotReadyAddresses === true));
  const subsets = subsetsOf(service, capped(own, service));
  const { [HEADLESS]: _headless, ...others } = service.metadata.labels ?? {};
  const labels: StringMap = { ...others, [MANAGED_BY]: "endpoint-controller", ...(isHeadless(service) && { [HEADLESS]: "" }) };
  if (endpoints && jsonEqual(endpoints.subsets ?? [], subsets) && jsonEqual(endpoints.metadata.labels ?? {}, labels)) return undefined;
  const trigger = [service.metadata.creationTimestamp, ...pods.map(changeTimeOf)].toSorted().at(-1) ?? "";
  const tooMany = own.length > MOST_ADDRESSES;
  const { [OVER_CAPACITY]: _before, ...known } = endpoints?.metadata.annotations ?? {};
  const annotations: StringMap = { ...service.metadata.annotations, ...known, [TRIGGER_TIME]: trigger, ...(tooMany && { [OVER_CAPACITY]: "truncated" }) };
  const body = { apiVersion: "v1", kind: "Endpoints", metadata: { ...(endpoints?.metadata ?? { name: service.metadata.name }), labels, annotations }, ...(subsets.length > 0 && { subsets }) };
  const response = yield* sent(endpoints ? updating("endpoints", body as unknown as Endpoints) : creating("endpoints", service.metadata.namespace, body));
  return isError(response) ? { retry: true } : undefined;
}

// Mirrors truncateEndpoints (pkg/controller/endpoint/endpoints_controller.go).
/** As many as there is room for, those that are ready first. */
function capped(pods: readonly Pod[], { spec }: Service): readonly Pod[] {
  if (pods.length <= MOST_ADDRESSES) return pods;
  const isReady = (pod: Pod): boolean => spec.publishNotReadyAddresses === true || isPodReady(pod);
  return [...pods.filter(isReady), ...pods.filter((pod) => !isReady(pod))].slice(0, MOST_ADDRESSES);
}

/** Addresses by their ports, ready ones and others apart. Mirrors RepackSubsets (pkg/api/v1/endpoints/util.go). */
function subsetsOf(service: Service, pods: readonly Pod[]): readonly EndpointSubset[] {
  const groups = new Map<string, { readonly ports: readonly EndpointPort[]; readonly ready: EndpointAddress[]; readonly notReady: EndpointAddress[] }>();
  for (const pod of pods) {
    const ports = endpointPorts(service, pod).map(({ name, ...port }) => (name ? { name, ...port } : port));
    if (ports.length === 0 && (service.spec.ports ?? []).length > 0) continue;
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, ready: [], notReady: [] };
    const isReady = service.spec.publishNotReadyAddresses === true || isPodReady(pod);
    (isReady ? group.ready : group.notReady).push(addressOf(pod, service));
    groups.set(key, group);
  }
  const sorted = (addresses: readonly EndpointAddress[]): readonly EndpointAddress[] => addresses.toSorted((a, b) => (a.ip < b.ip ? -1 : a.ip > b.ip ? 1 : 0));
  return [...groups.values()].map(({ ports, ready, notReady }) => ({
    ...(ready.length > 0 && { addresses: sorted(ready) }),
    ...(notReady.length > 0 && { notReadyAddresses: sorted(notReady) }),
    ...(ports.length > 0 && { ports }),
  }));
}

const addressOf = (pod: Pod, service: Service): EndpointAddress => ({
  ip: pod.status.podIP ?? "",
  ...hostnameIn(pod, service),
  ...(pod.spec.nodeName !== undefined && { nodeName: pod.spec.nodeName }),
  targetRef: { kind: "Pod", namespace: pod.metadata.namespace ?? "", name: pod.metadata.name, uid: pod.metadata.uid },
});
