/**
 * The client-side rate limiter of a controller's client: so many requests at once, then so many a second, in order.
 * Mirrors NewTokenBucketRateLimiter (staging/src/k8s.io/client-go/util/flowcontrol/throttle.go) with the defaults of
 * kube-controller-manager (pkg/controller/apis/config/v1alpha1/defaults.go): each controller has a client of its own.
 */
const QPS = 20;
const BURST = 30;
const INTERVAL_MS = 1000 / QPS;

/** When a request that is made now may leave, and the limiter's state after it: the time at which its bucket would be full again. */
export function admit(fullAtMs: number, nowMs: number): { readonly sendAtMs: number; readonly fullAtMs: number } {
  const next = Math.max(fullAtMs, nowMs) + INTERVAL_MS;
  return { sendAtMs: Math.max(nowMs, next - BURST * INTERVAL_MS), fullAtMs: next };
}
