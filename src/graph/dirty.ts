import type { Cluster } from "../engine/cluster.ts";
import type { ContainerRuntimePayload } from "../engine/container-runtime/payloads.ts";
import type { KubeletPayload } from "../engine/kubelet/payloads.ts";
import type { ProcessesPayload } from "../engine/processes/processes.ts";
import { SCHEDULER } from "../engine/scheduler/payloads.ts";
import type { Payload } from "../engine/simulation/payload.ts";

/** What may have changed since the last look. */
export interface Dirty {
  /** Uids of pods whose object, kubelet's part or runtime's part may have changed. */
  readonly pods: Set<string>;
  /** Uids of pods of which a probe was made or answered: where nothing else has happened, only their lamps may have changed. */
  readonly probes: Set<string>;
  /** Uids of pods whose processes may have changed. */
  readonly processes: Set<string>;
  /** Names of nodes. */
  readonly nodes: Set<string>;
  sessions: boolean;
  scheduler: boolean;
}

/**
 * Notes, from now on, whom each occurrence is about: all of a kubelet's and a runtime's state of a pod changes only in
 * occurrences that are addressed to it, so that quiet pods cost nothing.
 */
export function followChanges(cluster: Cluster): Dirty {
  const dirty: Dirty = { pods: new Set(), probes: new Set(), processes: new Set(), nodes: new Set(), sessions: true, scheduler: true };
  cluster.parts.processes.onTouched((uid) => dirty.processes.add(uid));
  cluster.onOccurrence((payload) => note(cluster, dirty, payload));
  return dirty;
}

function note(cluster: Cluster, dirty: Dirty, payload: Payload): void {
  switch (payload.target) {
    case "kubelet":
      return noteKubelet(cluster, dirty, payload as KubeletPayload);
    case "container-runtime":
      return noteRuntime(cluster, dirty, payload as ContainerRuntimePayload);
    case "processes":
      return noteProcess(cluster, dirty, payload as ProcessesPayload);
    case SCHEDULER:
      dirty.scheduler = true;
      return;
    case "workstation":
    case "api-port":
    case "streaming":
      dirty.sessions = true;
      return;
    default:
  }
}

function noteKubelet({ state }: Cluster, dirty: Dirty, payload: KubeletPayload): void {
  if (payload.type === "SourceEvent") return;
  if (payload.type === "ProbeDue" || payload.type === "ProbeAnswered") dirty.probes.add(payload.uid);
  else if ("uid" in payload) dirty.pods.add(payload.uid);
  else if (payload.type === "PodEvent") dirty.pods.add(payload.event.object.metadata.uid);
  else if (payload.type === "RuntimeEvent") dirty.pods.add(payload.event.podUid);
  else if (payload.type === "Relist") for (const uid of state.kubelets.nodes.get(payload.node)?.changed.keys() ?? []) dirty.pods.add(uid);
  else for (const uid of state.kubelets.nodes.get(payload.node)?.workers.keys() ?? []) dirty.pods.add(uid);
}

function noteRuntime({ state }: Cluster, dirty: Dirty, payload: ContainerRuntimePayload): void {
  const runtime = state.runtimes.get(payload.node);
  if (!runtime) return;
  switch (payload.type) {
    case "PullDone":
      dirty.nodes.add(payload.node);
      // The one that is done, and the one whose turn it is then.
      for (const { id, reply } of runtime.pulls.values()) {
        const { uid } = reply as { readonly uid?: string };
        if (uid !== undefined) dirty.pods.add(uid);
        if (id > payload.pull) return;
      }
      return;
    case "SandboxUp":
      dirty.pods.add(payload.config.uid);
      return;
    case "ExecStart":
    case "ExecTimeout":
    case "ExecExited":
      // What such a process does to its pod, the process table tells.
      return;
    default: {
      const record = runtime.containers.get(payload.id) ?? runtime.sandboxes.get(payload.id) ?? ("sandboxId" in payload ? runtime.sandboxes.get(payload.sandboxId) : undefined);
      if (record) dirty.pods.add(record.view.podUid);
    }
  }
}

function noteProcess({ state }: Cluster, dirty: Dirty, { process }: ProcessesPayload): void {
  const record = state.processes.processes.get(process);
  if (!record) return;
  if (record.task.owner) dirty.processes.add(record.task.owner.podUid);
  else dirty.sessions = true;
}
