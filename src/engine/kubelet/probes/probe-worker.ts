import type { Probe } from "../../../api/types.ts";
import type { ContainerKind } from "../sync.ts";

export type ProbeType = "liveness" | "readiness" | "startup";
export type ProbeResult = "success" | "failure" | "unknown";

/** One worker per container and probe. Mirrors worker (pkg/kubelet/prober/worker.go). Times are virtual milliseconds. */
export interface ProbeWorker {
  readonly key: string;
  readonly uid: string;
  readonly container: string;
  readonly kind: ContainerKind;
  readonly type: ProbeType;
  readonly spec: Probe;
  /** Ticks fall on whole periods from here. */
  readonly anchorMs: number;
  /** Counts what was queued: an older ProbeDue is void. */
  readonly turn: number;
  /** The instance that the result is about; "" before the first. */
  readonly containerId: string;
  readonly onHold: boolean;
  /** A probe is under way since then, or -1. */
  readonly busySinceMs: number;
  /** When the tick that was queued last is due, or -1. */
  readonly dueAtMs: number;
  /** The last answer, for those who look. */
  readonly answer: ProbeAnswer | null;
  readonly run: number;
  readonly last: ProbeResult | null;
  readonly result: ProbeResult;
  /** Nudges before this instant find no container yet. */
  readonly deafUntilMs: number;
  readonly nudged: boolean;
}

export interface ProbeAnswer {
  readonly containerId: string;
  /** error: the probe could not be made. */
  readonly result: "success" | "failure" | "error";
  readonly output: string;
  readonly atMs: number;
  /** Equal results in a row, this one included; 0 for an error. */
  readonly inARow: number;
}

// Mirrors newWorker: readiness begins as failure, liveness as success, startup as unknown.
export const initialResult: Readonly<Record<ProbeType, ProbeResult>> = { readiness: "failure", liveness: "success", startup: "unknown" };

export const probeKey = (uid: string, container: string, type: ProbeType): string => `${uid}/${container}/${type}`;

/** A worker for a probe, its ticks anchored now. */
export const newProbeWorker = (at: { uid: string; container: string; kind: ContainerKind; type: ProbeType; spec: Probe; anchorMs: number }): ProbeWorker => ({
  ...at,
  key: probeKey(at.uid, at.container, at.type),
  turn: 0,
  containerId: "",
  onHold: false,
  busySinceMs: -1,
  dueAtMs: -1,
  answer: null,
  run: 0,
  last: null,
  result: initialResult[at.type],
  deafUntilMs: -1,
  nudged: false,
});

/** The worker after it has met a new container: its verdict begins anew, the run of equal results does not. */
export const forContainer = (worker: ProbeWorker, containerId: string): ProbeWorker =>
  worker.containerId === containerId
    ? worker
    : { ...worker, containerId, onHold: false, result: initialResult[worker.type], deafUntilMs: -1, nudged: false };

/** Equal results in a row with one more. */
export const runWith = (worker: ProbeWorker, result: "success" | "failure"): number => (worker.last === result ? worker.run + 1 : 1);

/** How many equal results it takes. */
export const thresholdFor = ({ spec }: ProbeWorker, result: "success" | "failure"): number => (result === "failure" ? spec.failureThreshold : spec.successThreshold);

/** The worker after a result, by the thresholds. Mirrors doProbe's last part. */
export function counted(worker: ProbeWorker, result: "success" | "failure"): ProbeWorker {
  const run = runWith(worker, result);
  const next = { ...worker, last: result, run };
  if (run < thresholdFor(worker, result)) return next;
  const holds = worker.type === "startup" || (worker.type === "liveness" && result === "failure");
  return { ...next, result, ...(holds && { onHold: true, run: 0 }) };
}
