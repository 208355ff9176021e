/** The walk over JSON by the schema: what Go's decoder would store, in the form in which the server prints it. */
import type { Json, JsonObject } from "../../../api/json.ts";
import { byCodeUnit, isObject } from "../../../api/json.ts";
import type { FieldSchema, FieldType, StructSchema } from "../../../api/schema/schema.ts";
import { goTypeName } from "./go-type-names.ts";
import { decodeScalar, foundName, nullItem } from "./scalars.ts";
import type { Walk } from "./walk.ts";
import { isOmitted, missingValue } from "./zero-values.ts";

/** Keys are visited in the order in which kubectl's JSON has them. Simplified: other clients may send another order. */
const keysOf = (object: JsonObject): readonly string[] => Object.keys(object).sort(byCodeUnit);

/** The known fields of an object; faults go to the walk. `isKind` marks the outermost object. */
export function decodeStruct(walk: Walk, value: JsonObject, struct: StructSchema, isKind = false): JsonObject {
  const decoded = new Map<string, Json>();
  for (const key of keysOf(value)) {
    const field = struct.fields.get(key);
    if (field === undefined) {
      walk.unknownField(key);
      continue;
    }
    const embeddedIn = isKind && (key === "apiVersion" || key === "kind") ? ["TypeMeta"] : field.embeddedIn;
    walk.inField(struct, key, embeddedIn, () => {
      const stored = decodeValue(walk, value[key] ?? null, field.type, field, struct);
      if (stored !== undefined && !isOmitted(struct, field, stored)) decoded.set(key, stored);
    });
  }
  for (const field of struct.fields.values()) {
    const missing = decoded.has(field.name) ? undefined : missingValue(struct, field, isKind);
    if (missing !== undefined) decoded.set(field.name, missing);
  }
  return inOrderOfSchema(decoded, struct);
}

const inOrderOfSchema = (decoded: ReadonlyMap<string, Json>, struct: StructSchema): JsonObject =>
  Object.fromEntries([...struct.fields.keys()].flatMap((name) => {
    const value = decoded.get(name);
    return value === undefined ? [] : [[name, value] as const];
  }));

function decodeValue(walk: Walk, value: Json, type: FieldType, field: FieldSchema, owner: StructSchema): Json | undefined {
  if (type.kind === "scalar") return decodeScalar(walk, value, type.scalar, goTypeName(type, field, owner));
  if (value === null) return undefined;
  if (type.kind === "list") {
    if (Array.isArray(value)) return decodeList(walk, value, type.of, field, owner);
  } else if (isObject(value)) {
    return type.kind === "struct" ? decodeStruct(walk, value, type.struct) : decodeMap(walk, value, type.of, field, owner);
  }
  walk.wrongType(foundName(value), goTypeName(type, field, owner));
  return undefined;
}

function decodeList(walk: Walk, items: readonly Json[], of: FieldType, field: FieldSchema, owner: StructSchema): readonly Json[] {
  return items.map((item, index) => {
    let stored: Json | undefined;
    walk.inItem(index, () => {
      stored = decodeValue(walk, item, of, field, owner);
    });
    return stored ?? nullItem(of) ?? null;
  });
}

function decodeMap(walk: Walk, value: JsonObject, of: FieldType, field: FieldSchema, owner: StructSchema): JsonObject {
  return Object.fromEntries(keysOf(value).map((key) => {
    let stored: Json | undefined;
    walk.inKey(key, () => {
      stored = decodeValue(walk, value[key] ?? null, of, field, owner);
    });
    return [key, stored ?? nullItem(of) ?? null] as const;
  }));
}
