import type { Probe } from "../../api/types.ts";
import { entryOf, type ProbeDetail } from "../../engine/simulation/journal-details.ts";
import type { Container } from "../../engine/container-runtime/cri.ts";
import { answer, type Answer } from "./answer.ts";
import type { Ended, Facts } from "./facts.ts";
import { pathIn, removal } from "./files.ts";
import { instantText, spanText } from "./instant.ts";
import { link, note, onContainer, onGrace, onProbe } from "./link.ts";
import { isWritten, originOf } from "./origin.ts";
import type { Why, WhyLink } from "./why.ts";

export type ProbeType = "startup" | "liveness" | "readiness";

/** A probe's answer, with its instant. */
interface Asked extends ProbeDetail {
  readonly atMs: number;
}

/** What a probe of a container instance was answered, oldest first. */
export function asked(facts: Facts, name: string, probe: ProbeType, containerId?: string): readonly Asked[] {
  return facts.journal().flatMap((entry) => {
    const detail = entryOf(entry, "probe")?.detail;
    const own = detail?.container === name && detail.probe === probe && (containerId === undefined || detail.containerId === containerId);
    return own ? [{ ...detail, atMs: entry.at }] : [];
  });
}

/** A kill that the kubelet decided on, out of the journal, newest first. */
function killOf(facts: Facts, containerId: string) {
  const entry = facts.journal().findLast((each) => entryOf(each, "kill")?.detail.containerId === containerId);
  const kill = entry && entryOf(entry, "kill")?.detail;
  return entry && kill ? { atMs: entry.at, ...kill } : undefined;
}

/** A running container on its way down because of a probe. */
export function whyWillRestart(facts: Facts, running: Container): Answer | undefined {
  const kill = killOf(facts, running.id);
  const task = facts.worker?.sync?.kills.find(({ containerId, step }) => containerId === running.id && step !== "done");
  if (!task || facts.pod.metadata.deletionTimestamp !== undefined) return undefined;
  const probe = kill?.probe ?? (/failed (liveness|startup) probe/.exec(task.message)?.[1] as "liveness" | "startup" | undefined);
  if (probe === undefined) return undefined;
  const { links } = failure(facts, running.name, probe, running.id);
  const begun = Math.max(task.startedAtMs, 0);
  const sent = link("sentTerm", { grace: spanText(task.graceSeconds * 1000), killAt: instantText(begun + task.graceSeconds * 1000) }, { atMs: begun, at: onGrace });
  const asks = task.message.endsWith("will be restarted") ? "willRestart" : "willStop";
  return answer(asks, {}, [sent, ...links], ignoresTerm(facts, running));
}

/** What the kubelet itself ended a container for: a probe's verdict, or a changed definition; undefined when it ended by itself. */
export function killedBy(facts: Facts, ended: Ended): { readonly links: readonly WhyLink[]; readonly fields: "told" } | undefined {
  const kill = killOf(facts, ended.id);
  if (!kill || (kill.probe === undefined && !kill.message.includes("definition changed"))) return undefined;
  const grace = spanText(kill.graceSeconds * 1000);
  const overrun = ended.exitCode === 137 ? [link("killFollowed", { grace }, { atMs: ended.finishedAtMs ?? facts.nowMs, at: onContainer(ended.name) })] : [];
  const sent = link("sentTerm", { grace, killAt: "" }, { atMs: kill.atMs, at: onGrace, ...(kill.probe === undefined ? { quote: kill.message } : {}) });
  const because = kill.probe === undefined ? [originOf(facts, [{ container: ended.name, path: "/image" }])] : failure(facts, ended.name, kill.probe, ended.id).links;
  return { links: [...overrun, sent, ...because], fields: "told" };
}

