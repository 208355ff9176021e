import type { BoundName } from "./kernel.ts";

/** What we broke, or a bound that was reached: it stops the run and says where. Never swallowed, never a cluster's error. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly component: string;
  readonly key: string;
  /** Virtual milliseconds. */
  readonly atMs: number;
  readonly bound: BoundName | undefined;

  constructor(where: { component: string; key: string; atMs: number; bound?: BoundName }, message: string, cause?: unknown) {
    super(`${where.component} (${where.key}) at ${where.atMs} ms: ${message}`, cause === undefined ? undefined : { cause });
    this.component = where.component;
    this.key = where.key;
    this.atMs = where.atMs;
    this.bound = where.bound;
  }
}
