import type { Condition, Container, ContainerState, Pod } from "../../api/types.ts";
import type { Container as RuntimeContainer } from "../container-runtime/cri.ts";
import { matchingRule } from "./restart-policy.ts";

/** A container that was taken away so that the whole pod begins again, and how often it will have been restarted. */
export interface TakenAway {
  readonly name: string;
  readonly restartCount: number;
}

const REASON = "RestartingAllContainers";
const MESSAGE = "The container is removed because RestartAllContainers in place";

const ofPod = ({ spec }: Pod): readonly Container[] => [...(spec.initContainers ?? []), ...spec.containers];

// Mirrors AllContainersCouldRestart (pkg/api/v1/pod/util.go).
export const couldRestartAll = (pod: Pod): boolean => ofPod(pod).some((c) => c.restartPolicyRules?.some(({ action }) => action === "RestartAllContainers"));

const ended = (container: Container, newest: RuntimeContainer | undefined): boolean =>
  newest?.state === "Exited" && matchingRule(container, newest.exitCode ?? 137)?.action === "RestartAllContainers";

/** What of a pod goes before it begins again: those that did not ask for it first. */
// Mirrors getContainersToReset (pkg/kubelet/kuberuntime/kuberuntime_manager.go).
export function containersToReset(pod: Pod, newestFirst: readonly RuntimeContainer[]): readonly RuntimeContainer[] {
  const all = newestFirst.filter((c) => c.kind !== "ephemeral");
  const asked = new Set(ofPod(pod).filter((spec) => ended(spec, all.find((c) => c.name === spec.name))).map(({ name }) => name));
  return [...all.filter((c) => !asked.has(c.name)), ...all.filter((c) => asked.has(c.name))];
}

/** Whether all containers are to be taken away: a rule asked for it, or had, and something is still there. */
// Mirrors ShouldAllContainersRestart and AllContainersRestartCleanedUp (pkg/kubelet/container/helpers.go).
export function restartsAll(pod: Pod, newestFirst: readonly RuntimeContainer[], before: readonly Condition[]): boolean {
  if (!couldRestartAll(pod) || pod.metadata.deletionTimestamp !== undefined) return false;
  if (!newestFirst.some((c) => c.kind !== "ephemeral")) return false;
  return before.some((c) => c.type === "AllContainersRestarting" && c.status === "True") || ofPod(pod).some((spec) => ended(spec, newestFirst.find((c) => c.name === spec.name)));
}

export const takenAway: ContainerState = { waiting: { message: MESSAGE, reason: REASON } };
export const beforeTaken: ContainerState = { terminated: { exitCode: 137, finishedAt: null, message: MESSAGE, reason: REASON, startedAt: null } };
export const isTakenAway = (state: ContainerState | undefined): boolean => state?.waiting?.reason === REASON;