/** The classic surprise: the first process of a PID namespace has no handler for TERM. */
export function ignoresTerm(facts: Facts, container: Pick<Container, "id">): Why["note"] {
  const sent = facts.journal().findLast((entry) => {
    const signal = entryOf(entry, "signal")?.detail;
    return signal?.signal === "TERM" && signal.owner?.containerId === container.id && signal.pid === 1;
  });
  const signal = sent && entryOf(sent, "signal")?.detail;
  return signal?.outcome === "noHandler" || signal?.outcome === "ignored" ? note("ignoresTerm", { command: signal.argv[0]?.replace(/^.*\//, "") ?? "" }) : undefined;
}

/** From the verdict down to the line: how often it failed, what it was answered, and what is behind that. */
export function failure(facts: Facts, name: string, probe: ProbeType, containerId: string): { readonly links: readonly WhyLink[] } {
  const spec = facts.specOf(name)?.[`${probe}Probe`];
  const all = asked(facts, name, probe, containerId);
  const last = all.findLast(({ result }) => result !== "success");
  if (!spec || !last) return { links: [originOf(facts, [{ container: name, path: `/${probe}Probe` }])] };
  const threshold = { container: name, path: `/${probe}Probe/failureThreshold` };
  const values = { probe, inARow: String(last.inARow), threshold: String(spec.failureThreshold), field: "failureThreshold", written: isWritten(facts, threshold) ? "yes" : "" };
  const reached = last.inARow >= spec.failureThreshold;
  const counted = reached ? link("probeFailed", values, { atMs: last.atMs, at: onProbe(name, probe) }) : link("probeNotYet", { probe, inARow: values.inARow, threshold: values.threshold }, { atMs: last.atMs, at: onProbe(name, probe) });
  const row = all.filter(({ result, atMs }) => result !== "success" && atMs <= last.atMs).slice(-Math.max(last.inARow, 1));
  return { links: [counted, result(facts, name, probe, spec, last, row), ...behind(facts, name, probe, spec, last, row[0]?.startedAtMs ?? last.startedAtMs)] };
}

/** The answer itself, in the words of who gave it. */
function result(facts: Facts, name: string, probe: ProbeType, spec: Probe, last: Asked, row: readonly Asked[]): WhyLink {
  const also = row.slice(0, -1).slice(-3).map(({ atMs }) => instantText(atMs)).join(", ");
  const at = { atMs: last.atMs, at: onProbe(name, probe), quote: last.output.trim() };
  if (/timed out|Timeout exceeded|deadline exceeded/i.test(last.output)) {
    const written = isWritten(facts, { container: name, path: `/${probe}Probe/timeoutSeconds` }) ? "yes" : "";
    return link("probeTimedOut", { timeout: spanText(spec.timeoutSeconds * 1000), written, also }, at);
  }
  if (spec.exec && last.result === "failure") return link("probeCommandEnded", { code: exitCodeOf(facts, spec, last), also }, at);
  const status = /statuscode: (\d+)/.exec(last.output)?.[1];
  if (status !== undefined) return link("probeAnswered", { answer: `HTTP ${status}`, also }, at);
  return link("probeGotNoAnswer", { asks: asksText(spec), also }, at);
}

/** What its command ended with, if the journal has seen it; "" else. */
function exitCodeOf(facts: Facts, { exec }: Probe, { containerId, startedAtMs, atMs }: Asked): string {
  const command = (exec?.command ?? []).join(" ");
  const ended = facts.journal().findLast((entry) => {
    const process = entryOf(entry, "process")?.detail;
    return process?.what === "exit" && process.owner?.containerId === containerId && entry.at >= startedAtMs && entry.at <= atMs && process.parent === "" && process.argv.join(" ") === command;
  });
  return String((ended && entryOf(ended, "process")?.detail.exitCode) ?? "");
}

/** "/healthz :8080", ":80", "cat /tmp/healthy". */
export function asksText({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec) return (exec.command ?? []).join(" ");
  if (httpGet) return `${httpGet.path || "/"} :${httpGet.port}`;
  return `:${tcpSocket?.port ?? grpc?.port ?? ""}`;
}

/** What made it answer so: a file that was taken away, a port that nobody listens on; and where that is written. */
function behind(facts: Facts, name: string, probe: ProbeType, spec: Probe, last: Asked, firstAskedAtMs: number): readonly WhyLink[] {
  const own = { container: name, path: `/${probe}Probe` };
  if (spec.exec) {
    const path = pathIn(last.output);
    const removed = path === undefined ? undefined : removal(facts, name, path, firstAskedAtMs);
    if (removed) return removed;
    const command = { container: name, path: `/${probe}Probe/exec/command` };
    const never = path === undefined ? [] : [link("fileNeverThere", { path }, { atMs: last.atMs, at: onContainer(name) })];
    return [...never, originOf(facts, [command, own])];
  }
  const kind = spec.httpGet ? "httpGet" : spec.tcpSocket ? "tcpSocket" : "grpc";
  const port = { container: name, path: `/${probe}Probe/${kind}/port` };
  if (!/refused/.test(last.output)) return [originOf(facts, [{ container: name, path: `/${probe}Probe/${kind}${spec.httpGet ? "/path" : "/port"}` }, port, own])];
  const wanted = String(spec.httpGet?.port ?? spec.tcpSocket?.port ?? spec.grpc?.port ?? "");
  return [link("nobodyListens", { port: wanted, listens: listenedPorts(facts, name) }, { atMs: last.atMs, at: onContainer(name) }), originOf(facts, [port, own])];
}

function listenedPorts(facts: Facts, name: string): string {
  const view = facts.model.get(`processes/${facts.pod.metadata.uid}`);
  const processes = view?.kind === "processes" ? (view.byContainer[name] ?? []) : [];
  return [...new Set(processes.flatMap(({ listens }) => listens))].join(", ");
}

/** Why a running container is not ready: its probes, the first that stands in the way. */
export function whyNotReady(facts: Facts, running: Container): Answer {
  const { name } = running;
  const spec = facts.specOf(name);
  const startup = spec?.startupProbe;
  const passed = facts.statusOf(name)?.started === true;
  if (startup && !passed) {
    const last = asked(facts, name, "startup", running.id).at(-1);
    const first = link("startupComesFirst", { inARow: String(last?.inARow ?? 0), threshold: String(startup.failureThreshold) }, { atMs: last?.atMs ?? running.startedAtMs ?? facts.nowMs, at: onProbe(name, "startup") });
    const rest = last && last.result !== "success" ? failure(facts, name, "startup", running.id).links.slice(1) : [...waiting(facts, running, "startup", startup), originOf(facts, [{ container: name, path: "/startupProbe" }])];
    return answer("notReady", {}, [first, ...rest]);
  }
  const readiness = spec?.readinessProbe;
  const last = asked(facts, name, "readiness", running.id).at(-1);
  if (!readiness || last?.result === "success") return answer("notReady", {}, [link("startsNow", { container: name }, { atMs: running.startedAtMs ?? facts.nowMs, at: onContainer(name) }), originOf(facts, [{ container: name, path: "/name" }])]);
  if (!last) return answer("notReady", {}, [...waiting(facts, running, "readiness", readiness), originOf(facts, [{ container: name, path: "/readinessProbe/initialDelaySeconds" }, { container: name, path: "/readinessProbe" }])]);
  return answer("notReady", {}, failure(facts, name, "readiness", running.id).links, note("notReadyIsNotRestarted", {}));
}

function waiting(facts: Facts, { name, startedAtMs = 0 }: Container, probe: ProbeType, spec: Probe): readonly WhyLink[] {
  const delayMs = (spec.initialDelaySeconds ?? 0) * 1000;
  const view = facts.model.get(`pod/${facts.pod.metadata.uid}`);
  const lamp = view?.kind === "pod" ? view.containers.find((container) => container.name === name)?.probes.find(({ type }) => type === probe) : undefined;
  const next = lamp?.nextAtMs === undefined ? "" : instantText(lamp.nextAtMs);
  return [link("probeWaits", { probe, delay: delayMs > 0 ? spanText(delayMs) : "", next }, { atMs: startedAtMs, at: onProbe(name, probe) })];
}
