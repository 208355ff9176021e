import type { Json, JsonObject } from "../../api/json.ts";
import type { KubernetesObject } from "../../api/types.ts";
import { listAt, nameOf, objectAt, objectsAt, sortedKeys, stringAt } from "../objects.ts";
import type { Sheet } from "./sheet.ts";

const limitColumns = ["Type", "Resource", "Min", "Max", "Default Request", "Default Limit", "Max Limit/Request Ratio"] as const;
const limitFields = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"] as const;
const dashes = (width: string): string => "-".repeat(width.length);

const scopeTexts: Readonly<Record<string, string>> = {
  Terminating: "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.",
  NotTerminating: "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.",
  BestEffort: "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.",
  NotBestEffort: "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.",
};

// Mirrors describeQuota (kubectl/pkg/describe/describe.go).
export function describeQuota(sheet: Sheet, object: KubernetesObject): void {
  sheet.line(0, "Name:", object.metadata.name);
  sheet.line(0, "Namespace:", object.metadata.namespace ?? "");
  describeScopes(sheet, object as unknown as Json, 0, " * ");
  quotaRows(sheet, object as unknown as Json, 0, "----");
}

/** All quotas of a namespace. */
// Mirrors DescribeResourceQuotas.
export function describeQuotas(sheet: Sheet, quotas: readonly JsonObject[]): void {
  if (quotas.length === 0) return sheet.line(0, "No resource quota.");
  sheet.line(0, "Resource Quotas");
  for (const quota of quotas) {
    sheet.line(1, "Name:", nameOf(quota));
    describeScopes(sheet, quota, 1, "* ");
    quotaRows(sheet, quota, 1, "---");
  }
}

function describeScopes(sheet: Sheet, quota: Json, level: number, bullet: string): void {
  const scopes = listAt(quota, "spec", "scopes").map(String).sort();
  if (scopes.length === 0) return;
  sheet.line(level, "Scopes:", scopes.join(", "));
  for (const text of scopes.flatMap((scope) => scopeTexts[scope] ?? [])) sheet.line(level, `${bullet}${text}`);
}

function quotaRows(sheet: Sheet, quota: Json, level: number, rule: string): void {
  sheet.line(level, "Resource", "Used", "Hard");
  sheet.line(level, "--------", rule, rule);
  const hard = objectAt(quota, "status", "hard");
  for (const name of sortedKeys(hard)) sheet.line(level, name, stringAt(quota, "status", "used", name) || "0", stringAt(hard, name));
}

// Mirrors describeLimitRange.
export function describeLimitRange(sheet: Sheet, object: KubernetesObject): void {
  sheet.line(0, "Name:", object.metadata.name);
  sheet.line(0, "Namespace:", object.metadata.namespace ?? "");
  sheet.line(0, ...limitColumns);
  sheet.line(0, ...limitColumns.map(dashes));
  limitRows(sheet, object as unknown as Json, "");
}

/** All limit ranges of a namespace. */
// Mirrors DescribeLimitRanges.
export function describeLimitRanges(sheet: Sheet, ranges: readonly JsonObject[]): void {
  if (ranges.length === 0) return sheet.line(0, "No LimitRange resource.");
  sheet.line(0, "Resource Limits");
  const [type, ...others] = limitColumns;
  sheet.line(0, ` ${type}`, ...others);
  sheet.line(0, ` ${dashes(type)}`, ...others.map(dashes));
  for (const range of ranges) limitRows(sheet, range, " ");
}

function limitRows(sheet: Sheet, range: Json, margin: string): void {
  for (const item of objectsAt(range, "spec", "limits")) {
    const names = [...new Set(limitFields.flatMap((field) => sortedKeys(objectAt(item, field))))].sort();
    for (const name of names) sheet.line(0, `${margin}${stringAt(item, "type")}`, name, ...limitFields.map((field) => stringAt(item, field, name) || "-"));
  }
}
