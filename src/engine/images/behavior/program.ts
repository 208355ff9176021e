import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Signal, Syscall } from "../../processes/syscall.ts";
import { response } from "../serving/http-server.ts";
import { catchSignal, complain, exit, machine, say, type Turn } from "../serving/machine.ts";
import type { Behavior, Moment, ScriptedResponse } from "./behavior.ts";

interface Progress {
  readonly startedAtMs: number;
  /** Its age when it last looked; -1 at the start. */
  readonly seenMs: number;
  readonly requests: number;
}

/** Whatever the image's stop signal is, it is "TERM" to the script. */
const STOP_SIGNALS: readonly Signal[] = ["TERM", "QUIT", "WINCH", "INT"];

const NOTHING: Behavior = { startupMs: 0, ports: [], responses: [], timeline: [], repeats: [], cpu: [] };
const behaviorIn = (context: ProcessContext): Behavior => (context.settings?.["scriptedBehavior"] as Behavior | undefined) ?? NOTHING;

/** Does what a pod's annotation says. A child wakes it when the next moment has come: it may be waiting for a request. */
const behaviorProgram: Program = machine<Progress>({
  name: "scripted-behavior",
  begin(context) {
    const behavior = behaviorIn(context);
    const signals = [catchSignal("USR1"), ...(behavior.onTerm ? STOP_SIGNALS.map(catchSignal) : [])];
    const turn = goOn({ startedAtMs: context.now, seenMs: -1, requests: 0 }, context);
    return { ...turn, acts: [...signals, ...loads(behavior, context.now), ...(turn.acts ?? [])] };
  },
  onRequest(data, id, request, context) {
    const { status, body, headers, delayMs } = answerTo(request, context.now - data.startedAtMs, data.requests, behaviorIn(context));
    return { data: { ...data, requests: data.requests + 1 }, acts: [{ call: "respond", id, response: response(status, "", { "Content-Type": "text/plain", ...headers }, body), afterMs: delayMs }] };
  },
  onSignal(data, signal, context) {
    if (signal === "USR1") {
      const turn = goOn(data, context);
      return { ...turn, acts: [{ call: "wait", pid: -1, nohang: true }, ...(turn.acts ?? [])] };
    }
    const { afterMs, code } = behaviorIn(context).onTerm ?? { afterMs: 0, code: 0 };
    return { data, acts: [{ call: "signal", signal: "USR1", disposition: "ignore" }, { call: "sleep", ms: afterMs }, exit(code)] };
  },
  onFailure: (data, act, errno) =>
    act.call === "listen" && errno === "EADDRINUSE" ? { data, acts: [complain(`listen tcp 0.0.0.0:${act.port}: bind: address already in use`), exit(1)] } : undefined,
}) as Program;

/** All moments that have come since it last looked, and a child to wake it at the next. */
function goOn(data: Progress, context: ProcessContext): Turn<Progress> {
  const behavior = behaviorIn(context);
  const age = context.now - data.startedAtMs;
  const acts = behavior.timeline.filter(({ atMs }) => atMs > data.seenMs && atMs <= age).flatMap((moment) => actsOf(moment, behavior.ports));
  const repeated = behavior.repeats.flatMap(({ atMs, everyMs, text }) => Array.from({ length: timesIn(atMs, everyMs, data.seenMs, age) }, () => say(text)));
  const nextMs = Math.min(...behavior.timeline.flatMap(({ atMs }) => (atMs > age ? [atMs] : [])), ...behavior.repeats.map(({ atMs, everyMs }) => (atMs > age ? atMs : atMs + everyMs * (Math.floor((age - atMs) / everyMs) + 1))));
  const wake: readonly Syscall[] = Number.isFinite(nextMs) ? [{ call: "spawn", argv: [clockProgram.name, String(nextMs - age)], program: clockProgram.name }] : [];
  return { data: { ...data, seenMs: age }, acts: [...repeated, ...wake, ...acts] };
}

