import type { ProcessContext, Program, Step } from "../engine/processes/program.ts";
import type { Answer, Syscall } from "../engine/processes/syscall.ts";
import type { Outcome } from "./command.ts";
import { runCommand } from "./dispatch.ts";
import type { Documentation } from "./explain/documentation.ts";
import type { Lasting, LastingStep, Write } from "./lasting/lasting.ts";
import { stepLasting } from "./lasting/step.ts";
import type { Task } from "./task.ts";

/** Virtual time that kubectl takes to load, before its first request. */
const startUpMs = 40;

/**
 * First a script: a generator whose saved form is the answers so far (newest first, sharing their tails). A script may end
 * as something that lasts, whose state is explicit.
 */
export type KubectlState = ScriptState | LastingState;
interface ScriptState {
  readonly phase: "script";
  readonly answers: AnswerList | null;
}
interface AnswerList {
  readonly answer: Answer;
  readonly before: AnswerList | null;
}
interface LastingState {
  readonly phase: "lasting";
  readonly lasting: Lasting;
  /** Still to be written before `wait` is asked, or before the exit. */
  readonly writes: readonly Write[];
  readonly then: { readonly wait: Syscall } | { readonly exit: number } | { readonly next: Lasting };
  readonly asked: boolean;
}

/**
 * Running generators by the state they are in; a state that has lost its own is replayed. States are shared by a world and
 * those restored from it, generators are not: one sees the process of the world that it began in.
 */
const running = new WeakMap<ScriptState, { readonly task: Task<Outcome>; readonly context: ProcessContext }>();

/** kubectl, with the sentences that `explain` prints. */
export const kubectlWith = (documentation: Documentation): Program<KubectlState> => ({
  name: "kubectl",
  start: (context) => advance(script(context, documentation), undefined, null, context),
  resume(state, answer, context) {
    if (state.phase === "lasting") return continueLasting(state, answer, context);
    const begun = running.get(state);
    const task = begun?.context === context ? begun.task : replay(script(context, documentation), state.answers);
    if (begun?.context === context) running.delete(state);
    return advance(task, answer, { answer, before: state.answers }, context);
  },
});

/** kubectl without those sentences. */
export const kubectlProgram: Program<KubectlState> = kubectlWith(() => undefined);

function* script(context: ProcessContext, documentation: Documentation): Task<Outcome> {
  yield { call: "compute", ms: startUpMs };
  return yield* runCommand(context, documentation);
}

function advance(task: Task<Outcome>, answer: Answer | undefined, answers: AnswerList | null, context: ProcessContext): Step<KubectlState> {
  const { done, value } = answer === undefined ? task.next() : task.next(answer);
  const state: ScriptState = { phase: "script", answers };
  if (!done) {
    running.set(state, { task, context });
    return { state, syscall: value };
  }
  if (typeof value === "number") return { state, syscall: { call: "exit", code: value } };
  return settle(value, stepLasting(value, undefined, context), context);
}

function replay(task: Task<Outcome>, answers: AnswerList | null): Task<Outcome> {
  const inOrder: Answer[] = [];
  for (let rest = answers; rest; rest = rest.before) inOrder.push(rest.answer);
  task.next();
  for (const answer of inOrder.reverse()) task.next(answer);
  return task;
}

function continueLasting(state: LastingState, answer: Answer, context: ProcessContext): Step<KubectlState> {
  if (state.asked) return settle(state.lasting, stepLasting(state.lasting, answer, context), context);
  // A write came back: nobody reads any more, or the next thing is due.
  if (!answer.ok && answer.errno === "EPIPE") return { state, syscall: { call: "exit", code: 141 } };
  return proceed(state, context);
}

const settle = (before: Lasting, step: LastingStep, context: ProcessContext): Step<KubectlState> => {
  const then = "wait" in step ? { wait: step.wait } : "exit" in step ? { exit: step.exit } : { next: step.next };
  return proceed({ phase: "lasting", lasting: "state" in step ? step.state : before, writes: step.writes, then, asked: false }, context);
};

function proceed(state: LastingState, context: ProcessContext): Step<KubectlState> {
  const [write, ...writes] = state.writes;
  if (write) return { state: { ...state, writes }, syscall: { call: "write", ...write } };
  if ("wait" in state.then) return { state: { ...state, asked: true }, syscall: state.then.wait };
  if ("exit" in state.then) return { state, syscall: { call: "exit", code: state.then.exit } };
  return settle(state.then.next, stepLasting(state.then.next, undefined, context), context);
}
