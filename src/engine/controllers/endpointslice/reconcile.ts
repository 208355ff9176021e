import { jsonEqual } from "../../../api/json.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import { isHeadless, type Endpoint, type EndpointPort, type EndpointSlice, type Service } from "../../../api/services.ts";
import type { Node, Pod, StringMap } from "../../../api/types.ts";
import type { ApiRequest } from "../../apiserver/request.ts";
import { creating, deleting, updating } from "../manager/requests.ts";
import { controllerReference } from "../pods/pod-control.ts";
import { packed, type Packing } from "./packing.ts";
import { belongsInEndpoints, endpointPorts, podEndpoint } from "./pod-endpoint.ts";
import { hinted } from "./traffic-distribution.ts";

export const SERVICE_NAME = "kubernetes.io/service-name";
export const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
export const MANAGER = "endpointslice-controller.k8s.io";
const HEADLESS = "service.kubernetes.io/headless";
const TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";

/** Endpoints that share their ports: a set of slices for each. */
interface Group {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

/** What has to be written, and what was left out for now, in upstream's words. */
export interface Reconciled {
  readonly requests: readonly ApiRequest[];
  readonly problems: readonly string[];
}

// Mirrors reconcileByAddressType and finalize (staging/src/k8s.io/endpointslice/reconciler.go).
/** What has to be written so that a Service's slices say where its Pods are. */
export function reconciled(service: Service, pods: readonly Pod[], nodes: ReadonlyMap<string, Node>, slices: readonly EndpointSlice[], triggerTime: string): Reconciled {
  const labels = labelsOf(service);
  const { groups, problems } = groupsOf(service, pods, nodes);
  const own = slices.filter((slice) => isOwnedBy(slice, service));
  const placed = groups.map((group) => ({ group, slices: own.filter(({ ports }) => jsonEqual(ports ?? [], group.ports)) }));
  const plans = placed.map(({ group, slices: mine }) => ({ ports: group.ports, packing: packed(mine, group.endpoints, labels) }));
  const inUse = new Set(placed.flatMap((each) => each.slices));
  const surplus = [...slices.filter((slice) => !isOwnedBy(slice, service)), ...plans.flatMap(({ packing }) => packing.empty), ...own.filter((slice) => !inUse.has(slice))];
  const made: Made[] = plans.flatMap(({ ports, packing }) => packing.made.map((endpoints) => ({ ports, endpoints })));
  // A Service without any endpoint has one slice all the same.
  if (surplus.length === slices.length && made.length === 0) {
    const [only] = surplus;
    if (surplus.length === 1 && only && isPlaceholder(only, labels)) surplus.pop();
    else made.push({ ports: [], endpoints: [] });
  }
  return { requests: finalized(service, { made, changed: plans.flatMap(({ packing }) => packing.changed), surplus }, labels, triggerTime), problems };
}

interface Made {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}
interface Plan {
  readonly made: readonly Made[];
  readonly changed: Packing["changed"];
  readonly surplus: readonly EndpointSlice[];
}

/** What would be deleted takes what would be made; a Service that is being deleted gets nothing new. */
function finalized(service: Service, { made, changed, surplus }: Plan, labels: StringMap, triggerTime: string): readonly ApiRequest[] {
  const annotations = { [TRIGGER_TIME]: triggerTime };
  const fresh = [...made];
  const deleted: EndpointSlice[] = [];
  const recycled: EndpointSlice[] = [];
  for (const slice of surplus) {
    const taken = isOwnedBy(slice, service) ? fresh.pop() : undefined;
    if (taken) recycled.push({ ...slice, ...taken });
    else deleted.push(slice);
  }
  const creates = service.metadata.deletionTimestamp === undefined ? fresh : [];
  return [
    ...creates.map((each) => creating("endpointslices", service.metadata.namespace, newSlice(service, labels, each, annotations))),
    ...[...changed, ...recycled].map((slice) => updating("endpointslices", { ...slice, metadata: { ...slice.metadata, labels, annotations: { ...slice.metadata.annotations, ...annotations } } } as EndpointSlice)),
    ...deleted.map((slice) => deleting("endpointslices", slice)),
  ];
}

// Mirrors ownedBy (staging/src/k8s.io/endpointslice/utils.go): those of a former Service of this name are not.
const isOwnedBy = (slice: EndpointSlice, { metadata: { uid } }: Service): boolean => controllerOf(slice)?.uid === uid;

// Mirrors placeholderSliceCompare.
const isPlaceholder = ({ endpoints, ports, metadata }: EndpointSlice, labels: StringMap): boolean =>
  (endpoints ?? []).length === 0 && (ports ?? []).length === 0 && jsonEqual(metadata.labels ?? {}, labels);

function groupsOf(service: Service, pods: readonly Pod[], nodes: ReadonlyMap<string, Node>): { readonly groups: readonly Group[]; readonly problems: readonly string[] } {
  const groups = new Map<string, { readonly ports: readonly EndpointPort[]; readonly endpoints: Endpoint[] }>();
  const problems: string[] = [];
  for (const pod of pods) {
    if (!belongsInEndpoints(pod, true)) continue;
    const ports = endpointPorts(service, pod);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    groups.set(key, group);
    const { nodeName = "" } = pod.spec;
    const node = nodes.get(nodeName);
    if (node || service.spec.publishNotReadyAddresses) group.endpoints.push(hinted(podEndpoint(pod, service, node), service));
    else problems.push(`skipping Pod ${pod.metadata.name} for Service ${service.metadata.namespace}/${service.metadata.name}: Node ${nodeName} Not Found`);
  }
  return { groups: [...groups.values()], problems };
}

// Mirrors setEndpointSliceLabels (staging/src/k8s.io/endpointslice/utils.go).
function labelsOf(service: Service): StringMap {
  const { [SERVICE_NAME]: _name, [MANAGED_BY]: _by, [HEADLESS]: _headless, ...own } = service.metadata.labels ?? {};
  return { ...own, ...(isHeadless(service) && { [HEADLESS]: "" }), [MANAGED_BY]: MANAGER, [SERVICE_NAME]: service.metadata.name };
}

const newSlice = (service: Service, labels: StringMap, { endpoints, ports }: Made, annotations: StringMap): object => ({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: { generateName: `${service.metadata.name}-`, labels, annotations, ownerReferences: [controllerReference({ ...service, apiVersion: "v1", kind: "Service" })] },
  addressType: "IPv4",
  endpoints,
  ports,
});
