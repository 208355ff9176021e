import { podRequests } from "../../api/pods.ts";
import { compareQuantities, quantityMilli, quantityValue } from "../../api/quantity.ts";
import { repellingTaint } from "../../api/taints.ts";
import type { Container, Pod } from "../../api/types.ts";
import type { NodeRejection } from "../../engine/scheduler/filter.ts";
import { isByCluster, taintText } from "../taints.ts";
import type { SchedulingEdit } from "../why/why.ts";
import { nodeIn, podsOn, withNode, withoutPod, withSpec, type Trial } from "./trial.ts";

/** An edit, and the cluster with it. */
export interface Fix {
  readonly edit: SchedulingEdit;
  /** Of the pod itself, or of what is around it. */
  readonly of: "pod" | "cluster";
  readonly trial: Trial;
}

/** Small edits that each may take away what a node says against a pod, or a part of it; those of the pod first. */
export function fixesOf(trial: Trial, node: string, { plugin, reasons }: NodeRejection): readonly Fix[] {
  return (byPlugin[plugin] ?? none)(trial, node, reasons);
}

type Fixer = (trial: Trial, node: string, reasons: readonly string[]) => readonly Fix[];
const none: Fixer = () => [];

const byPlugin: Readonly<Record<string, Fixer>> = {
  NodeUnschedulable: (trial, node) => [
    { of: "cluster", edit: { what: "uncordon", node }, trial: withNode(trial, node, ({ spec: { unschedulable: _, ...spec }, ...rest }) => ({ ...rest, spec: { ...spec, ...(spec.taints && { taints: spec.taints.filter(({ key }) => key !== "node.kubernetes.io/unschedulable") }) } })) },
  ],
  TaintToleration: taint,
  NodeAffinity: affinity,
  NodePorts: (trial) =>
    trial.pod.spec.containers.flatMap(({ name, ports = [] }) => ports.flatMap((taken): readonly Fix[] => {
      if (!taken.hostPort) return [];
      const freed = withSpec(trial, (spec) => eachContainer(spec, name, (each) => ({ ...each, ports: (each.ports ?? []).map((port) => (port === taken ? withoutHostPort(port) : port)) })));
      return [{ of: "pod", edit: { what: "dropHostPort", container: name, port: taken.hostPort }, trial: freed }];
    })),
  NodeResourcesFit: resources,
  PodTopologySpread: (trial) => {
    const all = trial.pod.spec.topologySpreadConstraints ?? [];
    return all.filter((each) => each["whenUnsatisfiable"] !== "ScheduleAnyway").map((hard): Fix => {
      const soft = all.map((each) => (each === hard ? { ...each, whenUnsatisfiable: "ScheduleAnyway" } : each));
      return { of: "pod", edit: { what: "relaxSpread", key: String(hard["topologyKey"]) }, trial: withSpec(trial, (spec) => ({ ...spec, topologySpreadConstraints: soft })) };
    });
  },
  InterPodAffinity: (trial, _node, reasons) => {
    const of = reasons.some((reason) => reason.includes("pod anti-affinity rules")) ? "podAntiAffinity" : reasons.some((reason) => reason.includes("pod affinity rules")) ? "podAffinity" : undefined;
    return of && trial.pod.spec.affinity?.[of] ? [dropAffinity(trial, of)] : [];
  },
};

const withoutHostPort = <Port extends { readonly hostPort?: number }>({ hostPort: _, ...port }: Port): Omit<Port, "hostPort"> => port;

function eachContainer(spec: Pod["spec"], name: string, change: (container: Container) => Container): Pod["spec"] {
  const all = (list: readonly Container[]): readonly Container[] => list.map((each) => (each.name === name ? change(each) : each));
  return { ...spec, containers: all(spec.containers), ...(spec.initContainers && { initContainers: all(spec.initContainers) }) };
}

function taint(trial: Trial, node: string): readonly Fix[] {
  const there = nodeIn(trial, node);
  const repels = there && repellingTaint(there, trial.pod.spec.tolerations);
  // It comes back: it is no use to take it away, and none to tolerate it.
  if (!repels || isByCluster(repels.key)) return [];
  const text = taintText(repels);
  const toleration = { key: repels.key, ...(repels.value ? { operator: "Equal" as const, value: repels.value } : { operator: "Exists" as const }), effect: repels.effect };
  return [
    { of: "pod", edit: { what: "tolerate", taint: text }, trial: withSpec(trial, (spec) => ({ ...spec, tolerations: [...(spec.tolerations ?? []), toleration] })) },
    { of: "cluster", edit: { what: "untaint", node, taint: text }, trial: withNode(trial, node, ({ spec, ...rest }) => ({ ...rest, spec: { ...spec, taints: (spec.taints ?? []).filter((each) => taintText(each) !== text) } })) },
  ];
}

/** Labels that a node has of itself. */
const isOwnLabel = (key: string): boolean => key === "kubernetes.io/hostname" || key === "kubernetes.io/os" || key === "kubernetes.io/arch";

