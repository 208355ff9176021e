import type { Job } from "../../api/batch.ts";
import { condition } from "../../api/conditions.ts";
import { formatLabels } from "../../api/labels.ts";
import { isPodReady } from "../../api/pods.ts";
import type { Service } from "../../api/services.ts";
import { parseRfc3339 } from "../../api/time.ts";
import type { Condition, KubernetesObject, Node, Pod } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { EntityKey, NodeView, PodView, ServiceView, ViewModel, WorkloadView } from "../model.ts";
import { podsOf, topOf } from "../related.ts";
import { isByCluster, taintText } from "../taints.ts";
import { workloadKinds } from "../workloads/workload-view.ts";
import { answer, type Answer } from "./answer.ts";
import { explain } from "./explain.ts";
import type { Earlier } from "./facts.ts";
import { link, note, onInput, onNode, onPod } from "./link.ts";
import { commandLike, originOfObject, type Subject } from "./object-origin.ts";
import { typedLink } from "./origin.ts";
import { spanText } from "./instant.ts";
import type { Why, WhyLink } from "./why.ts";

const MOST_LINKS = 7;

/** A cluster at the moment asked about, and what was seen of it. */
interface Seen {
  readonly cluster: Cluster;
  readonly model: ViewModel;
  readonly earlier: Earlier | undefined;
}

/** An answer, and the pod on which its balloons stand. */
interface Found extends Answer {
  readonly pod?: EntityKey | undefined;
}

/** The chain of causes of a workload, a Service or a node; where a pod is the reason, down its chain. Undefined when there is no such thing. */
export function explainObject(cluster: Cluster, model: ViewModel, key: EntityKey, earlier?: Earlier): Why | undefined {
  const entity = model.get(key);
  const found = entity?.kind === "workload" ? ofWorkload({ cluster, model, earlier }, entity) : entity?.kind === "service" ? ofService({ cluster, model, earlier }, entity) : entity?.kind === "node" ? ofNode(cluster, entity) : undefined;
  if (!found) return undefined;
  const { asks, values, links, note: beside, pod } = found;
  const shown = links.length <= MOST_LINKS ? links : [...links.slice(0, MOST_LINKS - 1), links.at(-1)!];
  return { pod: pod ?? key, container: "", asks, values, links: afterCauses(shown), ...(beside ? { note: beside } : {}) };
}

const SECOND_MS = 1_000;

/** Stamps of the API are cut to the second: what they say of an effect may lie before its cause by as much. */
function afterCauses(links: readonly WhyLink[]): readonly WhyLink[] {
  const causeMs = links.at(-1)?.atMs ?? 0;
  return links.map((each) => (each.atMs < causeMs && each.atMs > causeMs - SECOND_MS ? { ...each, atMs: causeMs } : each));
}

const atOf = ({ options }: Cluster, stamp: string | null | undefined): number => Math.max((parseRfc3339(stamp ?? "") ?? options.startsAtMs) - options.startsAtMs, 0);

/** A pod's own chain as the rest of this one. */
function downTo({ cluster, model, earlier }: Seen, pod: PodView | undefined): { readonly links: readonly WhyLink[]; readonly note?: Why["note"]; readonly pod?: EntityKey } {
  const why = pod && explain(cluster, model, { podUid: pod.uid }, earlier);
  return why && pod ? { links: why.links, ...(why.note && { note: why.note }), pod: pod.key } : { links: [] };
}

/** From the one that is worst off: broken, then held up, then only late. */
const TROUBLE: readonly PodView["glyph"][] = ["crashLoop", "imagePull", "oomKilled", "error", "evicted", "pending", "gated", "unknown", "notReady", "init", "initializing", "creating", "terminating"];

function worstOf(pods: readonly PodView[]): PodView | undefined {
  const rank = ({ glyph }: PodView): number => (TROUBLE.indexOf(glyph) + TROUBLE.length + 1) % (TROUBLE.length + 1);
  const troubled = pods.filter(({ glyph }) => TROUBLE.includes(glyph));
  return troubled.reduce<PodView | undefined>((worst, pod) => (worst && (rank(worst) < rank(pod) || (rank(worst) === rank(pod) && worst.createdAtMs >= pod.createdAtMs)) ? worst : pod), undefined);
}

