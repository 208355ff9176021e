import { formatDate } from "./date.ts";
import { isGnu } from "./flavor.ts";
import type { ProcessContext, Program, Step } from "../program.ts";
import type { Answer } from "../syscall.ts";
import { usageText } from "./usage.ts";

/** `watch` lasts: a picture, a command, a pause, and again. */
type WatchState = { readonly doing: "start" | "show" | "run" | "wait" | "pause" | "complain" };

interface Task {
  readonly periodMs: number;
  readonly titled: boolean;
  readonly words: readonly string[];
}

function taskOf(argv: readonly string[]): Task {
  const words = argv.slice(1);
  let periodMs = 2000;
  let titled = true;
  while (words[0]?.startsWith("-")) {
    const option = words.shift() ?? "";
    const [, attached] = /^(?:-n|--interval=)(.+)$/.exec(option) ?? [];
    if (option === "-n" || option === "--interval" || attached !== undefined) periodMs = Math.max(100, Math.round((Number(attached ?? words.shift()) || 2) * 1000));
    else if (option === "-t" || option === "--no-title") titled = false;
  }
  return { periodMs, titled, words };
}

const COLUMNS = 80;

function title(context: ProcessContext, { periodMs, words }: Task): string {
  const left = `Every ${(periodMs / 1000).toFixed(1)}s: ${words.join(" ")}`;
  const now = formatDate(context.startsAtMs + context.now, "%a %b %e %H:%M:%S %Y");
  const right = isGnu(context) ? `${context.hostname}: ${now}` : formatDate(context.startsAtMs + context.now, "%Y-%m-%d %H:%M:%S");
  return `${left.slice(0, Math.max(10, COLUMNS - right.length - 1)).padEnd(COLUMNS - right.length)}${right}\n\n`;
}

function next(context: ProcessContext, state: WatchState, answer: Answer): Step<WatchState> {
  const task = taskOf(context.argv);
  switch (state.doing) {
    case "start":
    case "pause": return { state: { doing: "show" }, syscall: { call: "write", fd: 1, data: `\x1b[H\x1b[J${task.titled ? title(context, task) : ""}` } };
    case "show": return { state: { doing: "run" }, syscall: { call: "spawn", argv: ["sh", "-c", task.words.join(" ")] } };
    case "run":
      if (!answer.ok) return { state: { doing: "wait" }, syscall: { call: "write", fd: 2, data: "sh: not found\n" } };
      return { state: { doing: "wait" }, syscall: { call: "wait", pid: answer.pid ?? -1 } };
    case "wait": return { state: { doing: "pause" }, syscall: { call: "sleep", ms: task.periodMs } };
    case "complain": return { state, syscall: { call: "exit", code: 1 } };
  }
}

export const watch: Program<WatchState> = {
  name: "watch",
  start(context) {
    if (taskOf(context.argv).words.length > 0) return next(context, { doing: "start" }, { ok: true });
    const text = isGnu(context) ? "Usage:\n watch [options] command\n" : usageText("watch", "[-n SEC] [-t] PROG ARGS");
    return { state: { doing: "complain" }, syscall: { call: "write", fd: 2, data: text } };
  },
  resume: (state, answer, context) => next(context, state, answer),
};
