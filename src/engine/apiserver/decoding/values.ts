/** The walk over JSON by the schema: what Go's decoder would store, in the form in which the server prints it. */
import type { Json, JsonObject } from "../../../api/json.ts";
import { byCodeUnit, isObject } from "../../../api/json.ts";
import type { FieldSchema, FieldType, StructSchema } from "../../../api/schema/schema.ts";
import { goTypeName } from "../../../api/schema/go-type-names.ts";
import { decodeScalar, foundName } from "./scalars.ts";
import type { Walk } from "./walk.ts";
import { isOmitted, missingValues, zeroOf } from "./zero-values.ts";

/** Keys are visited in the order in which kubectl's JSON has them. Simplified: where several fields of an object are wrong, they are named in the order in which kubectl sends them, also for other clients. */
function keysOf(object: JsonObject): readonly string[] {
  const keys = Object.keys(object);
  for (let i = 1; i < keys.length; i += 1) if (keys[i]! < keys[i - 1]!) return keys.sort(byCodeUnit);
  return keys;
}

/** The known fields of an object, in alphabetical order; faults go to the walk. `isKind` marks the outermost object. */
export function decodeStruct(walk: Walk, value: JsonObject, struct: StructSchema, isKind = false): JsonObject {
  const decoded: Record<string, Json> = {};
  for (const key of keysOf(value)) {
    const field = struct.fields.get(key);
    if (field === undefined) {
      walk.unknownField(key);
      continue;
    }
    const given = value[key] ?? null;
    const { type } = field;
    // Most fields are plain texts, which cannot fail.
    if (type.kind === "scalar" && type.scalar === "string" && typeof given === "string" && given !== "") {
      decoded[key] = given;
      continue;
    }
    walk.enterField(struct, key, isKind && isTypeMeta(key) ? typeMeta : field.embeddedIn);
    const stored = decodeValue(walk, given, type, field, struct);
    walk.leaveField();
    if (stored !== undefined && !isOmitted(struct, field, stored)) decoded[key] = stored;
  }
  return withMissing(decoded, missingValues(struct, isKind));
}

const typeMeta = ["TypeMeta"];
const isTypeMeta = (key: string): boolean => key === "apiVersion" || key === "kind";

function withMissing(decoded: Record<string, Json>, missing: ReadonlyMap<string, Json>): JsonObject {
  let complete = true;
  for (const [name, value] of missing) {
    if (name in decoded) continue;
    complete = false;
    decoded[name] = value;
  }
  if (complete) return decoded;
  const sorted: Record<string, Json> = {};
  for (const key of keysOf(decoded)) sorted[key] = decoded[key] ?? null;
  return sorted;
}

function decodeValue(walk: Walk, value: Json, type: FieldType, field: FieldSchema, owner: StructSchema): Json | undefined {
  if (type.kind === "scalar") return decodeScalar(walk, value, type, field, owner);
  if (value === null) return undefined;
  if (type.kind === "list") {
    if (Array.isArray(value)) return decodeList(walk, value, type.of, field, owner);
  } else if (isObject(value)) {
    return type.kind === "struct" ? decodeStruct(walk, value, type.struct) : decodeMap(walk, value, type.of, field, owner);
  }
  walk.wrongType(foundName(value), goTypeName(type, field, owner));
  return undefined;
}

/** Where null was written stands the zero. */
function decodeList(walk: Walk, items: readonly Json[], of: FieldType, field: FieldSchema, owner: StructSchema): readonly Json[] {
  return items.map((item, index) => {
    walk.enterItem(index);
    const stored = decodeValue(walk, item, of, field, owner);
    walk.leaveItem();
    return stored ?? zeroOf(of) ?? null;
  });
}

function decodeMap(walk: Walk, value: JsonObject, of: FieldType, field: FieldSchema, owner: StructSchema): JsonObject {
  return Object.fromEntries(keysOf(value).map((key) => {
    walk.enterItem(key);
    const stored = decodeValue(walk, value[key] ?? null, of, field, owner);
    walk.leaveItem();
    return [key, stored ?? zeroOf(of) ?? null] as const;
  }));
}
