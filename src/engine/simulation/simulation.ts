import { BoundCounters, defaultBounds, type Bounds } from "./bounds.ts";
import { Fault } from "./fault.ts";
import { deepFreeze } from "./freeze.ts";
import type { JournalLevel } from "./journal.ts";
import { JournalLog, type JournalState } from "./journal-log.ts";
import type { BoundName, Kernel } from "./kernel.ts";
import type { Occurrence, Payload } from "./payload.ts";
import { OccurrenceQueue } from "./queue.ts";
import { draw } from "./random.ts";
import { END_OF_TIME_MS } from "./time.ts";

export interface SimulationOptions {
  readonly seed: number;
  readonly startsAtMs: number;
  /** Where the clock stands before the first occurrence: negative, so that the cluster can have been up before t=0. */
  readonly bootAtMs: number;
  readonly journal: JournalLevel;
  readonly freeze: boolean;
  readonly bounds?: Partial<Bounds>;
}

/** What a checkpoint keeps of the simulation itself. */
export interface SimulationState {
  readonly now: number;
  readonly sequence: number;
  readonly inputs: number;
  readonly place: number;
  readonly counters: ReadonlyMap<string, number>;
  readonly queue: readonly Occurrence[];
  readonly journal: JournalState;
  readonly counts: ReadonlyMap<BoundName, number>;
  readonly handled: number;
}

/** Inputs sort before everything else of their instant, in the order in which they were given. */
const FIRST_INPUT = -(2 ** 40);

/**
 * The loop: takes the least occurrence, moves the clock to it and hands it to `dispatch`. Time passes nowhere else.
 */
export class Simulation implements Kernel {
  readonly seed: number;
  readonly startsAtMs: number;
  readonly journal: JournalLog;
  /** Told of every payload when it falls due. Set once by the assembly. */
  dispatch: (payload: Payload) => void = () => {};
  private time: number;
  private sequence: number;
  private inputs: number;
  private place: number;
  private handledCount: number;
  private readonly counters: Map<string, number>;
  private readonly queue: OccurrenceQueue;
  private readonly counts: BoundCounters;
  private readonly freezing: boolean;

  constructor(options: SimulationOptions, from?: SimulationState) {
    this.seed = options.seed;
    this.startsAtMs = options.startsAtMs;
    this.freezing = options.freeze;
    this.time = from?.now ?? options.bootAtMs;
    this.sequence = from?.sequence ?? 0;
    this.inputs = from?.inputs ?? 0;
    this.place = from?.place ?? 0;
    this.handledCount = from?.handled ?? 0;
    this.counters = new Map(from?.counters);
    this.queue = new OccurrenceQueue(from?.queue);
    this.counts = new BoundCounters({ ...defaultBounds, ...options.bounds }, from?.counts);
    this.journal = new JournalLog(options.journal, () => this.time, from?.journal);
  }

  get now(): number {
    return this.time;
  }

  /** Occurrences handled since the beginning. */
  get handled(): number {
    return this.handledCount;
  }

  get nextAt(): number | undefined {
    return this.queue.first?.at;
  }

  schedule(atMs: number, payload: Payload): void {
    const at = Math.max(this.time, Math.ceil(atMs));
    if (at > END_OF_TIME_MS) return;
    this.sequence += 1;
    this.queue.push({ at, sequence: this.sequence, cause: this.journal.cause, payload });
  }

  /** Queues what came from outside. `atMs` must lie ahead of the clock, so that a replay meets it in the same order. */
  scheduleInput(atMs: number, payload: Payload): void {
    if (atMs <= this.time) throw new RangeError(`an input must lie ahead: ${atMs} ms is not after ${this.time} ms`);
    this.inputs += 1;
    this.queue.push({ at: atMs, sequence: FIRST_INPUT + this.inputs, cause: 0, payload });
  }

  draw(stream: string, bound: number): number {
    const counter = this.counters.get(stream) ?? 0;
    this.counters.set(stream, counter + 1);
    return draw(this.seed, stream, counter, bound);
  }

  nextPlace(): number {
    this.place += 1;
    return this.place;
  }

  freeze<T>(value: T): T {
    return this.freezing ? deepFreeze(value) : value;
  }

  charge(what: BoundName, component: string, key: string, amount = 1): void {
    this.counts.charge(what, component, key, amount, this.time);
  }

  /**
   * Runs what is due up to and at `untilMs`, at most `most` occurrences. Returns how many ran; fewer than `most` means
   * that the clock now stands at `untilMs`.
   */
  run(untilMs: number, most = Number.MAX_SAFE_INTEGER): number {
    const until = Math.min(untilMs, END_OF_TIME_MS);
    let ran = 0;
    for (; ran < most; ran += 1) {
      const next = this.queue.first;
      if (!next || next.at > until) {
        this.moveTo(until);
        return ran;
      }
      this.queue.pop();
      this.moveTo(next.at);
      this.handle(next);
    }
    return ran;
  }

  private moveTo(atMs: number): void {
    if (atMs <= this.time) return;
    this.time = atMs;
    this.place = 0;
    this.counts.newInstant();
  }

  private handle(occurrence: Occurrence): void {
    const { payload } = occurrence;
    this.handledCount += 1;
    this.charge("occurrencesPerInstant", payload.target, payload.type);
    this.journal.cause = occurrence.cause;
    try {
      this.dispatch(payload);
    } catch (error) {
      if (error instanceof Fault) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new Fault({ component: payload.target, key: payload.type, atMs: this.time }, message, error);
    }
    this.counts.limit("queueLength", payload.target, payload.type, this.queue.size, this.time);
  }

  snapshot(): SimulationState {
    return {
      now: this.time,
      sequence: this.sequence,
      inputs: this.inputs,
      place: this.place,
      counters: new Map(this.counters),
      queue: this.queue.snapshot(),
      journal: this.journal.snapshot(),
      counts: this.counts.snapshot(),
      handled: this.handledCount,
    };
  }
}
