import type { Endpoint, EndpointSlice, Service } from "../../../api/services.ts";

/** Where a Service's traffic goes: what kube-proxy writes for one address and port. */
export interface Rule {
  /** namespace/name:port, for those who read the rules. */
  readonly name: string;
  readonly protocol: string;
  readonly backends: readonly Backend[];
  /** Those that end but still serve, for nodes that have no other of their own. */
  readonly ending: readonly Backend[];
  /** Milliseconds that a client stays with its backend; 0 = each connection for itself. */
  readonly affinityMs: number;
  /** Only backends of the node where the packet is: "Local". */
  readonly isLocal: boolean;
}
export interface Backend {
  readonly address: string;
  readonly port: number;
  readonly node: string;
  /** Zones and nodes that it is meant for; none = no hint. */
  readonly forZones: readonly string[];
  readonly forNodes: readonly string[];
}
/** Where a packet meets a rule. */
export interface RulePlace {
  readonly node: string;
  /** "" = the node is in none. */
  readonly zone: string;
}

/** The rules of all nodes at one state of Services and EndpointSlices; a value. */
export interface RuleTable {
  /** By "address:port/protocol", for cluster and external addresses. */
  readonly byAddress: ReadonlyMap<string, Rule>;
  /** Cluster addresses, whatever the port. */
  readonly clusterAddresses: ReadonlySet<string>;
  /** By "port/protocol", on every node's own address. */
  readonly byNodePort: ReadonlyMap<string, Rule>;
  /** All of them, for those who list them. */
  readonly placed: readonly PlacedRule[];
}
export interface PlacedRule {
  readonly rule: Rule;
  readonly kind: "cluster" | "external" | "nodePort";
  /** "" for a port of every node's own. */
  readonly address: string;
  readonly port: number;
}

export const noRules: RuleTable = { byAddress: new Map(), clusterAddresses: new Set(), byNodePort: new Map(), placed: [] };

const SECOND_MS = 1000;
const THREE_HOURS_S = 10_800;
const SERVICE_NAME = "kubernetes.io/service-name";

/** Mirrors syncProxyRules (pkg/proxy/iptables/proxier.go), without the text of the rules (node-tools/packet-filter has it). */
export function ruleTable(services: readonly Service[], slices: readonly EndpointSlice[]): RuleTable {
  const byService = new Map<string, EndpointSlice[]>();
  for (const slice of slices) {
    const key = `${slice.metadata.namespace ?? ""}/${slice.metadata.labels?.[SERVICE_NAME] ?? ""}`;
    const known = byService.get(key);
    if (known) known.push(slice);
    else byService.set(key, [slice]);
  }
  const byAddress = new Map<string, Rule>();
  const byNodePort = new Map<string, Rule>();
  const clusterAddresses = new Set<string>();
  const placed: PlacedRule[] = [];
  for (const service of services) {
    const { clusterIP = "", type, ports = [], externalIPs = [] } = service.spec;
    if (clusterIP === "" || clusterIP === "None" || type === "ExternalName") continue;
    clusterAddresses.add(clusterIP);
    const key = `${service.metadata.namespace ?? ""}/${service.metadata.name}`;
    for (const port of ports) {
      const rule = ruleOf(service, `${key}${port.name ? `:${port.name}` : ""}`, port.protocol ?? "TCP", backends(byService.get(key) ?? [], port.name ?? ""));
      byAddress.set(`${clusterIP}:${port.port}/${rule.protocol}`, rule);
      placed.push({ rule, kind: "cluster", address: clusterIP, port: port.port });
      const external = { ...rule, isLocal: service.spec.externalTrafficPolicy === "Local" };
      for (const address of externalIPs) {
        byAddress.set(`${address}:${port.port}/${rule.protocol}`, external);
        placed.push({ rule: external, kind: "external", address, port: port.port });
      }
      if (!port.nodePort) continue;
      byNodePort.set(`${port.nodePort}/${rule.protocol}`, external);
      placed.push({ rule: external, kind: "nodePort", address: "", port: port.nodePort });
    }
  }
  return { byAddress, clusterAddresses, byNodePort, placed };
}

const ruleOf = ({ spec }: Service, name: string, protocol: string, found: Found): Rule => ({
  name,
  protocol,
  ...found,
  affinityMs: spec.sessionAffinity === "ClientIP" ? (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? THREE_HOURS_S) * SECOND_MS : 0,
  isLocal: spec.internalTrafficPolicy === "Local",
});

type Found = Pick<Rule, "backends" | "ending">;

/** Ready endpoints; where there is none, those that end but still serve. Mirrors CategorizeEndpoints (pkg/proxy/topology.go). */
function backends(slices: readonly EndpointSlice[], portName: string): Found {
  const all = slices.flatMap(({ endpoints, ports }) => {
    const port = (ports ?? []).find(({ name = "" }) => name === portName)?.port;
    return port === undefined ? [] : (endpoints ?? []).map((endpoint) => ({ endpoint, port }));
  });
  const of = (some: typeof all): readonly Backend[] => some.flatMap(({ endpoint, port }) => backendOf(endpoint, port)).toSorted((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
  const ready = of(all.filter(({ endpoint }) => endpoint.conditions?.ready !== false));
  const ending = of(all.filter(({ endpoint: { conditions } }) => conditions?.ready === false && conditions.serving === true && conditions.terminating === true));
  return ready.length > 0 ? { backends: ready, ending } : { backends: ending.map((backend) => ({ ...backend, forZones: [], forNodes: [] })), ending };
}

const backendOf = ({ addresses, nodeName = "", hints }: Endpoint, port: number): readonly Backend[] =>
  addresses.slice(0, 1).map((address) => ({ address, port, node: nodeName, forZones: (hints?.forZones ?? []).map(({ name }) => name), forNodes: (hints?.forNodes ?? []).map(({ name }) => name) }));

/** The backends that a rule leads to from a place. Mirrors CategorizeEndpoints: what stays on its node knows no hints. */
export function reachableFrom({ backends: all, ending, isLocal }: Rule, { node, zone }: RulePlace): readonly Backend[] {
  if (!isLocal) return nearest(all, { node, zone });
  const own = all.filter((backend) => backend.node === node);
  return own.length > 0 ? own : ending.filter((backend) => backend.node === node);
}

// Mirrors topologyModeFromHints (same file): a hint counts where every endpoint has one and one of them is for this place.
function nearest(all: readonly Backend[], { node, zone }: RulePlace): readonly Backend[] {
  const hintedFor = (place: string, key: "forNodes" | "forZones"): readonly Backend[] => (all.every((backend) => backend[key].length > 0) ? all.filter((backend) => backend[key].includes(place)) : []);
  const [sameNode, sameZone] = [hintedFor(node, "forNodes"), hintedFor(zone, "forZones")];
  return sameNode.length > 0 ? sameNode : sameZone.length > 0 ? sameZone : all;
}
