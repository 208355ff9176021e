import { condition } from "../../../api/conditions.ts";
import { humanDuration } from "../../../api/time.ts";
import type { Pod } from "../../../api/types.ts";
import { ageColumn, nameColumn, orNone, type Column } from "./column.ts";
import { podStatus } from "./pod-status.ts";

/** The columns of `kubectl get pods`, in order. */
export const podColumns: readonly Column<Pod>[] = [
  nameColumn,
  { name: "Ready", cell: (pod) => readyText(pod) },
  { name: "Status", cell: (pod) => podStatus(pod).reason },
  { name: "Restarts", cell: (pod, nowMs) => restartsText(pod, nowMs) },
  ageColumn,
  { name: "IP", wide: true, cell: ({ status }) => orNone(status.podIPs?.[0]?.ip ?? status.podIP) },
  { name: "Node", wide: true, cell: ({ spec }) => orNone(spec.nodeName) },
  { name: "Nominated Node", wide: true, cell: ({ status }) => orNone(status.nominatedNodeName) },
  { name: "Readiness Gates", wide: true, cell: (pod) => readinessGates(pod) },
];

const readyText = (pod: Pod): string => {
  const { ready, total } = podStatus(pod);
  return `${ready}/${total}`;
};

function restartsText(pod: Pod, nowMs: number): string {
  const { restarts, lastRestartMs } = podStatus(pod);
  return restarts === 0 || lastRestartMs === undefined ? String(restarts) : `${restarts} (${humanDuration(nowMs - lastRestartMs)} ago)`;
}

function readinessGates({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return "<none>";
  const passed = gates.filter(({ conditionType }) => condition(status.conditions, conditionType)?.status === "True");
  return `${passed.length}/${gates.length}`;
}

/** A pod's row as data: for those who print pods without asking the API. */
export interface PodRow {
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  /** As printed, with how long ago. */
  readonly restartsText: string;
  readonly age: string;
  readonly ip: string;
  readonly node: string;
  readonly nominatedNode: string;
  readonly readinessGates: string;
}

/** What `kubectl get pods -o wide` would print of a pod at a Unix time in milliseconds. */
export function podRow(pod: Pod, nowMs: number): PodRow {
  const cells = new Map(podColumns.map(({ name, cell }) => [name, String(cell(pod, nowMs))]));
  const text = (column: string): string => cells.get(column) ?? "";
  return {
    ready: text("Ready"),
    status: text("Status"),
    restarts: podStatus(pod).restarts,
    restartsText: text("Restarts"),
    age: text("Age"),
    ip: text("IP"),
    node: text("Node"),
    nominatedNode: text("Nominated Node"),
    readinessGates: text("Readiness Gates"),
  };
}
