import { isObject, jsonEqual, type Json, type JsonObject } from "../../api/json.ts";
import type { FieldChange } from "../protocol.ts";

/** Written anew with every write: they say nothing of what it changed. */
const ROUTINE = new Set(["metadata.managedFields", "metadata.resourceVersion"]);
const MOST = 120;
const MOST_TEXT = 240;

/** Which fields a write has changed, leaf by leaf; list items by what they are merged by, where they have it. */
export function fieldChanges(before: Json | undefined, after: Json | undefined): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  walk("", before, after, changes);
  return changes.slice(0, MOST);
}

function walk(path: string, before: Json | undefined, after: Json | undefined, into: FieldChange[]): void {
  if (ROUTINE.has(path) || (before !== undefined && after !== undefined && jsonEqual(before, after))) return;
  const [was, is] = [partsOf(before), partsOf(after)];
  const isLeaf = (was?.size ?? 0) + (is?.size ?? 0) === 0;
  if (isLeaf || (before !== undefined && !was) || (after !== undefined && !is)) {
    into.push({ path, ...(before === undefined ? {} : { before: textOf(before) }), ...(after === undefined ? {} : { after: textOf(after) }) });
    return;
  }
  for (const key of new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])) {
    const own = key.startsWith("[") || path === "" ? `${path}${key}` : `${path}.${key}`;
    walk(own, was?.get(key), is?.get(key), into);
  }
}

/** What is merged by; undefined: it is taken as one. */
function partsOf(value: Json | undefined): ReadonlyMap<string, Json> | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const names = items.map((item, i) => nameOf(item) ?? (isObject(item) ? `[${i}]` : undefined));
    return items.length > 0 && names.every((name) => name !== undefined) ? new Map(items.map((item, i) => [names[i]!, item])) : undefined;
  }
  return isObject(value) ? new Map(Object.entries(value)) : undefined;
}

const nameOf = (item: Json): string | undefined => {
  if (!isObject(item)) return undefined;
  for (const key of ["type", "name"]) if (typeof item[key] === "string") return `[${key}=${item[key]}]`;
  return undefined;
};

function textOf(value: Json): string {
  const text = typeof value === "string" ? (value === "" || /[\n:#{}[\]]|^\s|\s$/.test(value) ? JSON.stringify(value) : value) : JSON.stringify(value);
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}

/** Who the write is recorded to be by: the entry of managedFields that is new, or newer. */
export function writerOf(before: JsonObject | undefined, after: JsonObject): { readonly manager: string; readonly operation: string; readonly subresource: string } | undefined {
  const entries = (object: JsonObject | undefined): readonly JsonObject[] => {
    const metadata = object?.["metadata"];
    const fields = isObject(metadata) ? metadata["managedFields"] : undefined;
    return Array.isArray(fields) ? (fields as readonly Json[]).filter(isObject) : [];
  };
  const old = entries(before);
  const own = entries(after).find((entry) => !old.some((other) => jsonEqual(other, entry)));
  return own && { manager: String(own["manager"] ?? ""), operation: String(own["operation"] ?? ""), subresource: String(own["subresource"] ?? "") };
}
