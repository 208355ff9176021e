import { parseRfc3339, rfc3339 } from "../../../api/time.ts";
import type { Lease, Node, ObjectReference, Pod } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import { controller, type Change, type Look, type Work } from "../manager/controller.ts";
import { getting, sent, updatingStatus } from "../manager/requests.ts";
import { unknownNode } from "./health.ts";
import { markPodsNotReady } from "./pods-not-ready.ts";
import { evictingTaints, isNoChange, noExecuteChange, noScheduleChange, readyCondition, swapTaints } from "./taints.ts";
import { evictionRate, isAllDown, zoneOf } from "./zones.ts";

// Mirrors the defaults of NodeLifecycleControllerConfiguration and KubeCloudSharedConfiguration: the monitor's period, and
// how long a node may be silent, running and new (pkg/controller/nodelifecycle/config/v1alpha1/defaults.go).
const PERIOD_MS = 5_000;
const GRACE_MS = 50_000;
const STARTUP_GRACE_MS = 60_000;
/** As measured: from the monitor's look to the pass that adds NoExecute taints (NodeEvictionPeriod is 100 ms). */
const PASS_MS = 75;
const LEASE_NAMESPACE = "kube-node-lease";
const PHASE = "phase";

/** Keys: "node NAME" (conditions become taints), "silence NAME" (has its kubelet renewed?), "pod KEY" (came to a node that is not ready), "monitor". */
type Input =
  | { readonly what: "node"; readonly node: Node; readonly isNew: boolean; readonly unixMs: number }
  | { readonly what: "gone"; readonly name: string; readonly uid: string }
  | { readonly what: "silence"; readonly node: Node; readonly lease?: Lease; readonly pods: readonly Pod[]; readonly nowMs: number; readonly unixMs: number; readonly phaseMs: number }
  | { readonly what: "pod"; readonly pod: Pod; readonly unixMs: number }
  | { readonly what: "monitor"; readonly nodes: readonly Node[]; readonly nextMs: ReadonlyMap<string, number>; readonly nowMs: number; readonly unixMs: number; readonly phaseMs: number };

/**
 * Finds out which nodes are silent, and taints those that are not well. Mirrors the node lifecycle controller
 * (pkg/controller/nodelifecycle/node_lifecycle_controller.go). It looks where something has changed, not at every node
 * every 5 s, but acts at the moments of that grid.
 */
export const nodeLifecycleController = controller<Input>({
  name: "node-controller",
  watches: ["nodes", "leases", "pods"],
  concerned,
  gather,
  work,
});

function concerned({ resource, type, object, old }: Change, caches: Look["caches"]): readonly string[] {
  const { namespace, name } = object.metadata;
  if (resource === "leases") return namespace === LEASE_NAMESPACE && type !== "DELETED" ? [`silence ${name}`] : [];
  if (resource === "pods") {
    const { nodeName } = (object as Pod).spec;
    if (!nodeName || type === "DELETED" || (old as Pod | undefined)?.spec.nodeName === nodeName) return [];
    const node = caches.get<Node>("nodes", nodeName);
    return node && isUnwell(node) ? [`pod ${namespace ?? ""}/${name}`] : [];
  }
  return nodeKeys(type, object as Node, old as Node | undefined);
}

function nodeKeys(type: Change["type"], node: Node, old: Node | undefined): readonly string[] {
  const { name, uid } = node.metadata;
  if (type === "DELETED") return [`gone ${name} ${uid}`];
  const isHeard = old !== undefined && readyCondition(old)?.status !== readyCondition(node)?.status;
  return [
    ...(!old || !isNoChange(noScheduleChange(node)) ? [`node ${name}`] : []),
    ...(!old || isHeard ? [`silence ${name}`] : []),
    ...(isUnwell(node) || evictingTaints(node).length > 0 ? ["monitor"] : []),
  ];
}

const isUnwell = (node: Node): boolean => {
  const status = readyCondition(node)?.status;
  return status !== undefined && status !== "True";
};

function gather(key: string, { caches, nowMs, unixMs, note, draw }: Look): Input | undefined {
  const [what, name = "", uid = ""] = key.split(" ");
  if (what === "gone") return { what, name, uid };
  if (what === "pod") {
    const pod = caches.get<Pod>("pods", name);
    return pod && { what, pod, unixMs };
  }
  const phaseMs = (note(PHASE) as number | undefined) ?? draw(PERIOD_MS);
  if (what === "monitor") {
    const nodes = caches.all<Node>("nodes");
    const zones = [...new Set(nodes.map(zoneOf))];
    return { what, nodes, nowMs, unixMs, phaseMs, nextMs: new Map(zones.map((zone) => [zone, (note(`zone ${zone}`) as number | undefined) ?? 0])) };
  }
  const node = caches.get<Node>("nodes", name);
  if (!node) return undefined;
  if (what === "node") return { what, node, unixMs, isNew: note(`known ${name}`) !== node.metadata.uid && instantOf(node.metadata.creationTimestamp) >= unixMs - nowMs };
  const lease = caches.get<Lease>("leases", `${LEASE_NAMESPACE}/${name}`);
  const pods = caches.all<Pod>("pods").filter(({ spec }) => spec.nodeName === name);
  return { what: "silence", node, ...(lease && { lease }), pods, nowMs, unixMs, phaseMs };
}

