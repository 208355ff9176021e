import { entryOf } from "../../engine/simulation/journal-details.ts";
import type { Container } from "../../engine/container-runtime/cri.ts";
import { answer, type Answer } from "./answer.ts";
import { endOf } from "./exits.ts";
import type { Ended, Facts } from "./facts.ts";
import { instantText, spanText } from "./instant.ts";
import { link, onContainer, onGrace, onNode, onPause, onPod } from "./link.ts";
import type { Field } from "./manifest-lines.ts";
import { DEFAULT_POLICY, deletedBy, isWritten, originOf, typedLink, writerOf } from "./origin.ts";
import type { WhyLink } from "./why.ts";

/** Why a pod is on its way out: what it still waits for, how long, and who deleted it. */
export function whyTerminating(facts: Facts, name: string | undefined): Answer {
  const kills = (facts.worker?.sync?.kills ?? []).filter(({ step }) => step !== "done");
  const task = kills.find((each) => each.name === name) ?? kills[0];
  const container = task && facts.instances(task.name).findLast(({ id }) => id === task.containerId);
  const links = [...waitsFor(facts, task, container), ...graceLink(facts, task?.graceSeconds), ...deletionLinks(facts)];
  return answer("terminating", {}, links);
}

type Kill = NonNullable<NonNullable<Facts["worker"]>["sync"]>["kills"][number];

function waitsFor(facts: Facts, task: Kill | undefined, container: Container | undefined): readonly WhyLink[] {
  const node = facts.pod.spec.nodeName ?? "";
  if (task) {
    const begun = Math.max(task.startedAtMs, 0);
    const killAt = instantText(begun + task.graceSeconds * 1000);
    const at = { atMs: begun, at: onContainer(task.name) };
    if (task.step === "preStop") return [link("preStopRuns", { container: task.name, hook: hookText(task), killAt }, at)];
    return [link("waitsForProcess", { container: task.name, killAt, grace: spanText(task.graceSeconds * 1000) }, at), ...(container ? ignoredLink(facts, container) : [])];
  }
  const { finalizers = [] } = facts.pod.metadata;
  if (finalizers.length > 0) return [link("waitsForFinalizers", { finalizers: finalizers.join(", ") }, { atMs: deletedAt(facts), at: onPod })];
  if (!facts.worker) return [link("kubeletUnheard", { node }, { atMs: deletedAt(facts), at: onNode })];
  return [link("waitsForCleanup", { node }, { atMs: facts.instances().reduce((last, { finishedAtMs = 0 }) => Math.max(last, finishedAtMs), deletedAt(facts)), at: onPause })];
}

const hookText = ({ preStop }: Kill): string => {
  if (preStop?.exec) return (preStop.exec.command ?? []).join(" ");
  if (preStop?.httpGet) return `${preStop.httpGet.path || "/"} :${preStop.httpGet.port}`;
  return preStop?.sleep ? `sleep ${preStop.sleep.seconds}` : "";
};

function ignoredLink(facts: Facts, container: Container): readonly WhyLink[] {
  const sent = facts.journal().findLast((entry) => {
    const signal = entryOf(entry, "signal")?.detail;
    return signal?.signal === "TERM" && signal.owner?.containerId === container.id;
  });
  const signal = sent && entryOf(sent, "signal")?.detail;
  if (!sent || !signal || (signal.outcome !== "noHandler" && signal.outcome !== "ignored")) return [];
  return [link("termIgnored", { command: signal.argv.join(" "), pid: String(signal.pid) }, { atMs: sent.at, at: onContainer(container.name) })];
}

/** When somebody asked for it: the stamp lies a grace later. */
function deletedAt({ at, pod: { metadata }, nowMs }: Facts): number {
  const due = at(metadata.deletionTimestamp);
  return due === undefined ? nowMs : due - (metadata.deletionGracePeriodSeconds ?? 0) * 1000;
}

