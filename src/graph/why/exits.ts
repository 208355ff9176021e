import { logText } from "../../engine/processes/log-store.ts";
import type { Container } from "../../engine/container-runtime/cri.ts";
import { SIGNAL_NUMBERS } from "../../engine/processes/syscalls/signals.ts";
import { answer, type Answer } from "./answer.ts";
import type { Facts } from "./facts.ts";
import { commandFields, startRefused } from "./images.ts";
import { instantText, spanText } from "./instant.ts";
import { link, note, onContainer } from "./link.ts";
import type { Field } from "./manifest-lines.ts";
import { isWritten, originOf } from "./origin.ts";
import type { WhyLink } from "./why.ts";

/** Why a container ended, and what follows: CrashLoopBackOff, Error, OOMKilled, Completed of a part. */
export function whyEnded(facts: Facts, ended: Container, status: string): Answer {
  const waits = backoffLink(facts, ended);
  const { links, fields } = endOf(facts, ended);
  const chain = [...waits, ...links, ...whatFollows(facts, ended, waits.length > 0), originOf(facts, [...fields, { container: ended.name, path: "/name" }])];
  if (ended.reason === "OOMKilled") return answer("oomKilled", {}, chain, waits.length > 0 ? phaseNote(facts) : undefined);
  if (waits.length > 0) return answer("crashing", { status }, chain, phaseNote(facts));
  return ended.exitCode === 0 ? answer("completed", {}, chain) : answer("failed", { status }, chain);
}

const phaseNote = (facts: Facts) => (facts.pod.status.phase === "Running" ? note("phaseStaysRunning", { phase: "Running" }) : undefined);

/** What ended it, and the fields that it was made by. */
export function endOf(facts: Facts, ended: Container): { readonly links: readonly WhyLink[]; readonly fields: readonly Field[] } {
  const { name, exitCode = 0, reason } = ended;
  const atMs = ended.finishedAtMs ?? facts.nowMs;
  if (reason === "StartError") return { links: [startRefused(facts, name, ended.message ?? "", atMs)], fields: commandFields(name) };
  if (reason === "OOMKilled") return outOfMemory(facts, ended, atMs);
  const said = lastLine(facts, ended);
  const ran = ended.startedAtMs === undefined ? "" : spanText(atMs - ended.startedAtMs);
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

/** Where the command stands: the script after -c, else args, command, image. With a piece of text: its line. */
export function scriptFields(facts: Facts, name: string, ...pieces: readonly (string | undefined)[]): readonly Field[] {
  const spec = facts.specOf(name);
  const lists = (["args", "command"] as const).filter((list) => (spec?.[list]?.length ?? 0) > 0);
  const fields = lists.flatMap((list): Field[] => {
    const words = spec?.[list] ?? [];
    const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
    // `command: [sh, -c]` with the script in args.
    const script = flag >= 0 ? flag + 1 : list === "args" && spec?.command?.some((word) => /^-[a-z]*c$/.test(word)) ? 0 : -1;
    const text = pieces.find((piece) => piece !== undefined && words[script]?.includes(piece));
    return script >= 0 && script < words.length ? [{ container: name, path: `/${list}/${script}`, ...(text ? { text } : {}) }] : [];
  });
  return [...fields, ...lists.map((list) => ({ container: name, path: `/${list}` })), { container: name, path: "/image" }];
}

/** The last thing that it said. */
export function lastLine(facts: Facts, { logKey }: Container): string {
  const log = facts.cluster.state.processes.logs.get(logKey);
  if (!log) return "";
  const lines = log.open.length > 0 ? log.open : (log.sealed.at(-1) ?? []);
  return logText(lines.slice(-20)).trimEnd().split("\n").at(-1)?.trim() ?? "";
}

const takenPort = (said: string): string | undefined => (/address (is )?already in use|EADDRINUSE/i.test(said) ? (/:(\d{2,5})\b/.exec(said)?.[1] ?? "") : undefined);

/** Who listens there: another container of the pod, or on the node where the pod has its network. */
function portLink(facts: Facts, { name }: Container, port: string, atMs: number): WhyLink {
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

function outOfMemory(facts: Facts, { name, exitCode = 137 }: Container, atMs: number): ReturnType<typeof endOf> {
  const limit = facts.specOf(name)?.resources?.limits?.["memory"];
  const killed = link("oomKilled", { code: String(exitCode) }, { atMs, at: onContainer(name) });
  const field = { container: name, path: "/resources/limits/memory" };
  const bounded = limit === undefined ? [] : [link("memoryLimit", { limit, written: isWritten(facts, field) ? "yes" : "" }, { atMs, at: onContainer(name) })];
  return { links: [killed, ...bounded], fields: [field, { path: "/spec/resources/limits/memory" }, ...scriptFields(facts, name)] };
}

/** The wait before the next restart. */
function backoffLink(facts: Facts, ended: Container): readonly WhyLink[] {
  const status = facts.statusOf(ended.name);
  const entry = facts.kubelet?.crashBackoff.get(`${facts.pod.metadata.uid}_${ended.name}_${facts.specOf(ended.name)?.image ?? ended.image}`);
  if (status?.state?.waiting?.reason !== "CrashLoopBackOff" || !entry) return [];
  const finishedAtMs = ended.finishedAtMs ?? facts.nowMs;
  const values = { delay: spanText(entry.delayMs), until: instantText(finishedAtMs + entry.delayMs), restarts: String(status.restartCount) };
  return [link("crashBackoff", values, { atMs: finishedAtMs, at: onContainer(ended.name) })];
}

/** The policy, where it makes the difference. */
function whatFollows(facts: Facts, { name, exitCode = 0 }: Container, waits: boolean): readonly WhyLink[] {
  const { restartPolicy } = facts.pod.spec;
  const own = facts.specOf(name)?.restartPolicy;
  const policy = own ?? restartPolicy;
  const written = isWritten(facts, own ? { container: name, path: "/restartPolicy" } : { path: "/spec/restartPolicy" }) ? "yes" : "";
  const at = { atMs: facts.createdAtMs, at: onContainer(name) };
  if (exitCode === 0 && policy === "Always") return [link("restartsAnyway", { policy, written }, at)];
  const over = policy === "Never" || (policy === "OnFailure" && exitCode === 0);
  return over && !waits ? [link("neverRestarts", { policy, written }, at)] : [];
}
