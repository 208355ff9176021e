/** Pure readers of Pods. */
import type { Container, ContainerStatus, Pod, PodSpec, PodStatus, ResourceList, ResourceRequirements } from "./types.ts";
import { compareQuantities, quantitySign } from "./quantity.ts";
import { addResourceLists, maxResourceLists } from "./resource-lists.ts";

/** True once the phase is Succeeded or Failed: no container will run again. */
export const isTerminal = (pod: Pod): boolean => pod.status.phase === "Succeeded" || pod.status.phase === "Failed";
/** An init container that keeps running beside the others. */
export const isSidecar = (container: Container): boolean => container.restartPolicy === "Always";

/** Init, regular, then ephemeral containers. */
export const allContainers = (spec: PodSpec): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
  ...(spec.ephemeralContainers ?? []),
];
export const containerNamed = (spec: PodSpec, name: string): Container | undefined => allContainers(spec).find((c) => c.name === name);

export const allContainerStatuses = (status: PodStatus): readonly ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
  ...(status.ephemeralContainerStatuses ?? []),
];

/** Where a container stands in the Pod: "spec.containers{web}", as events name it. */
// Mirrors GenerateContainerRef's fieldPath (pkg/kubelet/container/ref.go).
export function containerFieldPath(spec: PodSpec, name: string): string {
  if (spec.initContainers?.some((c) => c.name === name)) return `spec.initContainers{${name}}`;
  if (spec.ephemeralContainers?.some((c) => c.name === name)) return `spec.ephemeralContainers{${name}}`;
  return `spec.containers{${name}}`;
}

/** What the scheduler must find free on a node: the larger of start-up and running, sidecars in both, plus overhead. */
// Mirrors PodRequests (component-helpers/resource/helpers.go).
export function podRequests(spec: PodSpec): ResourceList {
  const known = requestsBySpec.get(spec);
  if (known) return known;
  const own = aggregate(spec, (c) => c.resources?.requests);
  const requests = addResourceLists({ ...own, ...podLevel(spec.resources?.requests) }, spec.overhead);
  requestsBySpec.set(spec, requests);
  return requests;
}
/** A spec is a value: whoever asks again, a node that sums up its pods above all, gets the same answer. */
const requestsBySpec = new WeakMap<PodSpec, ResourceList>();

/** The same of limits; overhead counts where there is a limit. */
// Mirrors PodLimits (component-helpers/resource/helpers.go).
export function podLimits(spec: PodSpec): ResourceList {
  const limits = { ...aggregate(spec, (c) => c.resources?.limits), ...podLevel(spec.resources?.limits) };
  const overhead = Object.fromEntries(Object.entries(spec.overhead ?? {}).filter(([name]) => Object.hasOwn(limits, name)));
  return addResourceLists(limits, overhead);
}

function aggregate(spec: PodSpec, of: (container: Container) => ResourceList | undefined): ResourceList {
  let running = addResourceLists(...spec.containers.map(of));
  let sidecars: ResourceList = {};
  let starting: ResourceList = {};
  for (const container of spec.initContainers ?? []) {
    const needs = of(container);
    if (isSidecar(container)) {
      running = addResourceLists(running, needs);
      sidecars = addResourceLists(sidecars, needs);
      starting = maxResourceLists(starting, sidecars);
    } else {
      starting = maxResourceLists(starting, addResourceLists(needs, sidecars));
    }
  }
  return maxResourceLists(running, starting);
}

const podLevel = (list: ResourceList | undefined): ResourceList =>
  Object.fromEntries(Object.entries(list ?? {}).filter(([name]) => name === "cpu" || name === "memory" || name.startsWith("hugepages-")));

export type QOSClass = "Guaranteed" | "Burstable" | "BestEffort";
const qosResources = ["cpu", "memory"];

// Mirrors ComputePodQOS (pkg/apis/core/v1/helper/qos/qos.go): amounts of zero do not count.
export function qosClass(spec: PodSpec): QOSClass {
  const parts: readonly ResourceRequirements[] =
    spec.resources === undefined ? [...spec.containers, ...(spec.initContainers ?? [])].map((c) => c.resources ?? {}) : [spec.resources];
  const requests = addResourceLists(...parts.map((part) => countedForQos(part.requests)));
  const limits = addResourceLists(...parts.map((part) => countedForQos(part.limits)));
  const [requested, limited] = [Object.keys(requests), Object.keys(limits)];
  if (requested.length === 0 && limited.length === 0) return "BestEffort";
  const guaranteed =
    parts.every((part) => Object.keys(countedForQos(part.limits)).length === qosResources.length) &&
    requested.length === limited.length &&
    requested.every((name) => limits[name] !== undefined && compareQuantities(requests[name], limits[name]) === 0);
  return guaranteed ? "Guaranteed" : "Burstable";
}

const countedForQos = (list: ResourceList | undefined): ResourceList =>
  Object.fromEntries(Object.entries(list ?? {}).filter(([name, amount]) => qosResources.includes(name) && quantitySign(amount) > 0));

/** Ready as the Ready condition says. */
export const isPodReady = (pod: Pod): boolean => pod.status.conditions?.some((c) => c.type === "Ready" && c.status === "True") ?? false;
