/** Objects as kubectl -o yaml prints them: keys in go-yaml's order, its quoting and wrapping, lists of maps not indented. */
import { isObject } from "../api/json.ts";
import type { Json, JsonObject } from "../api/json.ts";
import { utf8Length } from "../api/utf8.ts";
import { inKeyOrder } from "./go-yaml/key-order.ts";
import { writeString } from "./go-yaml/write-scalar.ts";

/** The YAML of a value, with a line break at its end. A key whose value is undefined counts as absent. */
export function writeYaml(value: Json): string {
  if (isMapWithKeys(value)) return closed(mapText(value, 0));
  if (isListWithItems(value)) return closed(listText(value, 0));
  return closed(inlineText(value, 0, 0));
}

const closed = (text: string): string => `${text}\n`;
const isMapWithKeys = (value: Json): value is JsonObject => isObject(value) && keysOf(value).length > 0;
const isListWithItems = (value: Json): value is readonly Json[] => Array.isArray(value) && value.length > 0;
const keysOf = (map: JsonObject): string[] => Object.keys(map).filter((key) => map[key] !== undefined).sort(inKeyOrder);

/** Longer keys take a line of their own. */
const longestSimpleKey = 128;

/** The first line is not indented: it stands behind what is there already. */
function mapText(map: JsonObject, indent: number): string {
  return keysOf(map).map((key) => entryText(key, map[key] ?? null, indent)).join(`\n${" ".repeat(indent)}`);
}

function entryText(key: string, value: Json, indent: number): string {
  if (utf8Length(key) > longestSimpleKey || key.includes("\n")) {
    const complex = writeString(key, { column: indent + 2, indent: indent + 2, isSimpleKey: false });
    return `? ${complex}\n${" ".repeat(indent)}: ${nestedText(value, indent + 2)}`;
  }
  const label = `${writeString(key, { column: indent, indent, isSimpleKey: true })}:`;
  if (isMapWithKeys(value)) return `${label}\n${" ".repeat(indent + 2)}${mapText(value, indent + 2)}`;
  if (isListWithItems(value)) return `${label}\n${" ".repeat(indent)}${listText(value, indent)}`;
  return `${label} ${inlineText(value, indent + [...label].length + 1, indent + 2)}`;
}

const listText = (list: readonly Json[], indent: number): string =>
  list.map((item) => `- ${nestedText(item, indent + 2)}`).join(`\n${" ".repeat(indent)}`);

/** A value that begins on the line of its "- " or ": ". */
function nestedText(value: Json, indent: number): string {
  if (isMapWithKeys(value)) return mapText(value, indent);
  if (isListWithItems(value)) return listText(value, indent);
  return inlineText(value, indent, indent);
}

function inlineText(value: Json, column: number, indent: number): string {
  if (typeof value === "string") return writeString(value, { column, indent, isSimpleKey: false });
  if (typeof value === "number") return numberText(value);
  if (Array.isArray(value)) return "[]";
  return isObject(value) ? "{}" : String(value);
}

// Mirrors strconv.FormatFloat(f, 'g', -1, 64) for what is no 64-bit integer: exponents below 1e-4 and from 1e21, of fractions from 1e6.
function numberText(value: number): string {
  const magnitude = Math.abs(value);
  if (Number.isInteger(value) && magnitude < 2 ** 64) return String(value);
  if (magnitude >= 1e-4 && magnitude < 1e6) return String(value);
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, "0")}`;
}
