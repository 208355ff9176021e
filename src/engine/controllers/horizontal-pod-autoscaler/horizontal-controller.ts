import type { HorizontalPodAutoscaler } from "../../../api/autoscaling.ts";
import { objectKey } from "../informer.ts";
import { controller, type Controller } from "../manager/controller.ts";
import { NO_HISTORY, type History } from "./history.ts";
import { AUTOSCALERS, reconcile, type Input } from "./reconcile.ts";
import type { Json } from "../../../api/json.ts";
import type { Pod } from "../../../api/types.ts";

// Mirrors the default of horizontal-pod-autoscaler-sync-period (pkg/controller/podautoscaler/config/v1alpha1/defaults.go).
const SYNC_MS = 15_000;

/**
 * Changes how many Pods a workload has, by what they use. Mirrors HorizontalController (pkg/controller/podautoscaler/horizontal.go).
 * Simplified: two HorizontalPodAutoscalers of the same Pods are not told of each other; each follows its own metrics.
 */
export const horizontalController: Controller = controller<Input | { readonly gone: string }>({
  name: "horizontal-pod-autoscaler-controller",
  component: "horizontal-pod-autoscaler",
  watches: [AUTOSCALERS, "pods"],
  concerned: ({ resource, object }) => (resource === AUTOSCALERS ? [objectKey(object)] : []),
  // Mirrors FixedItemIntervalRateLimiter (pkg/controller/podautoscaler/rate_limiters.go): every key waits for the next round.
  delayMs: () => SYNC_MS,
  gather(key, { caches, unixMs, note }) {
    const autoscaler = caches.get<HorizontalPodAutoscaler>(AUTOSCALERS, key);
    if (!autoscaler) return { gone: key };
    const pods = caches.inNamespace<Pod>("pods", autoscaler.metadata.namespace ?? "");
    return { key, autoscaler, pods, history: (note(key) as unknown as History | undefined) ?? NO_HISTORY, unixMs };
  },
  *work(input) {
    if ("gone" in input) {
      yield { note: input.gone, value: undefined };
      return;
    }
    const history = yield* reconcile(input);
    yield { note: input.key, value: history as unknown as Json };
    yield { after: SYNC_MS };
  },
});
