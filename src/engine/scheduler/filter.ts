import type { Cache } from "./cache/cache.ts";
import { addPod, copyNodeInfo, type KnownNode } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { Diagnosis } from "./fit-error.ts";
import { unresolvable, type FilterPlugin, type NodeFilter, type Rejection } from "./plugin.ts";

/** The filters that have something to say about a pod, in order. */
export interface PreparedFilters {
  readonly filters: readonly { readonly plugin: string; readonly filter: NodeFilter }[];
  /** The only nodes worth looking at, and the plugins that say so. */
  readonly nodeNames?: ReadonlySet<string>;
  readonly pinnedBy: readonly string[];
}

export type FilterOutcome =
  | { readonly type: "Feasible"; readonly nodes: readonly KnownNode[]; readonly rejections: ReadonlyMap<string, NodeRejection>; readonly processed: number }
  | { readonly type: "Infeasible"; readonly diagnosis: Diagnosis; readonly filters?: PreparedFilters; readonly rejections: ReadonlyMap<string, NodeRejection> };

export interface NodeRejection extends Rejection {
  readonly plugin: string;
}

// Mirrors findNodesThatFitPod (pkg/scheduler/schedule_one.go). `start` is the node to begin with, round and round.
/** The nodes that take the pod, or why none does. */
export function findNodesThatFitPod(plugins: readonly FilterPlugin[], pod: PodInfo, cache: Cache, start: number): FilterOutcome {
  const all = cache.nodes();
  const prepared = runPreFilters(plugins, pod, cache, all.length);
  if ("rejectors" in prepared) return { type: "Infeasible", diagnosis: prepared, rejections: new Map() };
  const { nodeNames, pinnedBy } = prepared;
  const nodes = nodeNames ? all.filter(({ name }) => nodeNames.has(name)) : rotate(all, start);
  const nominated = nominatedFirst(plugins, pod, cache);
  const { feasible, rejections } = runFilters(prepared, nominated, nodes, numFeasibleNodesToFind(nodes.length));
  const processed = feasible.length + rejections.size;
  if (feasible.length > 0) return { type: "Feasible", nodes: feasible, rejections, processed };
  const rejectors = [...new Set([...pinnedBy, ...[...rejections.values()].map(({ plugin }) => plugin)])];
  const diagnosis: Diagnosis = {
    numAllNodes: all.length,
    nodeToStatus: rejections,
    ...(nodeNames && { absentNodes: unresolvable(`node(s) didn't satisfy plugin(s) [${pinnedBy.join(" ")}]`) }),
    rejectors,
  };
  return { type: "Infeasible", diagnosis, filters: prepared, rejections };
}

// Mirrors RunPreFilterPlugins (pkg/scheduler/framework/runtime/framework.go): the first refusal ends it.
function runPreFilters(plugins: readonly FilterPlugin[], pod: PodInfo, cache: Cache, numAllNodes: number): PreparedFilters | Diagnosis {
  const filters: PreparedFilters["filters"][number][] = [];
  let nodeNames: ReadonlySet<string> | undefined;
  const pinnedBy: string[] = [];
  const refuse = (preFilterMessage: string, rejectors: readonly string[]): Diagnosis => ({
    numAllNodes, nodeToStatus: new Map(), absentNodes: unresolvable(preFilterMessage), preFilterMessage, rejectors,
  });
  for (const plugin of plugins) {
    const { name } = plugin;
    const result = plugin.preFilter(pod, cache);
    if (result.type === "Skip") continue;
    if (result.type === "Refuse") return refuse(result.reason, [name]);
    filters.push({ plugin: name, filter: result.filter });
    const { nodeNames: names } = result;
    if (!names) continue;
    pinnedBy.push(name);
    nodeNames = new Set([...names].filter((node) => nodeNames?.has(node) ?? true));
    if (nodeNames.size === 0) return refuse(`node(s) didn't satisfy plugin(s) [${pinnedBy.join(" ")}] simultaneously`, pinnedBy);
  }
  return { filters, pinnedBy, ...(nodeNames && { nodeNames }) };
}

