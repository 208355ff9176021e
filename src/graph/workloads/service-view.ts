import { formatLabels } from "../../api/labels.ts";
import { byCodeUnit } from "../../api/json.ts";
import type { Endpoint, EndpointSlice, Service } from "../../api/services.ts";
import type { EndpointState, EndpointView, EntityKey, ServiceView } from "../model.ts";
import { podKey } from "../pods/pod-view.ts";
import { printed, virtualMs } from "./printed.ts";

export const serviceKey = (uid: string): EntityKey => `service/${uid}`;

/** A Service with the endpoints that its slices name. */
export function serviceView(service: Service, slices: readonly EndpointSlice[], startsAtMs: number): ServiceView {
  const { metadata, spec } = service;
  return {
    kind: "service",
    key: serviceKey(metadata.uid),
    uid: metadata.uid,
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    createdAtMs: virtualMs(metadata.creationTimestamp, startsAtMs),
    type: spec.type ?? "ClusterIP",
    clusterIP: spec.clusterIP ?? "",
    selector: spec.selector === undefined ? "" : formatLabels(spec.selector),
    ports: (spec.ports ?? []).map(({ name = "", port, protocol = "TCP", targetPort = port, nodePort = 0 }) => ({ name, port, protocol, target: String(targetPort), nodePort })),
    endpoints: endpointsOf(slices),
    columns: printed("Service", service),
  };
}

/** Each address once: a Service with several ports may have it in several slices. */
function endpointsOf(slices: readonly EndpointSlice[]): readonly EndpointView[] {
  const byAddress = new Map<string, EndpointView>();
  for (const { endpoints } of slices) for (const endpoint of endpoints ?? []) byAddress.set(endpoint.addresses[0] ?? "", endpointView(endpoint));
  return [...byAddress.values()].sort((a, b) => byCodeUnit(a.address, b.address));
}

function endpointView({ addresses, conditions, targetRef }: Endpoint): EndpointView {
  const isPod = targetRef?.kind === "Pod";
  return { pod: isPod && targetRef.uid ? podKey(targetRef.uid) : "", name: isPod ? (targetRef.name ?? "") : "", address: addresses[0] ?? "", state: stateOf(conditions) };
}

/** Mirrors EndpointConditions (staging/src/k8s.io/api/discovery/v1/types.go): a condition that is not known counts as ready and not terminating. */
function stateOf({ ready = true, terminating = false }: NonNullable<Endpoint["conditions"]> = {}): EndpointState {
  if (terminating) return "terminating";
  return ready ? "ready" : "notReady";
}
