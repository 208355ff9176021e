import { isSidecar } from "../../../api/pods.ts";
import type { Container, ContainerStatus, Pod, PodPhase } from "../../../api/types.ts";
import { isTakenAway } from "../restart-all.ts";
import { restartsAfterExit } from "../restart-policy.ts";

interface Counts {
  pendingInit: number;
  failedInit: number;
  waiting: number;
  running: number;
  stopped: number;
  succeeded: number;
  restartable: number;
}

// Mirrors getPhase (pkg/kubelet/kubelet_pods.go): first match wins.
export function podPhase(pod: Pod, statuses: { init: readonly ContainerStatus[]; regular: readonly ContainerStatus[] }, initialized: boolean, ending: boolean): PodPhase {
  const counts: Counts = { pendingInit: 0, failedInit: 0, waiting: 0, running: 0, stopped: 0, succeeded: 0, restartable: 0 };
  for (const container of pod.spec.initContainers ?? []) {
    const status = statuses.init.find((s) => s.name === container.name);
    if (isSidecar(container)) countSidecar(counts, status, initialized);
    else countInit(counts, pod, container, status);
  }
  for (const container of pod.spec.containers) {
    countRegular(counts, pod, container, statuses.regular.find((s) => s.name === container.name));
  }
  return decide(counts, ending);
}

function decide({ pendingInit, failedInit, waiting, running, stopped, succeeded, restartable }: Counts, ending: boolean): PodPhase {
  if (failedInit > 0) return "Failed";
  if (pendingInit > 0 || waiting > 0) return "Pending";
  if (running > 0) return "Running";
  if (stopped === 0) return "Pending";
  if (!ending && restartable > 0) return "Running";
  return stopped === succeeded ? "Succeeded" : "Failed";
}

function countInit(counts: Counts, pod: Pod, container: Container, status: ContainerStatus | undefined): void {
  const ended = status?.state?.terminated ?? (status?.state?.waiting && status.lastState?.terminated);
  if (!status || status.state?.running || !ended || isTakenAway(status.state)) counts.pendingInit += 1;
  else if (ended.exitCode !== 0 && !restartsAfterExit(pod, container, ended.exitCode)) counts.failedInit += 1;
}

/** Terminated sidecars never influence the phase. */
function countSidecar(counts: Counts, status: ContainerStatus | undefined, initialized: boolean): void {
  if (!initialized && status?.started !== true) counts.pendingInit += 1;
  else if (status?.state?.waiting && !status.lastState?.terminated) counts.waiting += 1;
}

function countRegular(counts: Counts, pod: Pod, container: Container, status: ContainerStatus | undefined): void {
  if (status?.state?.running) {
    counts.running += 1;
    return;
  }
  const ended = status?.state?.terminated ?? status?.lastState?.terminated;
  if (!ended) {
    counts.waiting += 1;
    return;
  }
  counts.stopped += 1;
  if (ended.exitCode === 0) counts.succeeded += 1;
  if (isTakenAway(status?.state) || restartsAfterExit(pod, container, ended.exitCode)) counts.restartable += 1;
}
