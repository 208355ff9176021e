import type { Scenario } from "../scenario/scenario.ts";
import type { FaultReport, FromWorker, PageInput, Snapshot, ToWorker } from "./protocol.ts";

/** What the page hears of the world. */
export interface WorldListener {
  snapshot(snapshot: Snapshot): void;
  fault(fault: FaultReport): void;
}

/** The page's end of the worker. */
export interface WorldClient {
  open(scenario: Scenario): void;
  send(input: PageInput): void;
  pace(speed: number): void;
  /** Plays as fast as it goes up to an instant; resolves with the digest of the watch log there. */
  runUntil(atMs: number): Promise<string>;
  close(): void;
}

/** Starts the engine in a worker of its own. Snapshots are pulled: the next is asked for in the frame after the last. */
export function startWorld(listener: WorldListener): WorldClient {
  const worker = new Worker(new URL("./entry.ts", import.meta.url), { type: "module" });
  const post = (message: ToWorker): void => worker.postMessage(message);
  const reached = new Map<number, (digest: string) => void>();
  let calls = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    switch (data.type) {
      case "opened":
        post({ type: "snapshot" });
        return;
      case "snapshot":
        listener.snapshot(data.snapshot);
        requestAnimationFrame(() => post({ type: "snapshot" }));
        return;
      case "reached":
        reached.get(data.id)?.(data.digest);
        reached.delete(data.id);
        return;
      case "fault":
        listener.fault(data.fault);
    }
  });
  worker.addEventListener("error", (event) => {
    listener.fault({ component: "worker", key: "", atMs: 0, message: event.message });
  });
  return {
    open: (scenario) => post({ type: "open", scenario }),
    send: (input) => post({ type: "input", input }),
    pace: (speed) => post({ type: "pace", speed }),
    runUntil: (atMs) =>
      new Promise((resolve) => {
        reached.set(++calls, resolve);
        post({ type: "runUntil", id: calls, atMs });
      }),
    close: () => worker.terminate(),
  };
}
