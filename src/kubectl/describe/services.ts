import type { Json } from "../../api/json.ts";
import { formatLabels } from "../../api/labels.ts";
import type { Endpoints, EndpointSlice, Service } from "../../api/services.ts";
import type { Event } from "../../api/types.ts";
import { objectsAt, stringAt } from "../objects.ts";
import { describeEvents } from "./events.ts";
import type { Describer, Gathering } from "./gathering.ts";
import { orNone, type Sheet } from "./sheet.ts";

export const serviceNameLabel = "kubernetes.io/service-name";

// Mirrors describeService (kubectl/pkg/describe/describe.go).
export function* describeService({ object, events, siblings }: Gathering): ReturnType<Describer> {
  const service = object as Service;
  const slices = (yield* siblings("discovery.k8s.io", "endpointslices", `${serviceNameLabel}=${service.metadata.name}`)) as unknown as readonly EndpointSlice[];
  const found = yield* events();
  return (sheet) => {
    const { metadata, spec } = service;
    sheet.identity(metadata);
    sheet.line(0, "Selector:", formatLabels(spec.selector));
    sheet.line(0, "Type:", spec.type ?? "");
    describeAddresses(sheet, service);
    describePorts(sheet, service, slices);
    sheet.line(0, "Session Affinity:", spec.sessionAffinity ?? "");
    if (spec.externalTrafficPolicy) sheet.line(0, "External Traffic Policy:", spec.externalTrafficPolicy);
    if (spec.internalTrafficPolicy) sheet.line(0, "Internal Traffic Policy:", spec.internalTrafficPolicy);
    if (spec.healthCheckNodePort) sheet.line(0, "HealthCheck NodePort:", spec.healthCheckNodePort);
    const { loadBalancerSourceRanges: ranges, trafficDistribution } = spec as { loadBalancerSourceRanges?: readonly string[]; trafficDistribution?: string };
    if (ranges?.length) sheet.line(0, "LoadBalancer Source Ranges:", ranges.join(","));
    if (trafficDistribution) sheet.line(0, "Traffic Distribution:", trafficDistribution);
    describeEvents(sheet, found);
  };
}

function describeAddresses(sheet: Sheet, { spec, status }: Service): void {
  if (spec.ipFamilyPolicy) sheet.line(0, "IP Family Policy:", spec.ipFamilyPolicy);
  sheet.line(0, "IP Families:", orNone((spec.ipFamilies ?? []).join(",")));
  sheet.line(0, "IP:", spec.clusterIP ?? "");
  sheet.line(0, "IPs:", orNone((spec.clusterIPs ?? []).join(",")));
  if (spec.externalIPs?.length) sheet.line(0, "External IPs:", spec.externalIPs.join(","));
  const desired = (spec as { loadBalancerIP?: string }).loadBalancerIP;
  if (desired) sheet.line(0, "Desired LoadBalancer IP:", desired);
  if (spec.externalName) sheet.line(0, "External Name:", spec.externalName);
  const given = objectsAt(status as Json | undefined, "loadBalancer", "ingress").map((one) => (one["ip"] ? `${stringAt(one, "ip")}${one["ipMode"] ? ` (${stringAt(one, "ipMode")})` : ""}` : stringAt(one, "hostname")));
  if (given.length > 0) sheet.line(0, "LoadBalancer Ingress:", given.join(", "));
}

function describePorts(sheet: Sheet, { spec }: Service, slices: readonly EndpointSlice[]): void {
  for (const { name = "", port, protocol = "TCP", targetPort, appProtocol, nodePort } of spec.ports ?? []) {
    sheet.line(0, "Port:", name || "<unset>", `${port}/${protocol}`);
    sheet.line(0, "TargetPort:", `${targetPort ?? 0}/${protocol}`);
    if (appProtocol) sheet.line(0, "AppProtocol:", appProtocol);
    if (nodePort) sheet.line(0, "NodePort:", name || "<unset>", `${nodePort}/${protocol}`);
    sheet.line(0, "Endpoints:", formatEndpoints(slices, name));
  }
}

const mostEndpoints = 3;

/** The ready ones behind a port of a Service: three at most, and how many more. */
// Mirrors formatEndpointSlices.
export function formatEndpoints(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return "<none>";
  const ready = slices.flatMap(({ ports, endpoints }) => {
    const suffixes = ports?.length ? ports.filter((port) => (port.name ?? "") === portName).map((port) => `:${port.port ?? 0}`) : [""];
    return suffixes.flatMap((suffix) => (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).map(({ addresses: [address = ""] }) => `${address.includes(":") && suffix ? `[${address}]` : address}${suffix}`));
  });
  const shown = ready.slice(0, mostEndpoints).join(",");
  return ready.length > mostEndpoints ? `${shown} + ${ready.length - mostEndpoints} more...` : shown;
}

// Mirrors describeEndpoints.
export function describeEndpoints(sheet: Sheet, { metadata, subsets }: Endpoints, events: readonly Event[]): void {
  sheet.identity(metadata);
  sheet.line(0, "Subsets:");
  const addresses = (list: readonly { readonly ip: string }[] | undefined) => orNone((list ?? []).map(({ ip }) => ip).join(","));
  for (const subset of subsets ?? []) {
    sheet.line(1, "Addresses:", addresses(subset.addresses));
    sheet.line(1, "NotReadyAddresses:", addresses(subset.notReadyAddresses));
    if (subset.ports?.length) {
      sheet.line(1, "Ports:");
      sheet.line(2, "Name", "Port", "Protocol");
      sheet.line(2, "----", "----", "--------");
      for (const { name, port, protocol } of subset.ports) sheet.line(2, name || "<unset>", port ?? 0, protocol ?? "TCP");
    }
    sheet.line(0, "");
  }
  describeEvents(sheet, events);
}

// Mirrors describeEndpointSliceV1.
export function describeEndpointSlice(sheet: Sheet, { metadata, addressType, ports, endpoints }: EndpointSlice, events: readonly Event[]): void {
  sheet.identity(metadata);
  sheet.line(0, "AddressType:", addressType);
  if (!ports?.length) sheet.line(0, "Ports: <unset>");
  else {
    sheet.line(0, "Ports:");
    sheet.line(1, "Name", "Port", "Protocol");
    sheet.line(1, "----", "----", "--------");
    for (const { name, port, protocol } of ports) sheet.line(1, name || "<unset>", port ?? "<unset>", protocol ?? "TCP");
  }
  sheet.line(0, endpoints?.length ? "Endpoints:" : "Endpoints: <none>");
  for (const { addresses, conditions, hostname, targetRef, nodeName, zone } of endpoints ?? []) {
    sheet.line(1, "- Addresses:", orNone(addresses.join(", ")));
    sheet.line(2, "Conditions:");
    sheet.line(3, "Ready:", conditions?.ready ?? "<unset>");
    sheet.line(2, "Hostname:", hostname ?? "<unset>");
    if (targetRef) sheet.line(2, "TargetRef:", `${targetRef.kind ?? ""}/${targetRef.name ?? ""}`);
    sheet.line(2, "NodeName:", nodeName ?? "<unset>");
    sheet.line(2, "Zone:", zone ?? "<unset>");
  }
  describeEvents(sheet, events);
}
