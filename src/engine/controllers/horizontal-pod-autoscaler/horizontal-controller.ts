import type { HorizontalPodAutoscaler } from "../../../api/autoscaling.ts";
import type { Json } from "../../../api/json.ts";
import type { Pod } from "../../../api/types.ts";
import { objectKey } from "../informer.ts";
import { controller, type Controller } from "../manager/controller.ts";
import { NO_HISTORY, type History } from "./history.ts";
import { AUTOSCALERS, reconcile, type Input } from "./reconcile.ts";

// Mirrors the default of horizontal-pod-autoscaler-sync-period (pkg/controller/podautoscaler/config/v1alpha1/defaults.go).
const SYNC_MS = 15_000;

/** Changes how many Pods a workload has, by what they use. Mirrors HorizontalController (pkg/controller/podautoscaler/horizontal.go). */
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
    const rivals = caches.inNamespace<HorizontalPodAutoscaler>(AUTOSCALERS, autoscaler.metadata.namespace ?? "").filter((each) => sameTarget(each, autoscaler)).map(objectKey);
    return { key, autoscaler, pods, rivals, history: (note(key) as unknown as History | undefined) ?? NO_HISTORY, unixMs };
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

const sameTarget = ({ spec: { scaleTargetRef: a } }: HorizontalPodAutoscaler, { spec: { scaleTargetRef: b } }: HorizontalPodAutoscaler): boolean =>
  a.kind === b.kind && a.name === b.name && a.apiVersion?.split("/")[0] === b.apiVersion?.split("/")[0];
