import { pointerNames } from "../../manifest/field-paths.ts";
import { positionsOf } from "../../manifest/positions.ts";
import { headOf, pathOf, type DocumentHead } from "./manifest-text.ts";

/** The part of the built schema (scripts/manifest-schema.ts) that is read here. `title` is the type in Go's words. */
export interface FieldSchema {
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: string | number | boolean;
  readonly $ref?: string;
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | FieldSchema;
}
export interface ManifestSchema {
  readonly allOf: readonly { readonly if: FieldSchema; readonly then: FieldSchema }[];
  readonly definitions: Readonly<Record<string, FieldSchema>>;
}

/** What hovering over a field tells. */
export interface FieldDescription {
  /** Offsets of what is described. */
  readonly start: number;
  readonly end: number;
  /** "spec.containers[0].image" */
  readonly path: string;
  /** "[]Container" */
  readonly type: string;
  readonly required: boolean;
  readonly byDefault?: string;
  readonly values?: readonly string[];
  /** Upstream's words. */
  readonly doc: string;
}

/** The field that stands at an offset of a text; undefined where there is none, or the schema does not know it. */
export function describeField(schema: ManifestSchema, text: string, offset: number): FieldDescription | undefined {
  const positions = positionsOf(text);
  const at = positions.pointerAt(offset);
  const position = at && positions.positionOf(at.document, at.pointer);
  if (!at || !position) return undefined;
  const range = at.on === "key" && position.key ? position.key : position.value;
  // A block is no word: only its key, or a value on one line, is described.
  if (text.slice(range.start, range.end).includes("\n")) return undefined;
  const found = fieldAt(schema, headOf(text, positions, at.document), at.pointer);
  if (!found) return undefined;
  const { field, required } = found;
  return {
    ...range,
    path: pathOf(at.pointer),
    type: field.title ?? "",
    required,
    ...(field.default === undefined ? {} : { byDefault: String(field.default) }),
    ...(field.enum ? { values: field.enum } : {}),
    doc: field.description ?? "",
  };
}

interface Found {
  readonly field: FieldSchema;
  readonly required: boolean;
}

function fieldAt(schema: ManifestSchema, { apiVersion, kind }: DocumentHead, pointer: string): Found | undefined {
  const ofKind = schema.allOf.find(({ if: { properties } }) => isConst(properties?.["apiVersion"], apiVersion) && isConst(properties?.["kind"], kind));
  const names = pointerNames(pointer);
  let found: Found | undefined = ofKind && { field: ofKind.then, required: false };
  for (const name of names) found = found && below(schema, found, name);
  return names.length === 0 ? undefined : found;
}

const isConst = (schema: FieldSchema | undefined, value: string): boolean => (schema as { readonly const?: string } | undefined)?.const === value;

function below(schema: ManifestSchema, { field, required }: Found, name: string): Found | undefined {
  if (field.items) return { field: { ...field.items, title: field.items.title ?? field.title?.slice(2) ?? "", description: field.items.description ?? field.description ?? "" }, required };
  const struct = field.$ref === undefined ? field : schema.definitions[field.$ref.slice("#/definitions/".length)];
  const property = struct?.properties?.[name];
  if (property) return { field: property, required: struct?.required?.includes(name) ?? false };
  const entry = struct?.additionalProperties;
  return entry === undefined || typeof entry === "boolean" ? undefined : { field: { title: field.title?.replace(/^map\[string\]/, "") ?? "", description: field.description ?? "", ...entry }, required: false };
}
