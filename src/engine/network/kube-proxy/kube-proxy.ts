import type { EndpointSlice, Service } from "../../../api/services.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import type { ApiClient, WatchEvent } from "../../apiserver/request.ts";
import type { Component, Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import type { DnsAnswer, DnsQuestion } from "../dns/messages.ts";
import { answerOf } from "../dns/zone.ts";
import type { Packet, Route } from "../routing.ts";
import { noRules, reachableFrom, ruleTable, type Backend, type Rule, type RuleTable } from "./rules.ts";

export const KUBE_PROXY = "kube-proxy";

export interface KubeProxyState {
  readonly services: Map<string, Service>;
  readonly slices: Map<string, EndpointSlice>;
  /** Tables of late, by when the change that made them was seen: nodes take them over in their own time. */
  readonly tables: Map<number, RuleTable>;
  /** Where a client went last, by rule and client. */
  readonly affinities: Map<string, { readonly backend: Backend; readonly lastMs: number }>;
}
export const newKubeProxyState = (): KubeProxyState => slice({ services: new Map(), slices: new Map(), tables: new Map(), affinities: new Map() });

export interface KubeProxyPayload {
  readonly target: typeof KUBE_PROXY;
  readonly type: "WatchEvent";
  readonly resource: "services" | "endpointslices";
  readonly event?: WatchEvent;
}

export interface KubeProxy extends Component<KubeProxyPayload> {
  /** Begins to watch. Once, at boot. */
  start(client: ApiClient): void;
  /** Where a packet goes, by the rules of its node; undefined = they say nothing of it. */
  route(packet: Packet): Route | undefined;
  /** The rules of a node as they are now. */
  rulesOf(node: string): RuleTable;
  /** What CoreDNS says, which watches the same objects. */
  answer(question: DnsQuestion): DnsAnswer;
}

export interface KubeProxyDeps {
  readonly kernel: Kernel;
  readonly state: KubeProxyState;
  /** The zone that a node says it is in; "" = none. */
  zoneOf(node: string): string;
}

// Mirrors minSyncPeriod (pkg/proxy/apis/config/v1alpha1/defaults.go) and the time that iptables-restore takes.
const MIN_SYNC_MS = 1000;
const RESTORE_MS = 20;
/** Nodes have all taken a table over after so long. */
const KEPT_MS = 3 * MIN_SYNC_MS;

/**
 * kube-proxy on every node. Rules matter only when a packet comes: which ones a node has by then is worked out, nothing is
 * scheduled. Simplified: it never fails, and a node that is cut off keeps up all the same.
 */
export function createKubeProxy({ kernel, state, zoneOf }: KubeProxyDeps): KubeProxy {
  function changed(): void {
    const { now } = kernel;
    state.tables.delete(now);
    state.tables.set(now, kernel.freeze(ruleTable([...state.services.values()], [...state.slices.values()])));
    const times = [...state.tables.keys()];
    // The newest of those that every node has by now is enough to begin from.
    const settled = times.filter((at) => at < now - KEPT_MS);
    for (const at of settled.slice(0, -1)) state.tables.delete(at);
  }

  /** Mirrors BoundedFrequencyRunner (pkg/util/async): at once after a pause, else a second after the last time. */
  function rulesOf(node: string): RuleTable {
    let rules = noRules;
    let syncedAtMs = -Infinity;
    const phaseMs = phaseOf(node);
    const times = [...state.tables.keys()];
    for (const [index, at] of times.entries()) {
      const syncAtMs = Math.max(at + RESTORE_MS + phaseMs, syncedAtMs + MIN_SYNC_MS);
      if (syncAtMs > kernel.now) break;
      const next = times[index + 1];
      // What came before it ran goes into the same run.
      if (next !== undefined && next + RESTORE_MS + phaseMs <= syncAtMs) continue;
      rules = state.tables.get(at) ?? rules;
      syncedAtMs = syncAtMs;
    }
    return rules;
  }

  function choose(key: string, rule: Rule, source: string, node: string): Route {
    const reachable = reachableFrom(rule, { node, zone: zoneOf(node) });
    // Mirrors the REJECT of Services without endpoints, and the DROP where only other nodes have some.
    if (reachable.length === 0) return rule.backends.length === 0 ? "reject" : "drop";
    const sticky = rule.affinityMs > 0 ? `${key} ${source}` : "";
    const known = sticky === "" ? undefined : state.affinities.get(sticky);
    const kept = known && kernel.now - known.lastMs < rule.affinityMs ? reachable.find(({ address, port }) => address === known.backend.address && port === known.backend.port) : undefined;
    const backend = kept ?? reachable[kernel.draw(`${KUBE_PROXY} ${node}`, reachable.length)];
    if (!backend) return "reject";
    if (sticky !== "") state.affinities.set(sticky, kernel.freeze({ backend, lastMs: kernel.now }));
    return { address: backend.address, port: backend.port, service: rule.name };
  }

  return {
    start(client) {
      const core = { deliver: { target: KUBE_PROXY, type: "WatchEvent" } } as const;
      client.watch({ id: `${KUBE_PROXY}/services`, group: "", version: "v1", resource: "services", deliver: { ...core.deliver, resource: "services" } as KubeProxyPayload });
      client.watch({ id: `${KUBE_PROXY}/endpointslices`, group: "discovery.k8s.io", version: "v1", resource: "endpointslices", deliver: { ...core.deliver, resource: "endpointslices" } as KubeProxyPayload });
    },
    handle({ resource, event }) {
      if (!event || event.type === "BOOKMARK" || event.type === "ERROR") return;
      const cache = (resource === "services" ? state.services : state.slices) as Map<string, KubernetesObject>;
      const { metadata } = event.object;
      const key = `${metadata.namespace ?? ""}/${metadata.name}`;
      if (event.type === "DELETED") cache.delete(key);
      else cache.set(key, event.object);
      changed();
    },
    rulesOf,
    answer: (question) => answerOf(state, question),
    route({ source, node, address, port, protocol, at }) {
      // A machine's own port is served by the rules of that machine.
      const rules = rulesOf(at ?? node);
      const direct = rules.byAddress.get(`${address}:${port}/${protocol}`);
      if (direct) return choose(`${address}:${port}/${protocol}`, direct, source, node);
      const onNode = at === undefined ? undefined : rules.byNodePort.get(`${port}/${protocol}`);
      if (onNode) return choose(`${at}:${port}/${protocol}`, onNode, source, at ?? node);
      return rules.clusterAddresses.has(address) ? "drop" : undefined;
    },
  };
}

/** Nodes are not in step: each a few milliseconds after the others. */
function phaseOf(node: string): number {
  let sum = 0;
  for (const character of node) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 17;
  return sum;
}
