import { byCodeUnit } from "../../api/json.ts";

/** Large parts that versions of an object share (its spec) are written once. */
const written = new WeakMap<object, string>();

/** JSON with keys sorted by code unit and no spaces; undefined fields are left out. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const known = written.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  let text = "";
  for (const key of sortedKeys(value)) {
    const field = (value as Record<string, unknown>)[key];
    if (field === undefined) continue;
    text += `${text === "" ? "" : ","}${quoted(key)}:${canonicalJson(field)}`;
  }
  return remember(value, `{${text}}`);
}

function remember(value: object, text: string): string {
  if (text.length > 400 && Object.isFrozen(value)) written.set(value, text);
  return text;
}

/** Most objects have their keys in order already. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i += 1) if (keys[i]! < keys[i - 1]!) return keys.sort(byCodeUnit);
  return keys;
}

/** JSON of a text. Short ones that need no escape, which nearly all are, are not handed to JSON.stringify: the call costs more than the look. */
function quoted(text: string): string {
  if (text.length > LOOKED_THROUGH) return JSON.stringify(text);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < SPACE || unit === QUOTE || unit === BACKSLASH || unit >= DELETE) return JSON.stringify(text);
  }
  return `"${text}"`;
}
const LOOKED_THROUGH = 64;
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DELETE = 0x7f;
