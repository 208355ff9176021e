import type { Container, Probe } from "../../api/types.ts";
import type { ProbeWorker } from "../../engine/kubelet/probes/probe-worker.ts";
import type { ProbeType, ProbeView } from "../model.ts";
import type { ObservedPod } from "./observed.ts";
import { ofValue } from "../of-value.ts";

const types: readonly ProbeType[] = ["startup", "liveness", "readiness"];

/** The lamps of a container, in the order in which they come into play. */
export const probeViews = (seen: ObservedPod, spec: Container): readonly ProbeView[] =>
  types.flatMap((type) => {
    const probe = spec[`${type}Probe`];
    return probe ? [probeView(seen, spec, type, probe)] : [];
  });

function probeView(seen: ObservedPod, spec: Container, type: ProbeType, probe: Probe): ProbeView {
  const newest = seen.newest(spec.name);
  const running = newest?.state === "Running" ? newest : undefined;
  const known = seen.probe(spec.name, type);
  /** While it is about this very instance. */
  const worker = known && running && known.containerId === running.id ? known : undefined;
  const gated = worker !== undefined && type !== "startup" && startupRuns(seen, spec, worker.containerId);
  const answer = answerOf(worker);
  const planned = worker && !gated && !worker.onHold && worker.dueAtMs >= 0;
  return {
    type,
    ...written(probe),
    state: !known || !running ? "off" : gated ? "gated" : worker ? lampOf(worker, probe) : "delay",
    inARow: answer?.inARow ?? 0,
    ...(answer && { last: { result: answer.result === "error" ? "unknown" : answer.result, atMs: answer.atMs, output: answer.output } }),
    ...(planned && { nextAtMs: worker.dueAtMs }),
    onHold: worker?.onHold ?? false,
  };
}

/** What stands in the spec. */
const written = ofValue((probe: Probe): Omit<ProbeView, "type" | "state" | "inARow" | "last" | "nextAtMs" | "onHold"> => ({
  ...howOf(probe),
  initialDelayMs: (probe.initialDelaySeconds ?? 0) * 1000,
  periodMs: probe.periodSeconds * 1000,
  timeoutMs: probe.timeoutSeconds * 1000,
  successThreshold: probe.successThreshold,
  failureThreshold: probe.failureThreshold,
}));

const answerOf = (worker: ProbeWorker | undefined): ProbeWorker["answer"] | undefined => (worker?.answer?.containerId === worker?.containerId ? worker?.answer : undefined);

/** The startup probe of this instance has not passed yet: the others wait. */
function startupRuns(seen: ObservedPod, spec: Container, containerId: string): boolean {
  const startup = spec.startupProbe && seen.probe(spec.name, "startup");
  return startup !== undefined && !(startup.containerId === containerId && startup.result === "success");
}

/** What the lamp shows of the last answer. */
export function lampOf(worker: ProbeWorker, { failureThreshold }: Pick<Probe, "failureThreshold">): ProbeView["state"] {
  const answer = answerOf(worker);
  if (!answer) return "delay";
  if (answer.result === "error") return "unknown";
  if (answer.result === "success") return "passing";
  return worker.result === "failure" && answer.inARow >= failureThreshold ? "failed" : "failing";
}

/** What a probe asks, in the words of `kubectl describe`, shortened: "cat /tmp/healthy", "/healthz :8080", ":80". */
export function howOf({ exec, httpGet, tcpSocket, grpc }: Probe): Pick<ProbeView, "how" | "asks"> {
  if (exec) return { how: "exec", asks: (exec.command ?? []).join(" ") };
  if (httpGet) {
    const { path = "", port, host = "", scheme = "HTTP" } = httpGet;
    return { how: "httpGet", asks: `${scheme === "HTTPS" ? "https " : ""}${path.startsWith("/") ? "" : "/"}${path} ${host}:${port}` };
  }
  if (tcpSocket) return { how: "tcpSocket", asks: `${tcpSocket.host ?? ""}:${tcpSocket.port}` };
  return { how: "grpc", asks: `:${grpc?.port ?? ""}${grpc?.service ? ` ${grpc.service}` : ""}` };
}
