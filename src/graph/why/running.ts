import { condition } from "../../api/conditions.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import type { Container } from "../../engine/container-runtime/cri.ts";
import { answer, type Answer } from "./answer.ts";
import type { Facts } from "./facts.ts";
import { link, note, onContainer, onImage, onProbe } from "./link.ts";
import { originOf } from "./origin.ts";
import { asked, asksText, failure } from "./probes.ts";
import { boundLink } from "./scheduling.ts";
import type { WhyLink } from "./why.ts";

/** The happy chain: who found it ready, who started it, where its image came from, who chose the node, who applied it. */
export function whyRunning(facts: Facts, running: Container): Answer {
  const { name } = running;
  const doubt = liveness(facts, running);
  const links = [...(doubt ? [] : [readyLink(facts, running)]), startedLink(facts, running), imageLink(facts, running), boundLink(facts), originOf(facts, [{ container: name, path: "/image" }, { path: "/metadata/name" }])];
  if (!doubt) return answer("running", {}, links);
  const { inARow, threshold } = doubt;
  const chain = failure(facts, name, "liveness", running.id).links;
  return answer("running", {}, chain.length > 1 ? chain : links, note("oneFailureIsNotEnough", { left: String(Math.max(threshold - inARow, 0)) }));
}

/** A liveness probe that fails, but not yet often enough. */
export function liveness(facts: Facts, running: Pick<Container, "name" | "id">) {
  const last = asked(facts, running.name, "liveness", running.id).at(-1);
  return last && last.result === "failure" && last.inARow < last.threshold ? last : undefined;
}

function readyLink(facts: Facts, running: Container): WhyLink {
  const { name } = running;
  const probe = readinessOf(facts, name);
  const atMs = readyAtMs(facts, running);
  if (!probe) return link("noReadinessProbe", {}, { atMs, at: onContainer(name) });
  return link("probePassed", { probe: probe.type, asks: asksText(probe.spec) }, { atMs, at: onProbe(name, probe.type) });
}

/** The probe on whose answer it waited to be ready: without a readiness probe, its startup probe. */
export function readinessOf(facts: Facts, name: string) {
  const { readinessProbe, startupProbe } = facts.specOf(name) ?? {};
  return readinessProbe ? { type: "readiness" as const, spec: readinessProbe } : startupProbe ? { type: "startup" as const, spec: startupProbe } : undefined;
}

/** Since when a ready container is ready; where nobody knows its probe's answer any more, since its pod's containers are. */
export function readyAtMs(facts: Facts, { name, id, startedAtMs = 0 }: Container): number {
  const probe = readinessOf(facts, name);
  if (!probe) return startedAtMs;
  const passed = asked(facts, name, probe.type, id).findLast(({ verdict, changed }) => verdict === "success" && changed);
  const all = condition(facts.pod.status.conditions, "ContainersReady");
  const together = all?.status === "True" ? facts.at(all.lastTransitionTime) : undefined;
  return passed?.atMs ?? Math.max(together ?? startedAtMs, startedAtMs);
}

export const startedLink = (facts: Facts, { name, startedAtMs = 0 }: Container): WhyLink =>
  link("started", { container: name, node: facts.pod.spec.nodeName ?? "" }, { atMs: startedAtMs, at: onContainer(name) });

/** Pulled for it, or there already. */
export function imageLink(facts: Facts, { name, image, createdAtMs }: Container): WhyLink {
  const values = { image, node: facts.pod.spec.nodeName ?? "" };
  const pulled = facts.journal().findLast((entry) => {
    const pull = entryOf(entry, "pull")?.detail;
    return pull?.what === "end" && pull.ok === true && pull.container === name;
  });
  const said = facts.events().findLast(({ event }) => event.reason === "Pulled" && event.message?.includes(`"${image}"`));
  const fetched = pulled !== undefined || said?.event.message?.startsWith("Successfully pulled") === true;
  return link(fetched ? "pulled" : "present", values, { atMs: pulled?.at ?? createdAtMs, at: onImage, quote: said?.event.message });
}