function affinity(trial: Trial, node: string): readonly Fix[] {
  const labels = nodeIn(trial, node)?.metadata.labels ?? {};
  const failing = Object.entries(trial.pod.spec.nodeSelector ?? {}).find(([key, value]) => labels[key] !== value);
  if (!failing) return trial.pod.spec.affinity?.nodeAffinity ? [dropAffinity(trial, "nodeAffinity")] : [];
  const [key, value] = failing;
  const dropped = withSpec(trial, (spec) => ({ ...spec, nodeSelector: Object.fromEntries(Object.entries(spec.nodeSelector ?? {}).filter(([other]) => other !== key)) }));
  const labelled = withNode(trial, node, ({ metadata, ...rest }) => ({ ...rest, metadata: { ...metadata, labels: { ...metadata.labels, [key]: value } } }));
  return [{ of: "pod", edit: { what: "dropSelector", key, value }, trial: dropped }, ...(isOwnLabel(key) ? [] : [{ of: "cluster" as const, edit: { what: "label" as const, node, key, value }, trial: labelled }])];
}

function dropAffinity(trial: Trial, of: "nodeAffinity" | "podAffinity" | "podAntiAffinity"): Fix {
  const without = withSpec(trial, (spec) => {
    const { [of]: _, ...rest } = spec.affinity ?? {};
    return { ...spec, affinity: rest };
  });
  return { of: "pod", edit: { what: "dropAffinity", of }, trial: without };
}

function resources(trial: Trial, node: string, reasons: readonly string[]): readonly Fix[] {
  const resource = reasons.map((reason) => /^Insufficient (.+)$/.exec(reason)?.[1]).find((each) => each !== undefined);
  const lowered = resource === undefined ? undefined : lower(trial, node, resource);
  return [...(lowered ? [lowered] : []), ...roomBy(trial, node, resource)];
}

const amountOf = (resource: string, text: string | undefined): number => (resource === "cpu" ? quantityMilli(text) : quantityValue(text));

/** What a node has left, in thousandths of a CPU, or in units. */
function freeOn(trial: Trial, node: string, resource: string): number {
  const has = amountOf(resource, nodeIn(trial, node)?.status.allocatable?.[resource]);
  return podsOn(trial, node).reduce((left, { spec }) => left - amountOf(resource, podRequests(spec)[resource]), has);
}

/** As one would write it, rounded down. */
function quantityText(resource: string, amount: number): string {
  if (resource === "cpu") return amount % 1000 === 0 ? String(amount / 1000) : `${amount}m`;
  if (resource !== "memory" && resource !== "ephemeral-storage") return String(amount);
  const mebi = Math.floor(amount / 2 ** 20);
  return mebi % 1024 === 0 ? `${mebi / 1024}Gi` : `${mebi}Mi`;
}

/** The container that asks for most asks for what is left instead. */
function lower(trial: Trial, node: string, resource: string): Fix | undefined {
  const all = trial.pod.spec.containers;
  const asks = ({ resources: own }: Container): string | undefined => own?.requests?.[resource];
  const most = all.reduce<Container | undefined>((best, each) => (asks(each) !== undefined && (!best || compareQuantities(asks(each), asks(best)) > 0) ? each : best), undefined);
  const from = most && asks(most);
  if (!most || from === undefined) return undefined;
  const missing = amountOf(resource, podRequests(trial.pod.spec)[resource]) - freeOn(trial, node, resource);
  const left = amountOf(resource, from) - missing;
  const to = quantityText(resource, left);
  if (left <= 0 || amountOf(resource, to) <= 0) return undefined;
  const lowered = withSpec(trial, (spec) => eachContainer(spec, most.name, (each) => ({ ...each, resources: { ...each.resources, requests: { ...each.resources?.requests, [resource]: to } } })));
  return { of: "pod", edit: { what: "lowerRequest", container: most.name, resource, from, to }, trial: lowered };
}

/** The smallest pod without which there is enough; not one that somebody would make again. */
function roomBy(trial: Trial, node: string, resource: string | undefined): readonly Fix[] {
  const needs = resource === undefined ? 0 : amountOf(resource, podRequests(trial.pod.spec)[resource]) - freeOn(trial, node, resource);
  const gives = ({ spec }: Pod): number => (resource === undefined ? 1 : amountOf(resource, podRequests(spec)[resource]));
  const leaves = podsOn(trial, node).filter((pod) => pod.metadata.namespace !== "kube-system" && !pod.metadata.ownerReferences?.length && gives(pod) >= needs);
  const least = leaves.reduce<Pod | undefined>((best, pod) => (best && gives(best) <= gives(pod) ? best : pod), undefined);
  if (!least) return [];
  return [{ of: "cluster", edit: { what: "deletePod", pod: `${least.metadata.namespace}/${least.metadata.name}` }, trial: withoutPod(trial, least) }];
}
