import type { Kernel } from "../simulation/kernel.ts";
import { slice } from "../simulation/slice.ts";

/** Keys that a controller has yet to look at. Mirrors the rate-limiting queue of client-go's util/workqueue. */
export interface WorkQueueState {
  /** Keys for which a Sync is due at once. */
  readonly queued: Set<string>;
  /** Keys that are being worked on, and those of them that were added again meanwhile. */
  readonly processing: Set<string>;
  readonly dirty: Set<string>;
  /** Failures in a row, by key. */
  readonly failures: Map<string, number>;
  /** When a key that was added with a delay is due, in virtual milliseconds: the earliest counts. */
  readonly waiting: Map<string, number>;
}

export const newWorkQueueState = (): WorkQueueState =>
  slice({ queued: new Set<string>(), processing: new Set<string>(), dirty: new Set<string>(), failures: new Map<string, number>(), waiting: new Map<string, number>() });

/** What falls due for a controller that has a queue: `Sync` = take this key up, `Add` = its delay is over. */
export interface WorkQueuePayload<Target extends string> {
  readonly target: Target;
  readonly type: "Sync" | "Add";
  readonly key: string;
}

export interface WorkQueue {
  /** The key wants a look as soon as possible. */
  add(key: string): void;
  /** The key wants a look after so long; where it waits already, the earlier of the two counts. Mirrors AddAfter (staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go). */
  addAfter(key: string, delayMs: number): void;
  /** The key failed: again after 5 ms, or what is said instead, doubling with each failure in a row. */
  addRateLimited(key: string, baseMs?: number): void;
  /** Takes an occurrence of this queue. Returns the key to work on now, if there is one. */
  take(payload: { readonly type: "Sync" | "Add"; readonly key: string }): string | undefined;
  /** The work on the key is over, well or not. */
  done(key: string): void;
  /** The key went well: its failures are forgotten. */
  forget(key: string): void;
}

// Mirrors DefaultTypedControllerRateLimiter (staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go).
const BASE_DELAY_MS = 5;
const MAX_DELAY_MS = 1_000_000;

/** How long a key rests after so many failures in a row. */
export const rateLimitMs = (failures: number, maxMs = MAX_DELAY_MS, baseMs = BASE_DELAY_MS): number => {
  let delay = baseMs;
  for (let n = 1; n < failures && delay < maxMs; n += 1) delay *= 2;
  return Math.min(delay, maxMs);
};

export function createWorkQueue({ kernel, state, target }: { kernel: Kernel; state: WorkQueueState; target: string }): WorkQueue {
  const schedule = (type: "Sync" | "Add", key: string, delayMs: number): void =>
    kernel.schedule(kernel.now + delayMs, { target, type, key } as WorkQueuePayload<string>);

  function addAfter(key: string, delayMs: number): void {
    const dueMs = kernel.now + delayMs;
    if ((state.waiting.get(key) ?? Infinity) <= dueMs) return;
    state.waiting.set(key, dueMs);
    schedule("Add", key, delayMs);
  }

  function add(key: string): void {
    if (state.processing.has(key)) {
      state.dirty.add(key);
      return;
    }
    if (state.queued.has(key)) return;
    state.queued.add(key);
    schedule("Sync", key, 0);
  }

  return {
    add,
    addAfter,
    addRateLimited(key, baseMs) {
      const failures = (state.failures.get(key) ?? 0) + 1;
      state.failures.set(key, failures);
      addAfter(key, rateLimitMs(failures, MAX_DELAY_MS, baseMs));
    },
    take({ type, key }) {
      if (type === "Add") {
        // What was due later than an addition that came after it says nothing more.
        if (state.waiting.get(key) !== kernel.now) return undefined;
        state.waiting.delete(key);
        add(key);
        return undefined;
      }
      state.queued.delete(key);
      state.processing.add(key);
      return key;
    },
    done(key) {
      state.processing.delete(key);
      if (state.dirty.delete(key)) add(key);
    },
    forget: (key) => void state.failures.delete(key),
  };
}
