import { byCodeUnit } from "../../api/json.ts";
import type { Rejection } from "./plugin.ts";

/** Why no node takes a pod: each node's rejection, or what refused the pod before any node was looked at. */
export interface Diagnosis {
  readonly numAllNodes: number;
  readonly nodeToStatus: ReadonlyMap<string, Rejection>;
  /** What counts for nodes that are not in the map. */
  readonly absentNodes?: Rejection;
  readonly preFilterMessage?: string;
  readonly rejectors: readonly string[];
}

export const NO_NODES = "no nodes available to schedule pods";

// Mirrors FitError.Error (pkg/scheduler/framework/types.go): counts in front of the reasons, sorted as text.
export function fitErrorMessage(diagnosis: Diagnosis, postFilterMessage: string): string {
  const { numAllNodes, preFilterMessage } = diagnosis;
  const reasons = preFilterMessage ?? reasonsHistogram(diagnosis);
  return `0/${numAllNodes} nodes are available:${reasons && ` ${reasons}.`}${postFilterMessage && ` ${postFilterMessage}`}`;
}

function reasonsHistogram({ numAllNodes, nodeToStatus, absentNodes }: Diagnosis): string {
  const counts = new Map<string, number>();
  const count = (reason: string, nodes: number): Map<string, number> => counts.set(reason, (counts.get(reason) ?? 0) + nodes);
  for (const { reasons } of nodeToStatus.values()) for (const reason of reasons) count(reason, 1);
  const absent = numAllNodes - nodeToStatus.size;
  if (absent > 0) for (const reason of absentNodes?.reasons ?? []) count(reason, absent);
  return [...counts].map(([reason, nodes]) => `${nodes} ${reason}`).sort(byCodeUnit).join(", ");
}

const NOTE_LENGTH_LIMIT = 1024;
const ELLIPSIS = " ...";

// Mirrors truncateMessage (pkg/scheduler/schedule_one.go): events are cut, conditions are not.
export const truncateMessage = (message: string): string =>
  message.length <= NOTE_LENGTH_LIMIT ? message : message.slice(0, NOTE_LENGTH_LIMIT - ELLIPSIS.length) + ELLIPSIS;
