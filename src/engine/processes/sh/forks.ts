import type { Answer, Syscall } from "../syscall.ts";
import type { Op } from "./code.ts";
import { complain, environment, saved, type Machine } from "./machine.ts";
import { afterCommand, next } from "./moves.ts";
import type { ShellState, Stage } from "./state.ts";

type SubstituteStage = Extract<Stage, { doing: "substitute" }>;
type PipelineStage = Extract<Stage, { doing: "pipeline" }>;

/** A child shell that begins at a place of this one's code. Its traps are gone, its descriptors in their places. */
export function childShell(machine: Machine, start: number): ShellState {
  const fds = Object.fromEntries(Object.keys(machine.fds).map((fd) => [fd, Number(fd)]));
  const ignored = new Map([...machine.traps].filter(([, action]) => action === ""));
  return {
    ...saved(machine),
    pc: start,
    frames: null,
    words: [],
    argv: [],
    assigning: [],
    loopValues: undefined,
    traps: ignored,
    pendingTraps: [],
    fds,
    jobs: [],
    subshell: true,
    source: "text",
    exiting: false,
    stage: undefined,
    asked: undefined,
    outbox: [],
    asking: "operation",
  };
}

export function spawnShell(machine: Machine, start: number, fds: Readonly<Record<number, number>>, background = false): Syscall {
  return {
    call: "spawn",
    argv: machine.context.argv,
    program: machine.bash ? "bash" : "sh",
    env: environment(machine),
    fds,
    handed: childShell(machine, start),
    ...(!background ? {} : hasJobControl(machine) ? { group: "own" as const } : { ignore: ["INT", "QUIT"] as const }),
  };
}

/** Each background job is a process group of its own then, out of reach of Ctrl-C. */
const hasJobControl = (machine: Machine): boolean => !machine.subshell && (machine.interactive || machine.options.includes("m"));

/** `$(…)`: a child writes into a pipe that is read to its end. */
export function substitute(machine: Machine, op: Extract<Op, { op: "substitute" }>, answer: Answer | undefined): Syscall | undefined {
  const stage = machine.stage as SubstituteStage | undefined;
  const go = (changes: Partial<SubstituteStage>, syscall: Syscall): Syscall => {
    machine.stage = { doing: "substitute", step: "pipe", fd: -1, writeFd: -1, pid: 0, text: "", ...stage, ...changes };
    return syscall;
  };
  if (!stage || !answer) return go({ step: "pipe" }, { call: "pipe" });
  switch (stage.step) {
    case "pipe": {
      const { fd = -1, writeFd = -1 } = answer.ok ? answer : {};
      return go({ step: "spawn", fd, writeFd }, spawnShell(machine, op.start, { ...machine.fds, 1: writeFd }));
    }
    case "spawn":
      if (!answer.ok) complain(machine, "can't fork: Resource temporarily unavailable");
      return go({ step: "close", pid: answer.ok ? (answer.pid ?? 0) : 0 }, { call: "close", fd: stage.writeFd });
    case "close": return go({ step: "read" }, { call: "read", fd: stage.fd, until: "eof" });
    case "read":
      if (answer.ok && !answer.eof && answer.data !== "") return go({ text: stage.text + (answer.data ?? "") }, { call: "read", fd: stage.fd, until: "eof" });
      return go({ step: "closeRead", text: stage.text + (answer.ok ? (answer.data ?? "") : "") }, { call: "close", fd: stage.fd });
    case "closeRead": return go({ step: "wait" }, { call: "wait", pid: stage.pid });
    case "wait":
      machine.stage = undefined;
      machine.substituted = answer.ok ? (answer.status ?? 0) : 2;
      machine.words.at(-1)?.push({ text: withoutNewlines(stage.text), quoted: op.quoted, split: !op.quoted, ends: false });
      return next(machine);
  }
}

/** Looks at the end only: a regular expression would look at every newline. */
function withoutNewlines(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "\n") end -= 1;
  return text.slice(0, end);
}

