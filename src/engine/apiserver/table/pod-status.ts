import { condition, isConditionTrue } from "../../../api/conditions.ts";
import { isSidecar } from "../../../api/pods.ts";
import { parseRfc3339 } from "../../../api/time.ts";
import type { ContainerStateTerminated, ContainerStatus, Pod } from "../../../api/types.ts";

/** What READY, STATUS and RESTARTS of a pod show. */
export interface PodStatusSummary {
  readonly ready: number;
  readonly total: number;
  readonly reason: string;
  readonly restarts: number;
  /** Unix milliseconds of the end of the newest instance that was restarted. */
  readonly lastRestartMs?: number;
}

/** Restarts of some containers and when the last one was. */
interface Restarts {
  readonly count: number;
  readonly lastMs: number;
}
const noRestarts: Restarts = { count: 0, lastMs: 0 };

function counted({ count, lastMs }: Restarts, { restartCount, lastState }: ContainerStatus): Restarts {
  const finishedAt = lastState?.terminated?.finishedAt;
  const finishedMs = finishedAt ? (parseRfc3339(finishedAt) ?? 0) : 0;
  return { count: count + restartCount, lastMs: Math.max(lastMs, finishedMs) };
}

const endText = ({ reason, signal, exitCode }: ContainerStateTerminated): string =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);

/** Pods are values, so what was worked out for one column serves the others and the next listing. */
const summaries = new WeakMap<Pod, PodStatusSummary>();

export function podStatus(pod: Pod): PodStatusSummary {
  const known = summaries.get(pod);
  if (known) return known;
  const summary = summarize(pod);
  summaries.set(pod, summary);
  return summary;
}

// Mirrors printPod (pkg/printers/internalversion/printers.go).
function summarize(pod: Pod): PodStatusSummary {
  const { spec, status, metadata } = pod;
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  const scheduled = condition(status.conditions, "PodScheduled");
  const first = scheduled?.reason === "SchedulingGated" ? "SchedulingGated" : status.reason || status.phase;
  const init = initSummary(pod, sidecars);
  const over = !init.reason || isConditionTrue(status.conditions, "Initialized");
  const main = over ? mainSummary(pod, init.reason ?? first, init.sidecarRestarts) : { ready: 0, reason: init.reason ?? first, restarts: init.restarts };
  const { count, lastMs } = main.restarts;
  return {
    ready: init.ready + main.ready,
    total: spec.containers.length + sidecars.size,
    reason: deletionReason(pod, metadata.deletionTimestamp) ?? main.reason,
    restarts: count,
    ...(lastMs > 0 && { lastRestartMs: lastMs }),
  };
}

function deletionReason({ status }: Pod, deletionTimestamp: string | undefined): string | undefined {
  if (deletionTimestamp === undefined) return undefined;
  if (status.reason === "NodeLost") return "Unknown";
  return status.phase === "Succeeded" || status.phase === "Failed" ? undefined : "Terminating";
}

interface InitSummary {
  readonly ready: number;
  /** Set while initialization is under way or has failed. */
  readonly reason?: string;
  readonly restarts: Restarts;
  readonly sidecarRestarts: Restarts;
}

function initSummary({ spec, status }: Pod, sidecars: ReadonlySet<string>): InitSummary {
  let [ready, restarts, sidecarRestarts] = [0, noRestarts, noRestarts];
  for (const [i, container] of (status.initContainerStatuses ?? []).entries()) {
    restarts = counted(restarts, container);
    const sidecar = sidecars.has(container.name);
    if (sidecar) sidecarRestarts = counted(sidecarRestarts, container);
    const { terminated, waiting } = container.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (sidecar && container.started) {
      if (container.ready) ready += 1;
      continue;
    }
    const reason = terminated
      ? `Init:${endText(terminated)}`
      : waiting?.reason && waiting.reason !== "PodInitializing"
        ? `Init:${waiting.reason}`
        : `Init:${i}/${(spec.initContainers ?? []).length}`;
    return { ready, reason, restarts, sidecarRestarts };
  }
  return { ready, restarts, sidecarRestarts };
}

interface MainSummary {
  readonly ready: number;
  readonly reason: string;
  readonly restarts: Restarts;
}

function mainSummary({ status }: Pod, before: string, sidecarRestarts: Restarts): MainSummary {
  let [ready, reason, restarts, failed] = [0, before, sidecarRestarts, ""];
  for (const container of (status.containerStatuses ?? []).toReversed()) {
    restarts = counted(restarts, container);
    const { waiting, terminated, running } = container.state ?? {};
    if (waiting?.reason) reason = waiting.reason;
    else if (terminated) {
      reason = endText(terminated);
      if (terminated.exitCode !== 0) failed = reason;
    } else if (running && container.ready) ready += 1;
  }
  if (reason !== "Completed") return { ready, reason, restarts };
  if (ready > 0 && isConditionTrue(status.conditions, "Ready")) return { ready, reason: "Running", restarts };
  return { ready, reason: failed || (ready > 0 ? "NotReady" : reason), restarts };
}
