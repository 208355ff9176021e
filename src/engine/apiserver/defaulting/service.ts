import type { JsonObject } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { each, fill, within } from "./fill.ts";
import type { WithSpec } from "./workloads.ts";

export interface ServicePort {
  readonly name?: string;
  readonly protocol?: string;
  readonly port?: number;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
}
export interface ServiceSpec {
  readonly type?: string;
  readonly ports?: readonly ServicePort[];
  readonly clusterIP?: string;
  readonly externalIPs?: readonly string[];
  readonly sessionAffinity?: string;
  readonly sessionAffinityConfig?: JsonObject;
  readonly externalTrafficPolicy?: string;
  readonly internalTrafficPolicy?: string;
  readonly allocateLoadBalancerNodePorts?: boolean;
}

const threeHours = 10_800;

// Mirrors SetDefaults_Service (pkg/apis/core/v1/defaults.go).
export function defaultService(object: KubernetesObject): KubernetesObject {
  const given = object as WithSpec<ServiceSpec>;
  let spec = fill<ServiceSpec>(given.spec ?? {}, { sessionAffinity: "None", type: "ClusterIP" });
  spec = defaultAffinity(spec);
  spec = within(spec, "ports", (ports) => each(ports, defaultPort));
  const reachable = spec.type === "NodePort" || spec.type === "LoadBalancer" || (spec.type === "ClusterIP" && (spec.externalIPs?.length ?? 0) > 0);
  if (reachable) spec = fill(spec, { externalTrafficPolicy: "Cluster" });
  if (spec.type !== "ExternalName") spec = fill(spec, { internalTrafficPolicy: "Cluster" });
  if (spec.type === "LoadBalancer") spec = fill(spec, { allocateLoadBalancerNodePorts: true });
  return spec === given.spec ? object : ({ ...object, spec } as KubernetesObject);
}

function defaultAffinity(spec: ServiceSpec): ServiceSpec {
  const { sessionAffinityConfig: config, ...rest } = spec;
  if (spec.sessionAffinity === "None") return config === undefined ? spec : rest;
  if (spec.sessionAffinity !== "ClientIP") return spec;
  const seconds = (config?.["clientIP"] as JsonObject | undefined)?.["timeoutSeconds"];
  return seconds === undefined ? { ...spec, sessionAffinityConfig: { clientIP: { timeoutSeconds: threeHours } } } : spec;
}

function defaultPort(port: ServicePort): ServicePort {
  const named = fill(port, { protocol: "TCP" });
  return named.targetPort || port.port === undefined ? named : { ...named, targetPort: port.port };
}
