import { podRequests } from "../../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../../api/quantity.ts";
import type { Container, ContainerPort, Pod, PodSpec, ResourceList } from "../../../api/types.ts";

/** Amounts as the scheduler counts them: thousandths of a CPU, bytes, and whole units of everything else. */
export interface Resources {
  readonly milliCPU: number;
  readonly memory: number;
  readonly ephemeralStorage: number;
  /** Extended resources and huge pages, by name. */
  readonly scalars: ReadonlyMap<string, number>;
}

/** What a Pod takes of its node. */
export interface PodDemand {
  readonly requests: Resources;
  /** For scoring: what a container does not ask for counts as a little. */
  readonly nonZero: { readonly milliCPU: number; readonly memory: number };
  readonly hostPorts: readonly ContainerPort[];
}

/** What the scheduler needs of a Pod again and again. */
export interface PodInfo extends PodDemand {
  readonly pod: Pod;
  readonly uid: string;
  readonly priority: number;
}

// Mirrors DefaultMilliCPURequest and DefaultMemoryRequest (pkg/scheduler/util/pod_resources.go).
const ASSUMED_REQUESTS: ResourceList = { cpu: "100m", memory: "200Mi" };

/** By spec: the versions of a Pod that differ in their status share it. */
const demands = new WeakMap<PodSpec, PodDemand>();

/** The Pod's figures, worked out once per spec. */
export function podInfo(pod: Pod): PodInfo {
  const { requests, nonZero, hostPorts } = demandOf(pod.spec);
  return { pod, uid: pod.metadata.uid, priority: pod.spec.priority ?? 0, requests, nonZero, hostPorts };
}

function demandOf(spec: PodSpec): PodDemand {
  const known = demands.get(spec);
  if (known) return known;
  const demand = workOut(spec);
  demands.set(spec, demand);
  return demand;
}

function workOut(spec: PodSpec): PodDemand {
  const assuming = (containers: readonly Container[]) =>
    containers.map((c) => ({ ...c, resources: { requests: { ...ASSUMED_REQUESTS, ...c.resources?.requests } } }));
  const nonZero = podRequests({
    ...spec,
    containers: assuming(spec.containers),
    ...(spec.initContainers && { initContainers: assuming(spec.initContainers) }),
  });
  return {
    requests: resources(podRequests(spec)),
    nonZero: { milliCPU: quantityMilli(nonZero["cpu"]), memory: quantityValue(nonZero["memory"]) },
    hostPorts: readHostPorts(spec),
  };
}

/** Reads a ResourceList; `pods` is not a resource that pods ask for. */
export function resources(list: ResourceList | undefined): Resources {
  const { cpu, memory, "ephemeral-storage": storage, pods: _, ...rest } = list ?? {};
  return {
    milliCPU: quantityMilli(cpu),
    memory: quantityValue(memory),
    ephemeralStorage: quantityValue(storage),
    scalars: new Map(Object.entries(rest).map(([name, amount]) => [name, quantityValue(amount)])),
  };
}

// Mirrors GetHostPorts (pkg/scheduler/util/utils.go): regular containers and sidecars.
function readHostPorts(spec: PodSpec): readonly ContainerPort[] {
  const sidecars = (spec.initContainers ?? []).filter((c) => c.restartPolicy === "Always");
  return [...spec.containers, ...sidecars].flatMap((c) => c.ports ?? []).filter((port) => (port.hostPort ?? 0) > 0);
}
