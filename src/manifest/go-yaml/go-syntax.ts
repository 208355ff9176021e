/** Values of a YAML document as Go's %#v prints them. */
import { byCodeUnit } from "../../api/json.ts";

/** What go-yaml decodes a node to. Maps keep keys of any plain type. */
export type GoValue = null | boolean | number | string | readonly GoValue[] | GoMap;
export interface GoMap {
  readonly entries: ReadonlyMap<string, { readonly key: GoValue; readonly value: GoValue }>;
}

export const isGoMap = (value: GoValue): value is GoMap => typeof value === "object" && value !== null && !Array.isArray(value);

/** "1", "\"a\"", `map[interface {}]interface {}{"name":interface {}(nil)}`. A nil that stands alone is "<nil>". */
export function goSyntax(value: GoValue): string {
  return value === null ? "<nil>" : inner(value);
}

function inner(value: GoValue): string {
  if (value === null) return "interface {}(nil)";
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[]interface {}{${(value as readonly GoValue[]).map(inner).join(", ")}}`;
  if (!isGoMap(value)) return String(value);
  const pairs = [...value.entries.values()].map(({ key, value: item }) => `${inner(key)}:${inner(item)}`);
  return `map[interface {}]interface {}{${pairs.sort(byCodeUnit).join(", ")}}`;
}
