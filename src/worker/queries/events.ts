import { parseRfc3339 } from "../../api/time.ts";
import type { Event } from "../../api/types.ts";
import { isError } from "../../engine/apiserver/request.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { EventRow, Query } from "../protocol.ts";
import { requestFor } from "./request-for.ts";

/** The Events about an object, the one seen last at the end. Not by its time: some tell it to the second only, others more exactly. */
export function eventsAbout(cluster: Cluster, { namespace, kind, name, uid }: Extract<Query, { type: "events" }>): readonly EventRow[] {
  // Those about what has no namespace are kept in "default".
  const request = requestFor("list", "events", namespace === "" ? "default" : namespace);
  const fields = [`involvedObject.kind=${kind}`, `involvedObject.name=${name}`, ...(uid === "" ? [] : [`involvedObject.uid=${uid}`])];
  const response = cluster.read({ ...request, query: { fieldSelector: fields.join(",") } });
  if (isError(response)) return [];
  const { items } = response.body as unknown as { readonly items: readonly Event[] };
  return items.toSorted((a, b) => versionOf(a) - versionOf(b)).map((event) => rowOf(event, cluster.options.startsAtMs));
}

const versionOf = ({ metadata }: Event): number => Number(metadata.resourceVersion ?? 0);

function rowOf(event: Event, startsAtMs: number): EventRow {
  const { metadata, type = "", reason = "", message = "", source, reportingComponent, series, count } = event;
  const at = (...times: readonly (string | null | undefined)[]): number => (parseRfc3339(times.find(Boolean) ?? metadata.creationTimestamp ?? "") ?? startsAtMs) - startsAtMs;
  return {
    uid: metadata.uid ?? "",
    type,
    reason,
    message,
    count: series?.count ?? (count || 1),
    firstAtMs: at(event.firstTimestamp, event.eventTime),
    lastAtMs: at(series?.lastObservedTime, event.lastTimestamp, event.eventTime, event.firstTimestamp),
    source: source?.component || reportingComponent || "",
  };
}
