import type { Node } from "../../../api/types.ts";
import { readyCondition } from "./taints.ts";

// Mirrors the defaults of NodeLifecycleControllerConfiguration (pkg/controller/nodelifecycle/config/v1alpha1/defaults.go).
const EVICTIONS_PER_SECOND = 0.1;
const SECONDARY_EVICTIONS_PER_SECOND = 0.01;
const UNHEALTHY_ZONE_THRESHOLD = 0.55;
const LARGE_CLUSTER_NODES = 50;
const FEWEST_OF_PARTIAL = 2;

// Mirrors GetZoneKey (staging/src/k8s.io/component-helpers/node/topology/helpers.go).
export function zoneOf({ metadata: { labels = {} } }: Node): string {
  const region = labels["topology.kubernetes.io/region"] ?? "";
  const zone = labels["topology.kubernetes.io/zone"] ?? "";
  return region === "" && zone === "" ? "" : `${region}:${zone}`;
}

const isReady = (node: Node): boolean => readyCondition(node)?.status === "True";

/** True if no node at all is ready: nobody is evicted, for the fault is likely on this side. */
export const isAllDown = (nodes: readonly Node[]): boolean => nodes.length > 0 && !nodes.some(isReady);

// Mirrors ComputeZoneState, HealthyQPSFunc and ReducedQPSFunc (pkg/controller/nodelifecycle/node_lifecycle_controller.go).
/** How many nodes of a zone lose their Pods each second; 0 = none. */
export function evictionRate(zone: readonly Node[]): number {
  const notReady = zone.filter((node) => !isReady(node)).length;
  const isPartial = notReady < zone.length && notReady > FEWEST_OF_PARTIAL && notReady / zone.length >= UNHEALTHY_ZONE_THRESHOLD;
  if (!isPartial) return EVICTIONS_PER_SECOND;
  return zone.length > LARGE_CLUSTER_NODES ? SECONDARY_EVICTIONS_PER_SECOND : 0;
}
