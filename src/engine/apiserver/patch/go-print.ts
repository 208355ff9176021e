import { byCodeUnit, isObject, type Json } from "../../../api/json.ts";

/** A JSON value as Go's fmt prints it with %v: maps sorted by key, strings bare. */
export function goPrint(value: Json | undefined): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(goPrint).join(" ")}]`;
  if (!isObject(value)) return String(value);
  const keys = Object.keys(value).sort(byCodeUnit);
  return `map[${keys.map((key) => `${key}:${goPrint(value[key])}`).join(" ")}]`;
}
