import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { enumValues } from "../src/api/enums.ts";
import { resources } from "../src/api/resources.ts";
import { allModels, modelFor, structOf, type FieldSchema, type FieldType } from "../src/api/schema/schema.ts";
import { readDocumentation } from "../src/cli/types-package.ts";
import { documentationFile, type FindDocumentation, type StructDocumentation } from "../src/kubectl/explain/documentation.ts";

/** The part of JSON Schema draft-07 that is used here; `type` of a field in Go's words stands in `title`. */
interface JsonSchema {
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: readonly string[];
  const?: string;
  default?: string | number | boolean;
  format?: string;
  $ref?: string;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  doNotSuggest?: boolean;
  allOf?: JsonSchema[];
  if?: JsonSchema;
  then?: JsonSchema;
  definitions?: Record<string, JsonSchema>;
}

/** The names by which the page and its worker import the files: `import schemaUrl from "kubarium:manifest-schema?url"`. */
const schemaName = /^kubarium:manifest-schema(?=\?url$)/;
const documentationName = /^kubarium:field-documentation(?=\?url$)/;

/**
 * Joins the committed schema (facts) with field documentation that is read from the installed types package, and gives
 * the page the address of the result; the sentences alone are a file of their own, for `kubectl explain`. Nothing of it is
 * committed: it lies in node_modules until it is copied into the build.
 */
export function manifestSchema(root: string): Plugin {
  const folder = join(root, "node_modules/.kubarium");
  const schemaFile = join(folder, "manifest-schema.json");
  const sentencesFile = join(folder, "field-documentation.json");
  return {
    name: "manifest-schema",
    config() {
      mkdirSync(folder, { recursive: true });
      const find = readDocumentation(join(root, "node_modules/kubernetes-types"));
      keep(schemaFile, buildManifestSchema(find));
      keep(sentencesFile, documentationFile(allModels(), find));
      return { resolve: { alias: [{ find: schemaName, replacement: schemaFile }, { find: documentationName, replacement: sentencesFile }] } };
    },
  };
}

function keep(file: string, value: object): void {
  const text = JSON.stringify(value);
  if (readOrNothing(file) !== text) writeFileSync(file, text);
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly model: string;
}

const servedKinds = (): readonly ServedKind[] =>
  resources
    .filter(({ verbs }) => verbs.includes("create") && verbs.includes("get"))
    .map(({ group, version, kind }) => ({ apiVersion: group === "" ? version : `${group}/${version}`, kind }))
    .flatMap(({ apiVersion, kind }) => {
      const model = modelFor(apiVersion, kind);
      return structOf(model) === undefined ? [] : [{ apiVersion, kind, model }];
    });

/** One schema for every document: which kind it is decides what may stand in it. */
export function buildManifestSchema(find: FindDocumentation): JsonSchema {
  const kinds = servedKinds();
  const groups = new Map<string, string[]>();
  for (const { apiVersion, kind } of kinds) groups.set(apiVersion, [...(groups.get(apiVersion) ?? []), kind]);
  const isKind = (model: string): boolean => kinds.some((kind) => kind.model === model);
  const names = [...new Set(kinds.map(({ kind }) => kind))];
  return {
    title: "Kubernetes",
    type: "object",
    required: ["apiVersion", "kind"],
    properties: {
      apiVersion: { title: "string", type: "string", enum: [...groups.keys()] },
      kind: { title: "string", type: "string", enum: names },
    },
    allOf: [
      ...[...groups].map(([apiVersion, of]) => ({ if: is({ apiVersion }), then: { properties: { kind: { enum: of } } } })),
      ...names.map((kind) => ({ if: is({ kind }), then: { properties: { apiVersion: { enum: kinds.filter((other) => other.kind === kind).map((other) => other.apiVersion) } } } })),
      ...kinds.map(({ apiVersion, kind, model }) => ({ if: is({ apiVersion, kind }), then: { $ref: reference(model) } })),
    ],
    definitions: Object.fromEntries(modelsOf(kinds).map((model) => [model, definition(model, find(model), isKind(model))])),
  };
}

const is = (values: Record<string, string>): JsonSchema => ({
  required: Object.keys(values),
  properties: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { const: value }])),
});

