import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus, MetricTarget } from "../../../api/autoscaling.ts";
import { ageColumn, nameColumn, type Column } from "./column.ts";

/** As it is stored, whatever of it is missing. */
type Shown = Omit<HorizontalPodAutoscaler, "spec"> & { readonly spec?: Partial<HorizontalPodAutoscaler["spec"]> };

export const autoscalerColumns: readonly Column<Shown>[] = [
  nameColumn,
  { name: "Reference", cell: ({ spec }) => `${spec?.scaleTargetRef?.kind ?? ""}/${spec?.scaleTargetRef?.name ?? ""}` },
  { name: "Targets", cell: targets },
  { name: "MinPods", cell: ({ spec }) => String(spec?.minReplicas ?? "<unset>") },
  { name: "MaxPods", type: "integer", cell: ({ spec }) => spec?.maxReplicas ?? 0 },
  { name: "Replicas", type: "integer", cell: ({ status }) => status?.currentReplicas ?? 0 },
  ageColumn,
];

const UNKNOWN = "<unknown>";
const MOST = 2;

// Mirrors formatHPAMetrics (pkg/printers/internalversion/printers.go).
function targets({ spec, status }: Shown): string {
  const metrics = spec?.metrics ?? [];
  if (metrics.length === 0) return "<none>";
  const shown = metrics.slice(0, MOST).map((metric, i) => metricText(metric, status?.currentMetrics?.[i])).join(", ");
  return metrics.length > MOST ? `${shown} + ${metrics.length - MOST} more...` : shown;
}

function metricText(metric: MetricSpec, status: MetricStatus | undefined): string {
  switch (metric.type) {
    case "Resource": return metric.resource ? used(metric.resource, status?.resource) : UNKNOWN;
    case "ContainerResource": return metric.containerResource ? used(metric.containerResource, status?.containerResource) : UNKNOWN;
    case "Pods": return `${UNKNOWN}/${metric.pods?.target?.averageValue ?? UNKNOWN}`;
    case "Object": return elsewhere(metric.object?.target);
    case "External": return elsewhere(metric.external?.target);
  }
}

function used({ name, target: { averageValue, averageUtilization } }: NonNullable<MetricSpec["resource"]>, status: MetricStatus["resource"]): string {
  const now = status?.current;
  if (averageValue !== undefined) return `${name}: ${now?.averageValue ?? UNKNOWN}/${averageValue}`;
  const percent = now?.averageUtilization === undefined ? UNKNOWN : `${now.averageUtilization}%`;
  return `${name}: ${percent}/${averageUtilization === undefined ? "<auto>" : `${averageUtilization}%`}`;
}

/** Of a metric that no server here knows. */
const elsewhere = (target: MetricTarget = {}): string => (target.averageValue === undefined ? `${UNKNOWN}/${target.value ?? UNKNOWN}` : `${UNKNOWN}/${target.averageValue} (avg)`);
