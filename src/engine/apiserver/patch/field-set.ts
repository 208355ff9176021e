import { byCodeUnit, isObject, jsonEqual, type Json, type JsonObject } from "../../../api/json.ts";
import { isAtomic, listTypeOf, type ListType } from "../../../api/patch-strategies.ts";
import { structIn, typeBelow, typeOfKind, type FieldType } from "../../../api/schema/schema.ts";
import type { KubernetesObject } from "../../../api/types.ts";

/**
 * Fields of an object: paths of FieldsV1 elements ("f:spec", "k:{\"name\":\"a\"}", "v:\"x\"") joined by a separator that
 * no JSON text holds. Only what has no owned fields below it is listed, but for the items of lists, which are fields too.
 */
export type FieldSet = ReadonlySet<string>;

const SEPARATOR = "\u0000";
export const elementsOf = (path: string): readonly string[] => path.split(SEPARATOR);
/** Server-set metadata that nobody owns. */
const unowned: ReadonlySet<string> = new Set([
  "f:apiVersion", "f:kind",
  ...["name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "selfLink"]
    .map((field) => `f:metadata${SEPARATOR}f:${field}`),
]);

type Visit = (path: string, value: unknown) => void;

/** Where a walk is: the path in FieldsV1 elements, and what the schema says of the value. */
interface Place {
  readonly path: readonly string[];
  readonly type: FieldType | undefined;
  /** The name of the nearest field, and how it is held if it is a list. */
  readonly field: string;
  readonly list: ListType;
}

/** Calls back for every field that a manager can own, and its value. */
function walk(value: unknown, place: Place, visit: Visit): void {
  const { path, type, field, list } = place;
  const here = path.join(SEPARATOR);
  if (unowned.has(here)) return;
  if (isObject(value) && Object.keys(value).length > 0 && !isAtomic(type, field)) return walkFields(value, place, visit);
  if (!Array.isArray(value) || list.type === "atomic") return visit(here, value);
  for (const item of value as readonly Json[]) {
    if (list.type === "set") visit([...path, `v:${JSON.stringify(item)}`].join(SEPARATOR), item);
    else if (isObject(item)) {
      const itemPath = [...path, keyElement(item, list.keys)];
      visit([...itemPath, "."].join(SEPARATOR), null);
      walk(item, { ...place, path: itemPath, type: type?.kind === "list" ? type.of : undefined }, visit);
    }
  }
}

function walkFields(value: JsonObject, { path, type }: Place, visit: Visit): void {
  // A map is a field beside its keys; a struct is only its fields.
  if (type?.kind === "map") visit([...path, "."].join(SEPARATOR), null);
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    walk(field, { path: [...path, `f:${key}`], type: typeBelow(type, key), field: key, list: listTypeOf(structIn(type), key) }, visit);
  }
}

/** `k:{"containerPort":80,"protocol":"TCP"}`. */
export function keyElement(item: JsonObject, keys: readonly string[]): string {
  const present = keys.filter((key) => item[key] !== undefined).sort(byCodeUnit);
  return `k:${JSON.stringify(Object.fromEntries(present.map((key) => [key, item[key]!])))}`;
}

function valuesByPath(object: KubernetesObject): Map<string, unknown> {
  const values = new Map<string, unknown>();
  walk(object, { path: [], type: typeOfKind(object.apiVersion, object.kind), field: "", list: { type: "atomic" } }, (path, value) => values.set(path, value));
  return values;
}

/** All fields that an object sets; a new object's status is not its creator's. */
export function leafFields(object: KubernetesObject): FieldSet {
  const { status: _status, ...rest } = object as KubernetesObject & { readonly status?: unknown };
  return new Set(valuesByPath(rest).keys());
}

/** The fields whose value an update has set or changed. */
export function changedFields(old: KubernetesObject, next: KubernetesObject): FieldSet {
  const before = valuesByPath(old);
  const changed = new Set<string>();
  for (const [path, value] of valuesByPath(next)) if (!before.has(path) || !jsonEqual(before.get(path), value)) changed.add(path);
  return changed;
}

/** The value of each field of `fields` that the object sets. */
export function valuesOf(object: KubernetesObject, fields: FieldSet): ReadonlyMap<string, unknown> {
  const values = valuesByPath(object);
  return new Map([...fields].filter((path) => values.has(path)).map((path) => [path, values.get(path)]));
}

export const unionFields = (a: FieldSet, b: FieldSet): FieldSet => new Set([...a, ...b]);
export const subtractFields = (a: FieldSet, b: FieldSet): FieldSet => new Set([...a].filter((path) => !b.has(path)));

/** The nested form of metadata.managedFields[].fieldsV1. */
export function fieldsV1(fields: FieldSet): JsonObject {
  const root: Record<string, Json> = {};
  for (const path of [...fields].sort(byCodeUnit)) {
    let at = root;
    for (const element of elementsOf(path)) {
      at[element] ??= {};
      at = at[element] as Record<string, Json>;
    }
  }
  return root;
}

export function parseFieldsV1(nested: JsonObject | undefined): FieldSet {
  const fields = new Set<string>();
  const visit = (value: Json | undefined, path: readonly string[]): void => {
    const entries = isObject(value) ? Object.entries(value) : [];
    if (entries.length === 0 && path.length > 0) fields.add(path.join(SEPARATOR));
    for (const [key, below] of entries) visit(below, [...path, key]);
  };
  visit(nested, []);
  return fields;
}

// Mirrors fieldpath.PathElement.String (sigs.k8s.io/structured-merge-diff/fieldpath): .spec.containers[name="a"].image
export function pathText(path: string): string {
  return elementsOf(path).map(elementText).join("");
}

function elementText(element: string): string {
  if (element.startsWith("f:")) return `.${element.slice(2)}`;
  if (element.startsWith("v:")) return `[=${element.slice(2)}]`;
  if (!element.startsWith("k:")) return "";
  const keys = JSON.parse(element.slice(2)) as JsonObject;
  return `[${Object.entries(keys).map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}]`;
}
