import { quantityMilli, quantityValue } from "../../api/quantity.ts";
import type { Container, Pod } from "../../api/types.ts";
import { podCgroupLimits, podSlice } from "../../engine/kubelet/resources/pod-cgroup.ts";
import { cpuShares, weightOfShares } from "../../engine/processes/cgroups/weight.ts";
import type { CgroupView } from "../model.ts";
import { ofValue } from "../of-value.ts";

/** What the runtime writes into a container's cgroup, by its spec. */
// Mirrors calculateLinuxResources (pkg/kubelet/kuberuntime/kuberuntime_container_linux.go): without a request the limit is the share.
export function containerCgroup({ resources }: Container): CgroupView {
  const { cpu, memory } = resources?.limits ?? {};
  const milli = quantityMilli(String(resources?.requests?.["cpu"] ?? cpu ?? "0"));
  return {
    cpuWeight: weightOfShares(cpuShares(milli)),
    ...(cpu !== undefined && quantityMilli(String(cpu)) > 0 && { cpuQuotaMilli: quantityMilli(String(cpu)) }),
    ...(memory !== undefined && quantityValue(String(memory)) > 0 && { memoryMaxBytes: quantityValue(String(memory)) }),
  };
}

/** The slice in which all containers of a pod are, and what it may use as a whole. */
export const podCgroup = ofValue((pod: Pod): CgroupView & { readonly path: string } => {
  const { cpuWeight = 1, cpuQuotaMilli, memoryMaxBytes } = podCgroupLimits(pod);
  return { path: podSlice(pod), cpuWeight, ...(cpuQuotaMilli !== undefined && { cpuQuotaMilli }), ...(memoryMaxBytes !== undefined && { memoryMaxBytes }) };
});
