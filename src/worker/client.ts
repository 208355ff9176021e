import type { Scenario } from "../scenario/scenario.ts";
import type { FaultReport, FromWorker, PageInput, Snapshot, ToWorker } from "./protocol.ts";

/** What the page hears of the world. */
export interface WorldListener {
  snapshot(snapshot: Snapshot): void;
  fault(fault: FaultReport): void;
  /** The worker has owed an answer for a while (true), or gives answers again (false). */
  silent(silent: boolean): void;
}

/** The page's end of the worker. */
export interface WorldClient {
  /** Opens a world in a worker of its own; the one before is ended, whatever it is doing. */
  open(scenario: Scenario): void;
  send(input: PageInput): void;
  pace(speed: number): void;
  close(): void;
}

/** The part of a Worker that is used here. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  terminate(): void;
  addEventListener(type: "message", hear: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: "error", hear: (event: { readonly message: string }) => void): void;
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
  startWorker: () => new Worker(new URL("./entry.ts", import.meta.url), { type: "module" }),
  nextFrame: (callback) => void requestAnimationFrame(callback),
  every(ms, callback) {
    const timer = setInterval(callback, ms);
    return () => clearInterval(timer);
  },
};

/** Runs worlds, each in a worker of its own. Snapshots are pulled: the next is asked for in the frame after the last. */
export function startWorld(listener: WorldListener, machine: ClientMachine = browser): WorldClient {
  let current: WorldLine | undefined;
  return {
    open(scenario) {
      current?.close();
      current = openLine(listener, machine);
      current.post({ type: "open", scenario });
    },
    send: (input) => current?.post({ type: "input", input }),
    pace: (speed) => current?.post({ type: "pace", speed }),
    close: () => current?.close(),
  };
}

/** The line to one worker. */
interface WorldLine {
  post(message: ToWorker): void;
  close(): void;
}

function openLine(listener: WorldListener, machine: ClientMachine): WorldLine {
  const worker = machine.startWorker();
  let open = true;
  const beat = heartbeat(machine, () => worker.postMessage({ type: "ping" }), listener.silent);
  const close = (): void => {
    open = false;
    beat.end();
    worker.terminate();
  };
  worker.addEventListener("message", ({ data }) => {
    if (!open) return;
    beat.heard();
    if (data.type === "snapshot") listener.snapshot(data.snapshot);
    if (data.type === "snapshot") machine.nextFrame(() => open && worker.postMessage({ type: "snapshot" }));
    if (data.type === "opened") worker.postMessage({ type: "snapshot" });
    if (data.type === "fault") {
      if (data.snapshot) listener.snapshot(data.snapshot);
      listener.fault(data.fault);
    }
  });
  worker.addEventListener("error", ({ message }) => {
    if (!open) return;
    close();
    listener.fault({ component: "worker", key: "", atMs: undefined, message });
  });
  return { post: (message) => worker.postMessage(message), close };
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
