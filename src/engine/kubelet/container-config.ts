import { BEHAVIOR_ANNOTATION } from "../../api/behavior.ts";
import { quantityMilli, quantityValue } from "../../api/quantity.ts";
import type { Container } from "../../api/types.ts";
import type { ContainerConfig, ImageOnNode } from "../container-runtime/cri.ts";
import { hostIPOf, type NodeContext } from "./context.ts";
import { makeEnvironment } from "./environment.ts";
import { expand } from "./expansion.ts";
import { oomScoreAdjust } from "./resources/pod-cgroup.ts";
import { allocatedPod } from "./resize/allocation.ts";
import type { PodWorker } from "./state.ts";
import type { StartTask } from "./sync.ts";
import { asKubeletSees } from "./pod-fields.ts";
import { containerMounts, fileInVolume } from "./volumes/container-mounts.ts";

export type ConfigOutcome = { readonly ok: true; readonly config: ContainerConfig } | { readonly ok: false; readonly message: string };

/** The annotation by which a pod scripts what its containers do. */
// Mirrors generateContainerConfig (pkg/kubelet/kuberuntime/kuberuntime_container.go).
export function containerConfig(ctx: NodeContext, worker: PodWorker, task: StartTask, attempt: number, podIP: string): ConfigOutcome {
  const pod = allocatedPod(worker);
  const { spec } = task;
  const image = ctx.runtime.image(spec.image);
  const refused = nonRootProblem(worker, spec, image);
  if (refused !== undefined) return { ok: false, message: refused };
  const environment = makeEnvironment({
    pod: asKubeletSees(worker),
    container: spec,
    sources: ctx.sources,
    nodeName: ctx.node.name,
    status: { podIP, hostIP: hostIPOf(ctx) },
    version: ctx.node.version,
    readFile: (volume, path) => fileInVolume(ctx, worker, volume, path),
  });
  if (!environment.ok) return { ok: false, message: environment.message };
  for (const skipped of environment.skipped) ctx.recorder.event(pod, "Warning", "InvalidEnvironmentVariableNames", skipped);
  const values = new Map(environment.env.map(({ name, value }) => [name, value]));
  const expanded = (text: string): string => expand(text, (name) => values.get(name));
  const mounted = containerMounts(ctx, worker, { container: spec.name, env: values, ...(spec.volumeMounts && { mounts: spec.volumeMounts }) });
  if (!mounted.ok) return { ok: false, message: mounted.message };
  const user = spec.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser;
  const group = spec.securityContext?.runAsGroup ?? pod.spec.securityContext?.runAsGroup;
  const behavior = pod.metadata.annotations?.[BEHAVIOR_ANNOTATION];
  const target = targetOf(ctx, worker, spec);
  if (target.missing !== undefined) return { ok: false, message: `unable to find target container ${target.missing}` };
  return {
    ok: true,
    config: {
      name: spec.name,
      attempt,
      kind: task.kind,
      image: spec.image,
      imageRef: task.imageRef,
      ...(spec.command && { command: spec.command.map(expanded) }),
      ...(spec.args && { args: spec.args.map(expanded) }),
      ...(spec.workingDir !== undefined && spec.workingDir !== "" && { workingDir: spec.workingDir }),
      env: environment.env,
      mounts: mounted.mounts,
      ports: spec.ports ?? [],
      tty: spec.tty === true,
      stdin: spec.stdin === true,
      stdinOnce: spec.stdinOnce === true,
      ...(user !== undefined && { runAsUser: user }),
      ...(group !== undefined && { runAsGroup: group }),
      ...groupsOf(worker),
      privileged: spec.securityContext?.privileged === true,
      readOnlyRootFilesystem: spec.securityContext?.readOnlyRootFilesystem === true,
      resources: { ...runtimeResources(spec), oomScoreAdj: oomScoreAdjust(pod, spec, memoryCapacity(ctx)) },
      terminationMessagePath: spec.terminationMessagePath ?? "/dev/termination-log",
      ...(spec.terminationMessagePolicy === "FallbackToLogsOnError" && { messageFallsBackToLogs: true }),
      ...(spec.lifecycle?.stopSignal !== undefined && { stopSignal: spec.lifecycle.stopSignal }),
      ...(target.id !== undefined && { targetId: target.id }),
      ...(behavior !== undefined && { behavior }),
    },
  };
}

// Mirrors getTargetID (same file): the last container of that name, whether it runs is the runtime's to say.
function targetOf(ctx: NodeContext, worker: PodWorker, { targetContainerName: name }: Container): { readonly id?: string; readonly missing?: string } {
  if (!name) return {};
  const last = ctx.runtime.containers(worker.uid).filter((each) => each.name === name).toSorted((a, b) => b.attempt - a.attempt)[0];
  return last ? { id: last.id } : { missing: name };
}

/** Of the machine, as the kubelet has measured it. */
const memoryCapacity = (ctx: NodeContext): number => quantityValue(ctx.sources.node(ctx.node.name)?.status.capacity?.["memory"] ?? "24581696Ki");

// Mirrors getSupplementalGroups and GetExtraSupplementalGroupsForPod (pkg/kubelet/kuberuntime/security_context.go).
function groupsOf({ pod }: PodWorker): Pick<ContainerConfig, "groups"> {
  const { supplementalGroups = [], fsGroup } = pod.spec.securityContext ?? {};
  const groups = [...new Set([...supplementalGroups, ...(fsGroup === undefined ? [] : [fsGroup])])].sort((a, b) => a - b);
  return groups.length === 0 ? {} : { groups };
}

// Mirrors verifyRunAsNonRoot (pkg/kubelet/kuberuntime/security_context_others.go).
function nonRootProblem({ pod }: PodWorker, spec: Container, image: ImageOnNode | undefined): string | undefined {
  const wanted = spec.securityContext?.runAsNonRoot ?? pod.spec.securityContext?.runAsNonRoot;
  if (wanted !== true) return undefined;
  const where = `(pod: "${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})", container: ${spec.name})`;
  const user = spec.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser;
  if (user !== undefined) return user === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined;
  if (image?.username !== undefined) return `container has runAsNonRoot and image has non-numeric user (${image.username}), cannot verify user is non-root ${where}`;
  return (image?.uid ?? 0) === 0 ? `container has runAsNonRoot and image will run as root ${where}` : undefined;
}

// Mirrors MilliCPUToShares (pkg/kubelet/cm/helpers_linux.go): at least 2, at most 262144.
const shares = (milli: number): number => Math.min(Math.max(Math.floor((milli * 1024) / 1000), 2), 262_144);

export function runtimeResources({ resources }: Container): ContainerConfig["resources"] {
  const cpuLimit = resources?.limits?.["cpu"];
  const memoryLimit = resources?.limits?.["memory"];
  return {
    cpuShares: shares(quantityMilli(resources?.requests?.["cpu"] ?? "0")),
    ...(cpuLimit !== undefined && { cpuQuotaMilli: quantityMilli(cpuLimit) }),
    ...(memoryLimit !== undefined && { memoryLimitBytes: quantityValue(memoryLimit) }),
  };
}
