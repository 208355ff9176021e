import { podLimits, podRequests } from "../../api/pods.ts";
import { quantityMilli, quantityValue, sumQuantities } from "../../api/quantity.ts";
import type { Event, Lease, Node, Pod, ResourceList, Taint } from "../../api/types.ts";
import { describeEvents } from "./events.ts";
import { longTime } from "./sheet.ts";
import type { Sheet } from "./sheet.ts";

/** What the describe of a node needs beside the node. */
export interface NodeSurroundings {
  readonly lease: Lease | undefined;
  /** The pods on it that have not ended. */
  readonly pods: readonly Pod[];
  readonly events: readonly Event[];
}

// Mirrors describeNode (kubectl/pkg/describe/describe.go).
export function describeNode(sheet: Sheet, node: Node, { lease, pods, events }: NodeSurroundings): void {
  const { metadata, spec, status } = node;
  sheet.line(0, "Name:", metadata.name);
  sheet.line(0, "Roles:", rolesOf(node));
  sheet.labels("Labels", metadata.labels);
  sheet.annotations(metadata.annotations);
  sheet.line(0, "CreationTimestamp:", longTime(metadata.creationTimestamp));
  sheet.many("Taints", taintLines(spec.taints));
  sheet.line(0, "Unschedulable:", spec.unschedulable ?? false);
  describeLease(sheet, lease);
  if (status.conditions?.length) describeConditions(sheet, node);
  if (status.addresses?.length) {
    sheet.line(0, "Addresses:");
    for (const { type, address } of status.addresses) sheet.line(1, `${type}:`, address);
  }
  describeAmounts(sheet, "Capacity", status.capacity);
  describeAmounts(sheet, "Allocatable", status.allocatable);
  describeSystem(sheet, node);
  describePods(sheet, node, pods);
  describeTotals(sheet, node, pods);
  describeEvents(sheet, events);
}

function rolesOf({ metadata }: Node): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith("node-role.kubernetes.io/")) return [key.slice("node-role.kubernetes.io/".length)].filter((role) => role !== "");
    return key === "kubernetes.io/role" && value !== "" ? [value] : [];
  });
  return roles.length === 0 ? "<none>" : [...new Set(roles)].sort().join(",");
}

