import type { Event } from "../../../api/types.ts";
import { since, type Column } from "./column.ts";

export const eventColumns: readonly Column<Event>[] = [
  { name: "Last Seen", cell: (event, nowMs) => lastSeen(event, nowMs) },
  { name: "Type", cell: ({ type }) => type ?? "" },
  { name: "Reason", cell: ({ reason }) => reason ?? "" },
  { name: "Object", cell: ({ involvedObject }) => objectText(involvedObject) },
  { name: "Subobject", wide: true, cell: ({ involvedObject }) => involvedObject.fieldPath ?? "" },
  { name: "Source", wide: true, cell: (event) => sourceText(event) },
  { name: "Message", cell: ({ message }) => (message ?? "").trim() },
  { name: "First Seen", wide: true, cell: (event, nowMs) => firstSeen(event, nowMs) },
  { name: "Count", wide: true, type: "integer", cell: (event) => countOf(event) },
  { name: "Name", wide: true, cell: ({ metadata }) => metadata.name },
];

// Mirrors printEvent (pkg/printers/internalversion/printers.go).
function firstSeen({ firstTimestamp, eventTime }: Event, nowMs: number): string {
  return since(firstTimestamp || eventTime, nowMs);
}

function lastSeen(event: Event, nowMs: number): string {
  const { series, lastTimestamp } = event;
  if (series) return since(series.lastObservedTime, nowMs);
  return lastTimestamp ? since(lastTimestamp, nowMs) : firstSeen(event, nowMs);
}

const countOf = ({ series, count }: Event): number => series?.count ?? (count || 1);

function objectText({ kind, name }: Event["involvedObject"]): string {
  const lower = (kind ?? "").toLowerCase();
  return name ? `${lower}/${name}` : lower;
}

// Mirrors formatEventSource.
function sourceText({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source?.component || reportingComponent || "";
  const host = source?.host || reportingInstance || "";
  return host ? `${component}, ${host}` : component;
}
