import { isSidecar } from "../../../api/pods.ts";
import { couldRestartAll } from "../restart-all.ts";
import type { Condition, ConditionStatus, ContainerStatus, Pod, PodPhase } from "../../../api/types.ts";

type Draft = Omit<Condition, "lastTransitionTime" | "lastProbeTime">;
export interface StatusLists {
  readonly init: readonly ContainerStatus[];
  readonly regular: readonly ContainerStatus[];
}

const condition = (type: string, status: ConditionStatus, reason?: string, message?: string): Draft => ({
  type,
  status,
  ...(reason !== undefined && { reason }),
  ...(message !== undefined && message !== "" && { message }),
});

const namesIn = (names: readonly string[]): string => `[${names.join(" ")}]`;

/** "containers with unready status: [a b], containers with unknown status: [c]". */
function incomplete(word: string, wanting: readonly string[], unknown: readonly string[]): string {
  return [
    ...(wanting.length > 0 ? [`containers with ${word} status: ${namesIn(wanting)}`] : []),
    ...(unknown.length > 0 ? [`containers with unknown status: ${namesIn(unknown)}`] : []),
  ].join(", ");
}

// Mirrors GeneratePodInitializedCondition (pkg/kubelet/status/generate.go).
export function initializedCondition(pod: Pod, lists: StatusLists, phase: PodPhase): Draft {
  if (phase === "Succeeded") return condition("Initialized", "True", "PodCompleted");
  if (lists.regular.some(hasStarted)) return condition("Initialized", "True");
  const wanting: string[] = [];
  const unknown: string[] = [];
  for (const container of pod.spec.initContainers ?? []) {
    const status = lists.init.find((s) => s.name === container.name);
    if (!status) unknown.push(container.name);
    else if (isSidecar(container) ? status.started !== true : !status.ready) wanting.push(container.name);
  }
  if (wanting.length + unknown.length === 0) return condition("Initialized", "True");
  return condition("Initialized", "False", "ContainersNotInitialized", incomplete("incomplete", wanting, unknown));
}

// Mirrors HasAnyRegularContainerStarted (pkg/kubelet/container/helpers.go): the present state alone counts.
const hasStarted = ({ state }: ContainerStatus): boolean => state?.running !== undefined || state?.terminated !== undefined;

// Mirrors GenerateContainersReadyCondition: sidecars first, then regular containers, in spec order.
export function containersReadyCondition(pod: Pod, lists: StatusLists, phase: PodPhase): Draft {
  if (phase === "Succeeded") return condition("ContainersReady", "False", "PodCompleted");
  if (phase === "Failed") return condition("ContainersReady", "False", "PodFailed");
  const wanting: string[] = [];
  const unknown: string[] = [];
  const look = (name: string, status: ContainerStatus | undefined): void => {
    if (!status) unknown.push(name);
    else if (!status.ready) wanting.push(name);
  };
  for (const c of pod.spec.initContainers ?? []) if (isSidecar(c)) look(c.name, lists.init.find((s) => s.name === c.name));
  for (const c of pod.spec.containers) look(c.name, lists.regular.find((s) => s.name === c.name));
  if (wanting.length + unknown.length === 0) return condition("ContainersReady", "True");
  return condition("ContainersReady", "False", "ContainersNotReady", incomplete("unready", wanting, unknown));
}

// Mirrors GeneratePodReadyCondition: the containers, then the gates.
export function readyCondition(pod: Pod, containersReady: Draft): Draft {
  if (containersReady.status !== "True") return { ...containersReady, type: "Ready" };
  const problems = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => gateProblem(pod, conditionType));
  if (problems.length === 0) return condition("Ready", "True");
  return condition("Ready", "False", "ReadinessGatesNotReady", problems.join(", "));
}

const ALL_RESTARTING = "AllContainersRestarting";

// Mirrors GenerateAllContainersRestartingCondition.
export function allRestartingCondition(phase: PodPhase, restarting: boolean): Draft {
  if (phase === "Succeeded" || phase === "Failed") return condition(ALL_RESTARTING, "False", phase === "Failed" ? "PodFailed" : "PodCompleted");
  return restarting ? condition(ALL_RESTARTING, "True", "RestartAllContainersStarted", "container exited with restart policy rule") : condition(ALL_RESTARTING, "False");
}

function gateProblem(pod: Pod, type: string): string[] {
  const gate = pod.status.conditions?.find((c) => c.type === type);
  if (!gate) return [`corresponding condition of pod readiness gate "${type}" does not exist.`];
  return gate.status === "True" ? [] : [`the status of pod readiness gate "${type}" is not "True", but ${gate.status}`];
}

/** The conditions that the kubelet writes; it leaves all others alone. */
export const ownedConditions: ReadonlySet<string> = new Set(["PodResizePending", "PodResizeInProgress", "PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled", "AllContainersRestarting"]);

/**
 * The whole list in the order that kubectl shows: what others own first, then the kubelet's five. A transition time
 * moves only with the status.
 */
// Mirrors generateAPIPodStatus (pkg/kubelet/kubelet_pods.go) and updateLastTransitionTime (pkg/kubelet/status/status_manager.go).
export function podConditions(pod: Pod, lists: StatusLists, phase: PodPhase, sandboxReady: boolean, before: readonly Condition[], now: string, restartingAll?: boolean): Condition[] {
  const containersReady = containersReadyCondition(pod, lists, phase);
  const drafts = [
    condition("PodReadyToStartContainers", sandboxReady ? "True" : "False"),
    initializedCondition(pod, lists, phase),
    readyCondition(pod, containersReady),
    containersReady,
    condition("PodScheduled", "True"),
    ...(couldRestartAll(pod) ? [allRestartingCondition(phase, restartingAll ?? before.some((c) => c.type === ALL_RESTARTING && c.status === "True"))] : []),
  ];
  const others = (pod.status.conditions ?? []).filter((c) => !ownedConditions.has(c.type));
  return [...others, ...drafts.map((draft) => stamped(draft, pod, before, now))];
}

/** What of the object was seen; a pod of the node's own has no generations. */
export const observed = ({ metadata: { generation } }: Pod): { readonly observedGeneration?: number } => (generation === undefined ? {} : { observedGeneration: generation });

function stamped(draft: Draft, pod: Pod, before: readonly Condition[], now: string): Condition {
  const old = before.find((c) => c.type === draft.type) ?? pod.status.conditions?.find((c) => c.type === draft.type);
  return {
    type: draft.type,
    ...observed(pod),
    status: draft.status,
    lastProbeTime: null,
    lastTransitionTime: old && old.status === draft.status && old.lastTransitionTime ? old.lastTransitionTime : now,
    ...(draft.reason !== undefined && { reason: draft.reason }),
    ...(draft.message !== undefined && { message: draft.message }),
  };
}
