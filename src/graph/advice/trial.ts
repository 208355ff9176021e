import type { Node, Pod } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { createCache, type Cache } from "../../engine/scheduler/cache/cache.ts";
import { podInfo } from "../../engine/scheduler/cache/pod-info.ts";
import { schedulePod, type ScheduleResult } from "../../engine/scheduler/schedule-pod.ts";

/** The cluster as the scheduler knows it, with edits that nobody has made: only tried. */
export interface Trial {
  readonly pod: Pod;
  /** A copy of what the scheduler knows, made once for one question; between two trials it is as the scheduler has it. */
  readonly copy: Cache;
  /** Nodes that are another, or new. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** Pods that are no more, by uid. */
  readonly without: ReadonlyMap<string, Pod>;
}

const results = new WeakMap<Trial, ScheduleResult>();

/** As it is now. A claim that the pod has to a node does not count: it is asked what the filters say. */
export function trialOf({ state }: Cluster, pod: Pod): Trial {
  const { nominatedNodeName: _, ...status } = pod.status;
  const { cache } = state.scheduler;
  const nominated = new Map([...cache.nominated].filter(([uid]) => uid !== pod.metadata.uid));
  const copy = createCache({ ...cache, nodes: new Map(cache.nodes), pods: new Map(cache.pods), assumed: new Map(cache.assumed), nominated }, (value) => value);
  return { pod: { ...pod, status }, copy, nodes: new Map(), without: new Map() };
}

/** One scheduling cycle by the scheduler's own filters and scores, on the copy: the world does not notice. */
export function tried(trial: Trial): ScheduleResult {
  const known = results.get(trial);
  if (known) return known;
  const { pod, copy, nodes, without } = trial;
  const before = [...nodes.keys()].map((name) => [name, copy.node(name)?.node] as const);
  for (const node of nodes.values()) copy.setNode(node);
  for (const uid of without.keys()) copy.removePod(uid);
  try {
    // Whom it would drive away is another question.
    const result = schedulePod(podInfo({ ...pod, spec: { ...pod.spec, preemptionPolicy: "Never" } }), copy, 0, () => 0);
    results.set(trial, result);
    return result;
  } finally {
    for (const [name, node] of before) {
      if (node) copy.setNode(node);
      else copy.removeNode(name);
    }
    for (const other of without.values()) copy.setPod(other);
  }
}

export const nodeIn = ({ nodes, copy }: Trial, name: string): Node | undefined => nodes.get(name) ?? copy.node(name)?.node;

/** Those that sit on a node. */
export const podsOn = ({ without, copy }: Trial, name: string): readonly Pod[] => [...(copy.node(name)?.pods.values() ?? [])].flatMap(({ pod }) => (without.has(pod.metadata.uid) ? [] : [pod]));

export function withNode(trial: Trial, name: string, change: (node: Node) => Node): Trial {
  const node = nodeIn(trial, name);
  return node ? { ...trial, nodes: new Map(trial.nodes).set(name, change(node)) } : trial;
}

export const withSpec = (trial: Trial, change: (spec: Pod["spec"]) => Pod["spec"]): Trial => ({ ...trial, pod: { ...trial.pod, spec: change(trial.pod.spec) } });

export const withoutPod = (trial: Trial, pod: Pod): Trial => ({ ...trial, without: new Map(trial.without).set(pod.metadata.uid, pod) });
