import { isSidecar } from "../../api/pods.ts";
import { parseRfc3339 } from "../../api/time.ts";
import type { Container, ContainerStateTerminated, ContainerStatus } from "../../api/types.ts";
import type { Container as RuntimeContainer } from "../../engine/container-runtime/cri.ts";
import type { ContainerView, LayerView } from "../model.ts";
import { containerCgroup } from "./cgroups.ts";
import { containerClock, stoppingOf } from "./clocks.ts";
import type { ObservedPod } from "./observed.ts";
import { ofValue } from "../of-value.ts";
import { probeViews } from "./probes.ts";

type Role = ContainerView["role"];
interface Listed {
  readonly spec: Container;
  readonly role: Role;
  readonly status: ContainerStatus | undefined;
}

/** Init, regular, then ephemeral containers, each with what the API says of it. */
function listed({ pod: { spec, status } }: ObservedPod): readonly Listed[] {
  const list = (specs: readonly Container[] | undefined, statuses: readonly ContainerStatus[] | undefined, role: (spec: Container) => Role): Listed[] =>
    (specs ?? []).map((each) => ({ spec: each, role: role(each), status: statuses?.find(({ name }) => name === each.name) }));
  return [
    ...list(spec.initContainers, status.initContainerStatuses, (each) => (isSidecar(each) ? "sidecar" : "init")),
    ...list(spec.containers, status.containerStatuses, () => "regular"),
    ...list(spec.ephemeralContainers, status.ephemeralContainerStatuses, () => "ephemeral"),
  ];
}

/** Whether an image is outside the catalogue. */
export type IsAssumed = (image: string) => boolean;

/** All containers of a pod. State and reason are what the API says, its times are the runtime's, which knows them to the millisecond. */
export const containerViews = (seen: ObservedPod, isAssumed: IsAssumed): readonly ContainerView[] => listed(seen).map((each) => containerView(seen, each, isAssumed));

function containerView(seen: ObservedPod, { spec, role, status }: Listed, isAssumed: IsAssumed): ContainerView {
  const newest = seen.newest(spec.name);
  /** The instance that the status is about. */
  const told = newest && status?.containerID?.endsWith(`://${newest.id}`) ? newest : undefined;
  const stopping = stoppingOf(seen, newest);
  const clock = containerClock(seen, spec, status?.state, stopping);
  const last = lastOf(seen, status);
  return {
    name: spec.name,
    role,
    image: spec.image,
    assumed: isAssumed(spec.image),
    ...stateOf(seen, status, told),
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    ...(last && { last }),
    ...(stopping && { stopping }),
    ...(clock && { clock }),
    ...(clock?.what === "pull" && { layers: layersOf(seen, spec.name) }),
    probes: probeViews(seen, spec),
    ...written(spec),
  };
}

const layersOf = (seen: ObservedPod, name: string): readonly LayerView[] =>
  (seen.pullOf(name)?.layers ?? []).flatMap(({ sizeBytes, fromMs, untilMs }) => (untilMs > fromMs ? [{ sizeBytes, fromMs, untilMs }] : []));

/** What stands in the spec. */
const written = ofValue((spec: Container): Pick<ContainerView, "ports" | "mounts" | "limits" | "cgroup"> => ({
  cgroup: containerCgroup(spec),
  ports: (spec.ports ?? []).map(({ containerPort, protocol, name = "", hostPort = 0 }) => ({ port: containerPort, protocol, name, hostPort })),
  mounts: (spec.volumeMounts ?? []).map(({ name, mountPath, subPath, subPathExpr, readOnly = false }) => ({ volume: name, path: mountPath, subPath: subPath ?? subPathExpr ?? "", readOnly })),
  limits: { cpu: String(spec.resources?.limits?.["cpu"] ?? ""), memory: String(spec.resources?.limits?.["memory"] ?? "") },
}));

type State = Pick<ContainerView, "state" | "reason" | "message" | "exitCode" | "signal" | "startedAtMs" | "finishedAtMs">;

function stateOf(seen: ObservedPod, status: ContainerStatus | undefined, told: RuntimeContainer | undefined): State {
  const { running, terminated, waiting } = status?.state ?? {};
  if (running) return { state: "running", reason: "", message: "", startedAtMs: told?.startedAtMs ?? sinceStart(seen, running.startedAt) ?? 0 };
  if (!terminated) return { state: "waiting", reason: waiting?.reason ?? "", message: waiting?.message ?? "" };
  const { exitCode, signal, reason = "", message = "" } = terminated;
  const { startedAtMs, finishedAtMs } = timesOf(seen, terminated, told);
  return {
    state: "terminated",
    reason,
    message,
    exitCode,
    ...(signal !== undefined && { signal }),
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(finishedAtMs !== undefined && { finishedAtMs }),
  };
}

function lastOf(seen: ObservedPod, status: ContainerStatus | undefined): ContainerView["last"] {
  const terminated = status?.lastState?.terminated;
  if (!terminated) return undefined;
  const instance = seen.instance(terminated.containerID?.replace(/^\w+:\/\//, "") ?? "");
  const { startedAtMs = 0, finishedAtMs = 0 } = timesOf(seen, terminated, instance);
  return { reason: terminated.reason ?? "", exitCode: terminated.exitCode, startedAtMs, finishedAtMs };
}

function timesOf(seen: ObservedPod, terminated: ContainerStateTerminated, instance: RuntimeContainer | undefined): { readonly startedAtMs: number | undefined; readonly finishedAtMs: number | undefined } {
  return {
    startedAtMs: instance?.startedAtMs ?? sinceStart(seen, terminated.startedAt),
    finishedAtMs: instance?.finishedAtMs ?? sinceStart(seen, terminated.finishedAt),
  };
}

/** Virtual milliseconds of a timestamp; undefined for none, and for the zero time of a container that never ran. */
function sinceStart({ startsAtMs }: ObservedPod, timestamp: string | null | undefined): number | undefined {
  const at = timestamp ? parseRfc3339(timestamp) : undefined;
  return at === undefined || at <= 0 ? undefined : at - startsAtMs;
}
