import { isSidecar, podLimits, podRequests } from "../../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../../api/quantity.ts";
import type { Container, Pod } from "../../../api/types.ts";
import type { SandboxConfig } from "../../container-runtime/cri.ts";
import { BEST_EFFORT_SLICE, BURSTABLE_SLICE, PODS_SLICE } from "../../processes/cgroups/slices.ts";
import { cpuShares, weightOfShares } from "../../processes/cgroups/weight.ts";

const slices = { Guaranteed: PODS_SLICE, Burstable: BURSTABLE_SLICE, BestEffort: BEST_EFFORT_SLICE } as const;

/** A pod's slice, under the name that systemd gives it. */
// Mirrors GetPodContainerName (pkg/kubelet/cm/pod_container_manager_linux.go) and CgroupName.ToSystemd (…/cgroup_manager_linux.go).
export function podSlice({ metadata, status }: Pod): string {
  const parent = slices[status.qosClass ?? "BestEffort"];
  const prefix = parent.slice(parent.lastIndexOf("/") + 1).replace(/\.slice$/, "");
  return `${parent}/${prefix}-pod${metadata.uid.replaceAll("-", "_")}.slice`;
}

/** What a pod as a whole may use. */
// Mirrors ResourceConfigForPod (pkg/kubelet/cm/helpers_linux.go): a limit holds for the pod only where every container has one.
export function podCgroupLimits({ spec, status }: Pod): NonNullable<SandboxConfig["cgroupLimits"]> {
  if (status.qosClass === "BestEffort") return { cpuWeight: 1 };
  const requestMilli = quantityMilli(podRequests(spec)["cpu"] ?? "0");
  const limits = podLimits(spec);
  const all = [...spec.containers, ...(spec.initContainers ?? [])];
  const limited = (resource: "cpu" | "memory"): boolean => spec.resources?.limits?.[resource] !== undefined || all.every((c) => quantityMilli(c.resources?.limits?.[resource] ?? "0") > 0);
  return {
    cpuWeight: weightOfShares(cpuShares(requestMilli)),
    cpuRequestMilli: requestMilli,
    ...(limited("cpu") && limits["cpu"] !== undefined && { cpuQuotaMilli: quantityMilli(limits["cpu"]) }),
    ...(limited("memory") && limits["memory"] !== undefined && { memoryMaxBytes: quantityValue(limits["memory"]) }),
  };
}

const CRITICAL_PRIORITY = 2_000_000_000;
const NODE_CRITICAL_PRIORITY = 2_000_001_000;
const GUARANTEED = -997;
const BEST_EFFORT = 1000;

/** How soon the kernel takes a container's processes when memory is short. */
// Mirrors GetContainerOOMScoreAdjust (pkg/kubelet/qos/policy.go).
export function oomScoreAdjust(pod: Pod, container: Container, memoryCapacityBytes: number): number {
  if ((pod.spec.priority ?? 0) >= NODE_CRITICAL_PRIORITY) return GUARANTEED;
  if (pod.status.qosClass === "Guaranteed") return GUARANTEED;
  if (pod.status.qosClass !== "Burstable") return BEST_EFFORT;
  const requestOf = ({ resources }: Container): number => quantityValue(resources?.requests?.["memory"] ?? "0");
  const own = requestOf(container);
  const request = isSidecar(container) ? Math.max(own, Math.min(...pod.spec.containers.map(requestOf))) : own;
  const adjustment = 1000 - Math.floor((1000 * request) / memoryCapacityBytes);
  return Math.min(Math.max(adjustment, BEST_EFFORT + GUARANTEED), BEST_EFFORT - 1);
}

/** Pods that the cluster cannot do without. */
// Mirrors IsCriticalPod (pkg/kubelet/types/pod_update.go).
export const isCriticalPod = ({ metadata, spec }: Pod): boolean =>
  (spec.priority ?? 0) >= CRITICAL_PRIORITY || metadata.annotations?.["kubernetes.io/config.source"] === "file" || metadata.annotations?.["kubernetes.io/config.mirror"] !== undefined;
