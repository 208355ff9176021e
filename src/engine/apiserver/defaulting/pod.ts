import { podLimits, podRequests } from "../../../api/pods.ts";
import type { Container, ContainerPort, Pod, PodSpec, ResourceList } from "../../../api/types.ts";
import { own } from "../own.ts";
import { isHugePages, isOvercommitAllowed } from "../validation/resource-names.ts";
import { eachIn, fill, within } from "./fill.ts";
import { defaultPodSpec } from "./pod-spec.ts";

// Mirrors SetDefaults_Pod (pkg/apis/core/v1/defaults.go): what only Pods get, not templates.
export function defaultPod(pod: Pod): Pod {
  const given = pod.spec ?? ({} as PodSpec);
  let spec = defaultPodSpec(given);
  // Mirrors Convert_v1_Pod_To_core_Pod (pkg/apis/core/v1/conversion.go).
  if (spec.terminationGracePeriodSeconds < 0) spec = { ...spec, terminationGracePeriodSeconds: 1 };
  spec = eachIn(spec, "containers", requestsFromLimits);
  spec = eachIn(spec, "initContainers", requestsFromLimits);
  if (spec.resources) spec = defaultPodLevel(spec);
  if (spec.enableServiceLinks === undefined) spec = { ...spec, enableServiceLinks: true };
  if (spec.hostNetwork) spec = eachIn(eachIn(spec, "containers", hostPorts), "initContainers", hostPorts);
  const next = spec === pod.spec ? pod : { ...pod, spec };
  return pod.status === undefined ? { ...next, status: {} as Pod["status"] } : next;
}

function requestsFromLimits(container: Container): Container {
  return within(container, "resources", (resources) => {
    if (!resources.limits) return resources;
    const requests = missingFrom(resources.requests, resources.limits);
    return requests === resources.requests ? resources : { ...resources, requests };
  });
}

/** `list` with what only `other` names; the same list if there is nothing. */
function missingFrom(list: ResourceList | undefined, other: ResourceList): ResourceList {
  const missing = Object.entries(other).filter(([name]) => own(list, name) === undefined);
  return list && missing.length === 0 ? list : { ...list, ...Object.fromEntries(missing) };
}

// Mirrors defaultHostNetworkPorts (same file).
const hostPorts = (container: Container): Container =>
  eachIn(container, "ports", (port: ContainerPort) => (port.hostPort || !port.containerPort ? port : { ...port, hostPort: port.containerPort }));

const isPodLevel = (name: string): boolean => name === "cpu" || name === "memory" || isHugePages(name);
const only = (list: ResourceList, keep: (name: string) => boolean): ResourceList =>
  Object.fromEntries(Object.entries(list).filter(([name]) => keep(name)));

// Mirrors defaultHugePagePodLimits, defaultPodRequests and defaultPodLimits (same file).
function defaultPodLevel(spec: PodSpec): PodSpec {
  const { resources: given = {}, overhead: _overhead, ...containersOnly } = spec;
  let { limits, requests } = given;
  const ofContainers = { limits: podLimits(containersOnly as PodSpec), requests: podRequests(containersOnly as PodSpec) };
  const isEmpty = (list: ResourceList | undefined): boolean => !list || Object.keys(list).length === 0;
  if (!isEmpty(limits) || !isEmpty(requests)) {
    limits = orNone(limits, only(ofContainers.limits, (name) => isHugePages(name) && own(requests, name) === undefined));
  }
  if (!isEmpty(limits)) {
    requests = orNone(requests, only(ofContainers.requests, (name) => isPodLevel(name) && isOvercommitAllowed(name)));
    requests = orNone(requests, only(limits ?? {}, isPodLevel));
  } else if (!isEmpty(requests)) {
    const limited = (name: string): boolean => [...(spec.containers ?? []), ...(spec.initContainers ?? [])].every((c) => own(c.resources?.limits, name) !== undefined);
    limits = orNone(limits, only(ofContainers.limits, (name) => isPodLevel(name) && isOvercommitAllowed(name) && limited(name)));
  }
  if (limits === given.limits && requests === given.requests) return spec;
  return { ...spec, resources: { ...given, ...(limits && { limits }), ...(requests && { requests }) } };
}

function orNone(list: ResourceList | undefined, other: ResourceList): ResourceList | undefined {
  if (Object.keys(other).every((name) => own(list, name) !== undefined)) return list;
  return fill<Record<string, string>>({ ...list }, other);
}
