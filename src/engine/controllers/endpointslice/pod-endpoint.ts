import { isPodReady, isTerminal } from "../../../api/pods.ts";
import { isSidecar } from "../../../api/pods.ts";
import type { Endpoint, EndpointPort, Service, ServicePort } from "../../../api/services.ts";
import type { Node, ObjectReference, Pod } from "../../../api/types.ts";

/** Mirrors ShouldPodBeInEndpoints (staging/src/k8s.io/endpointslice/util/controller_utils.go). */
export const belongsInEndpoints = (pod: Pod, withTerminating: boolean): boolean =>
  !isTerminal(pod) && Boolean(pod.status.podIP) && (withTerminating || pod.metadata.deletionTimestamp === undefined);

const referenceTo = ({ metadata: { namespace, name, uid } }: Pod): ObjectReference => ({ kind: "Pod", ...(namespace !== undefined && { namespace }), name, uid });

/** Mirrors podToEndpoint (staging/src/k8s.io/endpointslice/utils.go). */
export function podEndpoint(pod: Pod, service: Service, node: Node | undefined): Endpoint {
  const serving = isPodReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const zone = node?.metadata.labels?.["topology.kubernetes.io/zone"];
  return {
    addresses: [pod.status.podIP ?? ""],
    conditions: { ready: service.spec.publishNotReadyAddresses === true || (serving && !terminating), serving, terminating },
    ...hostnameIn(pod, service),
    ...(pod.spec.nodeName !== undefined && { nodeName: pod.spec.nodeName }),
    targetRef: referenceTo(pod),
    ...(zone !== undefined && { zone }),
  };
}

/** Mirrors ShouldSetHostname: the Pod's own name below the Service's, where it asked for that. */
export const hostnameIn = ({ spec, metadata }: Pod, service: Service): { readonly hostname?: string } =>
  spec.hostname && spec.subdomain === service.metadata.name && metadata.namespace === service.metadata.namespace ? { hostname: spec.hostname } : {};

/** The port of a Pod that a Service's port leads to; undefined = it has none of that name. Mirrors FindPort (…/controller_utils.go). */
export function portOf({ spec }: Pod, { targetPort, port, protocol = "TCP" }: ServicePort): number | undefined {
  if (typeof targetPort !== "string") return targetPort || port;
  const containers = [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)];
  return containers.flatMap(({ ports = [] }) => ports).find((each) => each.name === targetPort && (each.protocol ?? "TCP") === protocol)?.containerPort;
}

/** A Service's ports as they are in one Pod. Mirrors getEndpointPorts. */
export const endpointPorts = (service: Service, pod: Pod): readonly EndpointPort[] =>
  (service.spec.ports ?? []).flatMap((port) => {
    const found = portOf(pod, port);
    return found === undefined ? [] : [{ name: port.name ?? "", protocol: port.protocol ?? "TCP", port: found, ...(port.appProtocol !== undefined && { appProtocol: port.appProtocol }) }];
  });

/** The latest moment that an endpoint may have changed at: of a Pod, when it became ready or did not. Unix text, the greater the later. */
export const changeTimeOf = (pod: Pod): string => (pod.status.conditions ?? []).find(({ type }) => type === "Ready")?.lastTransitionTime ?? pod.metadata.creationTimestamp;
