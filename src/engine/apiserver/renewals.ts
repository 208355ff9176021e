import { rfc3339, rfc3339Micro } from "../../api/time.ts";
import type { KubernetesObject, Lease, Node } from "../../api/types.ts";
import type { Kernel } from "../simulation/kernel.ts";
import { slice } from "../simulation/slice.ts";
import type { Store } from "./store/store.ts";

// Mirrors nodeLeaseRenewIntervalFraction and nodeStatusReportFrequency (pkg/kubelet/apis/config/v1beta1/defaults.go).
const RENEWAL_MS = 10_000;
const HEARTBEAT_MS = 300_000;
const LEASE_NAMESPACE = "kube-node-lease";

/** A kubelet that renews undisturbed: at `phaseMs` and every interval before and after. */
export interface Renewal {
  readonly phaseMs: number;
  readonly sinceMs: number;
}

export interface RenewalsState {
  readonly nodes: Map<string, Renewal>;
  /** True while a tick for watchers is in the queue. */
  ticking: boolean;
}

export const newRenewalsState = (): RenewalsState => slice({ nodes: new Map(), ticking: false });

export interface RenewalTickPayload {
  readonly target: "kube-apiserver";
  readonly type: "RenewalTick";
}

/**
 * Lease renewals and node heartbeats that nothing disturbs are not written: a reader sees the last one that was due, and
 * watchers are told of each.
 */
export interface Renewals {
  /** From now on the node's kubelet renews every 10 s in this phase. */
  start(nodeName: string, phaseMs: number): void;
  /** The kubelet has stopped: what it renewed last is written down. */
  stop(nodeName: string): void;
  /** An object as it would be if every renewal had been written. */
  read(stored: string, object: KubernetesObject): KubernetesObject;
  /** Somebody may have begun to watch: keeps the ticks going while they are wanted. */
  wake(): void;
  tick(): void;
}

interface Deps {
  readonly kernel: Kernel;
  readonly state: RenewalsState;
  readonly store: Store;
  /** True if somebody watches leases. */
  isWatched(): boolean;
  renewed(stored: string, object: KubernetesObject): void;
}

const LEASES = "leases.coordination.k8s.io";

/** The last tick of a phase at or before a time. */
const lastTick = (nowMs: number, { phaseMs, sinceMs }: Renewal, everyMs: number): number =>
  Math.max(sinceMs, phaseMs + Math.floor((nowMs - phaseMs) / everyMs) * everyMs);

// Simplified: where a node's Lease or status is merely renewed, its resourceVersion stands still.
export function createRenewals({ kernel, state, store, isWatched, renewed }: Deps): Renewals {
  const renewalOf = (stored: string, { metadata }: KubernetesObject): Renewal | undefined => {
    if (stored === LEASES) return metadata.namespace === LEASE_NAMESPACE ? state.nodes.get(metadata.name) : undefined;
    return stored === "nodes" ? state.nodes.get(metadata.name) : undefined;
  };

  function read(stored: string, object: KubernetesObject): KubernetesObject {
    if (state.nodes.size === 0 || (stored !== LEASES && stored !== "nodes")) return object;
    const renewal = renewalOf(stored, object);
    if (!renewal) return object;
    return stored === LEASES ? renewedLease(object as Lease, renewal) : beatingNode(object as Node, renewal);
  }

  function renewedLease(lease: Lease, renewal: Renewal): Lease {
    const renewTime = rfc3339Micro(kernel.startsAtMs + lastTick(kernel.now, renewal, RENEWAL_MS));
    return (lease.spec?.renewTime ?? "") >= renewTime ? lease : { ...lease, spec: { ...lease.spec, renewTime } };
  }

  function beatingNode(node: Node, renewal: Renewal): Node {
    const beat = rfc3339(kernel.startsAtMs + lastTick(kernel.now, renewal, HEARTBEAT_MS));
    const conditions = node.status?.conditions ?? [];
    if (!conditions.some(({ lastHeartbeatTime }) => (lastHeartbeatTime ?? "") < beat)) return node;
    const later = conditions.map((condition) => ((condition.lastHeartbeatTime ?? "") < beat ? { ...condition, lastHeartbeatTime: beat } : condition));
    return { ...node, status: { ...node.status, conditions: later } };
  }

  function write(stored: string, key: string): void {
    const object = store.get(stored, key);
    const latest = object && read(stored, object);
    if (latest && latest !== object) store.update(stored, key, latest);
  }

  function wake(): void {
    if (state.ticking || state.nodes.size === 0 || !isWatched()) return;
    const next = Math.min(...[...state.nodes.values()].map((renewal) => nextTick(kernel.now, renewal)));
    state.ticking = true;
    const payload: RenewalTickPayload = { target: "kube-apiserver", type: "RenewalTick" };
    kernel.schedule(next, payload);
  }

  return {
    start(nodeName, phaseMs) {
      state.nodes.set(nodeName, kernel.freeze({ phaseMs, sinceMs: kernel.now }));
      wake();
    },
    stop(nodeName) {
      write(LEASES, `${LEASE_NAMESPACE}/${nodeName}`);
      write("nodes", nodeName);
      state.nodes.delete(nodeName);
    },
    read,
    wake,
    tick() {
      state.ticking = false;
      for (const [name, renewal] of state.nodes) {
        if ((kernel.now - renewal.phaseMs) % RENEWAL_MS !== 0) continue;
        const lease = store.get(LEASES, `${LEASE_NAMESPACE}/${name}`);
        if (lease) renewed(LEASES, lease);
      }
      wake();
    },
  };
}

const nextTick = (nowMs: number, { phaseMs }: Renewal): number => phaseMs + (Math.floor((nowMs - phaseMs) / RENEWAL_MS) + 1) * RENEWAL_MS;
