import type { EntityKey } from "../../graph/model.ts";
import { useSelection } from "../state/selection.ts";
import { BY_NODE } from "./grouping.ts";
import { numbersAt, numbersOnPod } from "./numbers-on-pod.ts";
import { usePlate } from "./plate-store.ts";

/** The numbers of "why?" that stand on a pod's capsule, in one string; none where its detail shows them in place. */
export function useBalloons(pod: EntityKey): string {
  const hasDetail = usePlate(({ layout }) => layout.detail !== undefined);
  const isGrouped = usePlate(({ grouping }) => grouping !== BY_NODE);
  return useSelection(({ why, selected }) => (why?.pod === pod ? numbersOnPod(why, hasDetail && selected === pod, isGrouped) : ""));
}

/** The numbers that stand on the scheduler, or on the node of the pod that is explained. */
export const useBalloonsOf = (part: "scheduler" | "node"): string => useSelection(({ why }) => numbersAt(why, (place) => place.part === part));