/** `a | b | c`: a child for each, joined by pipes. */
export function pipeline(machine: Machine, op: Extract<Op, { op: "pipeline" }>, answer: Answer | undefined): Syscall | undefined {
  const stage = machine.stage as PipelineStage | undefined;
  if (!stage || !answer) return enter(machine, { doing: "pipeline", step: "pipe", index: 0, from: -1, fd: -1, writeFd: -1, pids: [], statuses: [] }, { call: "pipe" });
  const last = stage.index === op.starts.length - 1;
  switch (stage.step) {
    case "pipe": {
      const { fd = -1, writeFd = -1 } = answer.ok ? answer : {};
      return spawnStage(machine, op, { ...stage, fd, writeFd });
    }
    case "spawn": {
      if (!answer.ok) complain(machine, "can't fork: Resource temporarily unavailable");
      const spawned = { ...stage, pids: [...stage.pids, answer.ok ? (answer.pid ?? 0) : 0] };
      if (stage.from >= 0) return enter(machine, { ...spawned, step: "closeRead" }, { call: "close", fd: stage.from });
      return enter(machine, { ...spawned, step: "closeWrite" }, { call: "close", fd: stage.writeFd });
    }
    case "closeRead":
      if (last) return awaitNext(machine, op, stage);
      return enter(machine, { ...stage, step: "closeWrite" }, { call: "close", fd: stage.writeFd });
    case "closeWrite": {
      const following = { ...stage, index: stage.index + 1, from: stage.fd, fd: -1, writeFd: -1 };
      if (following.index === op.starts.length - 1) return spawnStage(machine, op, following);
      return enter(machine, { ...following, step: "pipe" }, { call: "pipe" });
    }
    case "wait": return awaitNext(machine, op, { ...stage, statuses: [...stage.statuses, answer.ok ? (answer.status ?? 0) : 127] });
  }
}

function enter(machine: Machine, stage: Stage, syscall: Syscall): Syscall {
  machine.stage = stage;
  return syscall;
}

function spawnStage(machine: Machine, op: Extract<Op, { op: "pipeline" }>, stage: PipelineStage): Syscall {
  const fds: Record<number, number> = { ...machine.fds };
  if (stage.from >= 0) fds[0] = stage.from;
  if (stage.writeFd >= 0) fds[1] = stage.writeFd;
  if (stage.writeFd >= 0 && op.both[stage.index]) fds[2] = stage.writeFd;
  return enter(machine, { ...stage, step: "spawn" }, spawnShell(machine, op.starts[stage.index] ?? 0, fds));
}

function awaitNext(machine: Machine, op: Extract<Op, { op: "pipeline" }>, stage: PipelineStage): Syscall | undefined {
  const pid = stage.pids[stage.statuses.length];
  if (pid !== undefined) return enter(machine, { ...stage, step: "wait" }, { call: "wait", pid });
  machine.stage = undefined;
  const failed = stage.statuses.filter((status) => status !== 0).at(-1);
  machine.status = machine.pipefail && failed !== undefined ? failed : (stage.statuses.at(-1) ?? 0);
  next(machine);
  return afterCommand(machine, op.tested);
}

/** `( … )` waits for its child; `… &` does not. */
export function fork(machine: Machine, op: Extract<Op, { op: "subshell" | "background" }>, answer: Answer | undefined): Syscall | undefined {
  const { stage } = machine;
  const foreground = op.op === "subshell";
  if (stage?.doing === "wait" && answer) {
    machine.stage = undefined;
    machine.status = answer.ok ? (answer.status ?? 0) : 127;
    next(machine);
    return afterCommand(machine, op.op === "subshell" && op.tested);
  }
  if (stage?.doing !== "fork" || !answer) {
    machine.stage = { doing: "fork", foreground, text: "" };
    return spawnShell(machine, op.start, foreground ? machine.fds : backgroundFds(machine), !foreground);
  }
  machine.stage = undefined;
  if (!answer.ok) {
    complain(machine, "can't fork: Resource temporarily unavailable");
    machine.status = 2;
    return next(machine);
  }
  const pid = answer.pid ?? 0;
  if (foreground) return enter(machine, { doing: "wait", pid, name: "" }, { call: "wait", pid });
  machine.lastBackground = pid;
  machine.jobs = [...machine.jobs, { number: (machine.jobs.at(-1)?.number ?? 0) + 1, pid, text: op.op === "background" ? op.text : "" }];
  machine.status = 0;
  return next(machine);
}

// Simplified: a command in the background reads from where its shell reads; a real ash gives it /dev/null.
const backgroundFds = (machine: Machine): Readonly<Record<number, number>> => {
  const { 0: _input, ...others } = machine.fds;
  return machine.interactive ? machine.fds : others;
};
