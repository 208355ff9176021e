import type { ViewModel, WorkloadView } from "../../../graph/model.ts";

/** Who controls a workload at the end of the chain: a Deployment for its ReplicaSet, itself for one that nobody controls. */
export function topOf(model: ViewModel, workload: WorkloadView): WorkloadView {
  const owner = model.get(workload.owner);
  return owner?.kind === "workload" ? topOf(model, owner) : workload;
}