function* work(input: Input): Work {
  switch (input.what) {
    case "node": return yield* nodeChanged(input);
    case "gone": return yield* nodeGone(input);
    case "silence": return yield* listen(input);
    case "pod": return yield* markPodsNotReady([input.pod], input.unixMs);
    case "monitor": return yield* monitor(input);
  }
}

const referenceTo = (name: string, uid: string): ObjectReference => ({ apiVersion: "v1", kind: "Node", name, uid });

function* nodeChanged({ node, isNew, unixMs }: Extract<Input, { what: "node" }>): Work {
  const { name, uid } = node.metadata;
  yield { note: `known ${name}`, value: uid };
  if (isNew) yield { event: { about: referenceTo(name, uid), type: "Normal", reason: "RegisteredNode", message: `Node ${name} event: Registered Node ${name} in Controller` } };
  const change = noScheduleChange(node);
  if (isNoChange(change)) return undefined;
  return (yield* swapTaints(node, change, rfc3339(unixMs))) ? undefined : { retry: true };
}

function* nodeGone({ name, uid }: Extract<Input, { what: "gone" }>): Work {
  yield { note: `known ${name}`, value: undefined };
  yield { event: { about: referenceTo(name, uid), type: "Normal", reason: "RemovingNode", message: `Node ${name} event: Removing Node ${name} from Controller` } };
}

/** The first look of the monitor at or after a moment. */
const nextLook = (atMs: number, phaseMs: number): number => phaseMs + Math.ceil((atMs - phaseMs) / PERIOD_MS) * PERIOD_MS;

/**
 * Has the kubelet renewed its Lease? What it renews undisturbed is not told: it is asked for when the time is over, and
 * once it turns out to go on, the next that is told is its end.
 */
function* listen({ node, lease, pods, nowMs, unixMs, phaseMs }: Extract<Input, { what: "silence" }>): Work {
  yield { note: PHASE, value: phaseMs };
  if (readyCondition(node)?.status === "Unknown") return undefined;
  const asVirtual = (time: string): number => nowMs - unixMs + instantOf(time);
  const isNeverHeard = readyCondition(node) === undefined;
  const heard = isNeverHeard ? node.metadata.creationTimestamp : latest(lease?.spec?.renewTime ?? undefined, readyCondition(node)?.lastHeartbeatTime ?? undefined, node.metadata.creationTimestamp);
  // A node in silence from before the beginning was heard when this controller first looked.
  const heardMs = nextLook(Math.max(0, asVirtual(heard)), phaseMs);
  const dueMs = isNeverHeard ? nextLook(asVirtual(heard) + STARTUP_GRACE_MS, phaseMs) : heardMs + GRACE_MS;
  if (nowMs < dueMs) {
    yield { after: dueMs - nowMs };
    return undefined;
  }
  if (!isNeverHeard && lease) {
    const newest = yield* sent(getting("leases", lease));
    const renewTime = isError(newest) ? undefined : (newest.body as unknown as Lease).spec?.renewTime;
    if (renewTime && nextLook(asVirtual(renewTime), phaseMs) + GRACE_MS > nowMs) return undefined;
  }
  const { name, uid } = node.metadata;
  const marked = unknownNode(node, unixMs);
  if (marked === node) return undefined;
  const written = yield* sent(updatingStatus("nodes", marked));
  if (isError(written)) return { retry: true };
  if (readyCondition(node)?.status === "True") yield { event: { about: referenceTo(name, uid), type: "Normal", reason: "NodeNotReady", message: `Node ${name} status is now: NodeNotReady` } };
  yield* markPodsNotReady(pods, unixMs);
  return undefined;
}

const instantOf = (time: string): number => parseRfc3339(time) ?? 0;
/** The newest of some times in text; all in UTC. */
const latest = (...times: readonly (string | undefined)[]): string => times.reduce<string>((a, b) => (b !== undefined && instantOf(b) > instantOf(a) ? b : a), "1970-01-01T00:00:00Z");

/** The pass over NoExecute taints; again as long as a node is not well. Mirrors monitorNodeHealth, handleDisruption and doNoExecuteTaintingPass. */
function* monitor({ nodes, nextMs, nowMs, unixMs, phaseMs }: Extract<Input, { what: "monitor" }>): Work {
  yield { note: PHASE, value: phaseMs };
  const passMs = nextLook(nowMs - PASS_MS, phaseMs) + PASS_MS;
  if (passMs > nowMs) {
    yield { after: passMs - nowMs };
    return undefined;
  }
  const time = rfc3339(unixMs);
  const isStopped = isAllDown(nodes);
  let dueMs = nowMs + PERIOD_MS;
  let isWatching = false;
  const spent = new Map(nextMs);
  for (const node of nodes) {
    const change = isStopped ? { add: [], remove: evictingTaints(node) } : noExecuteChange(node);
    isWatching ||= isUnwell(node) || !isNoChange(change);
    if (isNoChange(change)) continue;
    if (change.add.length > 0 && change.remove.length === 0) {
      const zone = zoneOf(node);
      const rate = evictionRate(nodes.filter((other) => zoneOf(other) === zone));
      const freeMs = spent.get(zone) ?? 0;
      if (rate === 0) continue;
      if (freeMs > nowMs) {
        dueMs = Math.min(dueMs, freeMs);
        continue;
      }
      spent.set(zone, nowMs + 1000 / rate);
      yield { note: `zone ${zone}`, value: nowMs + 1000 / rate };
    }
    yield* swapTaints(node, change, time);
  }
  if (isWatching) yield { after: dueMs - nowMs };
  return undefined;
}

