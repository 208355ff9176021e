import type { Network } from "../network/network.ts";
import { costOf, costOfAnswer, sliceEndMs, spend, stepsAllowed } from "./cpu-time.ts";
import type { ProcessKey } from "./process-table.ts";
import type { Step } from "./program.ts";
import type { Blocked, ProcessRecord } from "./state.ts";
import { fallsIntoLull, noticeCall } from "./lull.ts";
import { notSimulated } from "./applets/not-simulated.ts";
import type { Answer, Syscall } from "./syscall.ts";
import { perform } from "./syscalls/perform.ts";
import type { Table } from "./table.ts";

/** Runs processes that have something to do, in the order in which they got it, until each waits. */
export interface Runner {
  begin(key: ProcessKey): void;
  answer(key: ProcessKey, answer: Answer): void;
  retry(key: ProcessKey): void;
  /** Runs all of them. Does nothing when it is running already. */
  drain(): void;
}

/** `cause`: what led to it, an entry of the journal. */
type Turn = { readonly key: ProcessKey; readonly cause: number } & ({ readonly kind: "begin" | "retry" } | { readonly kind: "answer"; readonly answer: Answer });

export function createRunner(table: Table, network: Network): Runner {
  const { kernel, state } = table;
  let turns: Turn[] = [];
  let draining = false;

  function stepsBefore(key: ProcessKey): number {
    if (state.stepsAtMs !== kernel.now) {
      state.steps.clear();
      state.stepsAtMs = kernel.now;
    }
    return state.steps.get(key) ?? 0;
  }

  function take(turn: Turn): void {
    kernel.journal.cause = turn.cause;
    const process = table.get(turn.key);
    if (!process || process.zombie) return;
    if (turn.kind === "begin") return run(process, programOf(process).start(table.context(turn.key)));
    if (!process.blocked) {
      if (turn.kind === "answer") run(process, programOf(process).resume(process.programState, turn.answer, table.context(turn.key)));
      return;
    }
    // What it waits for may have come, but its slice of CPU time has not.
    if (process.blocked.yielding && kernel.now < (process.blocked.deadlineMs ?? 0)) return;
    if (turn.kind === "retry" && !process.stopped) retryNow(process, process.blocked);
  }

  function retryNow(process: ProcessRecord, blocked: Blocked): void {
    const outcome = perform(table, process, blocked.syscall, blocked.token, network);
    if ("wait" in outcome) {
      const present = table.get(process.key);
      if (blocked.yielding && present) block(present, present.programState, blocked.syscall, outcome, blocked.token);
      return;
    }
    if ("gone" in outcome) return;
    const present = table.get(process.key);
    if (!present || present.zombie) return;
    const running = unblocked(present);
    run(running, programOf(running).resume(running.programState, outcome, table.context(process.key)));
  }

  function programOf(process: ProcessRecord) {
    return table.programs.get(process.program) ?? notSimulated;
  }

  function unblocked(process: ProcessRecord): ProcessRecord {
    if (!process.blocked) return process;
    table.indexes.unblock(process);
    const running: ProcessRecord = { ...process, blocked: undefined };
    table.put(running);
    return running;
  }

  /** Step after step until it waits, ends, or has used up its slice. */
  function run(process: ProcessRecord, first: Step): void {
    const { key } = process;
    const program = programOf(process);
    const earlier = stepsBefore(key);
    const allowed = stepsAllowed(table, process, earlier);
    let steps = 0;
    let step = first;
    const settle = (): void => {
      spend(table, process, steps);
      state.steps.set(key, earlier + steps);
    };
    for (;;) {
      const { syscall } = step;
      const before = table.get(key);
      if (!before || before.zombie) return settle();
      const cost = costOf(table, before, syscall);
      if (steps + cost > allowed && syscall.call !== "exit") {
        settle();
        kernel.charge("stepsPerInstant", "processes", key, steps);
        return yieldSlice(before, step, cost);
      }
      steps += cost;
      const token = table.nextId();
      noticeCall(table, before, syscall);
      const outcome = perform(table, before, syscall, token, network);
      if ("gone" in outcome) return settle();
      const present = table.get(key);
      if (!present || present.zombie) return settle();
      if ("wait" in outcome && present.pending.length === 0) {
        settle();
        return block(present, step.state, syscall, outcome, token);
      }
      let answer: Answer;
      if ("wait" in outcome) {
        const [signal, ...pending] = present.pending;
        table.update(key, { pending });
        answer = signal === undefined ? { ok: false, errno: "EINTR" } : { ok: false, errno: "EINTR", signal };
      } else answer = syscall.call === "kill" ? withSignal(key, outcome) : outcome;
      steps += costOfAnswer(answer);
      step = program.resume(step.state, answer, table.context(key));
    }
  }

  /** A process that has signalled itself hears of it at once. */
  function withSignal(key: ProcessKey, answer: Answer): Answer {
    const [signal, ...pending] = table.get(key)?.pending ?? [];
    if (signal === undefined || !answer.ok) return answer;
    table.update(key, { pending });
    return { ...answer, signal };
  }

  function block(process: ProcessRecord, programState: unknown, syscall: Syscall, wait: { readonly on: readonly string[]; readonly untilMs?: number }, token: number): void {
    if (process.blocked) table.indexes.unblock(process);
    const deadline = wait.untilMs === undefined ? {} : { deadlineMs: wait.untilMs };
    const blocked: Blocked = { syscall, token, on: wait.on, ...deadline };
    const waiting: ProcessRecord = { ...process, programState, blocked };
    table.put(waiting);
    if (wait.on.length > 0) table.indexes.block(waiting);
    if (wait.untilMs === undefined || (syscall.call === "sleep" && fallsIntoLull(table, waiting, wait.untilMs))) return;
    kernel.schedule(wait.untilMs, { target: "processes", type: "Wake", process: process.key, token } as { target: string; type: string });
  }

  /** It goes on with its next slice of CPU time: the step's system call is still to be made. */
  function yieldSlice(process: ProcessRecord, step: Step, cost: number): void {
    const { key } = process;
    state.steps.delete(key);
    const until = sliceEndMs(table, process, cost);
    const token = table.nextId();
    table.put({ ...process, programState: step.state, blocked: { syscall: step.syscall, token, on: [], deadlineMs: until, yielding: true } });
    kernel.schedule(until, { target: "processes", type: "Wake", process: key, token } as { target: string; type: string });
  }

  return {
    begin: (key) => void turns.push({ kind: "begin", key, cause: kernel.journal.cause }),
    retry: (key) => void turns.push({ kind: "retry", key, cause: kernel.journal.cause }),
    answer(key, answer) {
      const process = table.get(key);
      if (!process?.blocked || process.zombie) return;
      if (process.stopped) return void table.update(key, { held: answer });
      unblocked(process);
      turns.push({ kind: "answer", key, answer, cause: kernel.journal.cause });
    },
    drain() {
      if (draining) return;
      draining = true;
      try {
        for (let at = 0; at < turns.length; at += 1) {
          const turn = turns[at];
          if (turn) take(turn);
        }
      } finally {
        turns = [];
        draining = false;
      }
    },
  };
}
