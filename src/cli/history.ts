import type { Json } from "../api/json.ts";
import type { ContainerStatus, Event, KubernetesObject, Pod } from "../api/types.ts";
import { podRow } from "../engine/apiserver/table/pod.ts";
import type { EventRow, PodRow } from "./report.ts";

/** One write of the store, with its instant. */
export interface Write {
  readonly atMs: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: KubernetesObject;
}

/** A Pod's row with what only a person reads: RESTARTS and AGE as printed then. */
export interface PrintedPodRow {
  readonly row: PodRow;
  readonly restartsText: string;
  readonly age: string;
}

export function podRowOf({ atMs, type, object }: Write, startsAtMs: number): PrintedPodRow {
  const pod = object as Pod;
  const { ready, status, restarts, node, ip, restartsText, age } = podRow(pod, startsAtMs + atMs);
  const { namespace = "", name, uid } = pod.metadata;
  const row = { at: atMs, op: type, namespace, name, uid, ready, status, restarts, node, ip, phase: pod.status.phase, conditions: pod.status.conditions ?? [], containers: containersOf(pod) };
  return { row, restartsText, age };
}

function containersOf({ status }: Pod): PodRow["containers"] {
  const of = (kind: string, statuses: readonly ContainerStatus[] = []) => statuses.map((one) => ({ kind, ...one }));
  return [...of("init", status.initContainerStatuses), ...of("regular", status.containerStatuses), ...of("ephemeral", status.ephemeralContainerStatuses)];
}

export function eventRowOf({ atMs, type, object }: Write): EventRow {
  const event = object as Event;
  const { kind = "", name = "" } = event.involvedObject;
  return {
    at: atMs,
    op: type,
    namespace: event.metadata.namespace ?? "",
    name: event.metadata.name,
    object: `${kind.toLowerCase()}/${name}`,
    type: event.type ?? "",
    reason: event.reason ?? "",
    message: event.message ?? "",
    // The scheduler's events name who reports, not a source.
    source: event.source?.component || event.reportingComponent || "",
    host: event.source?.host ?? "",
    count: event.count ?? event.series?.count ?? 1,
    series: (event.series as Json | undefined) ?? null,
  };
}
