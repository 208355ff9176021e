import type { Cgroup, CgroupLimits } from "./cgroup.ts";
import type { Hardware } from "./hardware.ts";
import { cpuShares, weightOfShares } from "./weight.ts";

/** The slices that hold all pods, by the names that systemd gives them. */
export const PODS_SLICE = "/kubepods.slice";
export const BURSTABLE_SLICE = `${PODS_SLICE}/kubepods-burstable.slice`;
export const BEST_EFFORT_SLICE = `${PODS_SLICE}/kubepods-besteffort.slice`;

const DEFAULT_WEIGHT = 100;

/** cpu.weight of a cgroup: as written, or what the kubelet keeps the slices of its pods at. */
// Mirrors setCPUCgroupConfig (pkg/kubelet/cm/qos_container_manager_linux.go) and getNodeAllocatableInternalAbsolute (…/node_container_manager_linux.go).
export function weightOf(cgroups: ReadonlyMap<string, Cgroup>, hardware: Hardware, path: string): number {
  if (path === PODS_SLICE) return weightOfShares(cpuShares(hardware.allocatableCpuMilli));
  if (path === BEST_EFFORT_SLICE) return 1;
  if (path === BURSTABLE_SLICE) return weightOfShares(cpuShares(requestsBelow(cgroups, path)));
  return cgroups.get(path)?.limits.cpuWeight ?? DEFAULT_WEIGHT;
}

function requestsBelow(cgroups: ReadonlyMap<string, Cgroup>, slice: string): number {
  let milli = 0;
  for (const [path, { limits }] of cgroups) if (path.startsWith(`${slice}/`)) milli += limits.cpuRequestMilli ?? 0;
  return milli;
}

/** memory.max of a cgroup; undefined = max. All pods together get what the node has, as none of it is reserved for the system. */
export const memoryMaxOf = (limits: CgroupLimits | undefined, hardware: Hardware, path: string): number | undefined => (path === PODS_SLICE ? hardware.memoryBytes : limits?.memoryMaxBytes);
