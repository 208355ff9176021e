import { finishedCondition, type Job } from "../../src/api/batch.ts";
import { matchesLabelSelector } from "../../src/api/labels.ts";
import { controllerOf } from "../../src/api/owner-references.ts";
import { isPodReady, isTerminal, podRequests } from "../../src/api/pods.ts";
import { quantityMilli } from "../../src/api/quantity.ts";
import type { ResourceQuota } from "../../src/api/quota/scopes.ts";
import type { Endpoints, EndpointSlice, Service } from "../../src/api/services.ts";
import type { KubernetesObject, LabelSelector, Pod } from "../../src/api/types.ts";
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../../src/api/workloads.ts";
import type { Cluster } from "../../src/engine/cluster.ts";

interface Owner extends KubernetesObject {
  readonly spec: { readonly selector?: LabelSelector };
}

/** What is not as it has to be once nothing disturbs a cluster any more: one sentence each. */
export function unsettled(cluster: Cluster): readonly string[] {
  const objects = cluster.objects();
  const ofKind = <T extends KubernetesObject>(kind: string): readonly T[] => objects.filter((object) => object.kind === kind && object.metadata.namespace === "default") as T[];
  const pods = ofKind<Pod>("Pod");
  const living = pods.filter((pod) => !isTerminal(pod));
  const findings: string[] = [];
  const find = (condition: boolean, sentence: string): void => void (condition || findings.push(sentence));
  const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind} ${metadata.name}`;

  const byUid = new Map(objects.map((object) => [object.metadata.uid, object]));
  for (const object of objects) {
    find(object.metadata.deletionTimestamp === undefined, `${nameOf(object)} is still going`);
    for (const { uid, kind, name } of object.metadata.ownerReferences ?? []) find(byUid.has(uid), `${nameOf(object)} outlives ${kind} ${name}`);
    const owner = byUid.get(controllerOf(object)?.uid ?? "") as Owner | undefined;
    if (owner?.spec?.selector && (object.kind === "Pod" || object.kind === "ReplicaSet")) find(matchesLabelSelector(owner.spec.selector, object.metadata.labels), `${nameOf(object)} is not what ${nameOf(owner)} selects`);
  }
  for (const owner of [...ofKind<ReplicaSet>("ReplicaSet"), ...ofKind<StatefulSet>("StatefulSet"), ...ofKind<DaemonSet>("DaemonSet")]) {
    for (const pod of living) if (matchesLabelSelector(owner.spec.selector, pod.metadata.labels)) find(controllerOf(pod) !== undefined, `${nameOf(pod)} belongs to nobody where ${nameOf(owner)} selects it`);
  }
  for (const pod of living) find(pod.status.phase === "Running" && isPodReady(pod), `${nameOf(pod)} is ${pod.status.phase}, not ready: ${JSON.stringify(pod.status.conditions?.filter(({ status }) => status === "False"))}`);
  const ownedBy = (owner: KubernetesObject): readonly Pod[] => living.filter((pod) => controllerOf(pod)?.uid === owner.metadata.uid);

  for (const deployment of ofKind<Deployment>("Deployment")) {
    const wanted = deployment.spec.replicas ?? 1;
    const { observedGeneration, replicas = 0, readyReplicas = 0, updatedReplicas = 0, availableReplicas = 0, unavailableReplicas = 0, conditions } = deployment.status;
    find([replicas, readyReplicas, updatedReplicas, availableReplicas].every((count) => count === wanted) && unavailableReplicas === 0 && observedGeneration === deployment.metadata.generation, `${nameOf(deployment)} wants ${wanted}: ${JSON.stringify(deployment.status)}`);
    find(conditions?.some(({ type, status }) => type === "Available" && status === "True") ?? false, `${nameOf(deployment)} is not Available`);
    const sets = ofKind<ReplicaSet>("ReplicaSet").filter((set) => controllerOf(set)?.uid === deployment.metadata.uid);
    find(sets.filter((set) => (set.spec.replicas ?? 1) > 0).length <= 1, `${nameOf(deployment)} has more than one set`);
    find(sets.flatMap(ownedBy).length === wanted, `${nameOf(deployment)} has ${sets.flatMap(ownedBy).length} Pods of ${wanted}`);
  }
  for (const set of ofKind<ReplicaSet>("ReplicaSet")) {
    const { replicas, readyReplicas = 0, availableReplicas = 0, fullyLabeledReplicas = 0 } = set.status;
    find([replicas, readyReplicas, availableReplicas, fullyLabeledReplicas, ownedBy(set).length].every((count) => count === (set.spec.replicas ?? 1)), `${nameOf(set)} wants ${set.spec.replicas}, has ${ownedBy(set).length}: ${JSON.stringify(set.status)}`);
  }
  for (const set of ofKind<StatefulSet>("StatefulSet")) {
    const wanted = set.spec.replicas ?? 1;
    const { replicas, readyReplicas = 0, availableReplicas } = set.status;
    find([replicas, readyReplicas, availableReplicas].every((count) => count === wanted), `${nameOf(set)} wants ${wanted}: ${JSON.stringify(set.status)}`);
    find(ownedBy(set).map(({ metadata }) => metadata.name).toSorted().join() === Array.from({ length: wanted }, (_, ordinal) => `${set.metadata.name}-${ordinal}`).toSorted().join(), `${nameOf(set)} wants ${wanted}: ${ownedBy(set).map(({ metadata }) => metadata.name).join()}`);
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    const image = set.spec.template.spec.containers[0]?.image;
    for (const pod of ownedBy(set)) if (Number(pod.metadata.name.slice(set.metadata.name.length + 1)) >= partition) find(pod.spec.containers[0]?.image === image, `${nameOf(pod)} has ${pod.spec.containers[0]?.image}, not ${image}`);
  }
  const nodes = objects.filter(({ kind }) => kind === "Node");
  for (const set of ofKind<DaemonSet>("DaemonSet")) {
    const { desiredNumberScheduled, currentNumberScheduled, numberReady, numberAvailable, updatedNumberScheduled, numberMisscheduled } = set.status;
    find(numberMisscheduled === 0 && [desiredNumberScheduled, currentNumberScheduled, numberReady, numberAvailable, updatedNumberScheduled].every((count) => count === nodes.length), `${nameOf(set)}: ${JSON.stringify(set.status)}`);
    find(new Set(ownedBy(set).map(({ spec }) => spec.nodeName)).size === nodes.length && ownedBy(set).length === nodes.length, `${nameOf(set)} has ${ownedBy(set).length} Pods on ${nodes.length} nodes`);
  }
  for (const job of ofKind<Job>("Job")) {
    const { active = 0, succeeded = 0, terminating = 0 } = job.status as { readonly active?: number; readonly succeeded?: number; readonly terminating?: number };
    const end = finishedCondition(job)?.type;
    find(end !== undefined && active === 0 && terminating === 0, `${nameOf(job)} has not ended: ${JSON.stringify(job.status)}`);
    find(end !== "Complete" || succeeded === job.spec.completions, `${nameOf(job)} is Complete with ${succeeded} of ${job.spec.completions}`);
    for (const pod of pods.filter((each) => controllerOf(each)?.uid === job.metadata.uid)) find((pod.metadata.finalizers ?? []).length === 0, `${nameOf(pod)} was not counted`);
  }

  for (const service of ofKind<Service>("Service").filter(({ spec }) => spec.selector)) {
    const ready = pods.filter((pod) => isPodReady(pod) && pod.metadata.deletionTimestamp === undefined && Object.entries(service.spec.selector ?? {}).every(([key, value]) => pod.metadata.labels?.[key] === value));
    const wanted = ready.map(({ metadata, status }) => `${metadata.name} ${status.podIP}`).toSorted().join(", ");
    const sliced = ofKind<EndpointSlice>("EndpointSlice").filter(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === service.metadata.name).flatMap(({ endpoints }) => endpoints ?? []);
    find(sliced.map(({ targetRef, addresses }) => `${targetRef?.name} ${addresses.join()}`).toSorted().join(", ") === wanted && sliced.every(({ conditions }) => conditions?.ready !== false), `slices of ${service.metadata.name}: ${JSON.stringify(sliced)}; ready are ${wanted}`);
    const listed = ofKind<Endpoints>("Endpoints").filter(({ metadata }) => metadata.name === service.metadata.name).flatMap(({ subsets }) => subsets ?? []);
    find(listed.flatMap(({ addresses }) => addresses ?? []).map(({ targetRef, ip }) => `${targetRef?.name} ${ip}`).toSorted().join(", ") === wanted && listed.every(({ notReadyAddresses }) => (notReadyAddresses ?? []).length === 0), `endpoints of ${service.metadata.name}: ${JSON.stringify(listed)}; ready are ${wanted}`);
  }
  for (const { metadata, spec, status } of ofKind<ResourceQuota>("ResourceQuota")) {
    const milli = living.reduce((sum, pod) => sum + quantityMilli(podRequests(pod.spec)["cpu"]), 0);
    find(status?.used?.["pods"] === String(living.length) && quantityMilli(status.used["requests.cpu"]) === milli && JSON.stringify(status.hard) === JSON.stringify(spec.hard), `quota ${metadata.name} says ${JSON.stringify(status)} where ${living.length} Pods ask for ${milli}m`);
  }
  for (const node of nodes) find((node as unknown as { readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] } }).status.conditions.some(({ type, status }) => type === "Ready" && status === "True") && ((node as unknown as { readonly spec: { readonly taints?: readonly unknown[] } }).spec.taints ?? []).length === 0, `${nameOf(node)} is not well`);
  return findings;
}
