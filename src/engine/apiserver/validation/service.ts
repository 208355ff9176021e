import type { ServicePort, ServiceSpec } from "../defaulting/service.ts";
import type { WithSpec } from "../defaulting/workloads.ts";
import type { KubernetesObject, StringMap } from "../../../api/types.ts";
import { duplicate, forbidden, invalid, invalidEach, notSupported, pushAll, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isDns1123Label, isDns1123Subdomain, isPortName, isPortNumber } from "./formats.ts";
import { validateIp } from "./ip.ts";
import { isCidr } from "./node.ts";
import { validateLabels } from "./object-meta.ts";

interface Fields extends ServiceSpec {
  readonly externalName?: string;
  readonly selector?: StringMap;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly internalTrafficPolicy?: string;
  readonly trafficDistribution?: string;
}
const types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const affinities = ["ClientIP", "None"];
const protocols = ["SCTP", "TCP", "UDP"];

// Mirrors ValidateService (pkg/apis/core/validation/validation.go). Simplified: families of addresses are not checked.
export function validateService(object: KubernetesObject): readonly FieldError[] {
  const spec: Fields = (object as WithSpec<Fields>).spec ?? {};
  const errors: FieldError[] = [];
  const { type = "", ports = [] } = spec;
  const headless = spec.clusterIP === "None";
  if (ports.length === 0 && !headless && type !== "ExternalName") errors.push(required("spec.ports"));
  if (headless && (type === "LoadBalancer" || type === "NodePort")) {
    errors.push(invalid("spec.clusterIPs[0]", "None", `may not be set to 'None' for ${type} services`));
  }
  if (type === "ExternalName") validateExternalName(spec.externalName ?? "", errors);
  validatePorts(ports, headless, errors);
  if (spec.selector) pushAll(errors, validateLabels(spec.selector, "spec.selector"));
  const { sessionAffinity = "" } = spec;
  if (sessionAffinity === "") errors.push(required("spec.sessionAffinity"));
  else if (!affinities.includes(sessionAffinity)) errors.push(notSupported("spec.sessionAffinity", sessionAffinity, affinities));
  spec.externalIPs?.forEach((ip, index) => validateIp(ip, `spec.externalIPs[${index}]`, errors));
  if (type === "") errors.push(required("spec.type"));
  else if (!types.includes(type)) errors.push(notSupported("spec.type", type, types));
  if (type === "ClusterIP") validateNoNodePorts(ports, errors);
  validateUniquePorts(ports, errors);
  validateSourceRanges(spec.loadBalancerSourceRanges ?? [], type, errors);
  validateTrafficPolicy(spec, errors);
  const { internalTrafficPolicy, trafficDistribution } = spec;
  if (internalTrafficPolicy && !trafficPolicies.includes(internalTrafficPolicy)) errors.push(notSupported("spec.internalTrafficPolicy", internalTrafficPolicy, trafficPolicies));
  if (trafficDistribution !== undefined && !distributions.includes(trafficDistribution)) errors.push(notSupported("spec.trafficDistribution", trafficDistribution, distributions));
  if (spec.clusterIP && !headless) validateIp(spec.clusterIP, "spec.clusterIPs[0]", errors);
  if (errors.length === 0) validateNodePortRange(ports, errors);
  return errors;
}

// Mirrors validateUpgradeDowngradeClusterIPs (same file). Simplified: Services are of one address family (IPv4), so each has one address.
export function validateServiceUpdate(next: KubernetesObject, old: KubernetesObject, subresource?: string): readonly FieldError[] {
  if (subresource === "status") return [];
  const [after, before] = [next, old].map((object) => (object as WithSpec<Fields>).spec ?? {}) as [Fields, Fields];
  const moved = before.clusterIP && before.clusterIP !== after.clusterIP && after.type !== "ExternalName" && before.type !== "ExternalName";
  const errors = validateService(next);
  return moved ? [...errors, invalid("spec.clusterIPs[0]", [after.clusterIP ?? ""], "may not change once set")] : errors;
}

