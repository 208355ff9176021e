import { allContainerStatuses } from "../../api/pods.ts";
import { rfc3339 } from "../../api/time.ts";
import type { ContainerStatus, Pod } from "../../api/types.ts";
import type { RequestQuery } from "../apiserver/request.ts";
import type { LogLine } from "../processes/logs.ts";
import { nanosecondsWithin } from "../simulation/time.ts";

/** The container is named as its pod's status names it: "containerd://…". */
export type LogTarget = { readonly ok: true; readonly container: string } | { readonly ok: false; readonly message: string };


// Mirrors validateContainerLogStatus (pkg/kubelet/kubelet_pods.go).
export function logTarget(pod: Pod, container: string, previous: boolean): LogTarget {
  const status = allContainerStatuses(pod.status).find((s) => s.name === container);
  const name = `container ${JSON.stringify(container)} in pod ${JSON.stringify(pod.metadata.name)}`;
  if (!status) return { ok: false, message: `${name} is not available` };
  const { state = {}, lastState = {} } = status;
  if (previous) {
    const before = lastState.terminated?.containerID ?? "";
    return before === "" ? { ok: false, message: `previous terminated ${name} not found` } : { ok: true, container: before };
  }
  if (state.running) return { ok: true, container: status.containerID ?? "" };
  const ended = [state.terminated, lastState.terminated].map((t) => t?.containerID ?? "").find((uri) => uri !== "");
  if (ended !== undefined) return { ok: true, container: ended };
  return { ok: false, message: state.terminated ? `${name} is terminated` : `${name} is waiting to start${waitingFor(status)}` };
}

function waitingFor({ state }: ContainerStatus): string {
  switch (state?.waiting?.reason) {
    case undefined:
      return " - no logs yet";
    case "ErrImagePull":
      return ": image can't be pulled";
    case "ImagePullBackOff":
      return ": trying and failing to pull image";
    default:
      return `: ${state!.waiting!.reason}`;
  }
}

/** The stamp of a line as the runtime's log file has it: RFC 3339 with nanoseconds, without trailing zeros. */
function stampOf({ atMs, place }: LogLine, startsAtMs: number): string {
  const unixMs = startsAtMs + atMs;
  const nanoseconds = (((unixMs % 1000) + 1000) % 1000) * 1_000_000 + nanosecondsWithin(place);
  return `${rfc3339(unixMs).slice(0, -1)}.${String(nanoseconds).padStart(9, "0")}Z`;
}

/** Lines as the log API prints them. */
export const formatLines = (lines: readonly LogLine[], query: RequestQuery, startsAtMs: number): string =>
  lines.map((line) => `${query.timestamps ? `${stampOf(line, startsAtMs)} ` : ""}${line.text}${line.complete ? "\n" : ""}`).join("");

// Mirrors ReadLogs (pkg/kubelet/kuberuntime/logs): since first, then the tail, then the byte limit.
export function selectLines(lines: readonly LogLine[], query: RequestQuery, nowMs: number): readonly LogLine[] {
  const sinceMs = query.sinceSeconds === undefined ? -Infinity : nowMs - query.sinceSeconds * 1000;
  const recent = lines.filter((line) => line.atMs >= sinceMs);
  const tail = query.tailLines;
  return tail === undefined || tail >= recent.length ? recent : recent.slice(recent.length - tail);
}
