import type { JsonObject } from "../../../api/json.ts";
import { parseQuantity } from "../../../api/quantity.ts";
import { goTypeName } from "../../../api/schema/go-type-names.ts";
import { structOf, type FieldSchema, type FieldType, type StructSchema } from "../../../api/schema/schema.ts";
import type { PodTemplateSpec } from "../../../api/workloads.ts";
import { canonicalJson } from "../../simulation/canonical-json.ts";
import { goFields, type GoField } from "./go-fields.ts";

/**
 * A template as Go's printer shows it, every field in its place whether it is set or not.
 * Mirrors ForHash (staging/src/k8s.io/apimachinery/pkg/util/dump/dump.go): spew's "%#v" with sorted keys and without methods.
 * Simplified: what only some kinds of volume hold is printed as JSON, so a template with such a volume gets another hash than in a real cluster.
 */
export function dumpOfTemplate(template: PodTemplateSpec): string {
  const struct = structOf("V1PodTemplateSpec");
  if (!struct) throw new Error("the schema knows no PodTemplateSpec");
  return `(v1.PodTemplateSpec)${structText(struct, struct.name, template as unknown as JsonObject)}`;
}

/** `name`: the struct whose fields are printed, which is not the schema's own where it is embedded. */
function structText(schema: StructSchema, name: string, value: JsonObject): string {
  const fields = goFields(name);
  if (!fields) return canonicalJson(value);
  return `{${fields.map((field) => `${field.name}:${fieldText(schema, field, value)}`).join(" ")}}`;
}

function fieldText(schema: StructSchema, field: GoField, value: JsonObject): string {
  if (field.isEmbedded) return `(v1.${field.name})${structText(schema, field.name, value)}`;
  const found = schemaOf(schema, field);
  if (!found) return "<nil>";
  const type = `${field.isPointer ? "*" : ""}${goTypeName(found.type, found, schema)}`;
  const given = value[found.name];
  if (field.isPointer) return `(${type})${given === undefined || given === null ? "<nil>" : valueText(found.type, given)}`;
  return `(${type})${valueText(found.type, given)}`;
}

const byLowerCase = new WeakMap<StructSchema, ReadonlyMap<string, FieldSchema>>();

function schemaOf(schema: StructSchema, { name, json }: GoField): FieldSchema | undefined {
  let known = byLowerCase.get(schema);
  if (!known) {
    known = new Map([...schema.fields.values()].map((field) => [field.name.toLowerCase(), field]));
    byLowerCase.set(schema, known);
  }
  return known.get((json ?? name).toLowerCase());
}

const ZERO_TIME = "{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}";
const NO_QUANTITY = "{i:(resource.int64Amount){value:(int64)0 scale:(resource.Scale)0} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string) Format:(resource.Format)}";

/** A value without its type. */
function valueText(type: FieldType, value: unknown): string {
  switch (type.kind) {
    case "list": return Array.isArray(value) && value.length > 0 ? `[${value.map((each) => valueText(type.of, each)).join(" ")}]` : "<nil>";
    case "map": return mapText(type.of, value);
    case "struct": return structText(type.struct, type.struct.name, (value ?? {}) as JsonObject);
    default: return scalarText(type.scalar, value);
  }
}

function mapText(of: FieldType, value: unknown): string {
  const entries = Object.entries((value ?? {}) as JsonObject);
  if (entries.length === 0) return "<nil>";
  return `map[${entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => `${key}:${valueText(of, each)}`).join(" ")}]`;
}

function scalarText(scalar: string, value: unknown): string {
  switch (scalar) {
    case "time":
    case "microTime": return ZERO_TIME;
    case "quantity": return value === undefined ? NO_QUANTITY : quantityText(String(value));
    case "intOrString": return typeof value === "string" ? `{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)${value}}` : `{Type:(intstr.Type)0 IntVal:(int32)${Number(value ?? 0)} StrVal:(string)}`;
    case "bool": return String(value ?? false);
    case "string": return typeof value === "string" ? value : "";
    default: return String(value ?? 0);
  }
}

const BINARY = /^([+-]?\d+)(Ki|Mi|Gi|Ti|Pi|Ei)$/;
const DECIMAL = /^([+-]?\d*\.?\d*)(n|u|m||k|M|G|T|P|E)$/;
const SCALES: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BITS: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

/** A quantity as its fields: number, scale, the text that it was read from, and its format. Mirrors ParseQuantity's fast path (…/api/resource/quantity.go). */
function quantityText(text: string): string {
  const parsed = parseQuantity(text);
  const format = parsed.ok ? parsed.quantity.format : "DecimalSI";
  const { value, scale } = amountOf(text);
  return `{i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${text} Format:(resource.Format)${format}}`;
}

function amountOf(text: string): { readonly value: bigint; readonly scale: number } {
  const binary = BINARY.exec(text);
  if (binary) return { value: BigInt(binary[1] ?? "0") << (BITS[binary[2] ?? ""] ?? 0n), scale: 0 };
  const decimal = DECIMAL.exec(text);
  const [whole = "0", fraction = ""] = (decimal?.[1] ?? "0").split(".");
  return { value: BigInt(`${whole}${fraction}` || "0"), scale: (SCALES[decimal?.[2] ?? ""] ?? 0) - fraction.length };
}