type NominatedCheck = (node: KnownNode) => NodeRejection | undefined;

// Mirrors RunFilterPluginsWithNominatedPods (pkg/scheduler/framework/runtime/framework.go).
/** What speaks against a node once the pods of no lesser priority that were promised it are there. */
function nominatedFirst(plugins: readonly FilterPlugin[], pod: PodInfo, cache: Cache): NominatedCheck {
  return (node) => {
    const promised = cache.nominatedOn(node.name).filter(({ uid, priority }) => uid !== pod.uid && priority >= pod.priority);
    if (promised.length === 0) return undefined;
    const filled = copyNodeInfo(node);
    for (const other of promised) addPod(filled, other);
    return rejectionAfter(plugins, pod, cache, filled);
  };
}

/** What speaks against a changed node, put in the place of the one of its name. */
function rejectionAfter(plugins: readonly FilterPlugin[], pod: PodInfo, cache: Cache, changed: KnownNode): NodeRejection | undefined {
  const nodes = cache.nodes().map((other) => (other.name === changed.name ? changed : other));
  const prepared = runPreFilters(plugins, pod, { ...cache, nodes: () => nodes, node: (name) => (name === changed.name ? changed : cache.node(name)) }, nodes.length);
  if ("rejectors" in prepared) return { ...unresolvable(prepared.preFilterMessage ?? ""), plugin: prepared.rejectors[0] ?? "" };
  if (prepared.nodeNames && !prepared.nodeNames.has(changed.name)) return { ...unresolvable(`node(s) didn't satisfy plugin(s) [${prepared.pinnedBy.join(" ")}]`), plugin: prepared.pinnedBy[0] ?? "" };
  return rejectionOf(prepared.filters, changed);
}

/** What speaks against a node that preemption has changed, with the pods that were promised it and without. */
export const rejectionWhenTried = (plugins: readonly FilterPlugin[], pod: PodInfo, cache: Cache, changed: KnownNode): NodeRejection | undefined =>
  nominatedFirst(plugins, pod, cache)(changed) ?? rejectionAfter(plugins, pod, cache, changed);

// Mirrors evaluateNominatedNode (pkg/scheduler/schedule_one.go).
/** True if the node that was promised to the pod takes it. */
export function nominatedNodeFits(plugins: readonly FilterPlugin[], pod: PodInfo, cache: Cache, node: KnownNode): boolean {
  return rejectionWhenTried(plugins, pod, cache, node) === undefined;
}

function runFilters({ filters }: PreparedFilters, nominated: NominatedCheck, nodes: readonly KnownNode[], wanted: number) {
  const feasible: KnownNode[] = [];
  const rejections = new Map<string, NodeRejection>();
  for (const node of nodes) {
    const rejection = nominated(node) ?? rejectionOf(filters, node);
    if (rejection) rejections.set(node.name, rejection);
    else feasible.push(node);
    if (feasible.length >= wanted) break;
  }
  return { feasible, rejections };
}

/** What the first filter that turns the node down says. */
function rejectionOf(filters: PreparedFilters["filters"], node: KnownNode): NodeRejection | undefined {
  for (const { plugin, filter } of filters) {
    const rejection = filter(node);
    if (rejection) return { ...rejection, plugin };
  }
  return undefined;
}

const MIN_FEASIBLE_NODES = 100;
const MIN_PERCENTAGE = 5;

// Mirrors numFeasibleNodesToFind (pkg/scheduler/schedule_one.go).
/** How many nodes that fit are enough. */
export function numFeasibleNodesToFind(numAllNodes: number): number {
  if (numAllNodes < MIN_FEASIBLE_NODES) return numAllNodes;
  const percentage = Math.max(MIN_PERCENTAGE, 50 - Math.trunc(numAllNodes / 125));
  return Math.max(MIN_FEASIBLE_NODES, Math.trunc((numAllNodes * percentage) / 100));
}

const rotate = <T>(items: readonly T[], start: number): readonly T[] =>
  start === 0 ? items : [...items.slice(start), ...items.slice(0, start)];
