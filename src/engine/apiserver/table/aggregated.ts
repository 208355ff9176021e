import { sumQuantities } from "../../../api/quantity.ts";
import type { KubernetesObject, ResourceList } from "../../../api/types.ts";
import type { ApiService } from "../aggregated/api-service.ts";
import { ageColumn, nameColumn, type Column } from "./column.ts";

interface Metrics extends KubernetesObject {
  readonly window: string;
  /** Of a node. */
  readonly usage?: ResourceList;
  /** Of a pod. */
  readonly containers?: readonly { readonly usage: ResourceList }[];
}

const used = (resource: string): Column<Metrics> => ({
  name: resource,
  cell: ({ usage, containers = [] }) => sumQuantities(usage ? [usage[resource]] : containers.map((each) => each.usage[resource])),
});

// Mirrors addPodMetricsToTable and addNodeMetricsToTable (metrics-server pkg/api/table.go).
export const metricsColumns: readonly Column<Metrics>[] = [nameColumn, used("cpu"), used("memory"), { name: "Window", cell: ({ window }) => window }];

// Mirrors printAPIService's columns (kube-aggregator/pkg/registry/apiservice/etcd/etcd.go).
export const apiServiceColumns: readonly Column<ApiService>[] = [
  nameColumn,
  { name: "Service", cell: ({ spec }) => (spec?.service ? `${spec.service.namespace ?? ""}/${spec.service.name ?? ""}` : "Local") },
  { name: "Available", cell: availableText },
  ageColumn,
];

function availableText({ status }: ApiService): string {
  const available = status?.conditions?.find(({ type }) => type === "Available");
  if (!available) return "Unknown";
  return available.status === "True" ? "True" : `${available.status} (${available.reason ?? ""})`;
}
