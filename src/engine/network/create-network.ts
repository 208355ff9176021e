import type { InterfaceView } from "../processes/syscall.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";
import { formatAddress, isLoopback, isUnspecified, parseSubnet, subnetContains } from "../../api/ip-addresses.ts";
import type { DnsQuestion } from "./dns/messages.ts";
import { lookUp, parseResolvConf, type Asked, type Looked } from "./dns/resolver.ts";
import { createExchanges, type NetworkPayload } from "./exchanges.ts";
import { createHostPorts } from "./host-ports.ts";
import { gatewayOf, nextAddress, rangeText } from "./host-local.ts";
import { bind, namesServedAt, unbind } from "./listener-table.ts";
import { resolveLocally, type NameFiles } from "./names.ts";
import type { Network } from "./network.ts";
import type { Destination, Place, Router } from "./routing.ts";
import type { Sockets } from "./sockets.ts";
import type { NetworkState } from "./state.ts";

export interface NetworkDependencies {
  readonly kernel: Kernel;
  readonly state: NetworkState;
  /** Services and names, where something provides them. */
  readonly router?: Router;
}

export interface ClusterNetwork extends Network, Sockets {
  handle(payload: NetworkPayload): void;
  /** Adds a machine, or gives a known one another address or range. */
  setHost(name: string, host: { readonly address: string; readonly podCidr?: string }): void;
  /** Cuts a machine off, or connects it again. */
  setUp(name: string, up: boolean): void;
  /** The range of a host's pod addresses as the plugin's errors name it. */
  rangeOf(host: string): string;
}

/** Milliseconds one way between two machines; within one it is instant. */
const BETWEEN_HOSTS_MS = 1;

const DNS_PORT = 53;