function graceLink(facts: Facts, seconds: number | undefined): readonly WhyLink[] {
  const { deletionGracePeriodSeconds } = facts.pod.metadata;
  const graceSeconds = seconds ?? deletionGracePeriodSeconds;
  if (graceSeconds === undefined) return [];
  const asked = graceSeconds !== facts.pod.spec.terminationGracePeriodSeconds;
  const written = asked ? "asked" : isWritten(facts, { path: "/spec/terminationGracePeriodSeconds" }) ? "yes" : "";
  return [link("graceIs", { grace: spanText(graceSeconds * 1000), field: asked ? "--grace-period" : "terminationGracePeriodSeconds", written }, { atMs: deletedAt(facts), at: onGrace })];
}

function deletionLinks(facts: Facts): readonly WhyLink[] {
  const by = deletedBy(facts);
  if (!by) return [originOf(facts, [{ path: "/metadata/name" }])];
  if ("command" in by) return [typedLink(by.command)];
  return [link("deletedByPart", { part: by.part }, { atMs: by.atMs, at: onPod }), originOf(facts, [{ path: "/metadata/name" }])];
}

/** A pod that was ended as a whole: evicted, refused by its kubelet, over its deadline. */
export function whyPodFailed(facts: Facts, reason: string, message: string): Answer {
  const node = facts.pod.spec.nodeName ?? "";
  const decided = facts.journal().findLast(({ type }) => type === "evicted" || type === "ended");
  const at = { atMs: decided?.at ?? facts.events().at(-1)?.lastAtMs ?? facts.nowMs, at: onPod, quote: message.trim() };
  const name = { path: "/metadata/name" };
  if (reason === "Evicted") return answer("evicted", {}, [link("evictedFor", { node }, at), originOf(facts, [...evictionFields(facts, message), name])]);
  if (reason === "DeadlineExceeded") {
    const seconds = String(facts.pod.spec.activeDeadlineSeconds ?? "");
    return answer("ended", { status: reason }, [link("deadlinePassed", { seconds }, at), originOf(facts, [{ path: "/spec/activeDeadlineSeconds" }, name])]);
  }
  return answer("ended", { status: reason }, [link("refusedByKubelet", { node, reason }, at), originOf(facts, [{ path: "/spec/nodeName" }, ...resourceFields(facts), name])]);
}

function evictionFields({ pod }: Facts, message: string): readonly Field[] {
  const volume = /EmptyDir volume "([^"]+)"/.exec(message)?.[1];
  const index = (pod.spec.volumes ?? []).findIndex(({ name }) => name === volume);
  if (index >= 0) return [{ path: `/spec/volumes/${index}/emptyDir/sizeLimit` }];
  const container = /Container (\S+) exceeded/.exec(message)?.[1] ?? pod.spec.containers.find(({ resources }) => resources?.limits?.["ephemeral-storage"] !== undefined)?.name;
  return container === undefined ? [] : [{ container, path: "/resources/limits/ephemeral-storage" }];
}

const resourceFields = ({ pod }: Facts): readonly Field[] => pod.spec.containers.map(({ name }) => ({ container: name, path: "/resources/requests" }));

/** A pod all of whose containers are done. */
export function whyCompleted(facts: Facts, ended: Ended): Answer {
  const { restartPolicy } = facts.pod.spec;
  const policy = { path: "/spec/restartPolicy" };
  const { links, fields } = endOf(facts, ended);
  const never = link("neverRestarts", { policy: restartPolicy, written: writerOf(facts, policy, restartPolicy, DEFAULT_POLICY) }, { atMs: facts.createdAtMs, at: onPod });
  const count = facts.pod.spec.containers.length;
  const all = count > 1 ? [link("allEnded", { count: String(count) }, { atMs: ended.finishedAtMs ?? facts.nowMs, at: onPod })] : [];
  return answer("completed", {}, [...all, ...links, never, originOf(facts, [policy, ...(fields === "told" ? [] : fields)])]);
}
