import type { Service, ServicePort, ServiceSpec } from "../../../api/services.ts";
import type { Json } from "../../../api/json.ts";
import type { KubernetesObject, Status } from "../../../api/types.ts";
import { formatAddress, parseAddress, parseSubnet, subnetContains } from "../../../api/ip-addresses.ts";
import type { Call, ServerContext } from "../server-context.ts";
import { invalid as refusal, isStatus } from "../status.ts";
import { invalid } from "../validation/field-error.ts";

/**
 * What a Service is given by the API server: an address of the Service range, and ports on every node.
 * Mirrors pkg/registry/core/service/storage/alloc.go. Simplified: no IPAddress objects are made for the addresses.
 */
const SERVICE_RANGE = "10.96.0.0/12";
const [LOWEST_PORT, HIGHEST_PORT] = [30_000, 32_767];
/** What is asked for by number is mostly low: free addresses and ports are sought above these. Mirrors calculateRangeOffset and its like for ports. */
const LOW_ADDRESSES = 256;
const LOW_PORTS = 86;

export const needsClusterIP = ({ type }: ServiceSpec): boolean => type === "ClusterIP" || type === "NodePort" || type === "LoadBalancer";
export const needsNodePort = ({ type, allocateLoadBalancerNodePorts }: ServiceSpec): boolean => type === "NodePort" || (type === "LoadBalancer" && allocateLoadBalancerNodePorts !== false);

/** A Service with all it needs, or why it cannot have that. */
export function allocated(context: ServerContext, call: Call, service: Service, old?: Service): Service | Status {
  const others = [...context.store.keys("services")].flatMap((key) => {
    const each = context.store.get("services", key) as Service | undefined;
    return each && each.metadata.uid !== (old ?? service).metadata.uid ? [each] : [];
  });
  const withAddress = addressed(context, call, service, others, old);
  return isStatus(withAddress) ? withAddress : withNodePorts(context, call, withAddress, others, old);
}

const refused = (call: Call, service: Service, field: string, value: Json, detail: string): Status =>
  refusal(call.resource.group, call.resource.kind, service.metadata.name, [invalid(field, value, detail)]);

function addressed({ kernel }: ServerContext, call: Call, service: Service, others: readonly Service[], old: Service | undefined): Service | Status {
  const { spec } = service;
  if (!needsClusterIP(spec)) return service;
  const families = { ipFamilies: spec.ipFamilies ?? ["IPv4"], ipFamilyPolicy: spec.ipFamilyPolicy ?? "SingleStack" };
  const withIp = (clusterIP: string): Service => ({ ...service, spec: { ...spec, clusterIP, clusterIPs: [clusterIP], ...families } });
  const { clusterIP = "" } = spec;
  if (clusterIP === "None") return withIp(clusterIP);
  const taken = new Set(others.map((each) => each.spec.clusterIP ?? ""));
  const range = parseSubnet(SERVICE_RANGE);
  if (!range) throw new Error(`no range: ${SERVICE_RANGE}`);
  if (clusterIP === "") return withIp(freeAddress(taken, range, (bound) => kernel.draw("service addresses", bound)));
  if (old?.spec.clusterIP === clusterIP) return withIp(clusterIP);
  const failed = (why: string): Status => refused(call, service, "spec.clusterIPs", [clusterIP], `failed to allocate IP ${clusterIP}: ${why}`);
  if (!isUsable(clusterIP, range)) return failed(`the provided IP (${clusterIP}) is not in the valid range. The range of valid IPs is ${SERVICE_RANGE}`);
  return taken.has(clusterIP) ? failed("provided IP is already allocated") : withIp(clusterIP);
}

// Mirrors Allocator.allocateService (pkg/registry/core/service/ipallocator/ipallocator.go): the range's own address and the last one are nobody's.
function isUsable(address: string, range: NonNullable<ReturnType<typeof parseSubnet>>): boolean {
  const size = 2 ** (32 - range.prefix);
  const offset = (parseAddress(address) ?? 0) - (parseAddress(SERVICE_RANGE.split("/")[0] ?? "") ?? 0);
  return subnetContains(range, address) && offset > 0 && offset < size - 1;
}

function freeAddress(taken: ReadonlySet<string>, { prefix }: { readonly prefix: number }, draw: (bound: number) => number): string {
  const first = parseAddress(SERVICE_RANGE.split("/")[0] ?? "") ?? 0;
  const size = 2 ** (32 - prefix);
  const high = size - LOW_ADDRESSES - 1;
  const start = draw(high);
  for (let tried = 0; tried < high; tried += 1) {
    const address = formatAddress(first + LOW_ADDRESSES + ((start + tried) % high));
    if (!taken.has(address)) return address;
  }
  throw new Error("the range of Service addresses is used up");
}

