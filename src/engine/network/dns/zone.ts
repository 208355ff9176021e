import { isHeadless, type Endpoint, type EndpointSlice, type Service } from "../../../api/services.ts";
import type { DnsAnswer, DnsQuestion, DnsRecord, RecordType } from "./messages.ts";

/** What the cluster's names come from. */
export interface ZoneSource {
  /** By "namespace/name". */
  readonly services: ReadonlyMap<string, Service>;
  readonly slices: ReadonlyMap<string, EndpointSlice>;
}

const CLUSTER_DOMAIN = "cluster.local";
const SERVICE_NAME = "kubernetes.io/service-name";
/** Mirrors `ttl 30` of kubeadm's Corefile. */
const TTL_S = 30;
const LONGEST_CHAIN = 7;

/** One address behind a name. */
interface Target {
  readonly name: string;
  readonly address: string;
  /** Absent: a Service without ports. */
  readonly port?: number;
}

/**
 * Answers as CoreDNS does with kubeadm's Corefile: `kubernetes cluster.local in-addr.arpa ip6.arpa` with `pods insecure`,
 * without a cache for the cluster's own names. Simplified: there is no Internet beyond the cluster: all other names
 * are unknown (NXDOMAIN).
 */
export function answerOf(source: ZoneSource, question: DnsQuestion): DnsAnswer {
  const name = question.name.toLowerCase();
  if (name.endsWith(".in-addr.arpa")) return reverse(source, name, question.type);
  if (name !== CLUSTER_DOMAIN && !name.endsWith(`.${CLUSTER_DOMAIN}`)) return { status: "NXDOMAIN", answers: [] };
  return resolved(source, question.name, name, question.type, 0);
}

function resolved(source: ZoneSource, asked: string, name: string, type: RecordType, depth: number): DnsAnswer {
  const found = find(source, labelsOf(name));
  if (found === undefined) return { status: "NXDOMAIN", answers: [], authority: [SOA] };
  if (found === "empty") return nothing;
  if ("alias" in found) return aliased(source, asked, found.alias, type, depth);
  if (type === "A" || type === "ANY") {
    const addresses = [...new Set(found.targets.map(({ address }) => address))];
    return { status: "NOERROR", answers: addresses.map((data) => record(asked, "A", data)) };
  }
  return type === "SRV" ? services(asked, found.targets) : nothing;
}

/** Mirrors A and its CNAME case (coredns plugin/backend_lookup.go): the name behind it is looked up too, where that is the cluster's. */
function aliased(source: ZoneSource, asked: string, alias: string, type: RecordType, depth: number): DnsAnswer {
  const target = alias.replace(/\.$/, "").toLowerCase();
  const cname = record(asked, "CNAME", `${target}.`);
  const own = target.endsWith(`.${CLUSTER_DOMAIN}`);
  if (type === "CNAME" || !own || depth >= LONGEST_CHAIN) return { status: "NOERROR", answers: [cname] };
  const behind = resolved(source, target, target, type, depth + 1);
  return { status: "NOERROR", answers: [cname, ...behind.answers] };
}

/** Mirrors SRV (coredns plugin/backend_lookup.go): the weight is shared. */
function services(asked: string, targets: readonly Target[]): DnsAnswer {
  const withPort = targets.filter(({ port }) => port !== undefined);
  if (withPort.length === 0) return nothing;
  const weight = Math.trunc(100 / withPort.length);
  const names = new Map(withPort.map(({ name, address }) => [`${name} ${address}`, record(name, "A", address)]));
  return { status: "NOERROR", answers: withPort.map(({ name, port }) => record(asked, "SRV", `0 ${weight} ${port ?? 0} ${name}.`)), additional: [...names.values()] };
}

const record = (name: string, type: RecordType, data: string): DnsRecord => ({ name, type, ttl: TTL_S, data });
const SOA: DnsRecord = record(CLUSTER_DOMAIN, "SOA", `ns.dns.${CLUSTER_DOMAIN}. hostmaster.${CLUSTER_DOMAIN}. 1767225600 7200 1800 86400 ${TTL_S}`);
const nothing: DnsAnswer = { status: "NOERROR", answers: [], authority: [SOA] };

const labelsOf = (name: string): readonly string[] => (name === CLUSTER_DOMAIN ? [] : name.slice(0, -CLUSTER_DOMAIN.length - 1).split("."));

type Found = { readonly targets: readonly Target[] } | { readonly alias: string };

/** Mirrors parseRequest and Records (coredns plugin/kubernetes): undefined = no such name, "empty" = a name without records. */
function find(source: ZoneSource, labels: readonly string[]): Found | "empty" | undefined {
  const kind = labels.at(-1);
  if (kind === undefined) return "empty";
  const namespace = labels.at(-2);
  if (kind !== "svc" && kind !== "pod") return undefined;
  if (namespace === undefined) return "empty";
  const rest = labels.slice(0, -2);
  if (rest.length === 0) return hasNamespace(source, namespace) ? "empty" : undefined;
  return kind === "pod" ? podNamed(rest) : serviceNamed(source, namespace, rest);
}

