import { enumValues } from "../../api/enums.ts";
import type { FieldSchema, FieldType, ScalarType, StructSchema } from "../../api/schema/schema.ts";
import { structIn } from "../../api/schema/schema.ts";
import type { FindDocumentation } from "./documentation.ts";
import { indent, wordWrap } from "./word-wrap.ts";

// Mirrors plaintext.tmpl (staging/src/k8s.io/kubectl/pkg/explain/v2/templates/plaintext.tmpl): every width and line end of this file.
const LINE = 76;
const MOST_VALUES = 4;

/** The types whose struct is one value in JSON, and what is said of them where a field has them. */
const valueStructs: Readonly<Partial<Record<ScalarType, string>>> = { time: "V1Time", microTime: "V1MicroTime", quantity: "Quantity" };
const scalarNames: Readonly<Record<string, string>> = { bool: "boolean", int32: "integer", int64: "integer", double: "number", intOrString: "IntOrString", quantity: "Quantity", time: "string", microTime: "string", bytes: "string", any: "Object" };

function typeText(type: FieldType): string {
  switch (type.kind) {
    case "scalar": return scalarNames[type.scalar] ?? type.scalar;
    case "struct": return type.struct.name;
    case "list": return `[]${typeText(type.of)}`;
    case "map": return `map[string]${typeText(type.of)}`;
  }
}

/** What holds any object and yet has a name of its own in OpenAPI. */
const namedObjects: ReadonlyMap<string, string> = new Map([["ManagedFieldsEntry.fieldsV1", "FieldsV1"], ["ControllerRevision.data", "RawExtension"]]);
const typeOfField = (field: FieldSchema, owner: StructSchema): string => namedObjects.get(`${owner.name}.${field.name}`) ?? typeText(field.type);

/** The values that a field of its own may have, in order. */
const enumOf = ({ goType, type }: FieldSchema): readonly string[] | undefined => {
  const values = type.kind === "scalar" ? enumValues(goType) : undefined;
  return values && [...values].sort();
};
const shown = (value: string): string => value || '""';

/** What stands above the description of a field. */
export function fieldHead(field: FieldSchema, owner: StructSchema): string {
  const values = enumOf(field);
  return `FIELD: ${field.name} <${typeOfField(field, owner)}>\n${values ? `ENUM:${values.map((value) => `\n    ${shown(value)}`).join("")}` : ""}\n\n`;
}

/** A field of a struct, or a kind itself. */
export type Subject = { readonly field: FieldSchema; readonly owner: StructSchema } | { readonly struct: StructSchema };

/** The block DESCRIPTION: what is said of the field, then of its type. */
export function description(subject: Subject, find: FindDocumentation | undefined): string {
  const type: FieldType = "field" in subject ? subject.field.type : { kind: "struct", struct: subject.struct };
  const sentences = ["field" in subject ? fieldDoc(subject.field, subject.owner, find) : "", typeDoc(type, find)].filter((text) => text !== "");
  const text = sentences.map((sentence) => `${sentence}\n`).join("") || "<empty>";
  return `DESCRIPTION:\n${indent(wordWrap(text, LINE), 4)}\n`;
}

// Simplified: the descriptions of `kubectl explain` are those of Kubernetes v1.30, without a sentence for each possible value.
/** What is said of a field, with its values, as the server's OpenAPI has it. */
function fieldDoc(field: FieldSchema, owner: StructSchema, find: FindDocumentation | undefined): string {
  const doc = find?.(owner.model)?.fields.get(field.name) ?? "";
  const values = enumOf(field);
  const block = values && `Possible enum values:\n${values.map((value) => ` - \`${JSON.stringify(value)}\``).join("\n")}`;
  return block === undefined || doc === "" ? doc : `${doc}\n\n${block}`;
}

function typeDoc(type: FieldType, find: FindDocumentation | undefined): string {
  if (type.kind === "struct") return find?.(type.struct.model)?.doc ?? "";
  if (type.kind !== "scalar") return typeDoc(type.of, find);
  return find?.(valueStructs[type.scalar] ?? "")?.doc ?? "";
}

/** The block FIELDS; empty for what has none. */
export function fieldList(type: FieldType | StructSchema, recursive: boolean, find: FindDocumentation | undefined): string {
  const struct = "kind" in type ? structIn(innermost(type)) : type;
  return struct ? `FIELDS:\n${fieldLines(struct, 1, recursive, find, new Set())}` : "";
}

const innermost = (type: FieldType): FieldType => (type.kind === "list" || type.kind === "map" ? innermost(type.of) : type);

function fieldLines(struct: StructSchema, level: number, recursive: boolean, find: FindDocumentation | undefined, above: ReadonlySet<string>): string {
  if (above.has(struct.model)) return "";
  const pad = "  ".repeat(level);
  return [...struct.fields.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((field) => {
      const values = enumOf(field);
      const choice = values ? `${pad}enum: ${values.slice(0, MOST_VALUES).map(shown).join(", ")}${values.length > MOST_VALUES ? ", ...." : ""}\n` : "";
      const line = `${pad}${field.name}\t<${typeOfField(field, struct)}>${field.required ? " -required-" : ""}\n${choice}`;
      if (!recursive) return `${line}${find ? `${indent(wordWrap(fieldDoc(field, struct, find) || "<no description>", LINE + 2 - 2 * level), 2 * level + 2)}\n` : ""}\n`;
      const inner = structIn(innermost(field.type));
      return line + (inner ? fieldLines(inner, level + 1, true, find, new Set([...above, struct.model])) : "");
    })
    .join("");
}
