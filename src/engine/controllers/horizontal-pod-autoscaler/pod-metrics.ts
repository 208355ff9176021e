import { quantityMilli } from "../../../api/quantity.ts";
import { parseGoDuration, parseRfc3339 } from "../../../api/time.ts";
import type { ResourceList } from "../../../api/types.ts";

/** What one Pod uses, in thousandths, as of an instant (Unix milliseconds) and the time before it. */
export interface PodMetric {
  readonly atMs: number;
  readonly windowMs: number;
  readonly milli: number;
}
/** By the names of Pods. */
export type PodMetrics = ReadonlyMap<string, PodMetric>;

/** One of the items that the metrics API answers with. */
export interface PodMetricsObject {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly timestamp: string;
  readonly window: string;
  readonly containers: readonly { readonly name: string; readonly usage: ResourceList }[];
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
export const failed = (error: string): { readonly ok: false; readonly error: string } => ({ ok: false, error });

/** Of a resource, what whole Pods use, or one of their containers ("" = the whole Pod). */
// Mirrors GetResourceMetric, getPodMetrics and getContainerMetrics (pkg/controller/podautoscaler/metrics/client.go).
export function podMetrics(items: readonly PodMetricsObject[], resource: string, container: string): Read<PodMetrics> {
  if (items.length === 0) return failed("no metrics returned from resource metrics API");
  const found = new Map<string, PodMetric>();
  for (const { metadata, timestamp, window, containers } of items) {
    const measured = container === "" ? containers : containers.filter(({ name }) => name === container);
    if (container !== "" && measured.length === 0) return failed(`failed to get container metrics: container ${container} not present in metrics for pod ${metadata.namespace ?? ""}/${metadata.name}`);
    if (measured.length === 0 || measured.some(({ usage }) => usage[resource] === undefined)) continue;
    const milli = measured.reduce((sum, { usage }) => sum + quantityMilli(usage[resource]), 0);
    const parsed = parseGoDuration(window);
    found.set(metadata.name, { atMs: parseRfc3339(timestamp) ?? 0, windowMs: parsed.ok ? parsed.ms : 0, milli });
  }
  return { ok: true, value: found };
}
