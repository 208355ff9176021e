import type { Cluster } from "../../engine/cluster.ts";
import type { ProcessRecord } from "../../engine/processes/state.ts";
import type { EntityKey, ProcessesView, ProcessView } from "../model.ts";

export const processesKey = (uid: string): EntityKey => `processes/${uid}`;

/** What a pod's processes use now. */
export interface Usage {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

export const NO_USAGE: Usage = { cpuMilli: 0, memoryBytes: 0 };

const isAlive = ({ zombie }: ProcessRecord): boolean => zombie === undefined;

/** A pod's living processes by container, the oldest first; pause is not among them. */
export function processesView(cluster: Cluster, { uid, uidOnNode }: { readonly uid: string; readonly uidOnNode: string }): ProcessesView {
  const byContainer: Record<string, ProcessView[]> = {};
  for (const process of cluster.parts.processes.ofPod(uidOnNode)) {
    const { owner } = process.task;
    if (!owner || owner.container === "" || !isAlive(process)) continue;
    const view = { pid: process.pidInNamespace, command: process.argv.join(" "), listens: listensOf(cluster, process) };
    (byContainer[owner.container] ??= []).push(view);
  }
  return { kind: "processes", key: processesKey(uid), byContainer };
}

const listensOf = ({ state }: Cluster, { key, task }: ProcessRecord): readonly number[] =>
  (state.network.listeners.get(task.namespaces.net) ?? []).filter(({ process }) => process === key).map(({ port }) => port);

const FULL_CORE_MILLI = 1000;

/** By the uid on the node: a container whose processes compute uses a core, or as much of one as its limit allows; memory is what is resident. */
export function usageOf(cluster: Cluster, uid: string): Usage {
  let memoryBytes = 0;
  const computing = new Map<string, number>();
  for (const process of cluster.parts.processes.ofPod(uid)) {
    if (!isAlive(process)) continue;
    memoryBytes += process.residentBytes;
    if (computes(process)) computing.set(process.task.cgroup, Math.min(FULL_CORE_MILLI, process.task.cpuLimitMilli ?? FULL_CORE_MILLI));
  }
  let cpuMilli = 0;
  for (const milli of computing.values()) cpuMilli += milli;
  return { cpuMilli, memoryBytes };
}

const computes = ({ blocked, stopped }: ProcessRecord): boolean => !stopped && blocked !== undefined && (blocked.yielding === true || blocked.syscall.call === "compute");
