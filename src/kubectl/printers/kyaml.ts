import { isObject } from "../../api/json.ts";
import type { Json, JsonObject } from "../../api/json.ts";
import { sortedKeys } from "../objects.ts";

// Mirrors sigs.k8s.io/yaml/kyaml: flow style, quoted strings, trailing commas, keys bare where no reader could mistake them.
export function kyaml(value: Json, margin = ""): string {
  const inner = `${margin}  `;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (items.length === 0) return "[]";
    if (items.every((item) => isObject(item))) return `[${items.map((item) => kyaml(item, margin)).join(", ")}]`;
    return `[\n${items.map((item) => `${inner}${kyaml(item, inner)},\n`).join("")}${margin}]`;
  }
  if (isObject(value)) return mapping(value, margin, inner);
  return typeof value === "string" ? quoted(value, margin) : String(value);
}

function mapping(value: JsonObject, margin: string, inner: string): string {
  const keys = sortedKeys(value);
  if (keys.length === 0) return "{}";
  return `{\n${keys.map((key) => `${inner}${keyText(key)}: ${kyaml(value[key] as Json, inner)},\n`).join("")}${margin}}`;
}

const ambiguous = /^(y|n|yes|no|on|off|true|false|null|~|[-+.\d].*)$/i;
const keyText = (key: string): string => (/^[A-Za-z_][\w./-]*$/.test(key) && !ambiguous.test(key) ? key : JSON.stringify(key));

/** Text of several lines is folded at its newlines. */
function quoted(text: string, margin: string): string {
  if (!text.includes("\n")) return JSON.stringify(text);
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  const body = lines.map((line) => `${margin}   ${JSON.stringify(`${line}\n`).slice(1, -1)}\\\n`).join("");
  return last === "" ? `"\\\n${body}${margin}  "` : `"\\\n${body}${margin}   ${JSON.stringify(last).slice(1, -1)}\\\n${margin}  "`;
}
