import { formatLabels, formatLabelSelector } from "../../api/labels.ts";
import { controllerOf } from "../../api/owner-references.ts";
import type { Condition, KubernetesObject, LabelSelector, Pod, StringMap } from "../../api/types.ts";
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../../api/workloads.ts";
import type { Task } from "../task.ts";
import { describeEvents } from "./events.ts";
import type { Describer, Gathering } from "./gathering.ts";
import { describePodTemplate } from "./pod-template.ts";
import { formatReplicaSets, replicaSetsOf } from "./replica-sets.ts";
import { longTime, type Sheet } from "./sheet.ts";

// The describers of what keeps Pods. Mirror kubectl/pkg/describe/describe.go.

export function* describeDeployment({ object, events, siblings }: Gathering): ReturnType<Describer> {
  const deployment = object as Deployment;
  const found = yield* events();
  const { old, current } = replicaSetsOf(deployment, (yield* siblings("apps", "replicasets")) as unknown as readonly ReplicaSet[]);
  return (sheet) => {
    const { metadata, spec, status } = deployment;
    sheet.line(0, "Name:", metadata.name);
    sheet.line(0, "Namespace:", metadata.namespace ?? "");
    sheet.line(0, "CreationTimestamp:", longTime(metadata.creationTimestamp));
    sheet.labels("Labels", metadata.labels);
    sheet.annotations(metadata.annotations);
    sheet.line(0, "Selector:", formatLabelSelector(spec.selector));
    const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status;
    sheet.line(0, "Replicas:", `${spec.replicas ?? 1} desired | ${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable`);
    sheet.line(0, "StrategyType:", spec.strategy?.type ?? "");
    sheet.line(0, "MinReadySeconds:", spec.minReadySeconds ?? 0);
    const rolling = spec.strategy?.rollingUpdate;
    if (rolling) sheet.line(0, "RollingUpdateStrategy:", `${rolling.maxUnavailable ?? ""} max unavailable, ${rolling.maxSurge ?? ""} max surge`);
    describePodTemplate(sheet, spec.template);
    describeReasons(sheet, status.conditions);
    if (old.length > 0 || current) {
      sheet.line(0, "OldReplicaSets:", formatReplicaSets(old));
      sheet.line(0, "NewReplicaSet:", formatReplicaSets(current ? [current] : []));
    }
    describeEvents(sheet, found);
  };
}

export function* describeReplicaSet(gathering: Gathering): ReturnType<Describer> {
  const { metadata, spec, status } = gathering.object as ReplicaSet;
  const pods = yield* podsStatus(gathering, spec.selector);
  const found = yield* gathering.events();
  return (sheet) => {
    sheet.line(0, "Name:", metadata.name);
    sheet.line(0, "Namespace:", metadata.namespace ?? "");
    sheet.line(0, "Selector:", formatLabelSelector(spec.selector));
    sheet.labels("Labels", metadata.labels);
    sheet.annotations(metadata.annotations);
    const owner = controllerOf(gathering.object);
    if (owner) sheet.line(0, "Controlled By:", `${owner.kind}/${owner.name}`);
    sheet.line(0, "Replicas:", `${status.replicas} current / ${spec.replicas ?? 1} desired`);
    sheet.line(0, "Pods Status:", pods);
    describePodTemplate(sheet, spec.template);
    describeReasons(sheet, status.conditions);
    describeEvents(sheet, found);
  };
}

export function* describeReplicationController(gathering: Gathering): ReturnType<Describer> {
  const { metadata, spec, status } = gathering.object as unknown as Omit<ReplicaSet, "spec"> & { spec: Omit<ReplicaSet["spec"], "selector"> & { selector?: StringMap } };
  const pods = yield* podsStatus(gathering, { matchLabels: spec.selector ?? {} });
  const found = yield* gathering.events();
  return (sheet) => {
    sheet.line(0, "Name:", metadata.name);
    sheet.line(0, "Namespace:", metadata.namespace ?? "");
    sheet.line(0, "Selector:", formatLabels(spec.selector));
    sheet.labels("Labels", metadata.labels);
    sheet.annotations(metadata.annotations);
    sheet.line(0, "Replicas:", `${status.replicas} current / ${spec.replicas ?? 1} desired`);
    sheet.line(0, "Pods Status:", pods);
    describePodTemplate(sheet, spec.template);
    describeReasons(sheet, status.conditions);
    describeEvents(sheet, found);
  };
}

