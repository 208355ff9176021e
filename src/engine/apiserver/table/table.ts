import { resourceFor, type ApiResource } from "../../../api/resources.ts";
import type { KubernetesObject, ObjectList, Table, TableColumn } from "../../../api/types.ts";
import type { Kernel } from "../../simulation/kernel.ts";
import { toStored } from "../conversion.ts";
import { apiServiceColumns, metricsColumns } from "./aggregated.ts";
import { autoscalerColumns } from "./autoscaler.ts";
import { createdAtColumn, nameColumn, type Column } from "./column.ts";
import { eventColumns } from "./event.ts";
import { disruptionBudgetColumns, endpointsColumns, endpointSliceColumns, ingressClassColumns, ingressColumns, serviceColumns } from "./networking.ts";
import { nodeColumns } from "./node.ts";
import { podColumns } from "./pod.ts";
import {
  componentStatusColumns, configMapColumns, controllerRevisionColumns, leaseColumns, namespaceColumns, networkPolicyColumns, priorityClassColumns, roleBindingColumns,
  runtimeClassColumns, secretColumns, serviceAccountColumns,
} from "./small-kinds.ts";
import { persistentVolumeClaimColumns, persistentVolumeColumns, resourceQuotaColumns, storageClassColumns } from "./storage.ts";
import {
  cronJobColumns, daemonSetColumns, deploymentColumns, jobColumns, replicaSetColumns, replicationControllerColumns,
  statefulSetColumns,
} from "./workloads.ts";

type AnyColumns = readonly Column<never>[];

// Mirrors AddHandlers (pkg/printers/internalversion/printers.go).
const columnsByKind: ReadonlyMap<string, AnyColumns> = new Map<string, AnyColumns>([
  ["Pod", podColumns],
  ["Node", nodeColumns],
  ["Event", eventColumns],
  ["Namespace", namespaceColumns],
  ["ConfigMap", configMapColumns],
  ["Secret", secretColumns],
  ["ServiceAccount", serviceAccountColumns],
  ["Lease", leaseColumns],
  ["ComponentStatus", componentStatusColumns],
  ["PriorityClass", priorityClassColumns],
  ["RuntimeClass", runtimeClassColumns],
  ["ControllerRevision", controllerRevisionColumns],
  ["RoleBinding", roleBindingColumns],
  ["ClusterRoleBinding", roleBindingColumns],
  ["NetworkPolicy", networkPolicyColumns],
  ["Deployment", deploymentColumns],
  ["ReplicaSet", replicaSetColumns],
  ["ReplicationController", replicationControllerColumns],
  ["StatefulSet", statefulSetColumns],
  ["DaemonSet", daemonSetColumns],
  ["Job", jobColumns],
  ["CronJob", cronJobColumns],
  ["HorizontalPodAutoscaler", autoscalerColumns],
  ["Service", serviceColumns],
  ["Endpoints", endpointsColumns],
  ["EndpointSlice", endpointSliceColumns],
  ["Ingress", ingressColumns],
  ["IngressClass", ingressClassColumns],
  ["PodDisruptionBudget", disruptionBudgetColumns],
  ["PersistentVolume", persistentVolumeColumns],
  ["PersistentVolumeClaim", persistentVolumeClaimColumns],
  ["StorageClass", storageClassColumns],
  ["ResourceQuota", resourceQuotaColumns],
  ["APIService", apiServiceColumns],
  ["NodeMetrics", metricsColumns],
  ["PodMetrics", metricsColumns],
]);
/** Of kinds without columns of their own. */
const plainColumns: readonly Column<KubernetesObject>[] = [nameColumn, createdAtColumn];

/** The columns of a kind, as `kubectl get` heads them. */
export const columnsOf = (kind: string): readonly Column<KubernetesObject>[] =>
  (columnsByKind.get(kind) ?? plainColumns) as unknown as readonly Column<KubernetesObject>[];

const definition = ({ name, type = "string", wide }: Column<KubernetesObject>): TableColumn => ({
  name,
  type,
  format: name === "Name" ? "name" : "",
  priority: wide ? 1 : 0,
});

/** Objects of one kind as a Table at this moment. Each row carries its object whole. */
export function asTable(resource: ApiResource, objects: readonly KubernetesObject[], kernel: Kernel, metadata: Table["metadata"] = {}): Table {
  const nowMs = kernel.startsAtMs + kernel.now;
  const columns = columnsOf(resource.kind);
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: columns.map(definition),
    rows: objects.map((object) => {
      const printed = toStored(resource, object);
      return { cells: columns.map(({ cell }) => cell(printed, nowMs)), object };
    }),
  };
}

type Tabular = KubernetesObject | ObjectList | object;

/** An answer as a Table, where it is an object or a list of a kind. */
export function tableOf(resource: ApiResource, answer: Tabular, kernel: Kernel): Tabular {
  if ("items" in answer) return asTable(resource, answer.items, kernel, answer.metadata);
  const { kind, apiVersion } = answer as Partial<KubernetesObject>;
  const [group, version] = (apiVersion ?? "").includes("/") ? (apiVersion ?? "").split("/") : ["", apiVersion ?? ""];
  if (!kind || resourceFor(group ?? "", version ?? "", kind)?.kind !== resource.kind) return answer;
  return asTable(resource, [answer as KubernetesObject], kernel, { resourceVersion: (answer as KubernetesObject).metadata.resourceVersion });
}
