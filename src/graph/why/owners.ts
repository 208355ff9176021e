import type { KubernetesObject, Pod } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";

/** An object in whose manifest a Pod is written: itself, or the template of what made it. */
export interface WrittenIn {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Where the Pod stands in it, as a JSON pointer. */
  readonly root: string;
}

const resources: Readonly<Record<string, string>> = {
  ReplicaSet: "replicasets.apps", Deployment: "deployments.apps", StatefulSet: "statefulsets.apps", DaemonSet: "daemonsets.apps",
  ReplicationController: "replicationcontrollers", Job: "jobs.batch", CronJob: "cronjobs.batch",
};

/** The Pod, and whatever made it, the nearest first. */
export function writtenIn({ parts }: Cluster, pod: Pod): readonly WrittenIn[] {
  const { store } = parts.server;
  const namespace = pod.metadata.namespace ?? "";
  const all: WrittenIn[] = [{ kind: "Pod", namespace, name: pod.metadata.name, root: "" }];
  let at: KubernetesObject | undefined = pod;
  while (at && all.length < 5) {
    const owner: { readonly kind: string; readonly name: string } | undefined = at.metadata.ownerReferences?.find(({ controller }) => controller === true);
    const resource = owner && resources[owner.kind];
    if (!owner || resource === undefined) break;
    all.push({ kind: owner.kind, namespace, name: owner.name, root: owner.kind === "CronJob" ? "/spec/jobTemplate/spec/template" : "/spec/template" });
    at = store.get(resource, `${namespace}/${owner.name}`);
  }
  return all;
}