/** What a manifest can hold: all that the kinds lead to, but for their status. */
function modelsOf(kinds: readonly ServedKind[]): readonly string[] {
  const found = new Set(kinds.map(({ model }) => model));
  for (const model of found) {
    for (const field of structOf(model)?.fields.values() ?? []) {
      const next = structModelIn(field.type);
      if (next !== undefined && !isStatus(field, kinds.some((kind) => kind.model === model))) found.add(next);
    }
  }
  return [...found].sort();
}

const structModelIn = (type: FieldType): string | undefined =>
  type.kind === "struct" ? type.struct.model : type.kind === "scalar" ? undefined : structModelIn(type.of);

/** What the server writes: nobody types it, and without it the file is a third shorter. */
const isStatus = (field: FieldSchema, ofKind: boolean): boolean => ofKind && field.name === "status";

const reference = (model: string): string => `#/definitions/${model}`;

function definition(model: string, documentation: StructDocumentation | undefined, isKind: boolean): JsonSchema {
  const struct = structOf(model);
  if (struct === undefined) throw new Error(`manifest-schema: no struct ${model}`);
  const fields = [...struct.fields.values()];
  const required = fields.filter((field) => field.required).map((field) => field.name);
  return {
    title: struct.name,
    ...(documentation?.doc ? { description: documentation.doc } : {}),
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, property(field, documentation?.fields.get(field.name), isKind)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function property(field: FieldSchema, doc: string | undefined, ofKind: boolean): JsonSchema {
  const values = enumValues(field.goType);
  const value = defaultOf(field.type, doc, values);
  return {
    title: goTypeOf(field.type),
    ...(doc ? { description: doc } : {}),
    ...(isStatus(field, ofKind) ? { type: "object", doNotSuggest: true } : typeSchema(field.type, values)),
    ...(value === undefined ? {} : { default: value }),
  };
}

const scalarSchemas: Readonly<Record<string, JsonSchema>> = {
  string: { type: "string" },
  bool: { type: "boolean" },
  int32: { type: "integer" },
  int64: { type: "integer" },
  double: { type: "number" },
  quantity: { type: ["string", "number"] },
  intOrString: { type: ["integer", "string"] },
  time: { type: "string", format: "date-time" },
  microTime: { type: "string", format: "date-time" },
  bytes: { type: "string" },
  any: {},
};

function typeSchema(type: FieldType, values?: readonly string[]): JsonSchema {
  if (type.kind === "scalar") return { ...scalarSchemas[type.scalar], ...(values && type.scalar === "string" ? { enum: values } : {}) };
  if (type.kind === "struct") return { $ref: reference(type.struct.model) };
  return type.kind === "list" ? { type: "array", items: typeSchema(type.of, values) } : { type: "object", additionalProperties: typeSchema(type.of) };
}

const goNames: Readonly<Record<string, string>> = { quantity: "Quantity", intOrString: "IntOrString", time: "Time", microTime: "MicroTime", bytes: "[]byte" };

/** "[]Container", "map[string]string", "Quantity". */
function goTypeOf(type: FieldType): string {
  if (type.kind === "scalar") return goNames[type.scalar] ?? type.scalar;
  if (type.kind === "struct") return type.struct.name;
  return `${type.kind === "list" ? "[]" : "map[string]"}${goTypeOf(type.of)}`;
}

/** A default that the documentation states in so many words; a sentence about it is none. */
function defaultOf(type: FieldType, doc: string | undefined, values: readonly string[] | undefined): string | number | boolean | undefined {
  const word = /\b[Dd]efaults? (?:is|to|value is) (?:"([^"]*)"|([\w-]+))(?: seconds?)?(?=[.;,]|\s*$)/.exec(doc ?? "");
  const text = word?.[1] ?? word?.[2];
  if (text === undefined || type.kind !== "scalar") return undefined;
  if (type.scalar === "bool") return text === "true" ? true : text === "false" ? false : undefined;
  if (type.scalar === "int32" || type.scalar === "int64") return /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : undefined;
  return type.scalar === "string" && values?.includes(text) ? text : undefined;
}
