import { entryOf } from "../../engine/simulation/journal-details.ts";
import { answer, type Answer } from "./answer.ts";
import { commandFields } from "./command-fields.ts";
import type { Facts } from "./facts.ts";
import { instantText, spanText } from "./instant.ts";
import { link, onContainer, onImage } from "./link.ts";
import type { Field } from "./manifest-lines.ts";
import { originOf } from "./origin.ts";
import { missingLink } from "./starting.ts";
import type { WhyLink } from "./why.ts";

/** Waiting reasons that are about an image. */
export const imageReasons: ReadonlySet<string> = new Set(["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError"]);
/** Waiting reasons of a container that could not be made. */
export const createReasons: ReadonlySet<string> = new Set(["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PostStartHookError"]);

/** Why a container has no image. */
export function whyNoImage(facts: Facts, name: string, reason: string, message: string): Answer {
  const image = facts.specOf(name)?.image ?? "";
  const asked = { status: reason };
  const atMs = firstFailureAt(facts, name);
  const at = { atMs, at: onImage, quote: message };
  const ofImage: Field = { container: name, path: "/image" };
  if (reason === "InvalidImageName") return answer("image", asked, [link("imageNameInvalid", { image }, at), originOf(facts, [ofImage])]);
  if (reason === "ErrImageNeverPull") return answer("image", asked, [link("neverPulled", { image }, at), originOf(facts, [{ container: name, path: "/imagePullPolicy" }, ofImage])]);
  return answer("image", asked, [...backoff(facts, name, image, reason), ...failure(facts, name, image, message, atMs), originOf(facts, [ofImage])]);
}

/** When the kubelet gave up on it for the first time of this run. */
const firstFailureAt = (facts: Facts, name: string): number =>
  facts.journal().findLast((entry) => entryOf(entry, "startFailed")?.detail.container === name)?.at ?? facts.events().at(-1)?.lastAtMs ?? facts.nowMs;

function backoff(facts: Facts, name: string, image: string, reason: string): readonly WhyLink[] {
  const entry = facts.kubelet?.imageBackoff.get(`${facts.pod.metadata.uid}_${image}`);
  if (!entry) return [];
  const { delayMs, lastUpdateMs } = entry;
  // Also where the STATUS does not say so yet.
  if (reason !== "ImagePullBackOff" && facts.nowMs >= lastUpdateMs + delayMs) return [];
  const values = { delay: spanText(delayMs), until: instantText(lastUpdateMs + delayMs), tries: String(failedPulls(facts, name).length) };
  return [link("pullBackoff", values, { atMs: firstFailureAt(facts, name), at: onContainer(name) })];
}

const failedPulls = (facts: Facts, name: string) =>
  facts.journal().filter((entry) => {
    const pull = entryOf(entry, "pull")?.detail;
    return pull?.what === "end" && pull.ok === false && pull.container === name;
  });

const unreachable = /dial tcp|i\/o timeout|connection refused|no such host|network is unreachable|context deadline/i;
const absent = /(?<!no match for platform in manifest: )not found|does not exist|pull access denied|manifest unknown|authorization failed/i;

/** The registry's answer, and what it means. */
function failure(facts: Facts, name: string, image: string, message: string, atMs: number): readonly WhyLink[] {
  const pulls = failedPulls(facts, name);
  const last = pulls.at(-1);
  const when = { atMs: last?.at ?? facts.kubelet?.imageBackoff.get(`${facts.pod.metadata.uid}_${image}`)?.lastUpdateMs ?? atMs, at: onImage };
  const words = message.replace(/^Back-off pulling image "[^"]*"(: ErrImagePull: )?/, "") || ((last && entryOf(last, "pull")?.detail.message) ?? "");
  const failed = link("pullFailed", { image, tries: String(pulls.length) }, { ...when, quote: words });
  const all = `${words} ${message}`;
  if (unreachable.test(all)) return [failed, link("registryUnreachable", { image }, when)];
  return absent.test(all) ? [failed, link("imageMissing", { image }, when)] : [failed];
}

/** Why a container could not be made or started: what the kubelet or the runtime said of it. */
export function whyNotCreated(facts: Facts, name: string, reason: string, message: string): Answer {
  const at = { atMs: firstFailureAt(facts, name), at: onContainer(name), quote: message };
  const whole = { container: name, path: "/name" };
  if (reason === "CreateContainerConfigError") {
    const missing = missingLink(facts, message, at.atMs, undefined);
    const refused = link("configRefused", { container: name }, at);
    return answer("notCreated", { status: reason }, [refused, ...(missing ? [missing] : []), originOf(facts, [...configFields(facts, name, message), whole])]);
  }
  if (reason === "PostStartHookError") {
    const hook = (facts.specOf(name)?.lifecycle?.postStart?.exec?.command ?? []).join(" ");
    return answer("notStarted", { status: reason }, [link("hookFailed", { container: name, hook }, at), originOf(facts, [{ container: name, path: "/lifecycle/postStart" }, whole])]);
  }
  if (reason === "RunContainerError") return answer("notStarted", { status: reason }, [startRefused(facts, name, message, at.atMs), originOf(facts, [...commandFields(name), whole])]);
  return answer("notCreated", { status: reason }, [link("createRefused", { container: name }, at), originOf(facts, [...commandFields(name), whole])]);
}

/** The runtime could not run the first process. */
export function startRefused(facts: Facts, name: string, message: string, atMs: number): WhyLink {
  const command = /exec: "([^"]+)"/.exec(message)?.[1] ?? facts.specOf(name)?.command?.[0] ?? "";
  return link("startRefused", { container: name, command }, { atMs, at: onContainer(name), quote: message });
}

/** The variable, or the rule about users, that the message is about. */
function configFields(facts: Facts, name: string, message: string): readonly Field[] {
  const spec = facts.specOf(name);
  if (/runAsNonRoot|run as root|non-numeric user/.test(message)) return [{ container: name, path: "/securityContext/runAsNonRoot" }, { path: "/spec/securityContext/runAsNonRoot" }];
  const named = (source: { readonly name: string } | undefined): boolean => source !== undefined && new RegExp(`[" /]${source.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}("|$|\\s)`).test(message);
  const variable = (spec?.env ?? []).findIndex(({ valueFrom }) => named(valueFrom?.configMapKeyRef) || named(valueFrom?.secretKeyRef));
  if (variable >= 0) {
    const kind = spec?.env?.[variable]?.valueFrom?.configMapKeyRef ? "configMapKeyRef" : "secretKeyRef";
    const last = /find key|key/.test(message) ? "key" : "name";
    return [{ container: name, path: `/env/${variable}/valueFrom/${kind}/${last}` }];
  }
  const from = (spec?.envFrom ?? []).findIndex(({ configMapRef, secretRef }) => named(configMapRef) || named(secretRef));
  return from >= 0 ? [{ container: name, path: `/envFrom/${from}/${spec?.envFrom?.[from]?.configMapRef ? "configMapRef" : "secretRef"}/name` }] : [];
}
