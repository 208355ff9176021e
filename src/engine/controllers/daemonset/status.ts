import { isPodReady } from "../../../api/pods.ts";
import type { Pod } from "../../../api/types.ts";
import type { DaemonSetStatus } from "../../../api/workloads.ts";
import { isAvailable } from "../pods/active-pods.ts";
import { hasHash, type Situation } from "./manage.ts";
import { placementOn } from "./placement.ts";

/** Mirrors updateDaemonSetStatus (pkg/controller/daemon/daemon_controller.go): the oldest Pod of a node counts. */
export function daemonSetStatus({ set, nodes, byNode, hash, unixMs }: Situation, collisionCount: number | undefined): DaemonSetStatus {
  const wanted: (Pod | undefined)[] = [];
  let misscheduled = 0;
  for (const node of nodes) {
    const pods = byNode.get(node.metadata.name) ?? [];
    if (placementOn(set, node).shouldRun) wanted.push(oldest(pods));
    else if (pods.length > 0) misscheduled += 1;
  }
  const present = wanted.filter((pod) => pod !== undefined);
  const ready = present.filter(isPodReady);
  const available = ready.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs)).length;
  const counts = { updatedNumberScheduled: present.filter((pod) => hasHash(pod, hash)).length, numberAvailable: available, numberUnavailable: wanted.length - available };
  return {
    currentNumberScheduled: present.length,
    numberMisscheduled: misscheduled,
    desiredNumberScheduled: wanted.length,
    numberReady: ready.length,
    ...(set.metadata.generation !== undefined && { observedGeneration: set.metadata.generation }),
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...(collisionCount !== undefined && { collisionCount }),
  };
}

const oldest = (pods: readonly Pod[]): Pod | undefined => pods.toSorted((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : a.metadata.creationTimestamp > b.metadata.creationTimestamp ? 1 : 0))[0];
