import { isSidecar } from "../../api/pods.ts";
import { compareQuantities } from "../../api/quantity.ts";
import { equalResources } from "../../api/resource-lists.ts";
import type { Container, Pod, ResourceRequirements } from "../../api/types.ts";
import type { Container as RuntimeContainer } from "../container-runtime/cri.ts";
import { containersToReset } from "./restart-all.ts";
import { effectivePolicy, restartsAfterExit, shouldBeRestarted } from "./restart-policy.ts";
import type { ContainerKind, Snapshot } from "./sync.ts";

export interface Kill {
  readonly container: RuntimeContainer;
  readonly message: string;
  /** The probe whose verdict it is: its own grace period counts. */
  readonly probe?: "liveness" | "startup";
  /** Whatever the pod grants. */
  readonly graceSeconds?: number;
}
export interface Update {
  readonly container: RuntimeContainer;
  readonly spec: Container;
}
export interface Start {
  readonly spec: Container;
  readonly kind: ContainerKind;
}

/** What one sync is to do. Mirrors podActions (pkg/kubelet/kuberuntime/kuberuntime_manager.go). */
export interface PodActions {
  /** The whole pod ends, or must begin anew with its sandbox. */
  readonly killPod: boolean;
  readonly createSandbox: number | null;
  readonly kills: readonly Kill[];
  readonly starts: readonly Start[];
  /** All of these go, and then the pod begins again in its sandbox. */
  readonly resets: readonly RuntimeContainer[];
  /** Running containers that get other resources without a restart. */
  readonly updates: readonly Update[];
}

export interface ActionInputs {
  readonly pod: Pod;
  readonly snapshot: Snapshot;
  /** True when the stored verdict of the running container is a failure. */
  livenessFailed(container: RuntimeContainer): boolean;
  startupFailed(container: RuntimeContainer): boolean;
  started(container: RuntimeContainer): boolean;
  /** A rule asked for all containers to begin again. */
  readonly restartAll?: boolean;
  /** What a container has been given, where the pod was ever resized. */
  given?(name: string): ResourceRequirements | null | undefined;
}

const nothing: PodActions = { killPod: false, createSandbox: null, kills: [], starts: [], updates: [], resets: [] };
const newestOf = (snapshot: Snapshot, name: string): RuntimeContainer | undefined => snapshot.containers.find((c) => c.name === name);
const regular = (spec: Container): Start => ({ spec, kind: "regular" });

// Mirrors computePodActions (pkg/kubelet/kuberuntime/kuberuntime_manager.go).
export function podActions(inputs: ActionInputs): PodActions {
  const { pod, snapshot } = inputs;
  if (inputs.restartAll) return resetAll(pod, snapshot);
  const sandbox = snapshot.sandboxes[0];
  if (!sandbox || sandbox.state !== "Ready") return withNewSandbox(inputs, sandbox ? sandbox.attempt + 1 : 0);
  const ephemeral = (pod.spec.ephemeralContainers ?? []).filter((c) => !newestOf(snapshot, c.name)).map((spec): Start => ({ spec, kind: "ephemeral" }));
  // Mirrors purgeInitContainers: with a new sandbox, what ran in the one before has not initialized anything.
  const init = initActions({ ...inputs, snapshot: { ...snapshot, containers: snapshot.containers.filter((c) => c.sandboxId === sandbox.id) } });
  if (init.failed) return { ...nothing, killPod: true };
  if (!init.done) return { ...nothing, updates: init.updates, kills: init.kills, starts: [...ephemeral, ...init.starts] };
  const main = regularActions(inputs);
  const idle = main.kept === 0 && main.starts.length === 0;
  return { killPod: idle, createSandbox: null, kills: [...init.kills, ...main.kills], starts: [...ephemeral, ...init.starts, ...main.starts], resets: [], updates: [...init.updates, ...main.updates] };
}

/** Everything but what debugs the pod ends at once and is taken away. */
function resetAll(pod: Pod, snapshot: Snapshot): PodActions {
  const resets = containersToReset(pod, snapshot.containers);
  const kills = resets.filter((c) => c.state === "Running").map((container): Kill => ({ container, message: "killing", graceSeconds: 0 }));
  return { ...nothing, kills, resets };
}

/** No live sandbox: everything of the pod ends and begins again, unless it has ended for good. */
function withNewSandbox({ pod, snapshot }: ActionInputs, attempt: number): PodActions {
  const mayRestart = pod.spec.restartPolicy !== "Never" || snapshot.containers.length === 0;
  if (attempt > 0 && !mayRestart) return { ...nothing, killPod: true };
  const wanted = pod.spec.containers.filter((c) => {
    const newest = newestOf(snapshot, c.name);
    return !(newest?.state === "Exited" && newest.exitCode === 0 && effectivePolicy(pod, c) === "OnFailure");
  });
  if (wanted.length === 0) return { ...nothing, killPod: true };
  const first = pod.spec.initContainers?.[0];
  const kills = snapshot.containers.filter((c) => c.state === "Running").map((container): Kill => ({ container, message: `Stopping container ${container.name}` }));
  return { ...nothing, killPod: attempt > 0, createSandbox: attempt, kills, starts: first ? [{ spec: first, kind: "init" }] : wanted.map(regular) };
}

