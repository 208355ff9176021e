import type { Container, ContainerState } from "../../api/types.ts";
import { crashLimits } from "../../engine/kubelet/backoff.ts";
import type { Container as RuntimeContainer } from "../../engine/container-runtime/cri.ts";
import type { Clock, ContainerView } from "../model.ts";
import type { ObservedPod } from "./observed.ts";

/** TERM has been sent to a container, or its preStop hook runs. */
export function stoppingOf(seen: ObservedPod, container: RuntimeContainer | undefined): ContainerView["stopping"] {
  if (container?.state !== "Running") return undefined;
  const stop = seen.stopOf(container.id);
  if (stop) return { step: "term", atMs: stop.sentAtMs, killAtMs: stop.deadlineMs };
  const kill = seen.killOf(container.id);
  if (kill?.step !== "preStop") return undefined;
  return { step: "preStop", atMs: kill.startedAtMs, killAtMs: kill.startedAtMs + kill.graceSeconds * 1000 };
}

/** The clock that runs for a container, if one does: its end first, then what holds back its beginning. */
export function containerClock(seen: ObservedPod, spec: Container, state: ContainerState | undefined, stopping: ContainerView["stopping"]): Clock | undefined {
  if (stopping) return graceClock(seen, spec, stopping);
  const pull = seen.pullOf(spec.name);
  if (pull && pull.untilMs >= 0) return { what: "pull", fromMs: pull.startedAtMs, untilMs: pull.untilMs, container: spec.name };
  if (seen.worker?.stage !== "syncing" || state?.running) return undefined;
  return crashClock(seen, spec) ?? imageClock(seen, spec);
}

/** From the beginning of the grace period, hook included, to KILL. */
function graceClock(seen: ObservedPod, { name }: Container, { atMs, killAtMs }: NonNullable<ContainerView["stopping"]>): Clock {
  const newest = seen.newest(name);
  const kill = newest && seen.killOf(newest.id);
  const fromMs = kill && kill.startedAtMs >= 0 ? Math.min(kill.startedAtMs, atMs) : atMs;
  return { what: "grace", fromMs, untilMs: killAtMs, container: name };
}

/** Between an exit and the restart. The kubelet's own word is the end of the wait; where it has planned its next look after that, the look. */
function crashClock(seen: ObservedPod, spec: Container): Clock | undefined {
  const newest = seen.newest(spec.name);
  const entry = seen.crashBackoff(spec);
  const held = seen.failureOf(spec.name)?.reason === "CrashLoopBackOff";
  if (newest?.state !== "Exited" || newest.finishedAtMs === undefined || !entry || !held) return undefined;
  if (newest.finishedAtMs - entry.lastUpdateMs > crashLimits.expiryMs) return undefined;
  const overMs = newest.finishedAtMs + entry.delayMs;
  return { what: "crashBackoff", fromMs: newest.finishedAtMs, untilMs: lookAfter(seen, overMs), container: spec.name };
}

function imageClock(seen: ObservedPod, spec: Container): Clock | undefined {
  const entry = seen.imageBackoff(spec.image);
  const reason = seen.failureOf(spec.name)?.reason;
  if (!entry || (reason !== "ErrImagePull" && reason !== "ImagePullBackOff")) return undefined;
  return { what: "imageBackoff", fromMs: entry.lastUpdateMs, untilMs: lookAfter(seen, entry.lastUpdateMs + entry.delayMs), container: spec.name };
}

const lookAfter = ({ worker }: ObservedPod, overMs: number): number => Math.max(overMs, worker?.dueAtMs ?? -1);

const rank: readonly Clock["what"][] = ["grace", "crashBackoff", "imageBackoff", "pull"];

/** The one for the whole pod: the end before a wait before a pull; of waits the one that is over first, of ends the last. */
export function podClock(clocks: readonly Clock[]): Clock | undefined {
  const sorted = clocks.toSorted((a, b) => rank.indexOf(a.what) - rank.indexOf(b.what) || (a.what === "grace" ? b.untilMs - a.untilMs : a.untilMs - b.untilMs));
  return sorted[0];
}
