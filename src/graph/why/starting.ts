import { uidOnNode } from "../../engine/kubelet/static-pods/static-pod.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import { wantedVolumes } from "../../engine/kubelet/volumes/volume-manager.ts";
import type { Volume } from "../../api/types.ts";
import { answer, type Answer } from "./answer.ts";
import type { Facts } from "./facts.ts";
import { instantText } from "./instant.ts";
import { link, onContainer, onImage, onPause, onVolume } from "./link.ts";
import type { Field } from "./manifest-lines.ts";
import { originOf } from "./origin.ts";
import { boundLink } from "./scheduling.ts";
import type { WhyLink } from "./why.ts";

/** Why a container does not run yet although nothing has failed: volumes, sandbox, pull, or its turn. `name` = the one that is asked about. */
export function whyNotYet(facts: Facts, name: string): Answer {
  const { links, field } = pod(facts, name) ?? container(facts, name);
  return answer("creating", {}, [...links, boundLink(facts), originOf(facts, [field, { path: "/metadata/name" }])]);
}

interface Holding {
  readonly links: readonly WhyLink[];
  readonly field: Field;
}

/** What holds up the pod as a whole. */
function pod(facts: Facts, name: string): Holding | undefined {
  const { worker, kubelet, pod: { metadata } } = facts;
  if (!worker?.volumesMounted) {
    const waiting = wantedVolumes(facts.pod).find((volume) => !kubelet?.volumes.get(`${metadata.uid}/${volume.name}`)?.mounted);
    return waiting && volume(facts, waiting);
  }
  const sandbox = sandboxOf(facts);
  if (sandbox?.state === "Ready" && sandbox.ip !== "") return undefined;
  const node = facts.pod.spec.nodeName ?? "";
  const failure = lastEvent(facts, "FailedCreatePodSandBox");
  const field = { container: name, path: "/name" };
  if (failure) return { links: [link("sandboxFails", { node }, { atMs: failure.lastAtMs, at: onPause, quote: failure.event.message })], field };
  const begun = facts.journal().findLast((entry) => entryOf(entry, "cri")?.detail.call === "RunPodSandbox");
  return { links: [link(sandbox ? "addressWaits" : "sandboxBegins", { node }, { atMs: begun?.at ?? facts.nowMs, at: onPause })], field };
}

const lastEvent = (facts: Facts, reason: string) => facts.events().findLast(({ event }) => event.reason === reason);

function sandboxOf(facts: Facts) {
  const runtime = facts.cluster.state.runtimes.get(facts.pod.spec.nodeName ?? "");
  const own = [...(runtime?.sandboxes.values() ?? [])].map(({ view }) => view).filter(({ podUid }) => podUid === uidOnNode(facts.pod));
  return own.sort((a, b) => b.attempt - a.attempt)[0];
}

function volume(facts: Facts, { name, ...source }: Volume): Holding {
  const failure = facts.events().findLast(({ event }) => event.reason === "FailedMount" && event.message?.includes(`"${name}"`));
  const index = (facts.pod.spec.volumes ?? []).findIndex((each) => each.name === name);
  const path = `/spec/volumes/${index}`;
  // Nothing has failed yet: it is only not done.
  if (!failure) return { links: [link("volumesMounting", { volume: name }, { atMs: boundLink(facts)?.atMs ?? facts.createdAtMs, at: onVolume(name) })], field: { path } };
  const waits = link("volumesWait", { volume: name }, { atMs: failure.firstAtMs, at: onVolume(name), quote: failure.event.message });
  const missing = failure.event.message ? missingLink(facts, failure.event.message, waits.atMs, name, source) : undefined;
  const key = ["configMap", "secret"].find((kind) => source[kind] !== undefined);
  const deeper = key === "secret" ? "/secret/secretName" : key === "configMap" ? "/configMap/name" : "";
  return { links: [waits, ...(missing ? [missing] : [])], field: { path: path + deeper } };
}

/** What a volume or a variable refers to and what is not there, out of the kubelet's words. */
export function missingLink(facts: Facts, message: string, atMs: number, volumeName: string | undefined, source: Readonly<Record<string, unknown>> = {}): WhyLink | undefined {
  const at = { atMs, at: volumeName === undefined ? ({ part: "pod" } as const) : onVolume(volumeName) };
  const object = /\b(configmap|secret) "([^"]+)" not found/i.exec(message);
  const namespace = facts.pod.metadata.namespace ?? "";
  if (object) return link("missingObject", { kind: kindOf(object[1] ?? ""), name: object[2] ?? "", namespace }, at);
  const key = /couldn't find key (\S+) in (ConfigMap|Secret) (?:[^/\s]+\/)?(\S+)/.exec(message);
  if (key) return link("missingKey", { kind: key[2] ?? "", name: key[3] ?? "", key: key[1] ?? "" }, at);
  const reference = /references non-existent (config|secret) key: (\S+)/.exec(message);
  if (!reference) return undefined;
  const kind = reference[1] === "config" ? "ConfigMap" : "Secret";
  const held = (source[kind === "ConfigMap" ? "configMap" : "secret"] ?? {}) as { readonly name?: string; readonly secretName?: string };
  return link("missingKey", { kind, name: held.name ?? held.secretName ?? "", key: reference[2] ?? "" }, at);
}

const kindOf = (word: string): string => (word.toLowerCase() === "secret" ? "Secret" : "ConfigMap");

/** What holds up one container of a pod whose sandbox is ready. */
function container(facts: Facts, name: string): Holding {
  const image = facts.specOf(name)?.image ?? "";
  const tasks = facts.worker?.sync?.starts ?? [];
  const task = tasks.find((each) => each.name === name);
  const own = { container: name, path: "/name" };
  const atMs = facts.instances(name).at(-1)?.createdAtMs ?? facts.nowMs;
  if (task?.step === "pull") return { links: [pullLink(facts, name, image)], field: { container: name, path: "/image" } };
  if (task?.step === "postStart") return { links: [link("postStartRuns", { container: name }, { atMs, at: onContainer(name) })], field: { container: name, path: "/lifecycle/postStart" } };
  const before = tasks.find((each) => each.step !== "done" && each.step !== "failed" && each.step !== "waiting");
  if (task?.step === "waiting" && before) {
    const waits = link("turnWaits", { container: name, before: before.name }, { atMs: facts.nowMs, at: onContainer(name) });
    const holds = before.step === "pull" ? [pullLink(facts, before.name, before.spec.image)] : [];
    return { links: [waits, ...holds], field: before.step === "pull" ? { container: before.name, path: "/image" } : own };
  }
  return { links: [link("startsNow", { container: name }, { atMs, at: onContainer(name) })], field: own };
}

/** A pull under way, or one that waits until the node has pulled something else. */
function pullLink(facts: Facts, name: string, image: string): WhyLink {
  const pulls = [...(facts.cluster.state.runtimes.get(facts.pod.spec.nodeName ?? "")?.pulls.values() ?? [])];
  const about = facts.journal().findLast((entry) => {
    const pull = entryOf(entry, "pull")?.detail;
    return pull?.container === name && pull.what !== "end";
  });
  const detail = about && entryOf(about, "pull")?.detail;
  const atMs = about?.at ?? facts.nowMs;
  if (detail?.what === "queued") return link("pullWaits", { image, before: pulls[0]?.ref ?? "" }, { atMs, at: onImage });
  const until = detail?.untilMs === undefined ? "" : instantText(detail.untilMs);
  return link("pulling", { image, until, size: "" }, { atMs, at: onImage });
}
