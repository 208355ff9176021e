import type { ProcessContext, Program, Step } from "./program.ts";
import type { Answer, Syscall } from "./syscall.ts";

/** What a scripted program's body is: it yields syscalls, is sent their answers, and returns its exit code. */
export type Script = Generator<Syscall, number, Answer>;

/** The state of a scripted program: the answers so far, newest first, sharing their tails. */
export interface ScriptedState {
  readonly answers: AnswerList | null;
}
interface AnswerList {
  readonly answer: Answer;
  readonly before: AnswerList | null;
}

/**
 * A program written as a pure generator. What is saved is the answers so far; a state that has lost its generator (after
 * a restore, or when an older state is resumed) runs the body anew over them, so the body may depend on nothing but its
 * context's constants and the answers. For commands that end: what can last (`-w`, `-f`, servers, shells) keeps an
 * explicit state instead, or its answers would grow without end.
 */
export function scripted(name: string, body: (context: ProcessContext) => Script): Program<ScriptedState> {
  const running = new WeakMap<ScriptedState, Script>();
  const advance = (script: Script, answer: Answer | undefined, answers: AnswerList | null): Step<ScriptedState> => {
    const { done, value } = answer === undefined ? script.next() : script.next(answer);
    const state: ScriptedState = { answers };
    running.set(state, script);
    return { state, syscall: done ? { call: "exit", code: value } : value };
  };
  return {
    name,
    start: (context) => advance(body(context), undefined, null),
    resume(state, answer, context) {
      const script = running.get(state) ?? replay(body(context), state.answers);
      running.delete(state);
      return advance(script, answer, { answer, before: state.answers });
    },
  };
}

function replay(script: Script, answers: AnswerList | null): Script {
  const inOrder: Answer[] = [];
  for (let rest = answers; rest; rest = rest.before) inOrder.push(rest.answer);
  script.next();
  for (const answer of inOrder.reverse()) script.next(answer);
  return script;
}