const podViews = (model: ViewModel, key: EntityKey): readonly PodView[] => (podsOf(model, key) ?? []).flatMap((pod) => {
  const view = model.get(pod);
  return view?.kind === "pod" ? [view] : [];
});

/** The latest of some instants, so that what it took all of them for became true then; where there are none, another. */
const lastOf = (instants: readonly number[], otherwiseMs: number): number => (instants.length > 0 ? Math.max(...instants, 0) : otherwiseMs);

const readyOf = ({ conditions }: PodView) => conditions.find(({ type }) => type === "Ready");

/** Since when it is ready, if it is. */
function readySinceMs(pod: PodView): readonly number[] {
  const ready = readyOf(pod);
  return ready?.status === "True" ? [ready.sinceMs] : [];
}

/** Since when it does not count as ready: since it was made, or was no longer ready, or is to be deleted. */
function unreadySinceMs(pod: PodView): number {
  const ready = readyOf(pod);
  return ready && ready.status !== "True" ? ready.sinceMs : (pod.deletion?.requestedAtMs ?? pod.createdAtMs);
}

const resourceOf = (kind: string): string => [...workloadKinds].find(([, of]) => of === kind)?.[0] ?? "";

function ofWorkload(seen: Seen, view: WorkloadView): Found {
  const { cluster, model } = seen;
  const object = cluster.parts.server.store.get(resourceOf(view.of), `${view.namespace}/${view.name}`) as (KubernetesObject & { readonly spec?: { readonly paused?: boolean; readonly suspend?: boolean; readonly progressDeadlineSeconds?: number }; readonly status?: { readonly conditions?: readonly Condition[] } }) | undefined;
  const origin = (...paths: readonly string[]): WhyLink => originOfObject(cluster, topmost(model, view), [...paths, "/metadata/name"].map((path) => ({ path })), view.createdAtMs);
  const conditions = object?.status?.conditions;
  const held = conditions?.find(({ type, status, reason }) => (type === "Suspended" && status === "True") || reason === "DeploymentPaused");
  const at = { atMs: held ? atOf(cluster, held.lastTransitionTime) : view.createdAtMs, at: onPod };
  const refused = condition(conditions, "ReplicaFailure");
  const worst = worstOf(podViews(model, view.key));
  if (object?.spec?.suspend) return answer("paused", {}, [link("suspended", {}, at), origin("/spec/suspend")]);
  if (refused?.status === "True") return answer("stuck", {}, [link("podsRefused", {}, { atMs: atOf(cluster, refused.lastTransitionTime), at: onPod, quote: refused.message }), origin("/spec/replicas")]);
  if (view.of === "Job") return ofJob(seen, view, object as unknown as Job, worst, origin);
  const counts = { available: String(view.available), desired: String(view.desired) };
  const misses = view.available < view.desired ? [link("missesPods", { ...counts, pod: worst?.name ?? "" }, { atMs: worst ? unreadySinceMs(worst) : origin("/spec/replicas").atMs, at: onPod })] : [];
  const down = downTo(seen, worst);
  const rest = down.links.length > 0 ? down.links : [origin("/spec/replicas")];
  const progressing = condition(conditions, "Progressing");
  if (progressing?.status === "False") {
    const seconds = object?.spec?.progressDeadlineSeconds ?? 600;
    const late = link("rolloutDeadline", { seconds: spanText(seconds * 1000), written: seconds === 600 ? "" : "yes" }, { atMs: atOf(cluster, progressing.lastTransitionTime), at: onPod, quote: progressing.message });
    return { ...answer("stuck", {}, [late, ...misses, ...rest], down.note), pod: down.pod };
  }
  if (object?.spec?.paused) return answer("paused", {}, [link("isPaused", { field: "spec.paused" }, at), origin("/spec/paused")]);
  if (misses.length > 0) return { ...answer("notAvailable", counts, [...misses, ...rest], down.note), pod: down.pod };
  const last = origin("/spec/replicas");
  return answer("allThere", {}, [link("missesNone", { desired: counts.desired }, { atMs: lastOf(podViews(model, view.key).flatMap(readySinceMs), last.atMs), at: onPod }), last]);
}

/** What is written in a file is what somebody made, not what it has made. */
function topmost(model: ViewModel, view: WorkloadView): Subject {
  const { of: kind, namespace, name } = topOf(model, view);
  return { kind, namespace, name };
}

