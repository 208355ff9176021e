import type { EntityKey } from "../graph/model.ts";
import type { KeptBranches } from "../scenario/link/branches.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { startWorker } from "./start-worker.ts";
import type { Answer, FaultReport, Frame, FromWorker, Goal, PageInput, Query, ToWorker } from "./protocol.ts";

/** What the page hears of the world. */
export interface WorldListener {
  frame(frame: Frame): void;
  /** `canLook`: what was seen before can still be looked at. */
  fault(fault: FaultReport, canLook: boolean): void;
  /** The worker has owed an answer for a while (true), or gives answers again (false). */
  silent(silent: boolean): void;
}

/** The page's end of the worker. */
export interface WorldClient {
  /** Opens a world in a worker of its own; the one before is ended, whatever it is doing. */
  open(scenario: Scenario, again?: { readonly branches: KeptBranches; readonly lookMs: number }): void;
  /** What was done by one press: it is taken back together. */
  send(input: PageInput, ...then: readonly PageInput[]): void;
  undo(): void;
  redo(): void;
  /** Goes to another branch of time, to where it had come, or to where it parts. */
  goToBranch(id: number, at?: "fork"): void;
  nameBranch(id: number, name: string): void;
  /** Shows another branch beside the one that is played; undefined: no more. */
  compare(id: number | undefined): void;
  pace(speed: number): void;
  /** Runs on to there, then pauses. */
  go(to: Goal): void;
  /** Shows a moment that was seen. */
  look(atMs: number | "live"): void;
  /** Of these pods the processes are wanted; with few pods, all are shown anyway. */
  watch(pods: readonly EntityKey[]): void;
  /** Asks about the moment that is shown. Rejects when the world is closed before it answers. */
  ask(query: Query): Promise<Answer>;
  close(): void;
}

/** The part of a Worker that is used here. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  terminate(): void;
  addEventListener(type: "message", hear: (event: { readonly data: FromWorker }) => void): void;
  /** "error": it failed, could not be loaded, or had no memory left; "messageerror": it sent what cannot be read. */
  addEventListener(type: "error" | "messageerror", hear: (event: { readonly message?: string }) => void): void;
}

/** What the client needs of the browser. */
export interface ClientMachine {
  startWorker(): WorkerPort;
  nextFrame(callback: () => void): void;
  /** Calls back every so many milliseconds; returns how to end that. */
  every(ms: number, callback: () => void): () => void;
}

const BEAT_MS = 1_000;
/** Beats without an answer after which the world is called silent. Counted, not timed: a machine that slept has not missed any. */
const PATIENCE_BEATS = 3;
/** The same until the first answer: the worker's code must arrive first. */
const FIRST_PATIENCE_BEATS = 12;

const browser: ClientMachine = {
  startWorker,
  nextFrame: (callback) => void requestAnimationFrame(callback),
  every(ms, callback) {
    const timer = setInterval(callback, ms);
    return () => clearInterval(timer);
  },
};

/** Runs worlds, each in a worker of its own. Frames are pulled: the next is asked for after the last was drawn; a hidden tab asks for none. */
export function startWorld(listener: WorldListener, machine: ClientMachine = browser): WorldClient {
  let current: WorldLine | undefined;
  return {
    open(scenario, again) {
      current?.close();
      current = openLine(listener, machine);
      current.post({ type: "open", scenario, ...(again && { again }) });
    },
    send: (input, ...then) => current?.post({ type: "input", input, ...(then.length > 0 && { then }) }),
    undo: () => current?.post({ type: "undo" }),
    redo: () => current?.post({ type: "redo" }),
    goToBranch: (id, at) => current?.post({ type: "branch", id, ...(at && { at }) }),
    nameBranch: (id, name) => current?.post({ type: "nameBranch", id, name }),
    compare: (id) => current?.post({ type: "compare", ...(id !== undefined && { id }) }),
    pace: (speed) => current?.post({ type: "pace", speed }),
    go: (to) => current?.post({ type: "go", to }),
    look: (atMs) => current?.post({ type: "look", atMs }),
    watch: (pods) => current?.post({ type: "watch", pods }),
    ask: (query) => (current ? current.ask(query) : Promise.reject(new Error("no world is open"))),
    close: () => current?.close(),
  };
}

/** The line to one worker. */
interface WorldLine {
  post(message: ToWorker): void;
  ask(query: Query): Promise<Answer>;
  close(): void;
}

function openLine(listener: WorldListener, machine: ClientMachine): WorldLine {
  const worker = machine.startWorker();
  let open = true;
  const asked = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let lastAsked = 0;
  const beat = heartbeat(machine, () => worker.postMessage({ type: "ping" }), listener.silent);
  const close = (): void => {
    open = false;
    beat.end();
    worker.terminate();
    for (const { reject } of asked.values()) reject(new Error("the world was closed"));
    asked.clear();
  };
  const ask = (query: Query): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (!open) return reject(new Error("the world is closed"));
      lastAsked += 1;
      asked.set(lastAsked, { resolve, reject });
      worker.postMessage({ type: "query", id: lastAsked, query });
    });
  worker.addEventListener("message", ({ data }) => {
    if (!open) return;
    beat.heard();
    if (data.type === "frame") listener.frame(data.frame);
    if (data.type === "frame") machine.nextFrame(() => open && worker.postMessage({ type: "frame" }));
    if (data.type === "opened") worker.postMessage({ type: "frame" });
    if (data.type === "answer") settle(asked, data.id, data.answer);
    if (data.type === "fault") listener.fault(data.fault, data.canLook);
  });
  const fail = (message: string): void => {
    if (!open) return;
    close();
    listener.fault({ component: "worker", key: "", atMs: undefined, message }, false);
  };
  worker.addEventListener("error", ({ message }) => fail(message ?? ""));
  worker.addEventListener("messageerror", () => fail("a message could not be read"));
  return { post: (message) => open && worker.postMessage(message), ask, close };
}

function settle(asked: Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>, id: number, answer: Answer): void {
  const question = asked.get(id);
  asked.delete(id);
  if (answer.type === "failed") question?.reject(new Error(answer.message));
  else question?.resolve(answer);
}

/** Asks every beat whether the worker still answers, and says when it does not, and when it does again. */
function heartbeat(machine: ClientMachine, ask: () => void, silent: (silent: boolean) => void): { heard(): void; end(): void } {
  let owed = 0;
  let patience = FIRST_PATIENCE_BEATS;
  const end = machine.every(BEAT_MS, () => {
    owed += 1;
    if (owed === 1) ask();
    if (owed === patience + 1) silent(true);
  });
  return {
    heard() {
      if (owed > patience) silent(false);
      owed = 0;
      patience = PATIENCE_BEATS;
    },
    end,
  };
}
