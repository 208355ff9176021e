/** The names of Go's types as encoding/json prints them. */
import type { FieldSchema, FieldType, ScalarType, StructSchema } from "./schema.ts";

const scalarNames: Readonly<Record<ScalarType, string>> = {
  string: "string",
  bool: "bool",
  int32: "int32",
  int64: "int64",
  double: "float64",
  quantity: "resource.Quantity",
  intOrString: "intstr.IntOrString",
  time: "v1.Time",
  microTime: "v1.MicroTime",
  bytes: "[]uint8",
  any: "interface {}",
};

/** The type of a value at a place in a field: "int32", "[]v1.Container", "map[string]string", "v1.ResourceList". */
export function goTypeName(type: FieldType, field: FieldSchema, owner: StructSchema): string {
  const named = field.goType === undefined ? undefined : qualified(field.goType, owner);
  switch (type.kind) {
    case "list":
      return `[]${goTypeName(type.of, field, owner)}`;
    case "map":
      // A named map is a whole (v1.ResourceList); its elements keep their own names.
      return named ?? `map[string]${goTypeName(type.of, { ...field, goType: "" }, owner)}`;
    case "struct":
      return `${type.struct.package}.${type.struct.name}`;
    default:
      return type.scalar === "string" && named !== undefined && named !== "" ? named : scalarNames[type.scalar];
  }
}

const qualified = (name: string, owner: StructSchema): string | undefined =>
  name === "" ? undefined : name.includes(".") ? name : `${owner.package}.${name}`;