function ofJob(seen: Seen, view: WorkloadView, job: Job, worst: PodView | undefined, origin: (...paths: readonly string[]) => WhyLink): Found {
  const { cluster } = seen;
  const failed = condition(job.status?.conditions, "Failed");
  const down = downTo(seen, worst);
  if (failed?.status === "True") {
    const gaveUp = link("jobGaveUp", { reason: failed.reason ?? "", failed: String(job.status?.failed ?? "") }, { atMs: atOf(cluster, failed.lastTransitionTime), at: onPod, quote: failed.message });
    const field = failed.reason === "DeadlineExceeded" ? "/spec/activeDeadlineSeconds" : "/spec/backoffLimit";
    return { ...answer("jobFailed", {}, [gaveUp, ...(down.links.length > 0 ? down.links : [origin(field)])], down.note), pod: down.pod };
  }
  const begun = job.status?.startTime ? atOf(cluster, job.status.startTime) : view.createdAtMs;
  if (view.state === "complete") {
    const doneMs = atOf(cluster, job.status?.completionTime ?? condition(job.status?.conditions, "Complete")?.lastTransitionTime);
    return answer("allThere", {}, [link("missesNone", { desired: String(view.desired) }, { atMs: doneMs, at: onPod }), origin("/spec/completions")]);
  }
  const changes = podViews(seen.model, view.key).map((pod) => (pod.phase === "Succeeded" || pod.phase === "Failed" ? unreadySinceMs(pod) : pod.createdAtMs));
  const work = link("jobAtWork", { active: String(view.current), succeeded: String(view.available), desired: String(view.desired) }, { atMs: lastOf(changes, begun), at: onPod });
  return { ...answer("jobRuns", {}, [work, ...(down.links.length > 0 ? down.links : [origin("/spec/completions")])], down.note), pod: down.pod };
}

function ofService(seen: Seen, view: ServiceView): Found | undefined {
  const { cluster, model } = seen;
  const { store } = cluster.parts.server;
  const service = store.get("services", `${view.namespace}/${view.name}`) as Service | undefined;
  if (!service) return undefined;
  const subject: Subject = { kind: "Service", namespace: view.namespace, name: view.name };
  const origin = (...paths: readonly string[]): WhyLink => originOfObject(cluster, subject, [...paths, "/metadata/name"].map((path) => ({ path })), view.createdAtMs);
  const at = { atMs: view.createdAtMs, at: onPod };
  const { selector } = service.spec;
  const pods = store.keys("pods", view.namespace).flatMap((key) => (store.get("pods", key) as Pod | undefined) ?? []);
  const selected = selector ? pods.filter(({ metadata }) => Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value)) : [];
  const missing = selected.length > 0 ? portThatNobodyHas(service, selected) : undefined;
  if (missing !== undefined) return answer("noEndpoints", {}, [link("portNameUnknown", { port: missing }, at), origin("/spec/ports")]);
  const ready = view.endpoints.filter(({ state }) => state === "ready");
  if (ready.length > 0) return { ...answer("served", {}, [link("servedBy", { count: String(ready.length) }, { atMs: Math.max(lastOf(podViews(model, view.key).flatMap(readySinceMs), view.createdAtMs), view.createdAtMs), at: onPod }), origin("/spec/selector")]), pod: ready[0]?.pod };
  if (!selector || Object.keys(selector).length === 0) return answer("noEndpoints", {}, [link("noSelector", {}, at), origin("/spec")]);
  if (selected.length === 0) return noneSelected(pods, selector, [origin("/spec/selector")], view.createdAtMs);
  const waiting = selected.filter((pod) => !isPodReady(pod));
  const views = waiting.flatMap(({ metadata }) => {
    const pod = model.get(`pod/${metadata.uid}`);
    return pod?.kind === "pod" ? [pod] : [];
  });
  const worst = worstOf(views) ?? views[0];
  const down = downTo(seen, worst);
  const behind = link("allNotReady", { count: String(waiting.length), pod: worst?.name ?? "" }, { atMs: Math.max(lastOf(views.map(unreadySinceMs), view.createdAtMs), view.createdAtMs), at: onPod });
  return { ...answer("noEndpoints", {}, [behind, ...(down.links.length > 0 ? down.links : [origin("/spec/selector")])], down.note), pod: down.pod };
}

