import { rfc3339 } from "../../../api/time.ts";
import { allContainers } from "../../../api/pods.ts";
import { byCodeUnit } from "../../../api/json.ts";
import type { Container, ContainerState, ContainerStateTerminated, ContainerStatus, Pod, ResourceRequirements } from "../../../api/types.ts";
import { familiar, pullableId } from "../../container-runtime/docker-words.ts";
import { containerUri, type Container as RuntimeContainer } from "../../container-runtime/cri.ts";
import { beforeTaken, takenAway, type TakenAway } from "../restart-all.ts";
import { shouldBeRestarted } from "../restart-policy.ts";
import type { StartFailure } from "../state.ts";
import type { ContainerKind } from "../sync.ts";
import type { StatusLists } from "./conditions.ts";

export interface StatusInputs {
  readonly pod: Pod;
  /** Newest first, of all names. */
  readonly containers: readonly RuntimeContainer[];
  readonly startsAtMs: number;
  /** Containers that went so that all begin again. */
  readonly takenAway?: readonly TakenAway[];
  /** What a container has been given, where the pod was ever resized. */
  given?(name: string): ResourceRequirements | null | undefined;
  /** Why a container's last start failed. */
  failureOf(name: string): StartFailure | undefined;
  /** The probes' verdicts on a running container. */
  started(container: RuntimeContainer): boolean;
  ready(container: RuntimeContainer): boolean;
}

// Mirrors convertToAPIContainerStatuses and the reason cache loop of convertStatusToAPIStatus (pkg/kubelet/kubelet_pods.go).
export function containerStatuses(inputs: StatusInputs): StatusLists & { readonly ephemeral: readonly ContainerStatus[] } {
  const { spec } = inputs.pod;
  const list = (containers: readonly Container[] | undefined, kind: ContainerKind): ContainerStatus[] =>
    (containers ?? []).map((container) => statusOf(inputs, container, kind));
  return {
    init: list(spec.initContainers, "init"),
    regular: list(spec.containers, "regular").sort((a, b) => byCodeUnit(a.name, b.name)),
    ephemeral: list(spec.ephemeralContainers, "ephemeral").sort((a, b) => byCodeUnit(a.name, b.name)),
  };
}

function statusOf(inputs: StatusInputs, container: Container, kind: ContainerKind): ContainerStatus {
  const instances = inputs.containers.filter((c) => c.name === container.name);
  const newest = instances[0];
  const share = Math.floor(MESSAGES_OF_A_POD / allContainers(inputs.pod.spec).length);
  const failure = inputs.failureOf(container.name);
  const waits = failure !== undefined && shouldBeRestarted(inputs.pod, container, newest);
  const gone = inputs.takenAway?.find(({ name }) => name === container.name);
  const state = waits ? waiting(failure.reason, failure.message) : newest && newest.state !== "Created" ? stateOf(newest, inputs.startsAtMs, share) : gone && !newest ? takenAway : notYet(inputs.pod);
  const last = waits && newest?.state === "Exited" ? newest : instances.slice(1).find((c) => c.state === "Exited");
  const running = newest?.state === "Running" && !waits;
  const started = running && inputs.started(newest);
  const plainInit = kind === "init" && container.restartPolicy !== "Always";
  const done = newest?.state === "Exited" && newest.exitCode === 0;
  return {
    ...(container.resources?.requests && newest && { allocatedResources: container.resources.requests }),
    ...(newest && { containerID: containerUri(newest) }),
    ...imageOf(newest, container),
    lastState: last ? stateOf(last, inputs.startsAtMs, share) : gone ? beforeTaken : {},
    name: container.name,
    ready: plainInit ? done : kind === "regular" || kind === "init" ? running && started && inputs.ready(newest) : false,
    ...(newest && { resources: inputs.given?.(container.name) ?? container.resources ?? {} }),
    restartCount: newest?.attempt ?? gone?.restartCount ?? 0,
    ...(kind !== "ephemeral" && { started }),
    state,
    ...(newest && { user: { linux: userOf(newest) } }),
    ...(container.volumeMounts && { volumeMounts: container.volumeMounts.map(mountStatus) }),
  };
}

/** The image, as the node's runtime calls it. */
function imageOf(newest: RuntimeContainer | undefined, container: Container): Pick<ContainerStatus, "image" | "imageID"> {
  if (!newest) return { image: container.image, imageID: "" };
  const { imageName, imageRef, runtimeName } = newest;
  return runtimeName === "docker" ? { image: familiar(imageName), imageID: pullableId(imageRef) } : { image: imageName, imageID: imageRef };
}

/** Termination messages of a pod together. Mirrors MaxPodTerminationMessageLogLength and normalizeStatus (pkg/kubelet/status/status_manager.go). */
const MESSAGES_OF_A_POD = 12 * 1024;

const waiting = (reason: string, message?: string): ContainerState => ({ waiting: { ...(message !== undefined && message !== "" && { message }), reason } });

/** Before its first start; a pod with init containers shows all of its containers as PodInitializing. */
const notYet = (pod: Pod): ContainerState => waiting((pod.spec.initContainers?.length ?? 0) > 0 ? "PodInitializing" : "ContainerCreating");

function stateOf(container: RuntimeContainer, startsAtMs: number, share: number): ContainerState {
  const at = (ms: number | undefined): string | null => (ms === undefined ? null : rfc3339(startsAtMs + ms));
  if (container.state === "Running") return { running: { startedAt: at(container.startedAtMs ?? container.createdAtMs)! } };
  const terminated: ContainerStateTerminated = {
    containerID: containerUri(container),
    exitCode: container.exitCode ?? 137,
    finishedAt: at(container.finishedAtMs),
    ...(container.message !== undefined && container.message !== "" && { message: container.message.slice(0, share) }),
    reason: container.reason ?? "Error",
    startedAt: container.startedAtMs === undefined ? NEVER : at(container.startedAtMs),
  };
  return { terminated };
}

/** What a container that could not be started shows: the runtime's zero time. */
const NEVER = "1970-01-01T00:00:00Z";

// Mirrors toKubeContainerStatus's user (pkg/kubelet/kuberuntime/kuberuntime_container.go): its own group first among all of them.
const userOf = ({ config, user = { uid: 0, gid: 0 } }: RuntimeContainer): { gid: number; supplementalGroups: number[]; uid: number } => ({
  gid: user.gid,
  supplementalGroups: [...new Set([user.gid, ...(config.groups ?? [])])],
  uid: user.uid,
});

const mountStatus = (mount: NonNullable<Container["volumeMounts"]>[number]) => ({
  mountPath: mount.mountPath,
  name: mount.name,
  ...(mount.readOnly && { readOnly: true, recursiveReadOnly: mount.recursiveReadOnly === "Enabled" ? "Enabled" : "Disabled" }),
});
