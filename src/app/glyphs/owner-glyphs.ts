import type { PodGlyph, ServiceView, WorkloadState } from "../../graph/model.ts";

/** Workloads and Services stand in the same grammar as Pods: round is well or on its way, square is broken. */
export const workloadGlyphs: Readonly<Record<WorkloadState, PodGlyph>> = {
  settled: "ready", moving: "notReady", stuck: "error", paused: "gated", empty: "pending", complete: "completed", failed: "error", leaving: "terminating",
};

export function serviceGlyph({ endpoints, type }: ServiceView): PodGlyph {
  if (endpoints.some(({ state }) => state === "ready")) return "ready";
  return endpoints.length > 0 ? "notReady" : type === "ExternalName" ? "completed" : "pending";
}
