import { isSidecar } from "../../../api/pods.ts";
import { equalResources } from "../../../api/resource-lists.ts";
import type { Container, Pod, ResourceRequirements } from "../../../api/types.ts";
import type { PodWorker } from "../state.ts";

/** What of cpu and memory containers were given: names and resources, in spec order. */
export type Allocation = readonly { readonly name: string; readonly resources: ResourceRequirements }[];

/** How far a pod's resize has come. Null in a worker: its resources never changed. */
export interface ResizeState {
  /** What the kubelet has promised to each container. */
  readonly allocated: Allocation;
  /** What each container has been given. */
  readonly actuated: Allocation;
  /** The wish that cannot be granted now, or ever. */
  readonly pending: ResizeCondition | null;
  /** The wish that is granted and not yet carried out. */
  readonly inProgress: ResizeCondition | null;
}

export interface ResizeCondition {
  readonly generation: number;
  readonly reason: string;
  readonly message: string;
  /** Unix milliseconds. */
  readonly sinceMs: number;
  readonly probedMs: number;
}

// Mirrors IsResizableContainer (pkg/kubelet/allocation/allocation_manager.go): regular containers and sidecars.
const resizable = ({ spec }: Pod): readonly Container[] => [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers];

export const allocationOf = (pod: Pod): Allocation => resizable(pod).map(({ name, resources = {} }) => ({ name, resources }));

export const resourcesIn = (allocation: Allocation, name: string): ResourceRequirements | undefined => allocation.find((each) => each.name === name)?.resources;

/** Whether two versions of a pod ask for different amounts. */
export const asksForOther = (before: Pod, after: Pod): boolean =>
  before.spec !== after.spec && resizable(after).some(({ name, resources = {} }) => !equalResources(resources, resizable(before).find((c) => c.name === name)?.resources ?? resources));

/** Whether every container has what this allocation says. */
export const agrees = (a: Allocation, b: Allocation): boolean => a.every(({ name, resources }) => equalResources(resources, resourcesIn(b, name) ?? resources));

// Mirrors UpdatePodFromAllocation: the kubelet works with what it has promised, whatever is wished meanwhile.
export function allocatedPod({ pod, resize }: Pick<PodWorker, "pod" | "resize">): Pod {
  if (!resize || agrees(allocationOf(pod), resize.allocated)) return pod;
  const known = made.get(pod);
  if (known?.of === resize.allocated) return known.pod;
  const given = (container: Container): Container => {
    const resources = resourcesIn(resize.allocated, container.name);
    return resources ? { ...container, resources } : container;
  };
  const { containers, initContainers } = pod.spec;
  const allocated: Pod = { ...pod, spec: { ...pod.spec, containers: containers.map(given), ...(initContainers && { initContainers: initContainers.map(given) }) } };
  made.set(pod, { of: resize.allocated, pod: allocated });
  return allocated;
}
const made = new WeakMap<Pod, { readonly of: Allocation; readonly pod: Pod }>();