/** Simplified: CoreDNS knows a namespace by the Services in it. */
const hasNamespace = ({ services: all }: ZoneSource, namespace: string): boolean => [...all.keys()].some((key) => key.startsWith(`${namespace}/`));

/** Mirrors findPods with `pods insecure`: the address is the one that the name says, whether a Pod has it or not. */
function podNamed(rest: readonly string[]): Found | undefined {
  const [dashed = ""] = rest;
  if (rest.length > 1 || !/^\d{1,3}(-\d{1,3}){3}$/.test(dashed)) return undefined;
  return { targets: [{ name: "", address: dashed.replaceAll("-", ".") }] };
}

function serviceNamed(source: ZoneSource, namespace: string, rest: readonly string[]): Found | undefined {
  const name = rest.at(-1) ?? "";
  const service = source.services.get(`${namespace}/${name}`);
  if (!service || rest.length > 3) return undefined;
  const full = `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
  const wanted = rest.length === 3 ? portNamed(rest) : undefined;
  if (rest.length === 3 && !wanted) return undefined;
  if (service.spec.type === "ExternalName") return rest.length === 1 ? { alias: service.spec.externalName ?? "" } : undefined;
  const matches = (port: string | undefined, protocol: string | undefined): boolean => !wanted || (wanted.port === (port ?? "") && wanted.protocol === (protocol ?? "TCP").toLowerCase());
  const targets = isHeadless(service) || rest.length === 2
    ? endpointTargets(source, service, full, rest.length === 2 ? rest[0] : undefined, matches)
    : (service.spec.ports ?? []).filter((port) => matches(port.name, port.protocol)).map(({ port }) => ({ name: full, address: service.spec.clusterIP ?? "", port }));
  return targets.length > 0 ? { targets } : undefined;
}

/** "_http._tcp.web": the underscores may be left out. */
const portNamed = ([port = "", protocol = ""]: readonly string[]): { readonly port: string; readonly protocol: string } | undefined => {
  const bare = protocol.replace(/^_/, "");
  return bare === "tcp" || bare === "udp" || bare === "sctp" ? { port: port.replace(/^_/, ""), protocol: bare } : undefined;
};

function endpointTargets(source: ZoneSource, service: Service, full: string, hostname: string | undefined, matches: (port: string | undefined, protocol: string | undefined) => boolean): readonly Target[] {
  return slicesOf(source, service).flatMap(({ endpoints, ports }) =>
    (endpoints ?? []).flatMap((endpoint) => {
      const host = hostOf(endpoint);
      // Mirrors endpointsliceReady: an endpoint that says nothing of it is ready.
      if (endpoint.conditions?.ready === false || (hostname !== undefined && hostname !== host)) return [];
      const address = endpoint.addresses[0] ?? "";
      const named = (ports ?? []).filter((port) => matches(port.name, port.protocol)).map(({ port }) => ({ name: `${host}.${full}`, address, ...(port !== undefined && { port }) }));
      return named.length > 0 || (ports ?? []).length > 0 ? named : [{ name: `${host}.${full}`, address }];
    }),
  );
}

/** Mirrors endpointHostname: its own name below the Service, else its address with dashes. */
const hostOf = ({ hostname, addresses }: Endpoint): string => hostname ?? (addresses[0] ?? "").replaceAll(".", "-");

const slicesOf = ({ slices }: ZoneSource, { metadata }: Service): readonly EndpointSlice[] =>
  [...slices.values()].filter((slice) => slice.metadata.namespace === metadata.namespace && slice.metadata.labels?.[SERVICE_NAME] === metadata.name);

/** Mirrors serviceRecordForIP (coredns plugin/kubernetes/reverse.go): a Service's address, or an endpoint's of any Service. */
function reverse(source: ZoneSource, name: string, type: RecordType): DnsAnswer {
  const address = name.slice(0, -".in-addr.arpa".length).split(".").toReversed().join(".");
  const names = [...source.services.values()].flatMap((service) => {
    const full = `${service.metadata.name}.${service.metadata.namespace ?? ""}.svc.${CLUSTER_DOMAIN}`;
    if (service.spec.clusterIP === address) return [full];
    return slicesOf(source, service).flatMap(({ endpoints }) => (endpoints ?? []).filter(({ addresses }) => addresses[0] === address).map((endpoint) => `${hostOf(endpoint)}.${full}`));
  });
  const pointers = [...new Set(names)].toSorted();
  if (pointers.length === 0) return { status: "NXDOMAIN", answers: [] };
  return type === "PTR" ? { status: "NOERROR", answers: pointers.map((pointer) => record(name, "PTR", `${pointer}.`)) } : { status: "NOERROR", answers: [] };
}
