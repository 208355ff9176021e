import type { Container } from "../../engine/container-runtime/cri.ts";
import { isTerminal } from "../../api/pods.ts";
import { SIGNAL_NUMBERS } from "../../engine/processes/syscalls/signals.ts";
import { answer, type Answer } from "./answer.ts";
import type { Ended, Facts } from "./facts.ts";
import { commandFields, scriptFields } from "./command-fields.ts";
import { startRefused } from "./images.ts";
import { instantText, spanText } from "./instant.ts";
import { link, note, onContainer } from "./link.ts";
import type { Field } from "./manifest-lines.ts";
import { DEFAULT_POLICY, isWritten, originOf, writerOf } from "./origin.ts";
import { ignoresTerm, killedBy } from "./probes.ts";
import type { WhyLink } from "./why.ts";

/** Why a container ended, and what follows: CrashLoopBackOff, Error, OOMKilled, Completed of a part. */
export function whyEnded(facts: Facts, ended: Ended, status: string): Answer {
  const waits = backoffLink(facts, ended);
  const { links, fields } = endOf(facts, ended);
  const chain = fields === "told" ? [...waits, ...links] : [...waits, ...links, ...whatFollows(facts, ended, waits.length > 0), originOf(facts, [...fields, { container: ended.name, path: "/name" }])];
  if (ended.reason === "OOMKilled") return answer("oomKilled", {}, chain, waits.length > 0 ? phaseNote(facts, status) : undefined);
  if (waits.length > 0) return answer("crashing", { status }, chain, phaseNote(facts, status));
  return ended.exitCode === 0 ? answer("completed", {}, chain) : answer("failed", { status }, chain);
}

/** Why a running container is not the first of its name: what ended the one before it. */
export function whyWasRestarted(facts: Facts, running: Container): Answer | undefined {
  const before = facts.instances(running.name).findLast(({ attempt }) => attempt < running.attempt);
  if (!before || running.attempt === 0) return undefined;
  const restarts = String(facts.statusOf(running.name)?.restartCount ?? running.attempt);
  const restarted = link("restarted", { restarts }, { atMs: running.startedAtMs ?? facts.nowMs, at: onContainer(running.name) });
  const { asks, links, note: _ } = whyEnded(facts, before, "");
  return answer("wasRestarted", {}, [restarted, ...links], asks === "completed" ? undefined : (ignoresTerm(facts, before) ?? note("restartIsSameSandbox", {})));
}

const phaseNote = (facts: Facts, status: string) => (facts.pod.status.phase === "Running" ? note("phaseStaysRunning", { status }) : undefined);

/** What ended sooner has not run for any time worth telling. */
const AT_ONCE_MS = 100;

export interface Ending {
  readonly links: readonly WhyLink[];
  /** Where it is written, unless the links end there already. */
  readonly fields: readonly Field[] | "told";
}

/** What ended it, and the fields that it was made by. */
export function endOf(facts: Facts, ended: Ended): Ending {
  const { name, exitCode = 0, reason } = ended;
  const atMs = ended.finishedAtMs ?? facts.nowMs;
  const killed = killedBy(facts, ended);
  if (killed) return killed;
  if (reason === "StartError") return { links: [startRefused(facts, name, ended.message ?? "", atMs)], fields: commandFields(name) };
  if (reason === "OOMKilled") return outOfMemory(facts, ended, atMs);
  const said = lastLine(facts, ended);
  const ranMs = atMs - (ended.startedAtMs ?? atMs);
  const ran = ranMs < AT_ONCE_MS ? "" : spanText(ranMs);
  const at = { atMs, at: onContainer(name), quote: said };
  const signal = signalOf(exitCode);
  if (signal !== undefined && said === "") return { links: [link("killedBySignal", { signal, ran }, at)], fields: scriptFields(facts, name) };
  const exited = link("exited", { code: String(exitCode), meaning: meaningOf(exitCode, said), ran }, at);
  const port = takenPort(said);
  if (port !== undefined) return { links: [exited, portLink(facts, ended, port, atMs)], fields: [...portFields(facts, name, port), ...scriptFields(facts, name, port)] };
  return { links: [exited], fields: scriptFields(facts, name, wordToBlame(exitCode, said)) };
}

/** "notFound", "notExecutable", "wellDone", "" – the sentence knows what each means. */
function meaningOf(exitCode: number, said: string): string {
  if (exitCode === 0) return "done";
  if (exitCode === 127 || said.endsWith(": not found")) return "notFound";
  return exitCode === 126 ? "notExecutable" : "";
}

function signalOf(exitCode: number): string | undefined {
  return exitCode > 128 ? Object.entries(SIGNAL_NUMBERS).find(([, number]) => number === exitCode - 128)?.[0] : undefined;
}

/** The piece of a script that its end points at: the command that was not found, or the exit itself. */
function wordToBlame(exitCode: number, said: string): string | undefined {
  const missing = /([^\s:]+): (?:command )?not found$/.exec(said)?.[1];
  return missing ?? (exitCode === 0 ? undefined : `exit ${exitCode}`);
}

const KEPT_LINES = 20;
const telling = [/address (is )?already in use|EADDRINUSE/i, /: (?:command )?not found$/];