const taintLines = (taints: readonly Taint[] | undefined): string[] =>
  (taints ?? [])
    .map(({ key, value, effect }) => ({ key, effect, text: `${key}${value ? `=${value}` : ""}${effect ? `:${effect}` : ""}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.effect < b.effect ? -1 : 1))
    .map((taint) => taint.text);

function describeLease(sheet: Sheet, lease: Lease | undefined): void {
  if (!lease) return;
  const { holderIdentity, acquireTime, renewTime } = lease.spec;
  sheet.line(0, "Lease:");
  sheet.line(1, "HolderIdentity:", holderIdentity ?? "<unset>");
  sheet.line(1, "AcquireTime:", acquireTime ? longTime(acquireTime) : "<unset>");
  sheet.line(1, "RenewTime:", renewTime ? longTime(renewTime) : "<unset>");
}

function describeConditions(sheet: Sheet, { status }: Node): void {
  sheet.line(0, "Conditions:");
  sheet.line(1, "Type", "Status", "LastHeartbeatTime", "LastTransitionTime", "Reason", "Message");
  sheet.line(1, "----", "------", "-----------------", "------------------", "------", "-------");
  for (const c of status.conditions ?? []) {
    sheet.line(1, `${c.type} `, `${c.status} `, `${longTime(c.lastHeartbeatTime)} `, `${longTime(c.lastTransitionTime)} `, `${c.reason ?? ""} `, c.message ?? "");
  }
}

function describeAmounts(sheet: Sheet, title: string, amounts: ResourceList | undefined): void {
  const names = Object.keys(amounts ?? {}).sort();
  if (names.length === 0) return;
  sheet.line(0, `${title}:`);
  for (const name of names) sheet.line(1, `${name}:`, amounts?.[name] ?? "");
}

function describeSystem(sheet: Sheet, { status, spec }: Node): void {
  const info = status.nodeInfo ?? {};
  sheet.line(0, "System Info:");
  const rows = [
    ["Machine ID", "machineID"], ["System UUID", "systemUUID"], ["Boot ID", "bootID"], ["Kernel Version", "kernelVersion"], ["OS Image", "osImage"],
    ["Operating System", "operatingSystem"], ["Architecture", "architecture"], ["Container Runtime Version", "containerRuntimeVersion"], ["Kubelet Version", "kubeletVersion"],
  ] as const;
  for (const [title, key] of rows) sheet.line(1, `${title}:`, info[key] ?? "");
  if (spec.podCIDR) sheet.line(0, "PodCIDR:", spec.podCIDR);
  if (spec.podCIDRs?.length) sheet.line(0, "PodCIDRs:", spec.podCIDRs.join(","));
  if (spec.providerID) sheet.line(0, "ProviderID:", spec.providerID);
}

const percent = (part: number, whole: number): string => `(${whole === 0 ? 0 : Math.trunc((part / whole) * 100)}%)`;

function allocatableOf({ status }: Node): ResourceList {
  return Object.keys(status.allocatable ?? {}).length > 0 ? (status.allocatable ?? {}) : (status.capacity ?? {});
}

function describePods(sheet: Sheet, node: Node, pods: readonly Pod[]): void {
  const { cpu: cpus, memory: memories } = allocatableOf(node);
  const cpu = (amount = "0") => `${amount} ${percent(quantityMilli(amount), quantityMilli(cpus))}`;
  const memory = (amount = "0") => `${amount} ${percent(quantityValue(amount), quantityValue(memories))}`;
  sheet.line(0, "Non-terminated Pods:", `(${pods.length} in total)`);
  sheet.line(1, "Namespace", "Name", "", "CPU Requests", "CPU Limits", "Memory Requests", "Memory Limits", "Age");
  sheet.line(1, "---------", "----", "", "------------", "----------", "---------------", "-------------", "---");
  for (const pod of pods) {
    const [requests, limits] = [podRequests(pod.spec), podLimits(pod.spec)];
    const age = sheet.since(pod.metadata.creationTimestamp);
    sheet.line(1, pod.metadata.namespace ?? "", pod.metadata.name, "", cpu(requests["cpu"]), cpu(limits["cpu"]), memory(requests["memory"]), memory(limits["memory"]), age);
  }
}

function describeTotals(sheet: Sheet, node: Node, pods: readonly Pod[]): void {
  const allocatable = allocatableOf(node);
  const total = (list: (pod: Pod) => ResourceList, name: string) => sumQuantities(pods.map((pod) => list(pod)[name]).filter((amount) => amount !== undefined));
  const [requests, limits] = [(p: Pod) => podRequests(p.spec), (p: Pod) => podLimits(p.spec)];
  sheet.line(0, "Allocated resources:");
  sheet.line(1, "(Total limits may be over 100 percent, i.e., overcommitted.)");
  sheet.line(1, "Resource", "Requests", "Limits");
  sheet.line(1, "--------", "--------", "------");
  const plain = ["cpu", "memory", "ephemeral-storage"];
  const huge = Object.keys(allocatable).filter((name) => name.startsWith("hugepages-")).sort();
  for (const name of [...plain, ...huge]) {
    const share = (amount: string) => percent(name === "cpu" ? quantityMilli(amount) : quantityValue(amount), name === "cpu" ? quantityMilli(allocatable[name]) : quantityValue(allocatable[name]));
    const [requested, limited] = [total(requests, name), total(limits, name)];
    sheet.line(1, name, `${requested} ${share(requested)}`, `${limited} ${share(limited)}`);
  }
  const extended = Object.keys(allocatable).filter((name) => name.includes("/")).sort();
  for (const name of extended) sheet.line(1, name, total(requests, name), total(limits, name));
}
