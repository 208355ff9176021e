/** Plain values as Go's decoder stores them. Undefined = nothing is stored. */
import type { Json } from "../../../api/json.ts";
import { canonicalQuantity, parseQuantity } from "../../../api/quantity.ts";
import type { FieldSchema, FieldType, StructSchema } from "../../../api/schema/schema.ts";
import { base64Fault } from "./base64.ts";
import { readGoTime } from "./go-time.ts";
import { goTypeName } from "../../../api/schema/go-type-names.ts";
import type { Walk } from "./walk.ts";
import { DecodeAbort } from "./walk.ts";

/** What encoding/json calls a value in its messages. */
export const foundName = (value: Json): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;

type Scalar = FieldType & { readonly kind: "scalar" };

/** One plain value; a wrong type is a fault of the walk's. */
export function decodeScalar(walk: Walk, value: Json, type: Scalar, field: FieldSchema, owner: StructSchema): Json | undefined {
  switch (type.scalar) {
    case "any":
      return value;
    case "quantity":
      return decodeQuantity(value);
    case "intOrString":
      return decodeIntOrString(walk, value);
    case "time":
    case "microTime":
      return decodeTime(walk, value, type.scalar);
    case "bytes":
      return decodeBytes(walk, value);
    default:
      return decodePlain(walk, value, type.scalar, () => goTypeName(type, field, owner));
  }
}

function decodePlain(walk: Walk, value: Json, scalar: "string" | "bool" | "int32" | "int64" | "double", wanted: () => string): Json | undefined {
  if (value === null) return undefined;
  if (scalar === "string" && typeof value === "string") return value;
  if (scalar === "bool" && typeof value === "boolean") return value;
  if (typeof value === "number" && scalar !== "string" && scalar !== "bool") {
    if (scalar === "double" || isInRange(value, scalar)) return value;
    walk.wrongType(`number ${value}`, wanted());
    return undefined;
  }
  walk.wrongType(foundName(value), wanted());
  return undefined;
}

function isInRange(value: number, scalar: "int32" | "int64"): boolean {
  if (!Number.isInteger(value)) return false;
  return scalar === "int32" ? value >= -(2 ** 31) && value < 2 ** 31 : value >= -(2 ** 63) && value < 2 ** 63;
}

// Mirrors Quantity.UnmarshalJSON: null is zero, a number is read as it stands, blanks around it do not count.
function decodeQuantity(value: Json): Json {
  if (value === null) return "0";
  const text = typeof value === "object" ? "" : String(value).trim();
  const result = parseQuantity(text);
  if (!result.ok) throw new DecodeAbort(result.message);
  return canonicalQuantity(text) ?? "0";
}

// Mirrors IntOrString.UnmarshalJSON (apimachinery/pkg/util/intstr/intstr.go).
function decodeIntOrString(walk: Walk, value: Json): Json {
  if (typeof value === "string") return value;
  if (value === null) return 0;
  if (typeof value !== "number") return walk.abortWrongType(foundName(value), "int32");
  return isInRange(value, "int32") ? value : walk.abortWrongType(`number ${value}`, "int32");
}

function decodeTime(walk: Walk, value: Json, precision: "time" | "microTime"): Json | undefined {
  if (value === null) return undefined;
  if (typeof value !== "string") return walk.abortWrongType(foundName(value), "string");
  const result = readGoTime(value, precision);
  if (!result.ok) throw new DecodeAbort(result.message);
  return result.text;
}

function decodeBytes(walk: Walk, value: Json): Json | undefined {
  if (value === null) return undefined;
  if (typeof value !== "string") {
    walk.wrongType(foundName(value), "[]uint8");
    return undefined;
  }
  const fault = base64Fault(value);
  if (fault !== undefined) walk.save(fault);
  return value.replace(/[\r\n]/g, "");
}
