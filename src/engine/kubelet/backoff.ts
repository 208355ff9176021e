/** An entry of client-go's flowcontrol.Backoff. Times are virtual milliseconds. */
export interface BackoffEntry {
  readonly delayMs: number;
  readonly lastUpdateMs: number;
}

export interface BackoffLimits {
  readonly initialMs: number;
  readonly maxMs: number;
  /** Idle time after which an entry counts as new. */
  readonly expiryMs: number;
}

// Mirrors the kubelet's crash loop back-off (pkg/kubelet/kubelet.go): 10 s doubling to 5 min, forgotten after 10 min.
export const crashLimits: BackoffLimits = { initialMs: 10_000, maxMs: 300_000, expiryMs: 600_000 };
// Mirrors imageBackOffPeriod and MaxImageBackOff (pkg/kubelet/kubelet.go).
export const imageLimits: BackoffLimits = { initialMs: 10_000, maxMs: 300_000, expiryMs: 600_000 };

const expired = (entry: BackoffEntry, eventMs: number, limits: BackoffLimits): boolean => eventMs - entry.lastUpdateMs > limits.expiryMs;

// Mirrors Backoff.Next (staging/src/k8s.io/client-go/util/flowcontrol/backoff.go).
export function nextBackoff(entry: BackoffEntry | undefined, eventMs: number, nowMs: number, limits: BackoffLimits): BackoffEntry {
  if (!entry || expired(entry, eventMs, limits)) return { delayMs: limits.initialMs, lastUpdateMs: nowMs };
  return { delayMs: Math.min(entry.delayMs * 2, limits.maxMs), lastUpdateMs: nowMs };
}

// Mirrors Backoff.IsInBackOffSince: time passed since the event counts, not since the last update.
export function isInBackoffSince(entry: BackoffEntry | undefined, eventMs: number, nowMs: number, limits: BackoffLimits): entry is BackoffEntry {
  return entry !== undefined && !expired(entry, eventMs, limits) && nowMs - eventMs < entry.delayMs;
}

// Mirrors Backoff.IsInBackOffSinceUpdate: for pulls, which have no event of their own.
export function isInBackoffSinceUpdate(entry: BackoffEntry | undefined, nowMs: number, limits: BackoffLimits): entry is BackoffEntry {
  return entry !== undefined && !expired(entry, nowMs, limits) && nowMs - entry.lastUpdateMs < entry.delayMs;
}