// Mirrors initNodePorts and updateNodePorts (pkg/registry/core/service/storage/alloc.go): of a new Service, ports of one number (TCP and UDP) share one.
function withNodePorts({ kernel }: ServerContext, call: Call, service: Service, others: readonly Service[], old: Service | undefined): Service | Status {
  const { ports = [] } = service.spec;
  if (!needsNodePort(service.spec) || ports.length === 0) return service;
  const taken = new Set(others.flatMap((each) => (each.spec.ports ?? []).map(({ nodePort }) => nodePort ?? 0)));
  const own = new Set((old && needsNodePort(old.spec) ? (old.spec.ports ?? []) : []).map(({ nodePort }) => nodePort ?? 0));
  const asked = new Set(ports.map(({ nodePort }) => nodePort ?? 0));
  /** What this Service takes, and what its ports of one number share when it is new. */
  const got = new Set<number>();
  const ofNumber = new Map<number, number>();
  const given: ServicePort[] = [];
  const isUpdate = old !== undefined && needsNodePort(old.spec);
  for (const [index, port] of ports.entries()) {
    const shared = isUpdate ? undefined : (ofNumber.get(port.port) ?? ports.find((each) => each.port === port.port && each.nodePort)?.nodePort);
    const wanted = port.nodePort || shared;
    if (wanted) {
      const isOwn = own.has(wanted) || (got.has(wanted) && (isUpdate || ofNumber.get(port.port) === wanted));
      if (!isOwn && (taken.has(wanted) || got.has(wanted))) return refused(call, service, `spec.ports[${index}].nodePort`, wanted, "provided port is already allocated");
    }
    const nodePort = wanted || freePort((candidate) => taken.has(candidate) || asked.has(candidate) || got.has(candidate), (bound) => kernel.draw("node ports", bound));
    if (nodePort === undefined) return refused(call, service, `spec.ports[${index}].nodePort`, 0, "range is full");
    got.add(nodePort);
    if (!ofNumber.has(port.port)) ofNumber.set(port.port, nodePort);
    given.push({ ...port, nodePort });
  }
  return { ...service, spec: { ...service.spec, ports: given } };
}

function freePort(isTaken: (port: number) => boolean, draw: (bound: number) => number): number | undefined {
  const search = (lowest: number): number | undefined => {
    const size = HIGHEST_PORT - lowest + 1;
    const start = draw(size);
    for (let tried = 0; tried < size; tried += 1) {
      const port = lowest + ((start + tried) % size);
      if (!isTaken(port)) return port;
    }
    return undefined;
  };
  return search(LOWEST_PORT + LOW_PORTS) ?? search(LOWEST_PORT);
}

/** What a writer left out of a Service that it had before stays; what its new type has no use for goes. Mirrors patchAllocatedValues and dropTypeDependentFields (pkg/registry/core/service). */
export function keptAllocations(next: KubernetesObject, before: KubernetesObject): KubernetesObject {
  const [service, old] = [next as Service, before as Service];
  let { spec } = service;
  if (needsClusterIP(old.spec) && needsClusterIP(spec)) {
    if (!spec.clusterIP) spec = withFields(spec, { clusterIP: old.spec.clusterIP });
    if (spec.clusterIP === old.spec.clusterIP) spec = withFields(spec, { clusterIPs: spec.clusterIPs ?? old.spec.clusterIPs, ipFamilies: spec.ipFamilies ?? old.spec.ipFamilies, ipFamilyPolicy: spec.ipFamilyPolicy ?? old.spec.ipFamilyPolicy });
  }
  if (needsNodePort(old.spec) && needsNodePort(spec)) spec = withFields(spec, { ports: portsKept(spec.ports ?? [], old.spec.ports ?? []) });
  spec = withoutUnused(spec, old.spec);
  return spec === service.spec ? next : ({ ...service, spec } as Service);
}

const withFields = (spec: ServiceSpec, fields: { readonly [Field in keyof ServiceSpec]?: ServiceSpec[Field] | undefined }): ServiceSpec =>
  ({ ...spec, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) }) as ServiceSpec;

function portsKept(ports: readonly ServicePort[], before: readonly ServicePort[]): readonly ServicePort[] {
  const used = new Set(ports.flatMap(({ nodePort }) => (nodePort ? [nodePort] : [])));
  return ports.map((port) => {
    const known = before.find(({ name = "" }) => name === (port.name ?? ""))?.nodePort;
    if (port.nodePort || !known || used.has(known)) return port;
    used.add(known);
    return { ...port, nodePort: known };
  });
}

function withoutUnused(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  let next = spec;
  if (needsClusterIP(old) && !needsClusterIP(spec) && (spec.clusterIP ?? "") === (old.clusterIP ?? "")) {
    const { clusterIP: _ip, clusterIPs: _ips, ipFamilies: _families, ipFamilyPolicy: _policy, ...others } = next;
    next = others;
  }
  const samePorts = (spec.ports ?? []).every(({ nodePort }) => !nodePort || (old.ports ?? []).some((port) => port.nodePort === nodePort));
  if (needsNodePort(old) && !needsNodePort(spec) && samePorts) next = { ...next, ...(next.ports && { ports: next.ports.map(({ nodePort: _port, ...port }) => port) }) };
  const isExternal = ({ type }: ServiceSpec): boolean => type === "NodePort" || type === "LoadBalancer";
  if (isExternal(old) && !isExternal(next) && next.externalTrafficPolicy === old.externalTrafficPolicy) {
    const { externalTrafficPolicy: _policy, ...others } = next;
    next = others;
  }
  return next;
}
