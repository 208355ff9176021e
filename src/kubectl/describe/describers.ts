import { claimNameOf, type PersistentVolumeClaim } from "../../api/storage.ts";
import { resourceAt } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import type { KubernetesObject, Lease, Namespace, Node, Pod } from "../../api/types.ts";
import { call, findObject } from "../client.ts";
import { fail } from "../failure.ts";
import { objectsAt } from "../objects.ts";
import { alignTabs, describeLayout } from "../printers/tab-writer.ts";
import type { Session } from "../session.ts";
import { nowMs } from "../task.ts";
import type { Task } from "../task.ts";
import { describeAutoscaler } from "./autoscaler.ts";
import { describeCronJob, describeJob } from "./batch.ts";
import { alone, gatheringFor, withEvents, type Describer } from "./gathering.ts";
import { describeGeneric } from "./generic.ts";
import { describeIngress, describeIngressClass } from "./ingress.ts";
import { describeLimitRange, describeQuota } from "./limits.ts";
import { describeNetworkPolicy } from "./network-policy.ts";
import { describeNode } from "./node.ts";
import { describePod } from "./pod.ts";
import { describePodDisruptionBudget, describePriorityClass } from "./policies.ts";
import { describeBinding, describeRole } from "./rbac.ts";
import { describeEndpoints, describeEndpointSlice, describeService } from "./services.ts";
import { Sheet } from "./sheet.ts";
import { describeConfigMap, describeNamespace, describeSecret, describeServiceAccount } from "./simple-kinds.ts";
import { describeClaim, describeStorageClass, describeVolume } from "./storage.ts";
import { describeDaemonSet, describeDeployment, describeReplicaSet, describeReplicationController, describeStatefulSet } from "./workloads.ts";

/** By group and kind. A new kind's describer is one line here; a kind without one is shown field by field. */
const describers: ReadonlyMap<string, Describer> = new Map<string, Describer>([
  ["/ConfigMap", withEvents(describeConfigMap)],
  ["/Endpoints", withEvents(describeEndpoints)],
  ["/LimitRange", alone(describeLimitRange)],
  ["/Namespace", namespace],
  ["/Node", node],
  ["/PersistentVolume", withEvents(describeVolume)],
  ["/PersistentVolumeClaim", claim],
  ["/Pod", withEvents(describePod)],
  ["/ReplicationController", describeReplicationController],
  ["/ResourceQuota", alone(describeQuota)],
  ["/Secret", alone(describeSecret)],
  ["/Service", describeService],
  ["/ServiceAccount", withEvents(describeServiceAccount)],
  ["apps/DaemonSet", describeDaemonSet],
  ["apps/Deployment", describeDeployment],
  ["apps/ReplicaSet", describeReplicaSet],
  ["apps/StatefulSet", describeStatefulSet],
  ["autoscaling/HorizontalPodAutoscaler", withEvents(describeAutoscaler)],
  ["batch/CronJob", withEvents(describeCronJob)],
  ["batch/Job", withEvents(describeJob)],
  ["discovery.k8s.io/EndpointSlice", withEvents(describeEndpointSlice)],
  ["networking.k8s.io/Ingress", describeIngress],
  ["networking.k8s.io/IngressClass", withEvents(describeIngressClass)],
  ["networking.k8s.io/NetworkPolicy", alone(describeNetworkPolicy)],
  ["policy/PodDisruptionBudget", withEvents(describePodDisruptionBudget)],
  ["rbac.authorization.k8s.io/ClusterRole", alone(describeRole)],
  ["rbac.authorization.k8s.io/ClusterRoleBinding", alone(describeBinding)],
  ["rbac.authorization.k8s.io/Role", alone(describeRole)],
  ["rbac.authorization.k8s.io/RoleBinding", alone(describeBinding)],
  ["scheduling.k8s.io/PriorityClass", withEvents(describePriorityClass)],
  ["storage.k8s.io/StorageClass", withEvents(describeStorageClass)],
]);

/** The describe text of an object, after the requests that its kind needs. `listed`: it was chosen by a selector, or with all of its type. */
export function* describeObject(session: Session, resource: ApiResource, object: KubernetesObject, listed = false): Task<string> {
  // Measured of 1.36.3: of Pods that come from a list, the Events are left out.
  const showsEvents = session.flags.bool("show-events") && !(listed && resource.kind === "Pod");
  const describer = describers.get(`${resource.group}/${resource.kind}`) ?? withEvents(describeGeneric);
  const write = yield* describer(gatheringFor(session, object, showsEvents));
  const sheet = new Sheet(session.context.startsAtMs + (yield* nowMs()), showsEvents);
  write(sheet);
  return alignTabs(sheet.toString(), describeLayout);
}

function* node({ session, object, events }: Parameters<Describer>[0]): ReturnType<Describer> {
  const surroundings = { lease: yield* leaseOf(session, object), pods: yield* podsOn(session, object), events: yield* events("") };
  return (sheet) => describeNode(sheet, object as Node, surroundings);
}

function* namespace({ session, object }: Parameters<Describer>[0]): ReturnType<Describer> {
  const within = function* (plural: string) {
    const resource = resourceAt("", "v1", plural) ?? fail(`no ${plural}`);
    return objectsAt(yield* call(session, { verb: "list", resource, namespace: object.metadata.name }), "items");
  };
  const [quotas, ranges] = [yield* within("resourcequotas"), yield* within("limitranges")];
  return (sheet) => describeNamespace(sheet, object as Namespace, quotas, ranges);
}

// Mirrors getMountPods (kubectl/pkg/describe/describe.go).
function* claim({ object, events, siblings }: Parameters<Describer>[0]): ReturnType<Describer> {
  const pods = (yield* siblings("", "pods")) as unknown as readonly Pod[];
  const usedBy = pods.filter((pod) => pod.spec.volumes?.some((volume) => claimNameOf(pod, volume) === object.metadata.name)).map((pod) => pod.metadata.name);
  const found = yield* events();
  return (sheet) => describeClaim(sheet, object as PersistentVolumeClaim, usedBy, found);
}

function* leaseOf(session: Session, { metadata }: KubernetesObject): Task<Lease | undefined> {
  const resource = resourceAt("coordination.k8s.io", "v1", "leases") ?? fail("no leases");
  return (yield* findObject(session, { resource, namespace: "kube-node-lease", name: metadata.name })) as unknown as Lease | undefined;
}

function* podsOn(session: Session, { metadata }: KubernetesObject): Task<readonly Pod[]> {
  const resource = resourceAt("", "v1", "pods") ?? fail("no pods");
  const fieldSelector = `spec.nodeName=${metadata.name},status.phase!=Succeeded,status.phase!=Failed`;
  return objectsAt(yield* call(session, { verb: "list", resource, query: { fieldSelector } }), "items") as unknown as readonly Pod[];
}
