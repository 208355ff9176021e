import type { PodTemplateSpec } from "../../api/workloads.ts";
import { describeContainers } from "./containers.ts";
import { describeSpread, tolerationLines } from "./pod.ts";
import type { Sheet } from "./sheet.ts";
import { describeVolumes } from "./volumes.ts";

/** Nothing stands behind a template: what comes from the pod is empty. */
const nothing = (): string => "";

// Mirrors DescribePodTemplate (kubectl/pkg/describe/describe.go).
export function describePodTemplate(sheet: Sheet, { metadata, spec }: PodTemplateSpec): void {
  sheet.line(0, "Pod Template:");
  sheet.labels("Labels", metadata?.labels, 1);
  if (Object.keys(metadata?.annotations ?? {}).length > 0) sheet.annotations(metadata?.annotations, "Annotations", 1);
  if (spec.serviceAccountName) sheet.line(1, "Service Account:", spec.serviceAccountName);
  const containers = (title: string, list: typeof spec.containers) => describeContainers(sheet, { title, containers: list, statuses: [], resolve: nothing, space: " " });
  if (spec.initContainers?.length) containers("Init Containers", spec.initContainers);
  containers("Containers", spec.containers);
  describeVolumes(sheet, spec.volumes, " ");
  describeSpread(sheet, spec, 1);
  if (spec.priorityClassName) sheet.line(1, "Priority Class Name:", spec.priorityClassName);
  sheet.labels("Node-Selectors", spec.nodeSelector, 1);
  sheet.many("Tolerations", tolerationLines(spec.tolerations), 1);
}
