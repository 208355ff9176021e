/** Clusters in few words, for tables of what plugins decide. */
import type { Affinity, Namespace, Node, Pod, PodSpec, ResourceList, StringMap, Taint } from "../../../api/types.ts";
import { createCache, type Cache } from "../cache/cache.ts";
import { podInfo } from "../cache/pod-info.ts";
import { newCacheState, type CacheState } from "../cache/state.ts";
import type { FilterPlugin } from "../plugin.ts";
import { filterPlugins, scorePlugins } from "../plugins/registry.ts";
import { prioritizeNodes } from "../prioritize.ts";

const metadata = (name: string, namespace?: string) => ({ name, uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", ...(namespace !== undefined && { namespace }) });

/** "zone=a disk" are the labels zone with the value a, and disk with none. */
export const labels = (text = ""): StringMap => Object.fromEntries(text.split(" ").filter(Boolean).map((pair) => [pair.split("=")[0] ?? "", pair.split("=")[1] ?? ""]));

interface NodeOptions {
  readonly labels?: string;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
  readonly allocatable?: ResourceList;
  readonly images?: readonly { readonly names: readonly string[]; readonly sizeBytes: number }[];
}
export const node = (name: string, { labels: text, taints = [], unschedulable = false, allocatable = {}, images = [] }: NodeOptions = {}): Node => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { ...metadata(name), labels: labels(text) },
  spec: { taints, ...(unschedulable && { unschedulable }) },
  status: { allocatable, images },
});

interface PodOptions {
  readonly labels?: string;
  /** Where it sits. */
  readonly on?: string;
  readonly namespace?: string;
  /** One for each container. */
  readonly requests?: readonly ResourceList[];
  readonly affinity?: Affinity;
  readonly terminating?: boolean;
  readonly owner?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  readonly spec?: Partial<PodSpec>;
}
let made = 0;
/** Each has a uid of its own. */
export function pod({ labels: text, on, namespace = "default", requests = [], affinity, terminating, owner, spec }: PodOptions = {}): Pod {
  made += 1;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...metadata(`p${made}`, namespace),
      labels: labels(text),
      ...(terminating && { deletionTimestamp: "2026-01-01T00:01:00Z" }),
      ...(owner && { ownerReferences: [{ ...owner, uid: `uid-${owner.name}`, controller: true }] }),
    },
    spec: {
      containers: requests.map((request, i) => ({ name: `c${i}`, image: "nginx", resources: { requests: request } })),
      ...(on !== undefined && { nodeName: on }),
      ...(affinity && { affinity }),
      ...spec,
    },
    status: { phase: "Pending" },
  } as Pod;
}

interface ClusterOptions {
  readonly nodes: readonly Node[];
  readonly pods?: readonly Pod[];
  readonly namespaces?: readonly (readonly [name: string, labels: string])[];
  /** Puts in what else the scheduler knows. */
  readonly know?: (state: CacheState) => void;
}
export function cluster({ nodes, pods = [], namespaces = [], know }: ClusterOptions): Cache {
  const state = newCacheState();
  for (const [name, text] of namespaces) state.namespaces.set(name, { apiVersion: "v1", kind: "Namespace", metadata: { ...metadata(name), labels: labels(text) } } as Namespace);
  know?.(state);
  const cache = createCache(state, (value) => value);
  nodes.forEach((each) => cache.setNode(each));
  pods.forEach((each) => cache.setPod(each));
  return cache;
}

/** What a plugin gives the nodes (all, or those of these names), normalised and not yet weighed; undefined where it says nothing. */
export function scores(plugin: string, incoming: Pod, cache: Cache, feasible?: readonly string[]): readonly number[] | undefined {
  const plugins = scorePlugins.filter(({ name }) => name === plugin).map((found) => ({ ...found, weight: 1 }));
  const nodes = cache.nodes().filter(({ name }) => !feasible || feasible.includes(name));
  return prioritizeNodes(plugins, podInfo(incoming), nodes, cache).plugins[0]?.points;
}

export const filterPlugin = (wanted: string): FilterPlugin => {
  const plugin = filterPlugins.find(({ name }) => name === wanted);
  if (!plugin) throw new Error(`no filter plugin ${wanted}`);
  return plugin;
};

/** What a plugin says of each node: "" = it may go there. A refusal before any node is looked at is said once. */
export function verdicts(plugin: string, incoming: Pod, cache: Cache): readonly string[] {
  const result = filterPlugin(plugin).preFilter(podInfo(incoming), cache);
  if (result.type === "Refuse") return [result.reason];
  return cache.nodes().map((info) => {
    if (result.type === "Skip") return "";
    if (result.nodeNames && !result.nodeNames.has(info.name)) return "not named";
    const rejection = result.filter(info);
    return rejection ? `${rejection.reasons.join(", ")}${rejection.resolvable ? "" : " (for good)"}` : "";
  });
}
