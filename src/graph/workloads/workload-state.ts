import type { Condition, KubernetesObject } from "../../api/types.ts";
import type { WorkloadKind, WorkloadState } from "../model.ts";
import type { Figures } from "./workload-figures.ts";

interface Judged extends KubernetesObject {
  readonly spec?: { readonly paused?: boolean; readonly suspend?: boolean };
  readonly status?: { readonly conditions?: readonly Condition[]; readonly observedGeneration?: number };
}

/** How it stands, by what it says of itself: what was asked for since its status was written is on its way. */
export function stateOf(of: WorkloadKind, object: KubernetesObject, figures: Figures): WorkloadState {
  const { metadata, spec, status } = object as Judged;
  const says = (type: string, holds: string): boolean => status?.conditions?.some((each) => each.type === type && each.status === holds) ?? false;
  if (metadata.deletionTimestamp !== undefined) return "leaving";
  if (of === "Job" && says("Complete", "True")) return "complete";
  if (of === "Job" && says("Failed", "True")) return "failed";
  if (spec?.suspend === true || spec?.paused === true) return "paused";
  if (says("ReplicaFailure", "True") || says("Progressing", "False")) return "stuck";
  if (of === "CronJob") return figures.current > 0 ? "moving" : "settled";
  if (of === "Job") return "moving";
  const { desired, current, updated, available } = figures;
  const seen = (status?.observedGeneration ?? metadata.generation ?? 0) >= (metadata.generation ?? 0);
  if (!seen || current !== desired || updated !== desired || available !== desired) return "moving";
  return desired === 0 ? "empty" : "settled";
}