interface InitActions {
  readonly done: boolean;
  readonly failed: boolean;
  readonly kills: readonly Kill[];
  readonly starts: readonly Start[];
  readonly updates: readonly Update[];
}

/** Whether a regular container ever ran: init containers are then over, only sidecars are looked after. */
const everInitialized = ({ snapshot }: ActionInputs): boolean => snapshot.containers.some((c) => c.kind === "regular");

// Mirrors computeInitContainerActions: strictly in order; the next begins when the one before is done or, a sidecar, started.
function initActions(inputs: ActionInputs): InitActions {
  const initialized = everInitialized(inputs);
  const kills: Kill[] = [];
  const starts: Start[] = [];
  const updates: Update[] = [];
  for (const spec of inputs.pod.spec.initContainers ?? []) {
    const step = isSidecar(spec) ? sidecarStep(inputs, spec) : initialized ? { kind: "done" as const } : initStep(inputs, spec);
    if (step.kind === "failed") return { done: false, failed: true, kills: [], starts: [], updates: [] };
    if (step.kind === "kill") kills.push(step.kill);
    if (step.kind === "done" && step.update) updates.push(step.update);
    if (step.kind === "start" || step.kind === "kill") starts.push({ spec, kind: "init" });
    if (step.kind !== "done" && !initialized) return { done: false, failed: false, kills, starts, updates };
  }
  return { done: true, failed: false, kills, starts, updates };
}

type Step = { readonly kind: "wait" | "start" | "failed" } | { readonly kind: "done"; readonly update?: Update | undefined } | { readonly kind: "kill"; readonly kill: Kill };

function initStep({ pod, snapshot }: ActionInputs, spec: Container): Step {
  const newest = newestOf(snapshot, spec.name);
  if (!newest || newest.state === "Created") return { kind: "start" };
  if (newest.state === "Running") return { kind: "wait" };
  if (newest.exitCode === 0) return { kind: "done" };
  return { kind: restartsAfterExit(pod, spec, newest.exitCode ?? 137) ? "start" : "failed" };
}

function sidecarStep(inputs: ActionInputs, spec: Container): Step {
  const newest = newestOf(inputs.snapshot, spec.name);
  if (!newest || newest.state !== "Running") return { kind: "start" };
  const kill = verdict(inputs, spec, newest);
  if (kill) return { kind: "kill", kill };
  return inputs.started(newest) ? { kind: "done", update: updateOf(inputs, spec, newest) } : { kind: "wait" };
}

function regularActions(inputs: ActionInputs): { kept: number; kills: Kill[]; starts: Start[]; updates: Update[] } {
  const { pod, snapshot } = inputs;
  const kills: Kill[] = [];
  const starts: Start[] = [];
  const updates: Update[] = [];
  let kept = 0;
  for (const spec of pod.spec.containers) {
    const newest = newestOf(snapshot, spec.name);
    if (newest?.state !== "Running") {
      if (shouldBeRestarted(pod, spec, newest)) starts.push(regular(spec));
      continue;
    }
    const kill = verdict(inputs, spec, newest);
    if (!kill) {
      kept += 1;
      const update = updateOf(inputs, spec, newest);
      if (update) updates.push(update);
      continue;
    }
    kills.push(kill);
    if (restartsAfterKill(pod, spec, kill)) starts.push(regular(spec));
  }
  return { kept, kills, starts, updates };
}

/** A changed definition restarts whatever the policy; a probe's verdict asks the policy, not the exit-code rules. */
const restartsAfterKill = (pod: Pod, spec: Container, kill: Kill): boolean => kill.probe === undefined || effectivePolicy(pod, spec) !== "Never";

function verdict(inputs: ActionInputs, spec: Container, running: RuntimeContainer): Kill | undefined {
  if (running.image !== spec.image) return { container: running, message: `Container ${spec.name} definition changed, will be restarted` };
  const suffix = effectivePolicy(inputs.pod, spec) === "Never" ? "" : ", will be restarted";
  if (inputs.livenessFailed(running)) return { container: running, message: `Container ${spec.name} failed liveness probe${suffix}`, probe: "liveness" };
  if (inputs.startupFailed(running)) return { container: running, message: `Container ${spec.name} failed startup probe${suffix}`, probe: "startup" };
  if (resizeRestarts(inputs, spec)) return { container: running, message: `Container ${spec.name} resize requires restart` };
  return undefined;
}

// Mirrors computePodResizeAction (pkg/kubelet/kuberuntime/kuberuntime_manager.go): a change of what the container's policy restarts for.
function resizeRestarts({ given }: ActionInputs, { name, resources = {}, resizePolicy = [] }: Container): boolean {
  const before = given?.(name);
  if (!before || equalResources(before, resources)) return false;
  const changed = (resource: string): boolean =>
    compareQuantities(before.limits?.[resource], resources.limits?.[resource]) !== 0 || compareQuantities(before.requests?.[resource], resources.requests?.[resource]) !== 0;
  return resizePolicy.some((policy) => policy["restartPolicy"] === "RestartContainer" && changed(String(policy["resourceName"])));
}

function updateOf({ given }: ActionInputs, spec: Container, container: RuntimeContainer): Update | undefined {
  const before = given?.(spec.name);
  return before && !equalResources(before, spec.resources ?? {}) ? { container, spec } : undefined;
}
