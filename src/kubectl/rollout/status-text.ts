import type { DaemonSet, Deployment, StatefulSet } from "../../api/workloads.ts";
import { revisionOf } from "./revisions.ts";

/** What `rollout status` says of an object as it is: a line and whether it is done, or why it never will be. */
export type RolloutVerdict = { readonly line: string; readonly done: boolean } | { readonly error: string };

export type RollingKind = "Deployment" | "DaemonSet" | "StatefulSet";
export const isRollingKind = (kind: string): kind is RollingKind => kind === "Deployment" || kind === "DaemonSet" || kind === "StatefulSet";

const waiting = (line: string): RolloutVerdict => ({ line: `${line}\n`, done: false });
const done = (line: string): RolloutVerdict => ({ line: `${line}\n`, done: true });
const rollingOnly: RolloutVerdict = { error: "rollout status is only available for RollingUpdate strategy type" };

/** Of one object; `revision` 0 asks for whatever is the newest. */
export function rolloutVerdict(kind: RollingKind, object: unknown, revision: number): RolloutVerdict {
  switch (kind) {
    case "Deployment": return ofDeployment(object as Deployment, revision);
    case "DaemonSet": return ofDaemonSet(object as DaemonSet);
    case "StatefulSet": return ofStatefulSet(object as StatefulSet);
  }
}

// Mirrors DeploymentStatusViewer.Status (kubectl/pkg/polymorphichelpers/rollout_status.go).
function ofDeployment(deployment: Deployment, revision: number): RolloutVerdict {
  const { metadata, spec, status } = deployment;
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0, observedGeneration = 0 } = status;
  const running = revisionOf(deployment);
  if (revision > 0 && running === undefined) return { error: `cannot get the revision of deployment ${JSON.stringify(metadata.name)}` };
  if (revision > 0 && revision !== running) return { error: `desired revision (${revision}) is different from the running revision (${running ?? 0})` };
  if ((metadata.generation ?? 0) > observedGeneration) return waiting("Waiting for deployment spec update to be observed...");
  const progressing = status.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") return { error: `deployment ${JSON.stringify(metadata.name)} exceeded its progress deadline` };
  const still = (what: string) => waiting(`Waiting for deployment ${JSON.stringify(metadata.name)} rollout to finish: ${what}...`);
  const wanted = spec.replicas ?? 1;
  if (updatedReplicas < wanted) return still(`${updatedReplicas} out of ${wanted} new replicas have been updated`);
  if (replicas > updatedReplicas) return still(`${replicas - updatedReplicas} old replicas are pending termination`);
  if (availableReplicas < updatedReplicas) return still(`${availableReplicas} of ${updatedReplicas} updated replicas are available`);
  return done(`deployment ${JSON.stringify(metadata.name)} successfully rolled out`);
}

// Mirrors DaemonSetStatusViewer.Status.
function ofDaemonSet({ metadata, spec, status }: DaemonSet): RolloutVerdict {
  if (spec.updateStrategy?.type !== "RollingUpdate") return rollingOnly;
  const { desiredNumberScheduled: wanted, updatedNumberScheduled: updated = 0, numberAvailable: available = 0, observedGeneration = 0 } = status;
  if ((metadata.generation ?? 0) > observedGeneration) return waiting("Waiting for daemon set spec update to be observed...");
  const still = (what: string) => waiting(`Waiting for daemon set ${JSON.stringify(metadata.name)} rollout to finish: ${what}...`);
  if (updated < wanted) return still(`${updated} out of ${wanted} new pods have been updated`);
  if (available < wanted) return still(`${available} of ${wanted} updated pods are available`);
  return done(`daemon set ${JSON.stringify(metadata.name)} successfully rolled out`);
}

// Mirrors StatefulSetStatusViewer.Status.
function ofStatefulSet({ metadata, spec, status }: StatefulSet): RolloutVerdict {
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  if (type !== "RollingUpdate") return rollingOnly;
  const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0, currentReplicas = 0, updateRevision = "", currentRevision = "" } = status;
  if (observedGeneration === 0 || (metadata.generation ?? 0) > observedGeneration) return waiting("Waiting for statefulset spec update to be observed...");
  const wanted = spec.replicas ?? 1;
  if (readyReplicas < wanted) return waiting(`Waiting for ${wanted - readyReplicas} pods to be ready...`);
  if (rollingUpdate) {
    const due = wanted - (rollingUpdate.partition ?? 0);
    if (updatedReplicas < due) return waiting(`Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${due} new pods have been updated...`);
    return done(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  if (updateRevision !== currentRevision) return waiting(`waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`);
  return done(`statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`);
}
