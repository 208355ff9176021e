import { errorText } from "../../applets/script.ts";
import { SIGNAL_NUMBERS } from "../../syscalls/signals.ts";
import type { Signal } from "../../syscall.ts";
import { catchSignal, complain, complainOf, print, type Machine } from "../machine.ts";
import { DEATHS, SIGNAL_LIST, signalNamed } from "../signal-names.ts";
import type { Builtin } from "./builtin.ts";
import { jobNamed } from "./job-control.ts";

export const trap: Builtin = (machine, argv) => {
  const args = argv.slice(1).filter((argument, index) => index > 0 || argument !== "--");
  if (args.length === 0 || args[0] === "-p") {
    for (const [name, action] of machine.traps) print(machine, 1, `trap -- '${action.replace(/'/g, `'"'"'`)}' ${machine.bash && name !== "EXIT" ? `SIG${name}` : name}\n`);
    return 0;
  }
  if (args[0] === "-l") {
    print(machine, 1, killList());
    return 0;
  }
  // A lone signal, or a number first, means «back to the default».
  const [action = "", ...named] = args.length === 1 || /^\d+$/.test(args[0] ?? "") ? ["-", ...args] : args;
  let status = 0;
  for (const text of named) {
    const name = text === "0" || text.toUpperCase() === "EXIT" ? "EXIT" : signalNamed(text);
    if (name === undefined || name === 0) {
      complain(machine, machine.bash ? `trap: ${text}: invalid signal specification` : `trap: ${machine.interactive ? "" : "line 0: "}${text}: invalid signal specification`);
      status = 1;
    } else setTrap(machine, name, action);
  }
  return status;
};

function setTrap(machine: Machine, name: Signal | "EXIT", action: string): void {
  const traps = new Map(machine.traps);
  if (action === "-") traps.delete(name);
  else traps.set(name, action);
  machine.traps = traps;
  if (name === "EXIT") return;
  const kept = action === "-" && machine.interactive && (name === "INT" || name === "TERM");
  machine.outbox.push({ call: "signal", signal: name, disposition: action === "" ? "ignore" : action === "-" && !kept ? "default" : "catch" });
}

/** Waits for children; a caught signal ends it with 128 and its number. */
export const wait: Builtin = (machine, argv, { answer, data }) => {
  const left = (data as readonly number[] | undefined) ?? targets(machine, argv.slice(1));
  if (typeof left === "string") {
    complainOf(machine, "wait", left);
    return 2;
  }
  if (answer && !answer.ok && answer.errno === "EINTR") {
    if (answer.signal) catchSignal(machine, answer.signal);
    return 128 + (answer.signal ? SIGNAL_NUMBERS[answer.signal] : 0);
  }
  const [done, ...rest] = left;
  if (!answer) return done === undefined ? 0 : { ask: { call: "wait", pid: done }, data: left };
  // Mirrors waitcmd (busybox shell/ash.c): a wait for all leaves them to be told, a wait for one forgets it.
  if (machine.bash || argv.length > 1 || !answer.ok) machine.jobs = machine.jobs.filter((job) => job.pid !== done);
  else machine.jobs = machine.jobs.map((job) => (job.pid === done ? { ...job, ended: { status: answer.status ?? 0, ...(answer.signal ? { signal: answer.signal } : {}) } } : job));
  const death = answer.ok && answer.signal && !machine.bash ? DEATHS[answer.signal] : undefined;
  if (death !== undefined) print(machine, 2, `${death}\n`);
  const [following] = rest;
  if (following !== undefined) return { ask: { call: "wait", pid: following }, data: rest };
  return argv.length === 1 ? 0 : answer.ok ? (answer.status ?? 0) : 127;
};

function targets(machine: Machine, args: readonly string[]): readonly number[] | string {
  if (args.length === 0) return machine.jobs.filter((job) => !job.ended).map((job) => job.pid);
  const bad = args.find((argument) => !/^%?\d+$/.test(argument));
  if (bad !== undefined) return `Illegal number: ${bad}`;
  return args.map((argument) => (argument.startsWith("%") ? (jobNamed(machine, argument)?.pid ?? 0) : Number(argument)));
}

const killList = (): string => SIGNAL_LIST.map((name, index) => `${String(index + 1).padStart(2)}) ${name}\n`).join("");

interface KillTask {
  readonly signal: Signal | 0;
  readonly pids: readonly string[];
  readonly status: number;
}

export const kill: Builtin = (machine, argv, { answer, data }) => {
  const task = (data as KillTask | undefined) ?? killTask(machine, argv.slice(1));
  if (typeof task === "number") return task;
  if (!answer) return killNext(machine, task);
  const [pid, ...pids] = task.pids;
  if (!answer.ok) complain(machine, machine.bash ? `kill: (${pid}) - ${errorText(answer.errno)}` : `can't kill pid ${pid}: ${errorText(answer.errno)}`);
  return killNext(machine, { ...task, pids, status: answer.ok ? task.status : 1 });
};

function killNext(machine: Machine, task: KillTask): ReturnType<Builtin> {
  const [text] = task.pids;
  if (text === undefined) return task.status;
  const job = text.startsWith("%") ? jobNamed(machine, text) : undefined;
  if (text.startsWith("%") && !job) {
    complainOf(machine, "kill", `${text}: no such job`);
    return killNext(machine, { ...task, pids: task.pids.slice(1), status: 1 });
  }
  const pid = job ? job.pid : Number(text);
  if (!Number.isInteger(pid) || text === "") {
    complain(machine, machine.bash ? `kill: ${text}: arguments must be process or job IDs` : `invalid number '${text}'`);
    return killNext(machine, { ...task, pids: task.pids.slice(1), status: 1 });
  }
  return { ask: { call: "kill", pid, signal: task.signal }, data: task };
}

function killTask(machine: Machine, args: readonly string[]): KillTask | number {
  const [first = "", second, ...others] = args;
  if (first === "-l") {
    const number = Number(second ?? 0);
    if (second === undefined) print(machine, 1, killList());
    else print(machine, 1, `${SIGNAL_LIST[(number > 128 ? number - 128 : number) - 1] ?? SIGNAL_LIST.indexOf(second.toUpperCase()) + 1}\n`);
    return 0;
  }
  const named = first === "-s" || first === "-n";
  const given = named ? (second ?? "") : first.startsWith("-") && first !== "--" ? first.slice(1) : undefined;
  const signal = given === undefined ? "TERM" : signalNamed(given);
  if (signal === undefined) {
    complain(machine, machine.bash ? `kill: ${given}: invalid signal specification` : `bad signal name '${given}'`);
    return 1;
  }
  const pids = (named ? others : given === undefined ? args : args.slice(1)).filter((pid) => pid !== "--");
  if (pids.length > 0) return { signal, pids, status: 0 };
  complain(machine, machine.bash ? "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]" : "you need to specify whom to kill");
  return machine.bash ? 2 : 1;
}