/** How often a repeated line has come in (after, until]. */
function timesIn(atMs: number, everyMs: number, after: number, until: number): number {
  const count = (ageMs: number): number => (ageMs < atMs ? 0 : Math.floor((ageMs - atMs) / everyMs) + 1);
  return count(until) - count(after);
}

function actsOf(moment: Moment, ports: readonly number[]): readonly Syscall[] {
  switch (moment.kind) {
    case "listen": return ports.map((port): Syscall => ({ call: "listen", port }));
    case "memory": return [{ call: "memory", bytes: moment.bytes }];
    case "log": return [say(moment.text)];
    case "write": return [{ call: "writeFile", path: moment.path, data: moment.text }];
    case "remove": return [{ call: "remove", path: moment.path }];
    case "exit": return [exit(moment.code)];
  }
}

const ANSWER: Pick<ScriptedResponse, "status" | "body" | "headers" | "delayMs"> = { status: 200, body: "ok\n", headers: {}, delayMs: 0 };

function answerTo(request: HttpRequest, age: number, requests: number, { responses }: Behavior): typeof ANSWER {
  const fits = responses.filter(({ path, fromMs, afterRequests }) => request.path.startsWith(path) && fromMs <= age && afterRequests <= requests);
  const later = (a: ScriptedResponse, b: ScriptedResponse): boolean => a.fromMs - b.fromMs > 0 || (a.fromMs === b.fromMs && a.afterRequests >= b.afterRequests);
  return fits.reduce<ScriptedResponse | undefined>((best, each) => (!best || each.path.length > best.path.length || (each.path.length === best.path.length && later(each, best)) ? each : best), undefined) ?? ANSWER;
}

/** Sleeps for argv[1] milliseconds, then tells its parent. */
const clockProgram: Program = machine<null>({
  name: "behavior-clock",
  begin: ({ argv, parentPid }) => ({ data: null, acts: [{ call: "sleep", ms: Number(argv[1]) }, { call: "kill", pid: parentPid, signal: "USR1" }, exit(0)] }),
}) as Program;

/** A child for each core that the curve ever needs. */
function loads({ cpu }: Behavior, startedAtMs: number): readonly Syscall[] {
  const cores = Math.ceil(Math.max(0, ...cpu.map(({ milli }) => milli)) / 1000);
  return Array.from({ length: cores }, (_, core): Syscall => ({ call: "spawn", argv: [loadProgram.name, String(core), String(startedAtMs)], program: loadProgram.name }));
}

const LOAD_PERIOD_MS = 1000;

/** Burns what the curve asks of one core (argv[1]): so much of every second. */
const loadProgram: Program = machine<{ readonly restMs: number }>({
  name: "behavior-load",
  begin: (context) => load(context),
  onWake: ({ restMs }, context) => (restMs > 0 ? { data: { restMs: 0 }, acts: [], wait: { call: "sleep", ms: restMs } } : load(context)),
}) as Program;

function load(context: ProcessContext): Turn<{ readonly restMs: number }> {
  const [core = 0, startedAtMs = 0] = context.argv.slice(1).map(Number);
  const age = context.now - startedAtMs;
  const { cpu } = behaviorIn(context);
  const milli = Math.min(1000, Math.max(0, (cpu.findLast(({ atMs }) => atMs <= age)?.milli ?? 0) - core * 1000));
  const next = cpu.find(({ atMs }) => atMs > age);
  if (milli === 0) return { data: { restMs: 0 }, wait: next ? { call: "sleep", ms: next.atMs - age } : { call: "pause" } };
  const busyMs = Math.max(1, Math.floor((milli * LOAD_PERIOD_MS) / 1000));
  return { data: { restMs: LOAD_PERIOD_MS - busyMs }, wait: { call: "compute", ms: busyMs } };
}

/** What a container's first process runs where its pod scripts it. */
export const BEHAVIOR_PROGRAM = behaviorProgram.name;
/** What a process table needs to know of scripted behaviour. */
export const behaviorPrograms: readonly Program[] = [behaviorProgram, clockProgram, loadProgram];
