import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Signal, Syscall } from "../../processes/syscall.ts";
import { response } from "../serving/http-server.ts";
import { catchSignal, complain, exit, machine, say, type Turn } from "../serving/machine.ts";
import type { Behavior, Moment } from "./behavior.ts";

interface Progress {
  readonly startedAtMs: number;
  /** How many moments of the timeline have been. */
  readonly past: number;
}

/** Whatever the image's stop signal is, it is "TERM" to the script. */
const STOP_SIGNALS: readonly Signal[] = ["TERM", "QUIT", "WINCH", "INT"];

const NOTHING: Behavior = { startupMs: 0, ports: [], responses: [], timeline: [] };
const behaviorIn = (context: ProcessContext): Behavior => (context.settings?.["scriptedBehavior"] as Behavior | undefined) ?? NOTHING;

/** Does what a pod's annotation says. A child wakes it when the next moment has come: it may be waiting for a request. */
export const behaviorProgram: Program = machine<Progress>({
  name: "scripted-behavior",
  begin(context) {
    const signals = [catchSignal("USR1"), ...(behaviorIn(context).onTerm ? STOP_SIGNALS.map(catchSignal) : [])];
    const turn = goOn({ startedAtMs: context.now, past: 0 }, context);
    return { ...turn, acts: [...signals, ...(turn.acts ?? [])] };
  },
  onRequest(data, id, request, context) {
    const found = answerTo(request, context.now - data.startedAtMs, behaviorIn(context));
    return { data, acts: [{ call: "respond", id, response: response(found.status, "", { "Content-Type": "text/plain" }, found.body), afterMs: found.delayMs }] };
  },
  onSignal(data, signal, context) {
    const reap: Syscall = { call: "wait", pid: -1 };
    if (signal === "USR1") {
      const turn = goOn(data, context);
      return { ...turn, acts: [reap, ...(turn.acts ?? [])] };
    }
    const { afterMs, code } = behaviorIn(context).onTerm ?? { afterMs: 0, code: 0 };
    return { data, acts: [{ call: "signal", signal: "USR1", disposition: "ignore" }, { call: "sleep", ms: afterMs }, exit(code)] };
  },
  onFailure: (data, act, errno) =>
    act.call === "listen" && errno === "EADDRINUSE" ? { data, acts: [complain(`listen tcp 0.0.0.0:${act.port}: bind: address already in use`), exit(1)] } : undefined,
}) as Program;

/** All moments that have come, and a child to wake it at the next. */
function goOn(data: Progress, context: ProcessContext): Turn<Progress> {
  const { timeline, ports } = behaviorIn(context);
  const age = context.now - data.startedAtMs;
  const due = timeline.slice(data.past).filter((moment) => moment.atMs <= age);
  const past = data.past + due.length;
  const next = timeline[past];
  const wake: readonly Syscall[] = next ? [{ call: "spawn", argv: [clockProgram.name, String(next.atMs - age)], program: clockProgram.name }] : [];
  return { data: { ...data, past }, acts: [...due.flatMap((moment) => actsOf(moment, ports)), ...wake] };
}

function actsOf(moment: Moment, ports: readonly number[]): readonly Syscall[] {
  if (moment.kind === "listen") return ports.map((port): Syscall => ({ call: "listen", port }));
  if (moment.kind === "memory") return [{ call: "memory", bytes: moment.bytes }];
  return [moment.kind === "log" ? say(moment.text) : exit(moment.code)];
}

function answerTo(request: HttpRequest, age: number, { responses }: Behavior): { readonly status: number; readonly body: string; readonly delayMs: number } {
  const fits = responses.filter(({ path, fromMs }) => request.path.startsWith(path) && fromMs <= age);
  const latest = fits.reduce<(typeof fits)[number] | undefined>((best, each) => (!best || each.path.length > best.path.length || (each.path.length === best.path.length && each.fromMs >= best.fromMs) ? each : best), undefined);
  return latest ?? { status: 200, body: "ok\n", delayMs: 0 };
}

/** Sleeps for argv[1] milliseconds, then tells its parent. */
const clockProgram: Program = machine<null>({
  name: "behavior-clock",
  begin: ({ argv, parentPid }) => ({ data: null, acts: [{ call: "sleep", ms: Number(argv[1]) }, { call: "kill", pid: parentPid, signal: "USR1" }, exit(0)] }),
}) as Program;

/** What a process table needs to know of scripted behaviour. */
export const behaviorPrograms: readonly Program[] = [behaviorProgram, clockProgram];
