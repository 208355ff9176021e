import { Fault } from "./fault.ts";
import type { BoundName } from "./kernel.ts";

/** How much of each is too much. Chosen so that nothing a person would write comes near, and a runaway stops within a second of host time. */
export type Bounds = Readonly<Record<BoundName, number>>;
export const defaultBounds: Bounds = {
  occurrencesPerInstant: 200_000,
  queueLength: 1_000_000,
  objects: 200_000,
  logBytes: 512 * 1024 * 1024,
  fileBytes: 1024 * 1024 * 1024,
  processes: 200_000,
  stepsPerInstant: 5_000_000,
};

const perInstant: ReadonlySet<BoundName> = new Set<BoundName>(["occurrencesPerInstant", "stepsPerInstant"]);

/** Counters against the bounds. Those per instant start anew when the clock moves. */
export class BoundCounters {
  private readonly bounds: Bounds;
  private readonly counts: Map<BoundName, number>;

  constructor(bounds: Bounds, counts: ReadonlyMap<BoundName, number> = new Map()) {
    this.bounds = bounds;
    this.counts = new Map(counts);
  }

  snapshot(): ReadonlyMap<BoundName, number> {
    return new Map(this.counts);
  }

  newInstant(): void {
    for (const name of perInstant) this.counts.set(name, 0);
  }

  charge(what: BoundName, component: string, key: string, amount: number, atMs: number): void {
    const count = (this.counts.get(what) ?? 0) + amount;
    this.counts.set(what, Math.max(0, count));
    this.limit(what, component, key, count, atMs);
  }

  /** A count that somebody else keeps. */
  limit(what: BoundName, component: string, key: string, count: number, atMs: number): void {
    if (count > this.bounds[what]) {
      throw new Fault({ component, key, atMs, bound: what }, `more than ${this.bounds[what]} ${words[what]}`);
    }
  }
}

const words: Readonly<Record<BoundName, string>> = {
  occurrencesPerInstant: "occurrences in one instant",
  queueLength: "occurrences in the queue",
  objects: "API objects",
  logBytes: "bytes of container logs",
  fileBytes: "bytes in files",
  processes: "processes",
  stepsPerInstant: "process steps in one instant",
};