export function* describeStatefulSet(gathering: Gathering): ReturnType<Describer> {
  const { metadata, spec, status } = gathering.object as StatefulSet;
  const pods = yield* podsStatus(gathering, spec.selector);
  const found = yield* gathering.events();
  return (sheet) => {
    sheet.line(0, "Name:", metadata.name);
    sheet.line(0, "Namespace:", metadata.namespace ?? "");
    sheet.line(0, "CreationTimestamp:", longTime(metadata.creationTimestamp));
    sheet.line(0, "Selector:", formatLabelSelector(spec.selector));
    sheet.labels("Labels", metadata.labels);
    sheet.annotations(metadata.annotations);
    sheet.line(0, "Replicas:", `${spec.replicas ?? 1} desired | ${status.replicas} total`);
    sheet.line(0, "Update Strategy:", spec.updateStrategy?.type ?? "");
    const { partition, maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {};
    if (partition !== undefined) sheet.line(1, "Partition:", partition);
    if (partition !== undefined && maxUnavailable !== undefined) sheet.line(1, "MaxUnavailable:", maxUnavailable);
    sheet.line(0, "Pods Status:", pods);
    describePodTemplate(sheet, spec.template);
    describeClaimTemplates(sheet, spec.volumeClaimTemplates);
    describeEvents(sheet, found);
  };
}

// Mirrors describeVolumeClaimTemplates.
function describeClaimTemplates(sheet: Sheet, templates: readonly KubernetesObject[] = []): void {
  if (templates.length === 0) return sheet.line(0, "Volume Claims:", "<none>");
  sheet.line(0, "Volume Claims:");
  for (const { metadata, ...rest } of templates) {
    const { spec } = rest as unknown as { spec?: { storageClassName?: string; accessModes?: readonly string[]; resources?: { requests?: StringMap } } };
    sheet.line(1, "Name:", metadata.name);
    sheet.line(1, "StorageClass:", spec?.storageClassName ?? metadata.annotations?.["volume.beta.kubernetes.io/storage-class"] ?? "");
    sheet.labels("Labels", metadata.labels, 1);
    sheet.annotations(metadata.annotations, "Annotations", 1);
    sheet.line(1, "Capacity:", spec?.resources?.requests?.["storage"] ?? "<default>");
    sheet.line(1, "Access Modes:", `[${(spec?.accessModes ?? []).join(" ")}]`);
  }
}

export function* describeDaemonSet(gathering: Gathering): ReturnType<Describer> {
  const { metadata, spec, status } = gathering.object as DaemonSet;
  const pods = yield* podsStatus(gathering, spec.selector);
  const found = yield* gathering.events();
  return (sheet) => {
    sheet.line(0, "Name:", metadata.name);
    sheet.line(0, "Namespace:", metadata.namespace ?? "");
    sheet.line(0, "Selector:", formatLabelSelector(spec.selector));
    sheet.line(0, "Node-Selector:", formatLabels(spec.template.spec.nodeSelector));
    sheet.labels("Labels", metadata.labels);
    sheet.annotations(metadata.annotations);
    sheet.line(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}`);
    sheet.line(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled}`);
    sheet.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}`);
    sheet.line(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}`);
    sheet.line(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled}`);
    sheet.line(0, "Pods Status:", pods);
    describePodTemplate(sheet, spec.template);
    describeEvents(sheet, found);
  };
}

// Mirrors getPodStatusForController: only Pods whose controller it is.
function* podsStatus({ object, siblings }: Gathering, selector: LabelSelector): Task<string> {
  const pods = (yield* siblings("", "pods", formatLabelSelector(selector))) as unknown as readonly Pod[];
  const own = pods.filter((pod) => controllerOf(pod)?.uid === object.metadata.uid);
  const count = (phase: string) => own.filter(({ status }) => status.phase === phase).length;
  return `${count("Running")} Running / ${count("Pending")} Waiting / ${count("Succeeded")} Succeeded / ${count("Failed")} Failed`;
}

function describeReasons(sheet: Sheet, conditions: readonly Condition[] = []): void {
  if (conditions.length === 0) return;
  sheet.line(0, "Conditions:");
  sheet.line(1, "Type", "Status", "Reason");
  sheet.line(1, "----", "------", "------");
  for (const { type, status, reason = "" } of conditions) sheet.line(1, `${type} `, status, reason);
}
