import type { ProcessContext, Program, Step } from "../program.ts";
import type { ScriptedState } from "../scripted.ts";
import type { Answer } from "../syscall.ts";
import { FOREVER_MS } from "./sleep.ts";
import { tailOnce, tailOptions } from "./tail.ts";

/** `tail -f` lasts: first the ends are printed, then each file is looked at once a second. */
type TailState =
  | { readonly phase: "ends"; readonly script: ScriptedState; readonly code: number }
  | { readonly phase: "asleep"; readonly files: readonly string[]; readonly lengths: readonly number[]; readonly last: number };

const PERIOD_MS = 1000;

export const tail: Program<TailState> = {
  name: "tail",
  start: (context) => ends(tailOnce.start(context), context),
  resume(state, answer, context) {
    if (state.phase === "ends") return ends(tailOnce.resume(state.script, answer, context), context);
    return look(state, answer, context);
  },
};

function ends(step: Step<ScriptedState>, context: ProcessContext): Step<TailState> {
  const { syscall } = step;
  if (syscall.call !== "exit") return { state: { phase: "ends", script: step.state, code: 0 }, syscall };
  const options = tailOptions(context.argv);
  const follow = options.ok && (options.has("f") || options.has("F"));
  const files = follow ? options.operands.filter((file) => options.has("F") || isFollowed(context, file)) : [];
  if (files.length === 0) return { state: { phase: "ends", script: step.state, code: syscall.code }, syscall };
  // A device such as /dev/null never has more: nothing is looked at in vain.
  if (files.every((file) => context.files.stat(file)?.type === "device")) return { state: { phase: "ends", script: step.state, code: 0 }, syscall: { call: "sleep", ms: FOREVER_MS } };
  const lengths = files.map((file) => context.files.read(file)?.length ?? 0);
  return { state: { phase: "asleep", files, lengths, last: files.length - 1 }, syscall: { call: "sleep", ms: PERIOD_MS } };
}

const isFollowed = ({ files }: ProcessContext, file: string): boolean => ["file", "device", "fifo"].includes(files.stat(file)?.type ?? "") || files.read(file) !== undefined;

/** Prints what one file has more than last time; asked again until no file has more. */
function look(state: Extract<TailState, { phase: "asleep" }>, _answer: Answer, context: ProcessContext): Step<TailState> {
  for (const [index, file] of state.files.entries()) {
    const text = context.files.read(file);
    const known = state.lengths[index] ?? 0;
    if (text === undefined || text.length === known) continue;
    const from = text.length < known ? 0 : known;
    const lengths = state.lengths.map((length, at) => (at === index ? text.length : length));
    const header = state.files.length > 1 && state.last !== index ? `\n==> ${file} <==\n` : "";
    return { state: { ...state, lengths, last: index }, syscall: { call: "write", fd: 1, data: header + text.slice(from) } };
  }
  return { state, syscall: { call: "sleep", ms: PERIOD_MS } };
}
