import { podRequests } from "../../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../../api/quantity.ts";
import type { Container, ContainerPort, Pod, ResourceList } from "../../../api/types.ts";

/** Amounts as the scheduler counts them: thousandths of a CPU, bytes, and whole units of everything else. */
export interface Resources {
  readonly milliCPU: number;
  readonly memory: number;
  readonly ephemeralStorage: number;
  /** Extended resources and huge pages, by name. */
  readonly scalars: ReadonlyMap<string, number>;
}

/** What the scheduler needs of a Pod again and again. */
export interface PodInfo {
  readonly pod: Pod;
  readonly uid: string;
  readonly priority: number;
  readonly requests: Resources;
  /** For scoring: what a container does not ask for counts as a little. */
  readonly nonZero: { readonly milliCPU: number; readonly memory: number };
  readonly hostPorts: readonly ContainerPort[];
}

// Mirrors DefaultMilliCPURequest and DefaultMemoryRequest (pkg/scheduler/util/pod_resources.go).
const ASSUMED_REQUESTS: ResourceList = { cpu: "100m", memory: "200Mi" };

const infos = new WeakMap<Pod, PodInfo>();

/** The Pod's figures, worked out once per version of the object. */
export function podInfo(pod: Pod): PodInfo {
  const known = infos.get(pod);
  if (known) return known;
  const info = describePod(pod);
  infos.set(pod, info);
  return info;
}

function describePod(pod: Pod): PodInfo {
  const { spec } = pod;
  const assuming = (containers: readonly Container[]) =>
    containers.map((c) => ({ ...c, resources: { requests: { ...ASSUMED_REQUESTS, ...c.resources?.requests } } }));
  const nonZero = podRequests({
    ...spec,
    containers: assuming(spec.containers),
    ...(spec.initContainers && { initContainers: assuming(spec.initContainers) }),
  });
  return {
    pod,
    uid: pod.metadata.uid,
    priority: spec.priority ?? 0,
    requests: resources(podRequests(spec)),
    nonZero: { milliCPU: quantityMilli(nonZero["cpu"]), memory: quantityValue(nonZero["memory"]) },
    hostPorts: hostPorts(pod),
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
function hostPorts({ spec }: Pod): readonly ContainerPort[] {
  const sidecars = (spec.initContainers ?? []).filter((c) => c.restartPolicy === "Always");
  return [...spec.containers, ...sidecars].flatMap((c) => c.ports ?? []).filter((port) => (port.hostPort ?? 0) > 0);
}
