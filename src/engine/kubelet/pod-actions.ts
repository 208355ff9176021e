import { isSidecar } from "../../api/pods.ts";
import type { Container, Pod } from "../../api/types.ts";
import type { Container as RuntimeContainer } from "../container-runtime/cri.ts";
import { effectivePolicy, restartsAfterExit, shouldBeRestarted } from "./restart-policy.ts";
import type { ContainerKind, Snapshot } from "./sync.ts";

export interface Kill {
  readonly container: RuntimeContainer;
  readonly message: string;
  /** The probe whose verdict it is: its own grace period counts. */
  readonly probe?: "liveness" | "startup";
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
}

export interface ActionInputs {
  readonly pod: Pod;
  readonly snapshot: Snapshot;
  /** True when the stored verdict of the running container is a failure. */
  livenessFailed(container: RuntimeContainer): boolean;
  startupFailed(container: RuntimeContainer): boolean;
  started(container: RuntimeContainer): boolean;
}

const nothing: PodActions = { killPod: false, createSandbox: null, kills: [], starts: [] };
const newestOf = (snapshot: Snapshot, name: string): RuntimeContainer | undefined => snapshot.containers.find((c) => c.name === name);
const regular = (spec: Container): Start => ({ spec, kind: "regular" });

// Mirrors computePodActions (pkg/kubelet/kuberuntime/kuberuntime_manager.go).
export function podActions(inputs: ActionInputs): PodActions {
  const { pod, snapshot } = inputs;
  const sandbox = snapshot.sandboxes[0];
  if (!sandbox || sandbox.state !== "Ready") return withNewSandbox(inputs, sandbox ? sandbox.attempt + 1 : 0);
  const ephemeral = (pod.spec.ephemeralContainers ?? []).filter((c) => !newestOf(snapshot, c.name)).map((spec): Start => ({ spec, kind: "ephemeral" }));
  // Mirrors purgeInitContainers: with a new sandbox, what ran in the one before has not initialized anything.
  const init = initActions({ ...inputs, snapshot: { ...snapshot, containers: snapshot.containers.filter((c) => c.sandboxId === sandbox.id) } });
  if (init.failed) return { ...nothing, killPod: true };
  if (!init.done) return { ...nothing, kills: init.kills, starts: [...ephemeral, ...init.starts] };
  const main = regularActions(inputs);
  const idle = main.kept === 0 && main.starts.length === 0;
  return { killPod: idle, createSandbox: null, kills: [...init.kills, ...main.kills], starts: [...ephemeral, ...init.starts, ...main.starts] };
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
  return { killPod: attempt > 0, createSandbox: attempt, kills, starts: first ? [{ spec: first, kind: "init" }] : wanted.map(regular) };
}

interface InitActions {
  readonly done: boolean;
  readonly failed: boolean;
  readonly kills: readonly Kill[];
  readonly starts: readonly Start[];
}

/** Whether a regular container ever ran: init containers are then over, only sidecars are looked after. */
const everInitialized = ({ snapshot }: ActionInputs): boolean => snapshot.containers.some((c) => c.kind === "regular");

// Mirrors computeInitContainerActions: strictly in order; the next begins when the one before is done or, a sidecar, started.
function initActions(inputs: ActionInputs): InitActions {
  const initialized = everInitialized(inputs);
  const kills: Kill[] = [];
  const starts: Start[] = [];
  for (const spec of inputs.pod.spec.initContainers ?? []) {
    const step = isSidecar(spec) ? sidecarStep(inputs, spec) : initialized ? { kind: "done" as const } : initStep(inputs, spec);
    if (step.kind === "failed") return { done: false, failed: true, kills: [], starts: [] };
    if (step.kind === "kill") kills.push(step.kill);
    if (step.kind === "start" || step.kind === "kill") starts.push({ spec, kind: "init" });
    if (step.kind !== "done" && !initialized) return { done: false, failed: false, kills, starts };
  }
  return { done: true, failed: false, kills, starts };
}

type Step = { readonly kind: "done" | "wait" | "start" | "failed" } | { readonly kind: "kill"; readonly kill: Kill };

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
  return { kind: inputs.started(newest) ? "done" : "wait" };
}

function regularActions(inputs: ActionInputs): { kept: number; kills: Kill[]; starts: Start[] } {
  const { pod, snapshot } = inputs;
  const kills: Kill[] = [];
  const starts: Start[] = [];
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
      continue;
    }
    kills.push(kill);
    if (restartsAfterKill(pod, spec, kill)) starts.push(regular(spec));
  }
  return { kept, kills, starts };
}

/** A changed definition restarts whatever the policy; a probe's verdict asks the policy, not the exit-code rules. */
const restartsAfterKill = (pod: Pod, spec: Container, kill: Kill): boolean => kill.probe === undefined || effectivePolicy(pod, spec) !== "Never";

function verdict(inputs: ActionInputs, spec: Container, running: RuntimeContainer): Kill | undefined {
  if (running.image !== spec.image) return { container: running, message: `Container ${spec.name} definition changed, will be restarted` };
  const suffix = effectivePolicy(inputs.pod, spec) === "Never" ? "" : ", will be restarted";
  if (inputs.livenessFailed(running)) return { container: running, message: `Container ${spec.name} failed liveness probe${suffix}`, probe: "liveness" };
  if (inputs.startupFailed(running)) return { container: running, message: `Container ${spec.name} failed startup probe${suffix}`, probe: "startup" };
  return undefined;
}
