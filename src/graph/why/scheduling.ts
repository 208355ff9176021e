import { condition } from "../../api/conditions.ts";
import { podRequests } from "../../api/pods.ts";
import { toleratesTaint } from "../../api/taints.ts";
import type { Node } from "../../api/types.ts";
import { pointerSegment } from "../../manifest/field-paths.ts";
import { taintText } from "../taints.ts";
import { answer, type Answer } from "./answer.ts";
import type { Facts } from "./facts.ts";
import { link, note, onNode, onPod, onScheduler } from "./link.ts";
import { claimLinks } from "./claims.ts";
import type { Field } from "./manifest-lines.ts";
import { isWritten, originOf } from "./origin.ts";
import type { WhyLink } from "./why.ts";

const DEFAULT_SCHEDULER = "default-scheduler";

/** Why a pod has no node. */
export function whyNoNode(facts: Facts): Answer {
  const { pod, createdAtMs } = facts;
  const gates = (pod.spec.schedulingGates ?? []).map(({ name }) => name);
  if (gates.length > 0) {
    const closed = link("gateCloses", { gates: gates.join(", ") }, { atMs: storedAt(facts), at: onScheduler, quote: condition(pod.status.conditions, "PodScheduled")?.message });
    return answer("gated", {}, [closed, originOf(facts, [{ path: "/spec/schedulingGates" }])]);
  }
  if (pod.spec.schedulerName !== DEFAULT_SCHEDULER) {
    const nobody = link("noSuchScheduler", { scheduler: pod.spec.schedulerName }, { atMs: createdAtMs, at: onScheduler });
    return answer("pending", {}, [nobody, originOf(facts, [{ path: "/spec/schedulerName" }])]);
  }
  const scheduled = condition(pod.status.conditions, "PodScheduled");
  if (scheduled?.status !== "False") return answer("pending", {}, [link("schedulerHasNotLooked", {}, { atMs: storedAt(facts), at: onScheduler }), originOf(facts, [{ path: "/metadata/name" }])]);
  return unschedulable(facts, scheduled.message ?? "");
}

/** When the API server stored it, to the millisecond where the journal still knows. */
export const storedAt = (facts: Facts): number => facts.journal().find(({ type }) => type === "store")?.at ?? facts.createdAtMs;

interface Rejection {
  readonly node: string;
  readonly plugin: string;
  readonly reasons: readonly string[];
}

function unschedulable(facts: Facts, message: string): Answer {
  const verdict = facts.journal().findLast(({ type }) => type === "verdict");
  const rejections = ((verdict?.detail as { readonly rejections?: readonly Rejection[] } | undefined)?.rejections ?? []);
  const atMs = verdict?.at ?? facts.at(condition(facts.pod.status.conditions, "PodScheduled")?.lastTransitionTime) ?? facts.createdAtMs;
  const claims = claimLinks(facts, message, atMs);
  const refusals = groups(rejections).slice(0, 4).map((group) => refusal(facts, group, atMs));
  const nodes = /^0\/(\d+)/.exec(message)?.[1] ?? String(rejections.length);
  const first = link("noNodeFits", { nodes }, { atMs, at: onScheduler, quote: message });
  const fields = refusals.flatMap((each) => each.fields);
  const asksTooMuch = refusals.some(({ link: { says } }) => says === "refusedResource");
  return answer("pending", {}, [first, ...refusals.map((each) => each.link), ...claims.links, originOf(facts, [...claims.fields, ...fields, { path: "/metadata/name" }])], asksTooMuch ? note("requestsCount", {}) : undefined);
}

interface Group {
  readonly plugin: string;
  readonly reason: string;
  readonly nodes: readonly string[];
}

/** One group per reason, those that concern most nodes first. */
function groups(rejections: readonly Rejection[]): readonly Group[] {
  const byReason = new Map<string, { plugin: string; reason: string; nodes: string[] }>();
  for (const { node, plugin, reasons } of rejections) {
    for (const reason of reasons) {
      const group = byReason.get(reason) ?? { plugin, reason, nodes: [] };
      group.nodes.push(node);
      byReason.set(reason, group);
    }
  }
  return [...byReason.values()].sort((a, b) => b.nodes.length - a.nodes.length);
}

/** What some nodes said, and the field of the pod that it is about. */
function refusal(facts: Facts, { plugin, reason, nodes }: Group, atMs: number): { readonly link: WhyLink; readonly fields: readonly Field[] } {
  const at = { atMs, at: onScheduler };
  const named = namesOf(nodes);
  const resource = /^Insufficient (.+)$/.exec(reason)?.[1];
  if (resource !== undefined) {
    const asks = podRequests(facts.pod.spec)[resource] ?? "";
    return { link: link("refusedResource", { nodes: named, resource, asks, free: freeOf(facts, nodes, resource) }, at), fields: requestFields(facts, resource) };
  }
  if (plugin === "TaintToleration") return { link: link("refusedTaint", { nodes: named, taints: taintsOf(facts, nodes) }, at), fields: [{ path: "/spec/tolerations" }] };
  if (plugin === "NodeUnschedulable") return { link: link("refusedCordoned", { nodes: named }, at), fields: [] };
  if (plugin === "NodeAffinity") return { link: link("refusedSelector", { nodes: named, asks: selectorText(facts) }, at), fields: [{ path: facts.pod.spec.nodeSelector ? "/spec/nodeSelector" : "/spec/affinity/nodeAffinity" }] };
  return { link: link("refusedOther", { nodes: named, reason }, at), fields: fieldsOfPlugin(facts, plugin) };
}

