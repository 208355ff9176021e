import { condition } from "../../api/conditions.ts";
import { isTerminal } from "../../api/pods.ts";
import type { Container } from "../../api/types.ts";
import type { Container as RuntimeContainer } from "../../engine/container-runtime/cri.ts";
import type { StepName, StepView } from "../model.ts";
import type { ObservedPod } from "./observed.ts";

/** The seven steps between Pending and Running, in order; those of the containers are about their newest instances. */
export function stepViews(seen: ObservedPod, scheduledAtMs: number | undefined): readonly StepView[] {
  return [scheduleStep(seen, scheduledAtMs), volumesStep(seen), sandboxStep(seen), addressStep(seen), pullStep(seen), createStep(seen), startStep(seen)];
}

const todo = (name: StepName): StepView => ({ name, state: "todo" });
const failed = (name: StepName, detail: string): StepView => ({ name, state: "failed", detail });
const under = (name: StepName, atMs: number, detail?: string): StepView => ({ name, state: "now", atMs, ...(detail !== undefined && { detail }) });
const done = (name: StepName, atMs: number | undefined, detail?: string): StepView => ({
  name,
  state: "done",
  ...(atMs !== undefined && { atMs }),
  ...(detail !== undefined && { detail }),
});

function scheduleStep({ pod }: ObservedPod, atMs: number | undefined): StepView {
  const { nodeName = "" } = pod.spec;
  if (nodeName !== "") return done("schedule", atMs, nodeName);
  const scheduled = condition(pod.status.conditions, "PodScheduled");
  if (scheduled?.status !== "False") return todo("schedule");
  const reason = scheduled.reason ?? "";
  return reason === "SchedulingGated" ? { ...todo("schedule"), detail: reason } : failed("schedule", reason);
}

function volumesStep(seen: ObservedPod): StepView {
  const { worker } = seen;
  if (!worker || worker.volumesMounted) return worker ? done("volumes", worker.volumesMountedAtMs) : todo("volumes");
  const broken = (seen.pod.spec.volumes ?? []).some(({ name }) => (seen.volume(name)?.delayMs ?? 0) > 0);
  if (broken) return failed("volumes", "FailedMount");
  const { sync } = worker;
  return sync?.kind === "sync" && (sync.step === "mounting" || sync.step === "volumes") ? under("volumes", sync.sinceMs) : todo("volumes");
}

function sandboxStep({ pod, worker, sandbox }: ObservedPod): StepView {
  const sync = worker?.sync;
  if (sync?.kind === "sync" && sync.step === "createSandbox") return under("sandbox", sync.sinceMs);
  if (!sandbox) return todo("sandbox");
  const over = isTerminal(pod) || worker?.stage !== "syncing";
  return sandbox.state === "Ready" || over ? done("sandbox", sandbox.createdAtMs) : failed("sandbox", "SandboxChanged");
}

function addressStep({ sandbox, worker }: ObservedPod): StepView {
  const renewed = worker?.sync?.kind === "sync" && worker.sync.step === "createSandbox";
  return sandbox && sandbox.ip !== "" && !renewed ? done("address", sandbox.createdAtMs, sandbox.ip) : todo("address");
}

/** What is started now or was started last: an init container while its turn lasts, then the regular ones. */
function current(seen: ObservedPod): readonly Container[] {
  const { spec } = seen.pod;
  if (spec.containers.some(({ name }) => seen.newest(name) ?? seen.startOf(name) ?? seen.failureOf(name))) return spec.containers;
  const inits = spec.initContainers ?? [];
  const begun = inits.filter(({ name }) => seen.newest(name) ?? seen.startOf(name) ?? seen.failureOf(name));
  return begun.length > 0 ? begun.slice(-1) : [];
}

const pullReasons: ReadonlySet<string> = new Set(["ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName"]);
const createReasons: ReadonlySet<string> = new Set(["CreateContainerConfigError", "CreateContainerError"]);
const startReasons: ReadonlySet<string> = new Set(["RunContainerError", "PostStartHookError"]);

function reasonAmong(seen: ObservedPod, reasons: ReadonlySet<string>): string | undefined {
  for (const { name } of current(seen)) {
    const reason = seen.failureOf(name)?.reason;
    if (reason !== undefined && reasons.has(reason) && seen.startOf(name)?.step !== "pull") return reason;
  }
  return undefined;
}

/** When the last of the current containers was so far; undefined while one is not. */
function lastOf(seen: ObservedPod, time: (container: RuntimeContainer) => number | undefined): number | undefined {
  const times = current(seen).map(({ name }) => {
    const newest = seen.newest(name);
    return newest && time(newest);
  });
  return times.length === 0 || times.includes(undefined) ? undefined : Math.max(...(times as number[]));
}

function pullStep(seen: ObservedPod): StepView {
  for (const { name, image } of current(seen)) {
    const task = seen.startOf(name);
    if (task?.step !== "pull") continue;
    const pull = seen.pullOf(name);
    const begun = under("pull", pull && pull.untilMs >= 0 ? pull.startedAtMs : task.sinceMs, image);
    return pull && pull.untilMs >= 0 ? { ...begun, untilMs: pull.untilMs } : begun;
  }
  const reason = reasonAmong(seen, pullReasons);
  if (reason !== undefined) return failed("pull", reason);
  const atMs = lastOf(seen, ({ askedAtMs }) => askedAtMs) ?? creatingSince(seen);
  return atMs === undefined ? todo("pull") : done("pull", atMs, current(seen).map(({ image }) => image).join(", "));
}

/** The image of the one container that is made just now is there. */
function creatingSince(seen: ObservedPod): number | undefined {
  const tasks = current(seen).map(({ name }) => seen.startOf(name));
  const last = tasks.at(-1);
  return last?.step === "create" ? last.sinceMs : undefined;
}

function createStep(seen: ObservedPod): StepView {
  for (const { name } of current(seen)) {
    const task = seen.startOf(name);
    if (task?.step === "create") return under("create", task.sinceMs, name);
  }
  const reason = reasonAmong(seen, createReasons);
  if (reason !== undefined) return failed("create", reason);
  const atMs = lastOf(seen, ({ createdAtMs }) => createdAtMs);
  return atMs === undefined ? todo("create") : done("create", atMs);
}

function startStep(seen: ObservedPod): StepView {
  for (const { name } of current(seen)) {
    const task = seen.startOf(name);
    if (task?.step === "start" || task?.step === "postStart") return under("start", task.sinceMs, name);
  }
  const reason = reasonAmong(seen, startReasons) ?? neverRan(seen);
  if (reason !== undefined) return failed("start", reason);
  const atMs = lastOf(seen, ({ startedAtMs }) => startedAtMs);
  return atMs === undefined || !startsMain(seen) ? todo("start") : done("start", atMs);
}

/** "StartError": an instance has ended without ever having run. */
function neverRan(seen: ObservedPod): string | undefined {
  for (const { name } of current(seen)) {
    const newest = seen.newest(name);
    if (newest?.state === "Exited" && newest.startedAtMs === undefined) return newest.reason ?? "StartError";
  }
  return undefined;
}

/** The step to Running is that of the regular containers. */
const startsMain = (seen: ObservedPod): boolean => current(seen) === seen.pod.spec.containers;
