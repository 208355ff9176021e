import type { WorkQueueState } from "../engine/controllers/work-queue.ts";
import type { Cluster } from "../engine/cluster.ts";
import type { ClusterView, PartName, PartView, SessionView } from "./model.ts";

/** What is known of a world beside the cluster itself. A scenario is one. */
export interface World {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

const VERSION = "v1.36.3";

/** The cluster as a whole. Constant but for its files. */
export function clusterView({ options, state }: Cluster, world: World): ClusterView {
  const files = new Set(Object.keys(world.files));
  for (const { input, endedAtMs } of state.workstation.inputs.values()) if (input.action.type === "edit" && endedAtMs !== null) files.add(input.action.file);
  return {
    kind: "cluster",
    key: "cluster",
    name: world.name,
    seed: options.seed,
    version: VERSION,
    namespace: options.spec.namespace,
    startsAtMs: options.startsAtMs,
    files: [...files],
  };
}

const keysUnderWay = ({ queued, processing }: WorkQueueState): number => queued.size + processing.size;

const figures: Readonly<Record<PartName, (cluster: Cluster) => number>> = {
  "kube-apiserver": ({ state }) => state.apiserver.watches.watchers.size,
  etcd: ({ parts }) => parts.server.store.revision,
  "kube-scheduler": ({ state }) => {
    let waiting = 0;
    for (const { place, rejectors } of state.scheduler.queue.pods.values()) if (place === "unschedulable" || (place === "backoff" && rejectors.length > 0)) waiting += 1;
    return waiting;
  },
  "kube-controller-manager": ({ state }) => [state.serviceAccounts, state.rootCa, state.namespaces].reduce((sum, { queue }) => sum + keysUnderWay(queue), 0),
};

/** The boxes of the control plane strip. */
export const partNames = Object.keys(figures) as readonly PartName[];

export const partView = (cluster: Cluster, name: PartName): PartView => ({ kind: "part", key: `part/${name}`, name, figure: figures[name](cluster) });

/** The shells of the workstation. */
export function sessionViews(cluster: Cluster): readonly SessionView[] {
  const { sessions, inputs } = cluster.state.workstation;
  const lineOf = (number: number | null): string => {
    const action = number === null ? undefined : inputs.get(number)?.input.action;
    return action?.type === "run" ? action.line : "";
  };
  const exitCodes = new Map<string, number>();
  for (const { session, input, exitCode } of inputs.values()) if (input.action.type === "run" && exitCode !== null) exitCodes.set(session, exitCode);
  return [...sessions.values()].map(({ name, running, queue }) => ({
    kind: "session",
    key: `session/${name}`,
    name,
    running: lineOf(running),
    waiting: queue.map(lineOf),
    lastExitCode: exitCodes.get(name) ?? 0,
    wantsKeys: cluster.parts.workstation.wantsKeys(name),
  }));
}