/** The last thing that it said; a complaint that tells why, where one stands a little higher. */
export function lastLine(facts: Facts, { logKey }: Ended): string {
  const log = facts.cluster.state.processes.logs.get(logKey);
  if (!log) return "";
  const lines = [...(log.sealed.at(-1) ?? []), ...log.open].slice(-KEPT_LINES).map(({ text }) => text.trim());
  const said = [...lines, ...Object.values(log.partial)].filter((line) => line !== "");
  return telling.map((pattern) => said.findLast((line) => pattern.test(line))).find((line) => line !== undefined) ?? said.at(-1) ?? "";
}

const takenPort = (said: string): string | undefined => (/address (is )?already in use|EADDRINUSE/i.test(said) ? (/:(\d{2,5})\b/.exec(said)?.[1] ?? "") : undefined);

/** Who listens there: another container of the pod, or on the node where the pod has its network. */
function portLink(facts: Facts, { name }: Ended, port: string, atMs: number): WhyLink {
  const listening = facts.model.get(`processes/${facts.pod.metadata.uid}`);
  const known = listening?.kind === "processes" ? Object.entries(listening.byContainer) : [];
  const holder = known.find(([other, processes]) => other !== name && processes.some(({ listens }) => listens.map(String).includes(port)))?.[0];
  const declared = facts.pod.spec.containers.find((other) => other.name !== name && other.ports?.some(({ containerPort }) => String(containerPort) === port))?.name;
  const other = facts.pod.spec.containers.filter((each) => each.name !== name);
  const guess = other.length === 1 ? other[0]?.name : undefined;
  return link("portTaken", { port, holder: holder ?? declared ?? guess ?? "" }, { atMs, at: onContainer(holder ?? declared ?? guess ?? name) });
}

function portFields(facts: Facts, name: string, port: string): readonly Field[] {
  const index = (facts.specOf(name)?.ports ?? []).findIndex(({ containerPort }) => String(containerPort) === port);
  return index < 0 ? [] : [{ container: name, path: `/ports/${index}` }];
}

function outOfMemory(facts: Facts, { name, exitCode = 137 }: Ended, atMs: number): Ending {
  const limit = facts.specOf(name)?.resources?.limits?.["memory"];
  const killed = link("oomKilled", { code: String(exitCode) }, { atMs, at: onContainer(name) });
  const field = { container: name, path: "/resources/limits/memory" };
  const bounded = limit === undefined ? [] : [link("memoryLimit", { limit, written: isWritten(facts, field) ? "yes" : "" }, { atMs, at: onContainer(name) })];
  return { links: [killed, ...bounded], fields: [field, { path: "/spec/resources/limits/memory" }, ...scriptFields(facts, name)] };
}

/** The wait before the next restart, also where the STATUS does not say so yet. */
function backoffLink(facts: Facts, ended: Ended): readonly WhyLink[] {
  const status = facts.statusOf(ended.name);
  const entry = facts.kubelet?.crashBackoff.get(`${facts.pod.metadata.uid}_${ended.name}_${facts.specOf(ended.name)?.image ?? ended.image}`);
  const finishedAtMs = ended.finishedAtMs ?? facts.nowMs;
  const said = status?.state?.waiting?.reason === "CrashLoopBackOff";
  const newest = facts.instances(ended.name).at(-1);
  if (!status || !entry || (newest !== undefined && newest.id !== ended.id) || !(said || (isTriedAgain(facts, ended) && facts.nowMs < finishedAtMs + entry.delayMs))) return [];
  const values = { delay: spanText(entry.delayMs), until: instantText(finishedAtMs + entry.delayMs), restarts: String(status.restartCount) };
  return [link("crashBackoff", values, { atMs: finishedAtMs, at: onContainer(ended.name) })];
}

const policyOf = (facts: Facts, name: string): string => facts.specOf(name)?.restartPolicy ?? facts.pod.spec.restartPolicy;

/** True unless its policy, or the end of the pod, says that it stays ended. */
function isTriedAgain(facts: Facts, { name, exitCode = 0 }: Ended): boolean {
  if (isTerminal(facts.pod) || facts.pod.metadata.deletionTimestamp !== undefined) return false;
  const policy = policyOf(facts, name);
  const over = exitCode === 0 && (policy !== "Always" || facts.roleOf(name) === "init");
  return policy !== "Never" && !over;
}

/** The policy, where it makes the difference. */
function whatFollows(facts: Facts, { name, exitCode = 0 }: Ended, waits: boolean): readonly WhyLink[] {
  const own = facts.specOf(name)?.restartPolicy;
  const policy = policyOf(facts, name);
  const written = writerOf(facts, own ? { container: name, path: "/restartPolicy" } : { path: "/spec/restartPolicy" }, policy, DEFAULT_POLICY);
  const at = { atMs: facts.createdAtMs, at: onContainer(name) };
  if (exitCode === 0 && policy === "Always") return [link("restartsAnyway", { policy, written }, at)];
  const over = policy === "Never" || (policy === "OnFailure" && exitCode === 0);
  return over && !waits ? [link("neverRestarts", { policy, written }, at)] : [];
}
