import { formatLabelSelector, formatLabels } from "../../../api/labels.ts";
import { humanDuration, parseRfc3339 } from "../../../api/time.ts";
import { isConditionTrue } from "../../../api/conditions.ts";
import type { Condition, Container, KubernetesObject, LabelSelector, StringMap } from "../../../api/types.ts";
import { ageColumn, nameColumn, orNone, since, type Column } from "./column.ts";

/** What the workload kinds have in common, as far as their columns show it. */
interface Workload extends KubernetesObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly selector?: LabelSelector;
    readonly template?: { readonly spec?: { readonly containers?: readonly Container[]; readonly nodeSelector?: StringMap } };
  };
  readonly status?: Readonly<Record<string, number | undefined>>;
}

const containersOf = ({ spec }: Workload): readonly Container[] => spec?.template?.spec?.containers ?? [];
const number = (workload: Workload, field: string): number => workload.status?.[field] ?? 0;
const desired = ({ spec }: Workload): number => spec?.replicas ?? 0;

// Mirrors formatContainers: what runs and from which image.
const containersColumn: Column<Workload> = { name: "Containers", wide: true, cell: (workload) => containersOf(workload).map(({ name }) => name).join(",") };
const imagesColumn: Column<Workload> = { name: "Images", wide: true, cell: (workload) => containersOf(workload).map(({ image }) => image).join(",") };
const selectorColumn: Column<Workload> = { name: "Selector", wide: true, cell: ({ spec }) => formatLabelSelector(spec?.selector) };
const readyOfDesired: Column<Workload> = { name: "Ready", cell: (workload) => `${number(workload, "readyReplicas")}/${desired(workload)}` };

export const deploymentColumns: readonly Column<Workload>[] = [
  nameColumn,
  readyOfDesired,
  { name: "Up-to-date", type: "integer", cell: (workload) => number(workload, "updatedReplicas") },
  { name: "Available", type: "integer", cell: (workload) => number(workload, "availableReplicas") },
  ageColumn,
  containersColumn,
  imagesColumn,
  selectorColumn,
];

export const replicaSetColumns: readonly Column<Workload>[] = [
  nameColumn,
  { name: "Desired", type: "integer", cell: desired },
  { name: "Current", type: "integer", cell: (workload) => number(workload, "replicas") },
  { name: "Ready", type: "integer", cell: (workload) => number(workload, "readyReplicas") },
  ageColumn,
  containersColumn,
  imagesColumn,
  selectorColumn,
];

/** A ReplicationController's selector is a plain map. */
export const replicationControllerColumns: readonly Column<Workload>[] = [
  ...replicaSetColumns.slice(0, -1),
  { name: "Selector", wide: true, cell: ({ spec }) => formatLabels(spec?.selector as StringMap | undefined) },
];

export const statefulSetColumns: readonly Column<Workload>[] = [nameColumn, readyOfDesired, ageColumn, containersColumn, imagesColumn];

export const daemonSetColumns: readonly Column<Workload>[] = [
  nameColumn,
  { name: "Desired", type: "integer", cell: (workload) => number(workload, "desiredNumberScheduled") },
  { name: "Current", type: "integer", cell: (workload) => number(workload, "currentNumberScheduled") },
  { name: "Ready", type: "integer", cell: (workload) => number(workload, "numberReady") },
  { name: "Up-to-date", type: "integer", cell: (workload) => number(workload, "updatedNumberScheduled") },
  { name: "Available", type: "integer", cell: (workload) => number(workload, "numberAvailable") },
  { name: "Node Selector", cell: ({ spec }) => formatLabels(spec?.template?.spec?.nodeSelector) },
  ageColumn,
  containersColumn,
  imagesColumn,
  selectorColumn,
];

interface Job extends KubernetesObject {
  readonly spec?: Workload["spec"] & { readonly completions?: number; readonly parallelism?: number };
  readonly status?: { readonly conditions?: readonly Condition[]; readonly succeeded?: number; readonly startTime?: string; readonly completionTime?: string };
}
const asWorkload = (job: KubernetesObject): Workload => job as Workload;

export const jobColumns: readonly Column<Job>[] = [
  nameColumn,
  { name: "Status", cell: (job) => jobStatus(job) },
  { name: "Completions", cell: (job) => completions(job) },
  { name: "Duration", cell: (job, nowMs) => jobDuration(job, nowMs) },
  ageColumn,
  { ...containersColumn, cell: (job, nowMs) => containersColumn.cell(asWorkload(job), nowMs) },
  { ...imagesColumn, cell: (job, nowMs) => imagesColumn.cell(asWorkload(job), nowMs) },
  { ...selectorColumn, cell: (job, nowMs) => selectorColumn.cell(asWorkload(job), nowMs) },
];

// Mirrors printJob (pkg/printers/internalversion/printers.go).
function jobStatus({ metadata, status }: Job): string {
  const has = (type: string): boolean => isConditionTrue(status?.conditions, type);
  if (has("Complete")) return "Complete";
  if (has("Failed")) return "Failed";
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  return ["Suspended", "FailureTarget", "SuccessCriteriaMet"].find(has) ?? "Running";
}

function completions({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec?.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const parallelism = spec?.parallelism ?? 0;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function jobDuration({ status }: Job, nowMs: number): string {
  const startedMs = status?.startTime ? parseRfc3339(status.startTime) : undefined;
  if (startedMs === undefined) return "";
  const endedMs = status?.completionTime ? parseRfc3339(status.completionTime) : undefined;
  return humanDuration((endedMs ?? nowMs) - startedMs);
}

interface CronJob extends KubernetesObject {
  readonly spec?: { readonly schedule?: string; readonly timeZone?: string; readonly suspend?: boolean; readonly jobTemplate?: { readonly spec?: Workload["spec"] } };
  readonly status?: { readonly active?: readonly unknown[]; readonly lastScheduleTime?: string };
}
const jobOf = (cronJob: CronJob): Workload => ({ ...cronJob, spec: cronJob.spec?.jobTemplate?.spec ?? {}, status: {} });

export const cronJobColumns: readonly Column<CronJob>[] = [
  nameColumn,
  { name: "Schedule", cell: ({ spec }) => spec?.schedule ?? "" },
  { name: "Timezone", cell: ({ spec }) => orNone(spec?.timeZone) },
  { name: "Suspend", cell: ({ spec }) => (spec?.suspend ? "True" : "False") },
  { name: "Active", type: "integer", cell: ({ status }) => status?.active?.length ?? 0 },
  { name: "Last Schedule", cell: ({ status }, nowMs) => (status?.lastScheduleTime ? since(status.lastScheduleTime, nowMs) : "<none>") },
  ageColumn,
  { ...containersColumn, cell: (cronJob, nowMs) => containersColumn.cell(jobOf(cronJob), nowMs) },
  { ...imagesColumn, cell: (cronJob, nowMs) => imagesColumn.cell(jobOf(cronJob), nowMs) },
  { ...selectorColumn, cell: (cronJob, nowMs) => selectorColumn.cell(jobOf(cronJob), nowMs) },
];