/** A named target port that no container has: the Pods are there, and nothing of them can be asked. */
const portThatNobodyHas = ({ spec }: Service, pods: readonly Pod[]): string | undefined =>
  (spec.ports ?? []).map(({ targetPort }) => targetPort).find((port): port is string => typeof port === "string" && !pods.some((pod) => pod.spec.containers.some(({ ports }) => ports?.some(({ name }) => name === port))));

/** The pod that shares most keys with the selector is probably meant. */
function noneSelected(pods: readonly Pod[], selector: Readonly<Record<string, string>>, rest: readonly WhyLink[], atMs: number): Found {
  const like = ({ metadata }: Pod): number => Object.entries(selector).reduce((sum, [key, value]) => sum + (metadata.labels?.[key] === value ? 2 : metadata.labels?.[key] === undefined ? 0 : 1), 0);
  const near = pods.reduce<Pod | undefined>((best, pod) => (like(pod) > (best ? like(best) : 0) ? pod : best), undefined);
  const says = near ? link("selectsOther", { selector: formatLabels(selector), pod: near.metadata.name, labels: formatLabels(near.metadata.labels ?? {}) }, { atMs, at: onPod }) : link("selectsNone", { selector: formatLabels(selector) }, { atMs, at: onPod });
  return { ...answer("noEndpoints", {}, [says, ...rest]), pod: near && `pod/${near.metadata.uid}` };
}

function ofNode(cluster: Cluster, view: NodeView): Found | undefined {
  const node = cluster.parts.server.store.get("nodes", view.name) as Node | undefined;
  if (!node) return undefined;
  const { name } = view;
  const ready = condition(node.status.conditions, "Ready");
  const since = atOf(cluster, ready?.lastTransitionTime);
  const wasThere = link("wasThere", {}, { atMs: 0, at: onInput });
  if (ready?.status !== "True") {
    const silent = link("nodeUnheard", { node: name, status: ready?.status ?? "Unknown" }, { atMs: since, at: onNode, quote: ready?.message });
    const leaves = (node.spec.taints ?? []).some(({ key, effect }) => key === "node.kubernetes.io/unreachable" && effect === "NoExecute");
    return answer("nodeNotReady", { status: view.status }, [silent, ...stoppedBy(cluster, name, wasThere)], leaves ? note("silentNodeLosesPods", {}) : undefined);
  }
  if (node.spec.unschedulable) {
    const typed = commandLike(cluster, new RegExp(`\\b(cordon|drain)\\b.*\\b${name}\\b`));
    return answer("nodeCordoned", {}, [link("closedForPods", { node: name }, { atMs: typed?.atMs ?? 0, at: onNode }), typed ? typedLink(typed) : wasThere]);
  }
  const taints = (node.spec.taints ?? []).filter(({ key, effect }) => !isByCluster(key) && effect !== "PreferNoSchedule");
  if (taints.length > 0) {
    const typed = commandLike(cluster, new RegExp(`\\btaint\\b.*(\\b${name}\\b|--all\\b|-l\\b|--selector\\b)`));
    const drives = taints.some(({ effect }) => effect === "NoExecute");
    return answer("nodeTainted", {}, [link(drives ? "taintDrivesAway" : "taintKeepsOut", { taints: taints.map(taintText).join(", ") }, { atMs: typed?.atMs ?? 0, at: onNode }), typed ? typedLink(typed) : wasThere]);
  }
  return answer("nodeReady", {}, [link("nodeHeard", { node: name }, { atMs: since, at: onNode, quote: ready.message }), wasThere]);
}

/** Who stopped what on it, if a line did. */
function stoppedBy(cluster: Cluster, name: string, otherwise: WhyLink): readonly WhyLink[] {
  const stop = commandLike(cluster, new RegExp(`\\bkubarium node stop\\b.*\\b${name}\\b|\\bssh\\b.*\\b${name}\\b.*\\bsystemctl stop\\b`));
  if (!stop) return [otherwise];
  const component = /--component[ =](\w+)/.exec(stop.line)?.[1] ?? /systemctl stop (\S+)/.exec(stop.line)?.[1] ?? "power";
  return [link("componentStopped", { node: name, component }, { atMs: stop.atMs, at: onNode }), typedLink(stop)];
}