/** What of the pod the scheduler's other plugins look at. */
function fieldsOfPlugin({ pod }: Facts, plugin: string): readonly Field[] {
  if (plugin === "NodePorts") return pod.spec.containers.flatMap(({ name, ports }) => (ports ?? []).flatMap(({ hostPort }, index) => (hostPort === undefined ? [] : [{ container: name, path: `/ports/${index}/hostPort` }])));
  const path = paths[plugin];
  return path === undefined ? [] : [{ path }];
}

const paths: Readonly<Record<string, string>> = {
  NodeName: "/spec/nodeName",
  VolumeBinding: "/spec/volumes",
  PodTopologySpread: "/spec/topologySpreadConstraints",
  InterPodAffinity: "/spec/affinity",
};

const namesOf = (nodes: readonly string[]): string => (nodes.length <= 3 ? nodes.join(", ") : `${nodes.slice(0, 2).join(", ")} +${nodes.length - 2}`);

/** Where the pod asks for it: the first container that does, as a request or by its limit; or the pod as a whole. */
function requestFields({ pod }: Facts, resource: string): readonly Field[] {
  const path = `/${pointerSegment(resource)}`;
  const asking = pod.spec.containers.find(({ resources }) => resources?.requests?.[resource] !== undefined);
  const ofPod = [{ path: `/spec/resources/requests${path}` }];
  return asking ? [{ container: asking.name, path: `/resources/requests${path}` }, { container: asking.name, path: `/resources/limits${path}` }, ...ofPod] : ofPod;
}

/** How much the nodes have left, of what the picture knows. */
function freeOf({ model }: Facts, nodes: readonly string[], resource: string): string {
  const free = nodes.flatMap((name) => {
    const node = model.get(`node/${name}`);
    if (node?.kind !== "node") return [];
    if (resource === "cpu") return [`${name} ${Math.max(node.allocatable.cpuMilli - node.requested.cpuMilli, 0)}m`];
    if (resource === "memory") return [`${name} ${Math.floor(Math.max(node.allocatable.memoryBytes - node.requested.memoryBytes, 0) / 2 ** 20)}Mi`];
    return [];
  });
  return namesOf(free);
}

function taintsOf({ cluster, pod }: Facts, nodes: readonly string[]): string {
  const taints = new Set<string>();
  for (const name of nodes) {
    const node = cluster.parts.server.store.get("nodes", name) as Node | undefined;
    for (const taint of node?.spec.taints ?? []) {
      const repels = taint.effect !== "PreferNoSchedule" && !(pod.spec.tolerations ?? []).some((toleration) => toleratesTaint(toleration, taint));
      if (repels) taints.add(taintText(taint));
    }
  }
  return [...taints].join(", ");
}

function selectorText({ pod }: Facts): string {
  const labels = Object.entries(pod.spec.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  return labels.length > 0 ? labels.join(", ") : "nodeAffinity";
}

/** Why it is on its node: the scheduler's choice, or the pod's own word. */
export function boundLink(facts: Facts): WhyLink {
  const node = facts.pod.spec.nodeName ?? "";
  const verdict = facts.journal().findLast(({ type }) => type === "verdict");
  const atMs = verdict?.at ?? facts.at(condition(facts.pod.status.conditions, "PodScheduled")?.lastTransitionTime) ?? facts.createdAtMs;
  if (!verdict && isWritten(facts, { path: "/spec/nodeName" })) return link("nodeNamed", { node }, { atMs, at: onNode });
  const scores = (verdict?.detail as { readonly scores?: readonly unknown[] } | undefined)?.scores?.length ?? 0;
  return link("boundTo", { node, of: scores > 1 ? String(scores) : "" }, { atMs, at: onScheduler });
}

/** Why nobody starts it: its node is not there, or is not heard of. */
export function whyNodeSilent(facts: Facts): Answer | undefined {
  const name = facts.pod.spec.nodeName ?? "";
  const node = facts.cluster.parts.server.store.get("nodes", name) as Node | undefined;
  if (!node) return answer("pending", {}, [link("noSuchNode", { node: name }, { atMs: facts.createdAtMs, at: onPod }), originOf(facts, [{ path: "/spec/nodeName" }])]);
  const ready = condition(node.status.conditions, "Ready");
  if (!ready || ready.status === "True") return undefined;
  const atMs = facts.at(ready.lastTransitionTime) ?? facts.nowMs;
  const silent = link("nodeNotReady", { node: name, status: ready.status }, { atMs, at: onNode, quote: ready.message });
  return answer("unheard", {}, [silent, boundLink(facts), originOf(facts, [{ path: "/metadata/name" }])]);
}