/** The network of the world: see Network and Sockets. */
export function createNetwork({ kernel, state, router }: NetworkDependencies): ClusterNetwork {
  const namespaceByAddress = indexAddresses(state);
  const hostPorts = createHostPorts(state);
  const exchanges = createExchanges(kernel, state);
  const boundBy = indexListeners(state);

  const hostOf = (namespace: string): string => state.pods.get(namespace)?.host ?? namespace;
  const isUp = (namespace: string): boolean => state.hosts.get(hostOf(namespace))?.up !== false;
  const addressOf = (namespace: string): string | undefined => state.pods.get(namespace)?.address ?? state.hosts.get(namespace)?.address;

  /** The address that a client of `from` is seen with at `to`. */
  const sourceAddress = (from: string, to: Place): string => {
    if (to.namespace === from) return to.address;
    const pods = state.hosts.get(from)?.podCidr;
    const subnet = pods === undefined ? undefined : parseSubnet(pods);
    if (subnet && state.pods.get(to.namespace)?.host === from) return gatewayOf(subnet);
    return addressOf(from) ?? "0.0.0.0";
  };

  /** Where an address and port lead from a namespace. */
  const locate = (from: string, address: string, port: number, protocol: "TCP" | "UDP" = "TCP"): Destination => {
    if (isLoopback(address) || isUnspecified(address)) {
      const mapped = hostPorts.find(from, address, port);
      return mapped ? place(from, mapped.address, mapped.port) : { kind: "place", namespace: from, address: "127.0.0.1", port };
    }
    const at = namespaceByAddress.get(address);
    const packet = { from, source: addressOf(from) ?? "", node: hostOf(from), address, port, protocol, at: at !== undefined && state.hosts.has(at) ? at : undefined };
    const routed = router?.route?.(packet);
    if (routed === "reject" || routed === "drop") return { kind: routed };
    const to = routed ?? (packet.at === undefined ? undefined : hostPorts.find(packet.at, address, port));
    const found = to ? place(from, to.address, to.port) : place(from, address, port);
    return found.kind === "place" && routed?.service !== undefined ? { ...found, service: routed.service } : found;
  };

  /** An address and port as they are, without anybody's rules. */
  const place = (from: string, toAddress: string, toPort: number): Destination => {
    const namespace = namespaceByAddress.get(toAddress);
    if (namespace === undefined) return { kind: isNeighbour(from, toAddress) ? "no-route" : "drop" };
    if (!isUp(namespace) || !isUp(from)) return { kind: "drop" };
    return { kind: "place", namespace, address: toAddress, port: toPort };
  };

  /** Nobody answers ARP for a free address of the range on one's own bridge; further away packets just vanish. */
  const isNeighbour = (from: string, address: string): boolean => {
    const cidr = state.hosts.get(hostOf(from))?.podCidr;
    const subnet = cidr === undefined ? undefined : parseSubnet(cidr);
    return subnet !== undefined && subnetContains(subnet, address);
  };

  const ask = (from: string, server: string, question: DnsQuestion): Asked => {
    const to = locate(from, server, DNS_PORT, "UDP");
    if (to.kind === "reject") return "refused";
    if (to.kind !== "place") return "no-server";
    const served = namesServedAt(state.listeners, to.namespace, to.port);
    asked(from, to, question, served ? "answered" : "refused");
    return served && router?.answer ? router.answer(question) : "refused";
  };

  const asked = (from: string, to: Place, { name, type }: DnsQuestion, step: string): void => {
    if (!kernel.journal.wants("detail")) return;
    kernel.journal.write("detail", { actor: "network", type: "dns", subject: `namespace/${to.namespace}`, detail: { step, from, to: to.namespace, address: to.address, port: to.port, name, question: type } });
  };

  const resolve = (namespace: string, name: string, { hosts, resolv }: NameFiles): Looked => {
    const local = resolveLocally(name, hosts);
    if (local) return { kind: "found", addresses: local };
    const looked: Looked = resolv === undefined ? { kind: "no-server" } : lookUp(name, parseResolvConf(resolv), (server, question) => ask(namespace, server, question));
    if (looked.kind !== "found") exchanges.unresolved(namespace, name);
    return looked;
  };

  const latencyBetween = (from: string, to: string): number => (hostOf(from) === hostOf(to) ? 0 : BETWEEN_HOSTS_MS);

  const open = (from: string, host: string, port: number, timeoutMs: number, reply: Payload, files: NameFiles = {}, request?: Parameters<Network["http"]>[1]): void => {
    const looked = resolve(from, host, files);
    const address = looked.kind === "found" ? looked.addresses[0] : undefined;
    if (address === undefined) return exchanges.failLookup(host, reply, request);
    const to = locate(from, address, port);
    if (to.kind !== "place") return exchanges.fail(to.kind, { from, address, port, timeoutMs, reply, ...(request && { request }) });
    const carried = request && { ...request, from: sourceAddress(from, to), to: to.address };
    exchanges.begin({ from, to, latencyMs: latencyBetween(from, to.namespace), timeoutMs, reply, dialled: { address, port }, ...(to.service !== undefined && { service: to.service }), ...(carried && { request: carried }) });
  };

  return {
    handle: exchanges.handle,
    setHost(name, { address, podCidr }) {
      const before = state.hosts.get(name);
      if (before) namespaceByAddress.delete(before.address);
      state.hosts.set(name, kernel.freeze({ ...before, address, ...(podCidr !== undefined && { podCidr }), up: before?.up ?? true }));
      namespaceByAddress.set(address, name);
    },
    setUp(name, up) {
      const host = state.hosts.get(name);
      if (host) state.hosts.set(name, kernel.freeze({ ...host, up }));
    },
    rangeOf(host) {
      const subnet = parseSubnet(state.hosts.get(host)?.podCidr ?? "");
      return subnet ? rangeText(subnet) : "";
    },
    attach(namespace, node, portMappings = []) {
      const host = state.hosts.get(node);
      const subnet = parseSubnet(host?.podCidr ?? "");
      if (!host || !subnet) return undefined;
      const next = nextAddress(subnet, host.lastReserved, (address) => namespaceByAddress.has(address));
      if (next === undefined) return undefined;
      const address = formatAddress(next);
      state.hosts.set(node, kernel.freeze({ ...host, lastReserved: next }));
      const pod = { host: node, address, ...(portMappings.length > 0 && { portMappings }) };
      state.pods.set(namespace, kernel.freeze(pod));
      hostPorts.add(pod);
      namespaceByAddress.set(address, namespace);
      return address;
    },
    detach(namespace) {
      const pod = state.pods.get(namespace);
      if (!pod) return;
      namespaceByAddress.delete(pod.address);
      hostPorts.remove(pod);
      state.pods.delete(namespace);
      for (const { process } of state.listeners.get(namespace) ?? []) boundBy.delete(process);
      state.listeners.delete(namespace);
      exchanges.resetTo(namespace);
    },
    addressOf,
    http: (from, request, timeoutMs, reply, options) => open(from, request.host, request.port, timeoutMs, reply, options?.files, request),
    connect: (from, host, port, timeoutMs, reply, options) => open(from, host, port, timeoutMs, reply, options?.files),
    listen(spec) {
      const bound = bind(state.listeners, spec);
      if (bound.ok) boundBy.set(spec.process, spec.namespace);
      return bound;
    },
    release(process) {
      const namespace = boundBy.get(process);
      if (namespace !== undefined) unbind(state.listeners, namespace, process);
      boundBy.delete(process);
      exchanges.resetOf(process);
    },
    respond: exchanges.respond,
    listeners: (namespace) => state.listeners.get(namespace) ?? [],
    interfaces: (namespace) => interfacesOf(state, namespace, addressOf(namespace)),
    resolve,
    ask,
  };
}

function indexAddresses(state: NetworkState): Map<string, string> {
  const index = new Map<string, string>();
  for (const [name, host] of state.hosts) index.set(host.address, name);
  for (const [namespace, pod] of state.pods) index.set(pod.address, namespace);
  return index;
}

/** The namespace that a listening process lives in; it has but one. */
function indexListeners(state: NetworkState): Map<string, string> {
  const index = new Map<string, string>();
  for (const [namespace, listeners] of state.listeners) for (const { process } of listeners) index.set(process, namespace);
  return index;
}

function interfacesOf(state: NetworkState, namespace: string, address: string | undefined): readonly InterfaceView[] {
  const interfaces: InterfaceView[] = [{ name: "lo", address: "127.0.0.1", prefix: 8 }];
  if (address !== undefined) interfaces.push({ name: "eth0", address, prefix: 24 });
  const subnet = parseSubnet(state.hosts.get(namespace)?.podCidr ?? "");
  if (subnet) interfaces.push({ name: "cni0", address: gatewayOf(subnet), prefix: subnet.prefix });
  return interfaces;
}
