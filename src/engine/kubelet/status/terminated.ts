import { isSidecar } from "../../../api/pods.ts";
import type { ContainerStatus, Pod, PodStatus } from "../../../api/types.ts";

/**
 * The last word on a pod of which nothing runs any more: a container that no one ever saw end is said to be lost, and a
 * pod that came to no end of its own has failed. The same status where there is nothing to add.
 */
// Mirrors TerminatePod (pkg/kubelet/status/status_manager.go).
export function terminatedStatus(pod: Pod, status: PodStatus): PodStatus {
  const init = status.initContainerStatuses ?? [];
  const begun = begunInit(init);
  const lists = {
    ...(status.initContainerStatuses && { initContainerStatuses: init.map((container, i) => (i < begun ? lost(container) : container)) }),
    ...(status.containerStatuses && hasInitialized(pod, status) && { containerStatuses: status.containerStatuses.map(lost) }),
  };
  const ended = status.phase === "Succeeded" || status.phase === "Failed";
  const changed = (["initContainerStatuses", "containerStatuses"] as const).some((key) => lists[key]?.some((container, i) => container !== status[key]![i]));
  return ended && !changed ? status : { ...status, ...lists, phase: ended ? status.phase : "Failed" };
}

const lost = (container: ContainerStatus): ContainerStatus =>
  container.state?.terminated
    ? container
    : {
        ...container,
        state: {
          terminated: { exitCode: 137, finishedAt: null, message: "The container could not be located when the pod was terminated", reason: "ContainerStatusUnknown", startedAt: null },
        },
      };

// Mirrors hasPodInitialized: what has no init containers is initialized from its beginning.
function hasInitialized({ spec }: Pod, { containerStatuses = [], initContainerStatuses = [] }: PodStatus): boolean {
  const last = spec.initContainers?.at(-1);
  if (!last || containerStatuses.some(({ state, lastState }) => lastState?.terminated !== undefined || state?.waiting === undefined)) return true;
  const status = initContainerStatuses.find(({ name }) => name === last.name);
  return isSidecar(last) ? status?.started === true : status?.state?.terminated?.exitCode === 0;
}

/** How many init containers, from the first on, ever began; one at least. Mirrors initializedContainers. */
function begunInit(statuses: readonly ContainerStatus[]): number {
  const last = statuses.findLastIndex(({ state, lastState }) => state?.waiting === undefined || lastState?.terminated !== undefined);
  return Math.max(last, 0) + 1;
}
