import { condition, isConditionTrue } from "../../api/conditions.ts";
import { isTerminal } from "../../api/pods.ts";
import type { ContainerStatus } from "../../api/types.ts";
import { podStatus } from "../../engine/apiserver/table/pod-status.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { ViewModel } from "../model.ts";
import { answer, type Answer } from "./answer.ts";
import { whyCompleted, whyPodFailed, whyTerminating } from "./endings.ts";
import { whyEnded, whyWasRestarted } from "./exits.ts";
import { factsOf, lastEnded, type Earlier, type Facts } from "./facts.ts";
import { createReasons, imageReasons, whyNoImage, whyNotCreated } from "./images.ts";
import { link, onContainer, onPod } from "./link.ts";
import { originOf } from "./origin.ts";
import { whyNotReady, whyWillRestart } from "./probes.ts";
import { liveness, readinessOf, readyAtMs, startedLink, whyRunning } from "./running.ts";
import { whyNodeSilent, whyNoNode } from "./scheduling.ts";
import { whyNotYet } from "./starting.ts";
import type { Why } from "./why.ts";

/** What is asked about, of the moment at which the cluster stands. */
export interface WhySubject {
  readonly podUid: string;
  /** Absent: the pod as a whole. */
  readonly container?: string;
}

const MOST_LINKS = 7;

/**
 * The chain of causes from what one sees of a pod back to the line of YAML or the command that led to it. Undefined when
 * there is no such pod. Reads only: the world does not notice. `model` is the projector's, as of the same moment. Without
 * `earlier`, what the journal has dropped is not found again.
 */
export function explain(cluster: Cluster, model: ViewModel, { podUid, container }: WhySubject, earlier?: Earlier): Why | undefined {
  const facts = factsOf(cluster, model, podUid, earlier);
  if (!facts) return undefined;
  const asked = container === undefined || facts.specOf(container) === undefined ? undefined : container;
  const { asks, values, links, note } = ofPod(facts, asked) ?? ofContainer(facts, asked ?? mostTroubled(facts));
  const shown = links.length <= MOST_LINKS ? links : [...links.slice(0, MOST_LINKS - 1), links.at(-1)!];
  return { pod: `pod/${podUid}`, container: container ?? "", asks, values, links: shown, ...(note ? { note } : {}) };
}

/** What holds for all of its containers. */
function ofPod(facts: Facts, container: string | undefined): Answer | undefined {
  const { metadata, spec, status } = facts.pod;
  if (metadata.deletionTimestamp !== undefined && (!isTerminal(facts.pod) || metadata.finalizers?.length)) return whyTerminating(facts, container);
  if (status.reason !== undefined && isTerminal(facts.pod)) return whyPodFailed(facts, status.reason, status.message ?? "");
  if (!spec.nodeName) return whyNoNode(facts);
  return whyNodeSilent(facts);
}

/** From the worst to the best. */
const ranks = ["stopped", "image", "notCreated", "crashed", "stopping", "creating", "notReady", "restarted", "doubted", "ready", "done"] as const;
type Rank = (typeof ranks)[number];

/** The container that the pod's STATUS is about: an init container as long as they are not over, else the worst; of those that are well, the one for which the pod waited longest. */
function mostTroubled(facts: Facts): string {
  const { spec, status } = facts.pod;
  const init = (spec.initContainers ?? []).find(({ name }) => !isInitialized(facts, name));
  if (init && !isConditionTrue(status.conditions, "Initialized")) return init.name;
  const sidecars = (spec.initContainers ?? []).filter(({ name }) => facts.roleOf(name) === "sidecar");
  const all = [...spec.containers, ...sidecars].map(({ name }) => ({ name, rank: ranks.indexOf(rankOf(facts, name)) }));
  const worst = all.reduce((found, each) => (each.rank < found.rank ? each : found));
  return ranks[worst.rank] === "ready" ? lastReady(facts, all.filter(({ rank }) => rank === worst.rank).map(({ name }) => name)) : worst.name;
}

/** The one that made the pod ready: the last to become so, where any of them had to be asked. */
function lastReady(facts: Facts, names: readonly string[]): string {
  if (!names.some((name) => readinessOf(facts, name))) return names[0] ?? "";
  const since = names.map((name) => {
    const running = facts.instances(name).at(-1);
    return { name, atMs: running ? readyAtMs(facts, running) : 0 };
  });
  return since.reduce((last, each) => (each.atMs > last.atMs ? each : last)).name;
}

function isInitialized(facts: Facts, name: string): boolean {
  const status = facts.statusOf(name);
  return facts.roleOf(name) === "sidecar" ? status?.started === true : status?.state?.terminated?.exitCode === 0;
}

