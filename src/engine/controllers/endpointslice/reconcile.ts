import { jsonEqual } from "../../../api/json.ts";
import { isHeadless, type Endpoint, type EndpointPort, type EndpointSlice, type Service } from "../../../api/services.ts";
import type { Node, Pod, StringMap } from "../../../api/types.ts";
import type { ApiRequest } from "../../apiserver/request.ts";
import { creating, deleting, updating } from "../manager/requests.ts";
import { controllerReference } from "../pods/pod-control.ts";
import { belongsInEndpoints, endpointPorts, podEndpoint } from "./pod-endpoint.ts";

export const SERVICE_NAME = "kubernetes.io/service-name";
export const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
export const MANAGER = "endpointslice-controller.k8s.io";
const HEADLESS = "service.kubernetes.io/headless";
const TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";
// Mirrors maxEndpointsPerSlice (pkg/controller/endpointslice/config/v1alpha1/defaults.go).
const MOST_ENDPOINTS = 100;

/** Endpoints that share their ports: a set of slices for each. */
interface Group {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

/** What has to be written so that a Service's slices say where its Pods are. Mirrors reconcile (staging/src/k8s.io/endpointslice/reconciler.go). */
export function reconciled(service: Service, pods: readonly Pod[], nodes: ReadonlyMap<string, Node>, slices: readonly EndpointSlice[], triggerTime: string): readonly ApiRequest[] {
  const labels = labelsOf(service);
  const unused = new Set(slices);
  const plans = groupsOf(service, pods, nodes).map((group) => {
    const own = slices.filter(({ ports }) => jsonEqual(ports ?? [], group.ports));
    for (const slice of own) unused.delete(slice);
    return planned(labels, own, group);
  });
  const annotations = { [TRIGGER_TIME]: triggerTime };
  const surplus = [...plans.flatMap(({ empty }) => empty), ...unused];
  const changed = plans.flatMap((plan) => plan.changed);
  // Mirrors recycleSlices: what would be deleted takes what would be made.
  const made = plans.flatMap((plan) => plan.made).flatMap((fresh) => {
    const recycled = surplus.shift();
    if (!recycled) return [fresh];
    changed.push({ ...recycled, ...fresh });
    return [];
  });
  return [
    ...made.map((fresh) => creating("endpointslices", service.metadata.namespace, newSlice(service, labels, fresh, annotations))),
    ...changed.map((slice) => updating("endpointslices", { ...slice, metadata: { ...slice.metadata, labels, annotations: { ...slice.metadata.annotations, ...annotations } } } as EndpointSlice)),
    ...surplus.map((slice) => deleting("endpointslices", slice)),
  ];
}

interface Fresh {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}
interface Plan {
  readonly changed: EndpointSlice[];
  readonly made: readonly Fresh[];
  readonly empty: readonly EndpointSlice[];
}

function groupsOf(service: Service, pods: readonly Pod[], nodes: ReadonlyMap<string, Node>): readonly Group[] {
  const groups = new Map<string, { readonly ports: readonly EndpointPort[]; readonly endpoints: Endpoint[] }>();
  for (const pod of pods) {
    if (!belongsInEndpoints(pod, true)) continue;
    const ports = endpointPorts(service, pod);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    group.endpoints.push(podEndpoint(pod, service, nodes.get(pod.spec.nodeName ?? "")));
    groups.set(key, group);
  }
  // A Service without any endpoint has one slice all the same.
  return groups.size === 0 ? [{ ports: [], endpoints: [] }] : [...groups.values()];
}

// Mirrors setEndpointSliceLabels (staging/src/k8s.io/endpointslice/utils.go).
function labelsOf(service: Service): StringMap {
  const { [SERVICE_NAME]: _name, [MANAGED_BY]: _by, [HEADLESS]: _headless, ...own } = service.metadata.labels ?? {};
  return { ...own, ...(isHeadless(service) && { [HEADLESS]: "" }), [MANAGED_BY]: MANAGER, [SERVICE_NAME]: service.metadata.name };
}

const idOf = ({ targetRef, addresses }: Endpoint): string => `${targetRef?.uid ?? ""} ${addresses.join(",")}`;

/** Mirrors reconcileByPortMapping: what is in a slice stays there; what is new goes where there is room. */
function planned(labels: StringMap, slices: readonly EndpointSlice[], { ports, endpoints }: Group): Plan {
  const left = new Map(endpoints.map((endpoint) => [idOf(endpoint), endpoint]));
  const kept = slices.map((slice) => ({ slice, endpoints: (slice.endpoints ?? []).flatMap((endpoint) => taken(left, idOf(endpoint))) }));
  const fresh = [...left.values()];
  for (const each of kept) each.endpoints.push(...fresh.splice(0, MOST_ENDPOINTS - each.endpoints.length));
  const isEmpty = (at: number): boolean => at > 0 && kept[at]?.endpoints.length === 0;
  const made: Fresh[] = [];
  for (let first = kept.length === 0; first || fresh.length > 0; first = false) made.push({ ports, endpoints: fresh.splice(0, MOST_ENDPOINTS) });
  return {
    empty: kept.flatMap(({ slice }, at) => (isEmpty(at) ? [slice] : [])),
    changed: kept.flatMap(({ slice, endpoints: now }, at) => (isEmpty(at) || (jsonEqual(slice.endpoints ?? [], now) && jsonEqual(slice.metadata.labels ?? {}, labels)) ? [] : [{ ...slice, endpoints: now }])),
    made,
  };
}

function taken<T>(map: Map<string, T>, key: string): readonly T[] {
  const value = map.get(key);
  map.delete(key);
  return value === undefined ? [] : [value];
}

const newSlice = (service: Service, labels: StringMap, { endpoints, ports }: Fresh, annotations: StringMap): object => ({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: { generateName: `${service.metadata.name}-`, labels, annotations, ownerReferences: [controllerReference({ ...service, apiVersion: "v1", kind: "Service" })] },
  addressType: "IPv4",
  endpoints,
  ports,
});
