import type { PodUse } from "./usage.ts";

const over = ({ used, requested }: PodUse): number => used - requested;
const priority = ({ pod }: PodUse): number => pod.spec.priority ?? 0;

/** Who goes first: those above their requests; of these the least important; of these who is furthest above. */
// Mirrors rankMemoryPressure and rankDiskPressureFunc (pkg/kubelet/eviction/helpers.go).
export const byUse = (a: PodUse, b: PodUse): number => Number(over(b) > 0) - Number(over(a) > 0) || priority(a) - priority(b) || over(b) - over(a);

/** Mirrors rankPIDPressure. */
export const byProcesses = (a: PodUse, b: PodUse): number => priority(a) - priority(b) || b.used - a.used;
