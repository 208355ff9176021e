import { humanDuration, parseRfc3339 } from "../../../api/time.ts";
import type { Json } from "../../../api/json.ts";
import type { KubernetesObject, StringMap, TableColumn } from "../../../api/types.ts";

/** One column of what `kubectl get` prints: its head, and how an object fills it at a time (Unix milliseconds). */
export interface Column<T extends KubernetesObject> {
  readonly name: string;
  readonly type?: TableColumn["type"];
  /** True = only with -o wide. */
  readonly wide?: boolean;
  readonly cell: (object: T, nowMs: number) => Json;
}

// Mirrors translateTimestampSince (pkg/printers/internalversion/printers.go).
export function since(time: string | null | undefined, nowMs: number): string {
  const at = time ? parseRfc3339(time) : undefined;
  return at === undefined ? "<unknown>" : humanDuration(nowMs - at);
}

export const orNone = (text: string | undefined | null): string => text || "<none>";

export const nameColumn: Column<KubernetesObject> = { name: "Name", cell: ({ metadata }) => metadata.name };
export const ageColumn: Column<KubernetesObject> = { name: "Age", cell: ({ metadata }, nowMs) => since(metadata.creationTimestamp, nowMs) };
export const createdAtColumn: Column<KubernetesObject> = { name: "Created At", type: "date", cell: ({ metadata }) => metadata.creationTimestamp };

export const keyCount = (...maps: readonly (StringMap | undefined)[]): number =>
  maps.reduce((count, map) => count + Object.keys(map ?? {}).length, 0);

// Mirrors formatEndpoints and its like: the first three, then how many more.
export function firstThree(items: readonly string[]): string {
  if (items.length <= 3) return items.join(",");
  return `${items.slice(0, 3).join(",")} + ${items.length - 3} more...`;
}
