import { byCodeUnit } from "../../api/json.ts";

/** Large parts that versions of an object share (its spec) are written once. */
const written = new WeakMap<object, string>();

/** JSON with keys sorted by code unit and no spaces; undefined fields are left out. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const known = written.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  let text = "";
  for (const key of Object.keys(value).sort(byCodeUnit)) {
    const field = (value as Record<string, unknown>)[key];
    if (field === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return remember(value, `{${text}}`);
}

function remember(value: object, text: string): string {
  if (text.length > 400 && Object.isFrozen(value)) written.set(value, text);
  return text;
}