function validateExternalName(name: string, errors: FieldError[]): void {
  const host = name.endsWith(".") ? name.slice(0, -1) : name;
  if (host === "") errors.push(required("spec.externalName"));
  else errors.push(...invalidEach("spec.externalName", host, isDns1123Subdomain(host)));
}

function validatePorts(ports: readonly ServicePort[], headless: boolean, errors: FieldError[]): void {
  const names = new Set<string>();
  ports.forEach((port, index) => {
    const at = `spec.ports[${index}]`;
    const { name = "", protocol = "", targetPort } = port;
    if (name === "") {
      if (ports.length > 1) errors.push(required(`${at}.name`));
    } else {
      errors.push(...invalidEach(`${at}.name`, name, isDns1123Label(name)));
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    }
    for (const message of isPortNumber(port.port ?? 0)) errors.push(invalid(`${at}.port`, port.port ?? 0, message));
    if (protocol === "") errors.push(required(`${at}.protocol`));
    else if (!protocols.includes(protocol)) errors.push(notSupported(`${at}.protocol`, protocol, protocols));
    if (headless && targetPort === port.port) return;
    if (typeof targetPort === "string") errors.push(...invalidEach(`${at}.targetPort`, targetPort, isPortName(targetPort)));
    else for (const message of isPortNumber(targetPort ?? 0)) errors.push(invalid(`${at}.targetPort`, targetPort ?? 0, message));
  });
}

function validateNoNodePorts(ports: readonly ServicePort[], errors: FieldError[]): void {
  ports.forEach((port, index) => {
    if (port.nodePort) errors.push(forbidden(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'"));
  });
}

function validateUniquePorts(ports: readonly ServicePort[], errors: FieldError[]): void {
  const seen = new Set<string>();
  ports.forEach(({ protocol = "", port = 0 }, index) => {
    const key = `${protocol}/${port}`;
    const shown = { Name: "", Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 };
    if (seen.has(key)) errors.push(duplicate(`spec.ports[${index}]`, shown));
    seen.add(key);
  });
}

// Upstream spells the field as its Go name.
function validateSourceRanges(ranges: readonly string[], type: string, errors: FieldError[]): void {
  const path = "spec.LoadBalancerSourceRanges";
  if (ranges.length > 0 && type !== "LoadBalancer") errors.push(forbidden(path, "may only be used when `type` is 'LoadBalancer'"));
  ranges.forEach((range, index) => {
    if (!isCidr(range.trim())) errors.push(invalid(`${path}[${index}]`, range, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"));
  });
}

const [lowestNodePort, highestNodePort] = [30_000, 32_767];

// Mirrors the allocator's refusal (pkg/registry/core/service/portallocator/allocator.go), which comes after validation.
function validateNodePortRange(ports: readonly ServicePort[], errors: FieldError[]): void {
  ports.forEach(({ nodePort }, index) => {
    if (!nodePort || (nodePort >= lowestNodePort && nodePort <= highestNodePort)) return;
    const detail = `provided port is not in the valid range. The range of valid ports is ${lowestNodePort}-${highestNodePort}`;
    errors.push(invalid(`spec.ports[${index}].nodePort`, nodePort, detail));
  });
}

const trafficPolicies = ["Cluster", "Local"];
const distributions = ["PreferClose", "PreferSameNode", "PreferSameZone"];

function validateTrafficPolicy(spec: Fields, errors: FieldError[]): void {
  const { externalTrafficPolicy: policy, type = "", externalIPs = [] } = spec;
  const reachable = type === "NodePort" || type === "LoadBalancer" || (type === "ClusterIP" && externalIPs.length > 0);
  if (!reachable) {
    if (policy) errors.push(invalid("spec.externalTrafficPolicy", policy, "may only be set for externally-accessible services"));
  } else if (!policy) errors.push(required("spec.externalTrafficPolicy"));
  else if (!trafficPolicies.includes(policy)) errors.push(notSupported("spec.externalTrafficPolicy", policy, trafficPolicies));
}
