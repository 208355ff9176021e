// Mirrors DefaultPodInitialBackoffDuration and DefaultPodMaxBackoffDuration (pkg/scheduler/backend/queue/scheduling_queue.go).
const INITIAL_MS = 1000;
const MAX_MS = 10_000;

/** How long a pod rests after so many fruitless attempts: 1, 2, 4, 8, 10, 10… s. */
export const backoffMs = (attempts: number): number =>
  attempts <= 0 ? 0 : attempts > 4 ? MAX_MS : Math.min(MAX_MS, INITIAL_MS * 2 ** (attempts - 1));

// Mirrors alignToWindow (pkg/scheduler/backend/queue/backoff_queue.go): back-offs end on whole seconds, so that those of one second are ordered by priority.
export const alignToWindow = (unixMs: number): number => Math.floor(unixMs / 1000) * 1000;
