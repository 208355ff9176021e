import { podLimits, podRequests } from "../../../api/pods.ts";
import type { Pod, PodStatus, ResourceList } from "../../../api/types.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Snapshot } from "../sync.ts";
import { restartsAll } from "../restart-all.ts";
import { allocatedPod, resourcesIn } from "../resize/allocation.ts";
import { resizeConditions } from "../resize/resize.ts";
import type { PodWorker } from "../state.ts";
import { observed, podConditions } from "./conditions.ts";
import { withDisruption } from "./disruption.ts";
import { containerStatuses, type StatusInputs } from "./container-statuses.ts";
import { podPhase } from "./phase.ts";

export interface GenerateInputs extends Omit<StatusInputs, "pod" | "containers"> {
  readonly worker: PodWorker;
  readonly snapshot: Snapshot;
  readonly hostIP: string;
  /** The kubelet's last pass: nothing of the pod runs any more. */
  readonly ending: boolean;
  readonly nowMs: number;
}

/** The status that the kubelet would publish now, and the phase that it has decided on, which may be held back. */
export interface GeneratedStatus {
  readonly status: PodStatus;
  readonly decided: PodStatus["phase"];
}

const terminal = (phase: string): boolean => phase === "Succeeded" || phase === "Failed";

// Mirrors generateAPIPodStatus (pkg/kubelet/kubelet_pods.go) and mergePodStatus (pkg/kubelet/status/status_manager.go).
export function generateStatus(inputs: GenerateInputs): GeneratedStatus {
  const { worker, snapshot } = inputs;
  const pod = allocatedPod(worker);
  const before = worker.status ?? pod.status;
  const lists = containerStatuses({ ...inputs, pod, containers: snapshot.containers, takenAway: worker.takenAway, given: (name) => worker.resize && resourcesIn(worker.resize.actuated, name) });
  const sandboxId = snapshot.sandboxes[0]?.id;
  const initialized = snapshot.containers.some((c) => c.kind === "regular" && c.startedAtMs !== undefined && c.sandboxId === sandboxId);
  // An eviction fails the pod with its end, a passed deadline at once: its conditions say so, its phase and reason only when nothing runs.
  const failure = worker.failure && (inputs.ending || worker.failure.reason === "DeadlineExceeded") ? worker.failure : null;
  const computed = failure ? "Failed" : podPhase(pod, lists, initialized, inputs.ending);
  // The phase never leaves Succeeded or Failed.
  const decided = terminal(before.phase) ? before.phase : computed;
  // A terminal phase is published only when no container can be running any more.
  const phase = terminal(decided) && !terminal(before.phase) && !inputs.ending ? before.phase : decided;
  const ready = snapshot.sandboxes[0]?.state === "Ready" && (pod.spec.hostNetwork === true || snapshot.sandboxes[0].ip !== "");
  const now = rfc3339(inputs.startsAtMs + inputs.nowMs);
  const ip = addressOf(snapshot, before);
  const reason = failure && terminal(phase) ? failure : phase === before.phase ? before : undefined;
  const status: PodStatus = {
    conditions: withDisruption(worker, now, [...resizeConditions(worker), ...podConditions(pod, lists, decided, ready && !(inputs.ending && terminal(decided)), worker.status?.conditions ?? [], now, restartsAll(pod, snapshot.containers, before.conditions ?? []))]),
    ...(lists.regular.length > 0 && { containerStatuses: lists.regular }),
    ...(lists.ephemeral.length > 0 && { ephemeralContainerStatuses: lists.ephemeral }),
    hostIP: inputs.hostIP,
    hostIPs: [{ ip: inputs.hostIP }],
    ...(lists.init.length > 0 && { initContainerStatuses: lists.init }),
    ...(reason?.message !== undefined && { message: reason.message }),
    ...observed(pod),
    phase,
    ...(ip !== "" && { podIP: ip, podIPs: [{ ip }] }),
    ...(pod.status.qosClass && { qosClass: pod.status.qosClass }),
    ...(reason?.reason !== undefined && { reason: reason.reason }),
    ...(snapshot.containers.length > 0 && podResources(pod)),
    startTime: before.startTime ?? rfc3339(worker.firstSeenMs),
  };
  return { status, decided };
}

/** What the pod as a whole was given, where its containers ask for anything. */
function podResources({ spec }: Pod): PodResources {
  const known = resourcesOf.get(spec);
  if (known) return known;
  const [requests, limits] = [podRequests(spec), podLimits(spec)];
  const any = (list: ResourceList): boolean => Object.keys(list).length > 0;
  const resources: PodResources = {
    ...(any(requests) && { allocatedResources: requests }),
    resources: { ...(any(limits) && { limits }), ...(any(requests) && { requests }) },
  };
  resourcesOf.set(spec, resources);
  return resources;
}
type PodResources = Pick<PodStatus, "allocatedResources" | "resources">;
const resourcesOf = new WeakMap<Pod["spec"], PodResources>();

/** The sandbox's address; a pod that has ended keeps the one it had. */
function addressOf({ sandboxes }: Snapshot, before: PodStatus): string {
  const newest = sandboxes[0];
  return newest && newest.ip !== "" ? newest.ip : (before.podIP ?? "");
}

/** A pod that this kubelet refuses: Failed at once, without containers. */
export const rejectedStatus = (pod: Pod, reason: string, message: string, startTime: string): PodStatus => ({
  ...observed(pod),
  phase: "Failed",
  reason,
  message: `Pod was rejected: ${message}`,
  ...(pod.status.conditions && { conditions: pod.status.conditions }),
  ...(pod.status.qosClass && { qosClass: pod.status.qosClass }),
  startTime,
});