function rankOf(facts: Facts, name: string): Rank {
  const status = facts.statusOf(name);
  const { waiting, running, terminated } = status?.state ?? {};
  const reason = waiting?.reason ?? "";
  if (imageReasons.has(reason)) return "image";
  if (createReasons.has(reason)) return "notCreated";
  if (reason === "CrashLoopBackOff" || (terminated && terminated.exitCode !== 0)) return "crashed";
  if (terminated) return "done";
  if (!running) return "creating";
  if (facts.worker?.sync?.kills.some((kill) => kill.name === name && kill.step !== "done")) return "stopping";
  if (status?.ready !== true) return "notReady";
  if (status.restartCount > 0) return "restarted";
  const instance = facts.instances(name).at(-1);
  return instance && liveness(facts, instance) ? "doubted" : "ready";
}

/** What holds for one container. */
function ofContainer(facts: Facts, name: string): Answer {
  const status = facts.statusOf(name);
  const shown = podStatus(facts.pod).reason;
  const { waiting, running, terminated } = status?.state ?? {};
  const reason = waiting?.reason ?? "";
  const init = facts.roleOf(name) === "init";
  if (imageReasons.has(reason)) return whyNoImage(facts, name, reason, waiting?.message ?? "");
  const broken = whyLastEnded(facts, name, status, shown);
  if (createReasons.has(reason)) return broken && reason === "RunContainerError" ? broken : whyNotCreated(facts, name, reason, waiting?.message ?? "");
  const ended = lastEnded(facts, name);
  if (ended && (terminated || reason === "CrashLoopBackOff")) return broken ?? whyEnded(facts, ended, shown);
  if (running) return init ? whyInitRuns(facts, name, shown) : whyRuns(facts, name);
  const holding = init ? undefined : initHolding(facts);
  if (holding !== undefined) return ofContainer(facts, holding);
  return whyNotYet(facts, name);
}

/** An init container that has not ended holds the others. */
const initHolding = (facts: Facts): string | undefined => (facts.pod.spec.initContainers ?? []).find(({ name }) => !isInitialized(facts, name) && rankOf(facts, name) !== "creating")?.name;

/** The last instance has ended: for good, to be tried again, or well. */
function whyLastEnded(facts: Facts, name: string, status: ContainerStatus | undefined, shown: string): Answer | undefined {
  const ended = lastEnded(facts, name);
  if (!ended) return undefined;
  if (facts.roleOf(name) === "init" && (status?.state?.terminated?.exitCode ?? 1) !== 0) {
    const found = whyEnded(facts, ended, shown);
    return { ...found, asks: "initializing", values: { status: shown }, links: [initLink(facts, "initFailed", name, ended.finishedAtMs), ...found.links] };
  }
  return facts.pod.status.phase === "Succeeded" ? whyCompleted(facts, ended) : whyEnded(facts, ended, status?.state?.waiting?.reason ?? ended.reason ?? shown);
}

function initLink(facts: Facts, says: "initRuns" | "initFailed", name: string, atMs: number | undefined) {
  const all = facts.pod.spec.initContainers ?? [];
  const place = String(all.findIndex((each) => each.name === name) + 1);
  return link(says, { container: name, place, of: String(all.length) }, { atMs: atMs ?? facts.nowMs, at: onContainer(name) });
}

function whyInitRuns(facts: Facts, name: string, shown: string): Answer {
  const running = facts.instances(name).at(-1);
  if (!running) return whyNotYet(facts, name);
  const fields = [{ container: name, path: "/args" }, { container: name, path: "/command" }, { container: name, path: "/name" }];
  return answer("initializing", { status: shown }, [initLink(facts, "initRuns", name, running.startedAtMs), startedLink(facts, running), originOf(facts, fields)]);
}

function whyRuns(facts: Facts, name: string): Answer {
  const running = facts.instances(name).at(-1);
  // The status is a little older than what the runtime knows.
  if (running?.state === "Exited") return whyEnded(facts, running, running.reason ?? "");
  if (running?.state !== "Running") return whyNotYet(facts, name);
  const stopping = whyWillRestart(facts, running);
  if (stopping) return stopping;
  if (facts.statusOf(name)?.ready !== true) return whyNotReady(facts, running);
  const gate = closedGate(facts);
  if (gate !== undefined) {
    const closed = link("gateOfReadiness", { gate }, { atMs: facts.at(condition(facts.pod.status.conditions, "Ready")?.lastTransitionTime) ?? facts.nowMs, at: onPod });
    return answer("notReady", {}, [closed, originOf(facts, [{ path: "/spec/readinessGates" }])]);
  }
  return whyWasRestarted(facts, running) ?? whyRunning(facts, running);
}

const closedGate = ({ pod: { spec, status } }: Facts): string | undefined => spec.readinessGates?.find(({ conditionType }) => !isConditionTrue(status.conditions, conditionType))?.conditionType;
