import type { FromWorker } from "./protocol.ts";

/** What the host needs of the machine it runs on: everything that is not virtual. */
export interface Machine {
  /** Milliseconds of a clock that only moves forward. */
  clockMs(): number;
  /** Calls back once, after about that long; lets messages in meanwhile. */
  later(ms: number, callback: () => void): void;
  post(message: FromWorker): void;
}
