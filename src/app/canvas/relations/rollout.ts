import type { ViewModel, WorkloadView } from "../../../graph/model.ts";

/** A ReplicaSet of a roll-out: how many Pods it wants and has. */
export interface Generation {
  readonly workload: WorkloadView;
  /** Of the template that is asked for now. */
  readonly isNew: boolean;
}

/** The ReplicaSets of a Deployment that have or want Pods, the older first; two or more while it is rolled. */
export function generationsOf(model: ViewModel, { key, revision, of }: WorkloadView): readonly Generation[] {
  if (of !== "Deployment") return [];
  const own: WorkloadView[] = [];
  for (const each of model.values()) if (each.kind === "workload" && each.owner === key && (each.desired > 0 || each.current > 0)) own.push(each);
  return own.toSorted((a, b) => Number(a.revision) - Number(b.revision) || a.createdAtMs - b.createdAtMs).map((workload) => ({ workload, isNew: workload.revision === revision }));
}

/** One Pod of a roll-out. */
export type Step = "old" | "new" | "coming";

/** All Pods that there are, and that are wanted, in one row: old ones, new ones that are available, new ones that are not yet. */
export function stepsOf({ desired, current, updated, available }: Pick<WorkloadView, "desired" | "current" | "updated" | "available">, generations: readonly Generation[]): readonly Step[] {
  const old = generations.length > 0 ? generations.reduce((sum, { workload, isNew }) => sum + (isNew ? 0 : workload.current), 0) : current - updated;
  const newest = generations.find(({ isNew }) => isNew)?.workload;
  const done = newest ? newest.available : Math.min(updated, Math.max(0, available - old));
  const coming = Math.max(desired, updated) - done;
  return [...times("old", old), ...times("new", done), ...times("coming", Math.max(0, coming))];
}

const times = (step: Step, count: number): readonly Step[] => Array.from({ length: Math.max(0, count) }, () => step);
