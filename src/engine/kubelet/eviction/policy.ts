import { quantityValue } from "../../../api/quantity.ts";

/** What the eviction manager watches, by upstream's names. Simplified: inodes are not counted, so a node never runs out of them. */
export type Signal = "memory.available" | "nodefs.available" | "imagefs.available" | "pid.available";

/** A signal is too low below this: bytes (or processes), or a part of what there is. */
export interface Threshold {
  readonly signal: Signal;
  readonly value: { readonly quantity: number } | { readonly percent: number };
}

/** Fields of a KubeletConfiguration. */
export interface EvictionPolicy {
  /** In the order in which they are looked at. */
  readonly hard: readonly Threshold[];
  readonly pressureTransitionMs: number;
}

// Mirrors DefaultEvictionHard (pkg/kubelet/eviction/defaults_linux.go) and evictionPressureTransitionPeriod.
export const defaultEvictionPolicy: EvictionPolicy = {
  hard: [
    { signal: "memory.available", value: { quantity: 100 * 1024 * 1024 } },
    { signal: "nodefs.available", value: { percent: 10 } },
    { signal: "imagefs.available", value: { percent: 15 } },
  ],
  pressureTransitionMs: 300_000,
};

/** A policy by the fields of a KubeletConfiguration: thresholds that are given replace all defaults. */
// Mirrors ParseThresholdConfig (pkg/kubelet/eviction/helpers.go).
export function evictionPolicyOf({ evictionHard, evictionPressureTransitionPeriodMs: pressureTransitionMs }: { readonly evictionHard?: Readonly<Record<string, string>>; readonly evictionPressureTransitionPeriodMs?: number } = {}): EvictionPolicy {
  const hard = evictionHard && Object.entries(evictionHard).map(([signal, text]): Threshold => ({ signal: signal as Signal, value: text.endsWith("%") ? { percent: Number(text.slice(0, -1)) } : { quantity: quantityValue(text) } }));
  return { hard: hard ?? defaultEvictionPolicy.hard, pressureTransitionMs: pressureTransitionMs ?? defaultEvictionPolicy.pressureTransitionMs };
}

export interface Observation {
  readonly available: number;
  readonly capacity: number;
}
export type Observations = Readonly<Record<Signal, Observation>>;

// Mirrors GetThresholdQuantity (pkg/kubelet/eviction/api/types.go).
export const thresholdQuantity = ({ value }: Threshold, capacity: number): number => ("quantity" in value ? value.quantity : Math.trunc((capacity * value.percent) / 100));

/** Thresholds that are passed now, memory's before the others. Mirrors thresholdsMet and byEvictionPriority (pkg/kubelet/eviction/helpers.go). */
export const thresholdsMet = (policy: EvictionPolicy, seen: Observations): readonly Threshold[] =>
  policy.hard
    .filter((threshold) => seen[threshold.signal].available < thresholdQuantity(threshold, seen[threshold.signal].capacity))
    .sort((a, b) => Number(b.signal === "memory.available") - Number(a.signal === "memory.available"));

export type PressureCondition = "MemoryPressure" | "DiskPressure" | "PIDPressure";
export const conditionOf: Readonly<Record<Signal, PressureCondition>> = {
  "memory.available": "MemoryPressure",
  "nodefs.available": "DiskPressure",
  "imagefs.available": "DiskPressure",
  "pid.available": "PIDPressure",
};

/** The resource that is to be won back, as messages name it. */
export const resourceOf: Readonly<Record<Signal, string>> = {
  "memory.available": "memory",
  "nodefs.available": "ephemeral-storage",
  "imagefs.available": "ephemeral-storage",
  "pid.available": "pids",
};
