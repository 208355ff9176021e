import { controllerOf } from "../../api/owner-references.ts";
import { isTerminal, qosClass } from "../../api/pods.ts";
import { at, stringAt } from "../objects.ts";
import type { Event, Pod, Toleration } from "../../api/types.ts";
import { describeContainers, describeResources, podFields } from "./containers.ts";
import { describeEvents } from "./events.ts";
import { longTime } from "./sheet.ts";
import type { Sheet } from "./sheet.ts";
import { describeVolumes } from "./volumes.ts";
import type { Json } from "../../api/json.ts";

// Mirrors describePod (kubectl/pkg/describe/describe.go): the keys in its order.
export function describePod(sheet: Sheet, pod: Pod, events: readonly Event[]): void {
  describeHead(sheet, pod);
  describeNetwork(sheet, pod);
  describeAllContainers(sheet, pod);
  describeConditions(sheet, pod);
  describeVolumes(sheet, pod.spec.volumes, "");
  sheet.line(0, "QoS Class:", pod.status.qosClass ?? qosClass(pod.spec));
  sheet.labels("Node-Selectors", pod.spec.nodeSelector);
  sheet.many("Tolerations", tolerationLines(pod.spec.tolerations));
  describeSpread(sheet, pod.spec);
  describeEvents(sheet, events);
}

function describeHead(sheet: Sheet, pod: Pod): void {
  const { metadata, spec, status } = pod;
  sheet.line(0, "Name:", metadata.name);
  sheet.line(0, "Namespace:", metadata.namespace ?? "");
  if (spec.priority !== undefined) sheet.line(0, "Priority:", spec.priority);
  if (spec.priorityClassName) sheet.line(0, "Priority Class Name:", spec.priorityClassName);
  if (spec.runtimeClassName) sheet.line(0, "Runtime Class Name:", spec.runtimeClassName);
  sheet.line(0, "Service Account:", spec.serviceAccountName ?? "");
  sheet.line(0, "Node:", spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ""}` : "<none>");
  if (status.startTime) sheet.line(0, "Start Time:", longTime(status.startTime));
  sheet.labels("Labels", metadata.labels);
  sheet.annotations(metadata.annotations);
  if (metadata.deletionTimestamp !== undefined && !isTerminal(pod)) {
    sheet.line(0, "Status:", `Terminating (lasts ${sheet.since(metadata.deletionTimestamp)})`);
    sheet.line(0, "Termination Grace Period:", `${metadata.deletionGracePeriodSeconds ?? 0}s`);
  } else sheet.line(0, "Status:", status.phase);
  if (status.reason) sheet.line(0, "Reason:", status.reason);
  if (status.message) sheet.line(0, "Message:", status.message);
  const seccomp = stringAt(spec.securityContext as Json | undefined, "seccompProfile", "type");
  if (seccomp) sheet.line(0, "SeccompProfile:", seccomp);
}

function describeNetwork(sheet: Sheet, pod: Pod): void {
  const { status, spec } = pod;
  sheet.line(0, "IP:", status.podIP ?? "");
  if (!status.podIPs?.length) sheet.line(0, "IPs:", "<none>");
  else {
    sheet.line(0, "IPs:");
    for (const { ip } of status.podIPs) sheet.line(1, "IP:", ip);
  }
  const owner = controllerOf(pod);
  if (owner) sheet.line(0, "Controlled By:", `${owner.kind}/${owner.name}`);
  if (status.nominatedNodeName) sheet.line(0, "NominatedNodeName:", status.nominatedNodeName);
  if (spec.resources) {
    sheet.line(0, "Resources:");
    describeResources(sheet, spec.resources, 1);
  }
}

function describeAllContainers(sheet: Sheet, pod: Pod): void {
  const { spec, status } = pod;
  const resolve = podFields(pod);
  const some = (title: string, containers: Pod["spec"]["containers"] | undefined, statuses: Pod["status"]["containerStatuses"]) => {
    if (containers?.length) describeContainers(sheet, { title, containers, statuses: statuses ?? [], resolve, space: "" });
  };
  some("Init Containers", spec.initContainers, status.initContainerStatuses);
  describeContainers(sheet, { title: "Containers", containers: spec.containers, statuses: status.containerStatuses ?? [], resolve, space: "" });
  some("Ephemeral Containers", spec.ephemeralContainers, status.ephemeralContainerStatuses);
}

function describeConditions(sheet: Sheet, { spec, status }: Pod): void {
  if (spec.readinessGates?.length) {
    sheet.line(0, "Readiness Gates:");
    sheet.line(1, "Type", "Status");
    for (const { conditionType } of spec.readinessGates) {
      sheet.line(1, `${conditionType} `, `${status.conditions?.find((c) => c.type === conditionType)?.status ?? "<none>"} `);
    }
  }
  if (!status.conditions?.length) return;
  sheet.line(0, "Conditions:");
  sheet.line(1, "Type", "Status");
  for (const condition of status.conditions) sheet.line(1, `${condition.type} `, `${condition.status} `);
}

// Mirrors printTolerationsMultiline.
export function tolerationLines(tolerations: readonly Toleration[] | undefined): string[] {
  const byKey = [...(tolerations ?? [])].sort((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : (a.key ?? "") > (b.key ?? "") ? 1 : 0));
  return byKey.map(({ key = "", value = "", effect = "", operator = "", tolerationSeconds }) => {
    const head = `${key}${value && `=${value}`}${effect && `:${effect}`}`;
    const exists = operator === "Exists" && value === "" ? `${head === "" ? "" : " "}op=Exists` : "";
    return `${head}${exists}${tolerationSeconds === undefined ? "" : ` for ${tolerationSeconds}s`}`;
  });
}

/** Of a pod, or at `level` 1 of a template. */
export function describeSpread(sheet: Sheet, spec: Pod["spec"], level = 0): void {
  const constraints = (spec.topologySpreadConstraints ?? []).map((c) => {
    const labels = at(c, "labelSelector", "matchLabels") as Readonly<Record<string, string>> | undefined;
    const selector = labels ? ` for selector ${Object.keys(labels).sort().map((k) => `${k}=${labels[k] ?? ""}`).join(",")}` : "";
    return { key: stringAt(c, "topologyKey"), text: `${stringAt(c, "topologyKey")}:${stringAt(c, "whenUnsatisfiable")} when max skew ${String(c["maxSkew"] ?? 0)} is exceeded${selector}` };
  });
  if (constraints.length > 0) sheet.many("Topology Spread Constraints", constraints.sort((a, b) => (a.key < b.key ? -1 : 1)).map((c) => c.text), level);
}
