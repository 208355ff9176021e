import { rfc3339 } from "../../../api/time.ts";
import type { Pod } from "../../../api/types.ts";
import type { Work } from "../manager/controller.ts";
import { patching, sent } from "../manager/requests.ts";

// Mirrors MarkPodsNotReady (pkg/controller/util/node/controller_utils.go): ContainersReady stays as the kubelet left it.
/** Marks Pods of a node that is not ready as not ready, one after the other, with an event for each. */
export function* markPodsNotReady(pods: readonly Pod[], unixMs: number): Work<void> {
  for (const pod of pods) {
    const ready = pod.status.conditions?.find(({ type }) => type === "Ready");
    if (!ready || ready.status === "False") continue;
    yield { event: { about: pod, type: "Warning", reason: "NodeNotReady", message: "Node is not ready" } };
    const condition = { ...ready, status: "False", lastTransitionTime: rfc3339(unixMs) };
    yield* sent({ ...patching("pods", pod, { metadata: { uid: pod.metadata.uid }, status: { conditions: [condition] } }), subresource: "status" });
  }
}
