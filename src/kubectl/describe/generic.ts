import { asJson, isObject } from "../../api/json.ts";
import type { Json, JsonObject } from "../../api/json.ts";
import type { Event, KubernetesObject } from "../../api/types.ts";
import { sortedKeys } from "../objects.ts";
import { describeEvents } from "./events.ts";
import type { Sheet } from "./sheet.ts";

const skipped: ReadonlySet<string> = new Set([
  ".metadata.managedFields", ".metadata.name", ".metadata.namespace", ".metadata.labels", ".metadata.annotations", ".apiVersion", ".kind",
]);

// Mirrors genericDescriber (kubectl/pkg/describe/describe.go): every field, keys in words.
// Simplified: `kubectl describe` shows some of the rarer kinds in its general form, where the real one has a form for each.
export function describeGeneric(sheet: Sheet, object: KubernetesObject, events: readonly Event[]): void {
  sheet.line(0, "Name:", object.metadata.name);
  sheet.line(0, "Namespace:", object.metadata.namespace ?? "");
  sheet.labels("Labels", object.metadata.labels);
  sheet.annotations(object.metadata.annotations);
  sheet.line(0, "API Version:", object.apiVersion);
  sheet.line(0, "Kind:", object.kind);
  describeFields(sheet, 0, asJson(object), "");
  describeEvents(sheet, events);
}

// Mirrors printUnstructuredContent.
function describeFields(sheet: Sheet, level: number, object: JsonObject, path: string): void {
  for (const key of sortedKeys(object)) {
    const value = object[key] as Json;
    const here = `${path}.${key}`;
    if (skipped.has(here)) continue;
    const title = words(key);
    if (Array.isArray(value)) describeList(sheet, level, value as readonly Json[], title, here);
    else if (isObject(value)) {
      sheet.line(level, `${title}:`);
      describeFields(sheet, level + 1, value, here);
    } else sheet.line(level, `${title}:`, value === null ? "<nil>" : String(value));
  }
}

function describeList(sheet: Sheet, level: number, items: readonly Json[], title: string, path: string): void {
  sheet.line(level, `${title}:`);
  for (const item of items) {
    if (isObject(item)) describeFields(sheet, level + 1, item, path);
    else sheet.line(level + 1, String(item));
  }
}

// Mirrors smartLabelFor: "clusterIP" becomes "Cluster IP".
function words(key: string): string {
  const parts = key.match(/[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+/g) ?? [key];
  return parts.map((part) => (/^(ip|uid|api|url)$/i.test(part) ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1))).join(" ");
}
