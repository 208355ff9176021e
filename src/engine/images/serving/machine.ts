import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext, Program, Step } from "../../processes/program.ts";
import type { Errno, Signal, Syscall } from "../../processes/syscall.ts";

/**
 * A program that reacts: it does what a turn asks for, one syscall after the other, and then waits for the next thing
 * that happens. Its state is plain data, so it can run for ever and be checkpointed anywhere.
 */
export interface Machine<D> {
  readonly name: string;
  /** What it takes of a core while it waits, in millionths; absent = nothing. */
  readonly idleMicro?: number;
  begin(context: ProcessContext): Turn<D>;
  /** A request came (the wait was an accept). Answer it by a `respond` among the acts. */
  onRequest?(data: D, id: number, request: HttpRequest, context: ProcessContext): Turn<D>;
  /** A signal that it asked to catch. */
  onSignal?(data: D, signal: Signal, context: ProcessContext): Turn<D>;
  /** The wait (a sleep, say) came to its end. */
  onWake?(data: D, context: ProcessContext): Turn<D>;
  /** An act failed; undefined = go on with the next. */
  onFailure?(data: D, act: Syscall, errno: Errno, context: ProcessContext): Turn<D> | undefined;
}

export interface Turn<D> {
  readonly data: D;
  readonly acts?: readonly Syscall[];
  /** What it waits in afterwards; an accept unless said otherwise. */
  readonly wait?: Syscall;
}

interface MachineState<D> {
  readonly data: D;
  /** The syscall under way. */
  readonly current: Syscall;
  /** Acts that come after it; absent while it waits. */
  readonly acts?: readonly Syscall[];
  readonly wait: Syscall;
}

export function machine<D>(definition: Machine<D>): Program<MachineState<D>> {
  const take = ({ data, acts = [], wait = { call: "accept" } }: Turn<D>): Step<MachineState<D>> => next(data, acts, wait);
  const next = (data: D, acts: readonly Syscall[], wait: Syscall): Step<MachineState<D>> => {
    const [first, ...rest] = acts;
    const state: MachineState<D> = first ? { data, current: first, acts: rest, wait } : { data, current: wait, wait };
    return { state, syscall: state.current };
  };
  return {
    name: definition.name,
    ...(definition.idleMicro !== undefined && { idleMicro: definition.idleMicro }),
    start: (context) => take(definition.begin(context)),
    resume(state, answer, context) {
      const { data, current, acts, wait } = state;
      const signalled = !answer.ok && answer.errno === "EINTR" && answer.signal !== undefined ? answer.signal : undefined;
      if (signalled !== undefined) return take(definition.onSignal?.(data, signalled, context) ?? { data, wait });
      if (acts) {
        const turn = answer.ok ? undefined : definition.onFailure?.(data, current, answer.errno, context);
        return turn ? take(turn) : next(data, acts, wait);
      }
      if (answer.ok && answer.requestId !== undefined && answer.request) return take(definition.onRequest?.(data, answer.requestId, answer.request, context) ?? { data, wait });
      return take(definition.onWake?.(data, context) ?? { data, wait });
    },
  };
}

/** A line on the standard output. */
export const say = (line: string): Syscall => ({ call: "write", fd: 1, data: `${line}\n` });
/** A line on the standard error. */
export const complain = (line: string): Syscall => ({ call: "write", fd: 2, data: `${line}\n` });
export const catchSignal = (signal: Signal): Syscall => ({ call: "signal", signal, disposition: "catch" });
export const exit = (code: number): Syscall => ({ call: "exit", code });
