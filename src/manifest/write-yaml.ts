/** Objects as kubectl -o yaml prints them: sorted keys, go-yaml's quoting, lists not indented. */
import { byCodeUnit, isObject } from "../api/json.ts";
import type { Json, JsonObject } from "../api/json.ts";
import { scalarText } from "./yaml-scalars.ts";

/** The YAML of a value, with a newline at its end. */
export function writeYaml(value: Json): string {
  if (isNonEmptyMap(value) || isNonEmptyList(value)) return `${blockLines(value).join("\n")}\n`;
  return `${inline(value, 0)}\n`;
}

const isNonEmptyMap = (value: Json | undefined): value is JsonObject => isObject(value) && presentKeys(value).length > 0;
const isNonEmptyList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value) && value.length > 0;
const presentKeys = (object: JsonObject): string[] => Object.keys(object).filter((key) => object[key] !== undefined);

function blockLines(value: JsonObject | readonly Json[]): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(itemLines);
  const object = value as JsonObject;
  return presentKeys(object).sort(byKey).flatMap((key) => entryLines(key, object[key] ?? null));
}

function entryLines(key: string, value: Json): string[] {
  const label = `${keyText(key)}:`;
  if (isNonEmptyMap(value)) return [label, ...blockLines(value).map(indent)];
  if (isNonEmptyList(value)) return [label, ...blockLines(value)];
  return `${label} ${inline(value, 0)}`.split("\n").map((line, i) => (i === 0 || line === "" ? line : indent(line)));
}

function itemLines(value: Json): string[] {
  const lines = isNonEmptyMap(value) || isNonEmptyList(value) ? blockLines(value) : inline(value, 0).split("\n");
  return lines.map((line, i) => (i === 0 ? `- ${line}` : indent(line)));
}

const indent = (line: string): string => (line === "" ? line : `  ${line}`);
/** A key is never written as a block. */
const keyText = (key: string): string => scalarText(key, false);

function inline(value: Json, _level: number): string {
  if (Array.isArray(value)) return "[]";
  if (isObject(value)) return "{}";
  return value === null ? "null" : typeof value === "string" ? scalarText(value, true) : numberText(value as number | boolean);
}

const numberText = (value: number | boolean): string => String(value);
const byKey = byCodeUnit;
