/**
 * The client-side rate limiter of a controller's client: so many requests at once, then so many a second, in order.
 * Mirrors NewTokenBucketRateLimiter (staging/src/k8s.io/client-go/util/flowcontrol/throttle.go) with the defaults of
 * kube-controller-manager (pkg/controller/apis/config/v1alpha1/defaults.go): each controller has a client of its own.
 */
const QPS = 20;
const BURST = 30;

/** When a request that is made now may leave, and the limiter's state after it: the time at which its bucket would be full again. */
export function admit(fullAtMs: number, nowMs: number, qps = QPS): { readonly sendAtMs: number; readonly fullAtMs: number } {
  const intervalMs = 1000 / qps;
  const next = Math.max(fullAtMs, nowMs) + intervalMs;
  return { sendAtMs: Math.max(nowMs, next - BURST * intervalMs), fullAtMs: next };
}
