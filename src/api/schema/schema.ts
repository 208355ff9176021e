/** The fields of every served kind as a graph, decoded from the generated lines type by type when first asked for. */
import { typeLines } from "./types.ts";

export type ScalarType = "string" | "bool" | "int32" | "int64" | "double" | "quantity" | "intOrString" | "time" | "microTime" | "bytes" | "any";
export type FieldType =
  | { readonly kind: "scalar"; readonly scalar: ScalarType }
  | { readonly kind: "list" | "map"; readonly of: FieldType }
  | { readonly kind: "struct"; readonly struct: StructSchema };
export interface FieldSchema {
  readonly name: string;
  readonly type: FieldType;
  /** Always present in what the server writes. */
  readonly required: boolean;
  /** Go's named type, such as "RestartPolicy"; of a list, that of its elements. */
  readonly goType?: string;
  /** The embedded Go structs that declare the field, outermost first. */
  readonly embeddedIn: readonly string[];
}
export interface StructSchema {
  /** Its name in the generated lines: "V1PodSpec". */
  readonly model: string;
  /** Go's name: "PodSpec". */
  readonly name: string;
  /** Go's package as messages show it: "v1". */
  readonly package: string;
  readonly fields: ReadonlyMap<string, FieldSchema>;
}

const scalarTypes: ReadonlyMap<string, ScalarType> = new Map([
  ["s", "string"], ["b", "bool"], ["i", "int32"], ["l", "int64"], ["d", "double"], ["q", "quantity"],
  ["x", "intOrString"], ["t", "time"], ["u", "microTime"], ["B", "bytes"], ["a", "any"],
]);
const rootsWithPrefix: ReadonlyMap<string, string> = new Map([
  ["v1/Event", "CoreV1Event"],
  ["events.k8s.io/v1/Event", "EventsV1Event"],
  ["resource.k8s.io/v1/ResourceClaim", "ResourceV1ResourceClaim"],
  ["authentication.k8s.io/v1/TokenRequest", "AuthenticationV1TokenRequest"],
]);

const modelShape = /^(?:[A-Z][a-z]+)?V(\d+(?:alpha\d+|beta\d+)?)([A-Z].*)$/;
const fieldShape = /^([^:!]+)([:!])([[{]*)([^~@]+)(?:~([^@]+))?(?:@(.+))?$/;

let linesByModel: ReadonlyMap<string, string> | undefined;
const structs = new Map<string, StructSchema>();

function lineOf(model: string): string | undefined {
  linesByModel ??= new Map(typeLines.trim().split("\n").map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
  return linesByModel.get(model);
}

/** The schema of a kind; undefined for one that this API server does not serve. */
export const schemaFor = (apiVersion: string, kind: string): StructSchema | undefined => struct(modelFor(apiVersion, kind));

/** The name that the generated lines would have for a kind: "V1Pod". */
export function modelFor(apiVersion: string, kind: string): string {
  const version = apiVersion.slice(apiVersion.lastIndexOf("/") + 1);
  return rootsWithPrefix.get(`${apiVersion}/${kind}`) ?? `V${version.slice(1)}${kind}`;
}

/** The type of what stands under `key` in a value of this type; of a list, in its items. */
export function typeBelow(type: FieldType | undefined, key: string): FieldType | undefined {
  if (type?.kind === "list") return typeBelow(type.of, key);
  return type?.kind === "map" ? type.of : type?.kind === "struct" ? type.struct.fields.get(key)?.type : undefined;
}

/** The struct of a value of this type, or of a list's items. */
export const structIn = (type: FieldType | undefined): StructSchema | undefined =>
  type?.kind === "list" ? structIn(type.of) : type?.kind === "struct" ? type.struct : undefined;

/** The type of a kind's objects. */
export function typeOfKind(apiVersion: string, kind: string): FieldType | undefined {
  const found = schemaFor(apiVersion, kind);
  return found && { kind: "struct", struct: found };
}

function struct(model: string): StructSchema | undefined {
  const known = structs.get(model);
  const match = modelShape.exec(model);
  if (known !== undefined || match === null) return known;
  const line = lineOf(model);
  if (line === undefined) return undefined;
  const made = new LazyStruct(model, match[2] ?? model, `v${match[1] ?? "1"}`, line);
  structs.set(model, made);
  return made;
}

/** Fields are read on first use, so that types may refer to themselves. */
class LazyStruct implements StructSchema {
  readonly model: string;
  readonly name: string;
  readonly package: string;
  private readonly line: string;
  private read: ReadonlyMap<string, FieldSchema> | undefined;

  constructor(model: string, name: string, goPackage: string, line: string) {
    this.model = model;
    this.name = name;
    this.package = goPackage;
    this.line = line;
  }

  get fields(): ReadonlyMap<string, FieldSchema> {
    this.read ??= new Map(this.line.split(" ").map((text) => readField(text)).map((field) => [field.name, field]));
    return this.read;
  }
}

function readField(text: string): FieldSchema {
  const match = fieldShape.exec(text);
  if (match === null) throw new Error(`api/schema: malformed field ${text}`);
  const [, name = "", mark, wrappers = "", code = "", goType, embedded] = match;
  return {
    name,
    type: [...wrappers].reduceRight<FieldType>((of, wrapper) => ({ kind: wrapper === "[" ? "list" : "map", of }), innermost(code)),
    required: mark === "!",
    ...(goType === undefined ? {} : { goType }),
    embeddedIn: embedded === undefined ? [] : embedded.split("."),
  };
}

function innermost(code: string): FieldType {
  const scalar = scalarTypes.get(code);
  if (scalar !== undefined) return { kind: "scalar", scalar };
  const found = struct(code);
  if (found === undefined) throw new Error(`api/schema: unknown type ${code}`);
  return { kind: "struct", struct: found };
}

/** Every model that the generated file holds, for checks. */
export function allModels(): readonly string[] {
  lineOf("");
  return [...(linesByModel?.keys() ?? [])];
}

/** The struct of a model by its generated name, for checks. */
export const structOf = (model: string): StructSchema | undefined => struct(model);
