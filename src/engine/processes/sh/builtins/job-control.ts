import type { Answer } from "../../syscall.ts";
import { complainOf, print, type Machine } from "../machine.ts";
import { DEATHS } from "../signal-names.ts";
import type { Job } from "../state.ts";
import type { Builtin } from "./builtin.ts";

/** A job by `%2`, `%%`, `%+`, `%-` or the beginning of what was typed. */
export function jobNamed({ jobs }: Machine, text: string): Job | undefined {
  const name = text.replace(/^%/, "");
  if (name === "" || name === "%" || name === "+") return jobs.at(-1);
  if (name === "-") return jobs.at(-2) ?? jobs.at(-1);
  return /^\d+$/.test(name) ? jobs.find((job) => job.number === Number(name)) : jobs.findLast((job) => job.text.startsWith(name));
}

interface Listing {
  readonly left: readonly Job[];
  readonly lines: string;
  readonly ended: readonly number[];
}
const STATE_WIDTH = { ash: 27, bash: 24 } as const;

/** Asks after each job, and lists them; those that have ended are told once. */
export const jobs: Builtin = (machine, argv, { answer, data }) => {
  if (argv[1] === "-p") {
    print(machine, 1, machine.jobs.map(({ pid }) => `${pid}\n`).join(""));
    return 0;
  }
  const listing = (data as Listing | undefined) ?? { left: machine.bash ? machine.jobs : [...machine.jobs].reverse(), lines: "", ended: [] };
  const [job] = listing.left;
  return job && answer ? ask(machine, told(machine, listing, job, answer)) : ask(machine, listing);
};

function ask(machine: Machine, listing: Listing): ReturnType<Builtin> {
  const [job] = listing.left;
  if (job?.ended) return ask(machine, told(machine, listing, job, { ok: true, pid: job.pid, ...job.ended }));
  if (job) return { ask: { call: "wait", pid: job.pid, nohang: true }, data: listing };
  machine.jobs = machine.jobs.filter(({ number }) => !listing.ended.includes(number));
  print(machine, 1, listing.lines);
  return 0;
}

function told(machine: Machine, { left, lines, ended }: Listing, job: Job, answer: Answer): Listing {
  const over = !answer.ok || answer.pid === job.pid;
  // Bash tells a script nothing of what has ended.
  const silent = over && machine.bash && !machine.interactive;
  return { left: left.slice(1), lines: silent ? lines : lines + lineOf(machine, job, answer), ended: over ? [...ended, job.number] : ended };
}

function lineOf(machine: Machine, job: Job, answer: Answer): string {
  const mark = job === machine.jobs.at(-1) || (job.ended && !machine.bash) ? "+" : job === machine.jobs.at(-2) ? "-" : " ";
  const ended = !answer.ok || answer.pid === job.pid;
  const state = ended ? stateOf(machine, answer) : "Running";
  // Busybox's ash keeps a job's text only where it has job control.
  const text = machine.bash ? `${job.text}${ended ? "" : " &"}` : machine.interactive ? job.text : "";
  return `[${job.number}]${mark}  ${state.padEnd(STATE_WIDTH[machine.bash ? "bash" : "ash"])}${text}\n`;
}

function stateOf(machine: Machine, answer: Answer): string {
  const death = answer.ok && answer.signal ? DEATHS[answer.signal] : undefined;
  if (death !== undefined) return death;
  const status = answer.ok ? (answer.status ?? 0) : 0;
  if (status === 0) return "Done";
  return machine.bash ? `Exit ${status}` : `Done(${status})`;
}

/** Waits for a job as if it ran in the foreground: Ctrl-C is passed on to it. */
export const fg: Builtin = (machine, argv, { answer, data }) => {
  const name = argv[1] ?? "%+";
  const job = (data as Job | undefined) ?? jobNamed(machine, name);
  if (machine.bash && !machine.interactive) {
    complainOf(machine, "fg", "no job control");
    return 1;
  }
  if (!job) {
    complainOf(machine, "fg", argv[1] === undefined ? (machine.bash ? "current: no such job" : "No current job") : `${name}: no such job`);
    return machine.bash ? 1 : 2;
  }
  if (!answer) print(machine, 1, `${job.text}\n`);
  if (answer && !answer.ok && answer.errno === "EINTR") return { ask: { call: "kill", pid: -job.pid, signal: answer.signal ?? "INT" }, data: job };
  const ended = answer !== undefined && (!answer.ok || answer.pid === job.pid);
  if (!ended) return { ask: { call: "wait", pid: job.pid }, data: job };
  machine.jobs = machine.jobs.filter(({ pid }) => pid !== job.pid);
  return answer.ok ? (answer.status ?? 0) : 127;
};
