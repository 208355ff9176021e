import type { Node, Pod } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { createCache } from "../../engine/scheduler/cache/cache.ts";
import { podInfo } from "../../engine/scheduler/cache/pod-info.ts";
import { schedulePod, type ScheduleResult } from "../../engine/scheduler/schedule-pod.ts";

/** The cluster as the scheduler knows it, with edits that nobody has made: only tried. */
export interface Trial {
  readonly pod: Pod;
  readonly nodes: ReadonlyMap<string, Node>;
  /** Those that sit on a node, by uid. */
  readonly pods: ReadonlyMap<string, Pod>;
}

/** As it is now. A claim that the pod has to a node does not count: it is asked what the filters say. */
export function trialOf({ state }: Cluster, pod: Pod): Trial {
  const { nominatedNodeName: _, ...status } = pod.status;
  return { pod: { ...pod, status }, nodes: state.scheduler.cache.nodes, pods: state.scheduler.cache.pods };
}

/** One scheduling cycle by the scheduler's own filters and scores, on copies: the world does not notice. */
export function tried({ state }: Cluster, { pod, nodes, pods }: Trial): ScheduleResult {
  const cache = createCache({ ...state.scheduler.cache, nodes: new Map(nodes), pods: new Map(pods), nominated: new Map([...state.scheduler.cache.nominated].filter(([uid]) => uid !== pod.metadata.uid)) }, (value) => value);
  return schedulePod(podInfo(pod), cache, 0, () => 0);
}

export function withNode(trial: Trial, name: string, change: (node: Node) => Node): Trial {
  const node = trial.nodes.get(name);
  return node ? { ...trial, nodes: new Map(trial.nodes).set(name, change(node)) } : trial;
}

export const withSpec = (trial: Trial, change: (spec: Pod["spec"]) => Pod["spec"]): Trial => ({ ...trial, pod: { ...trial.pod, spec: change(trial.pod.spec) } });

export function withoutPod(trial: Trial, uid: string): Trial {
  const pods = new Map(trial.pods);
  pods.delete(uid);
  return { ...trial, pods };
}
