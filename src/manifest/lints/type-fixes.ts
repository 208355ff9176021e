import type { Json } from "../../api/json.ts";
import { isObject } from "../../api/json.ts";
import type { FieldType } from "../../api/schema/schema.ts";
import { columnOf, flowKey, indentOf, lineBreakOf, quoted } from "../edits.ts";
import type { ValueKind } from "../finding.ts";
import type { Fix, TextEdit } from "../judgement.ts";
import type { Branch } from "../tree.ts";
import { isMapping, isSequence } from "../tree.ts";

export function kindOfValue(value: Json): ValueKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (isObject(value)) return "map";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" ? "boolean" : "string";
}

/** Ways to make a value of the type that is wanted of what was written. */
export function fixesForType(text: string, branch: Branch, type: FieldType): readonly Fix[] {
  // Tags and anchors stay with what they stand before.
  if (branch.style === "alias" || branch.hidden || /^[&!]/.test(text.slice(branch.range.start, branch.range.end))) return [];
  switch (type.kind) {
    case "scalar":
      return scalarFixes(text, branch, type.scalar);
    case "list":
      return listFixes(text, branch, type.of);
    default:
      return isSequence(branch) ? mapFixes(text, branch) : [];
  }
}

function scalarFixes(text: string, branch: Branch, scalar: string): readonly Fix[] {
  const source = text.slice(branch.range.start, branch.range.end);
  if (branch.children.length > 0 || source === "") return [];
  if (scalar === "string" && typeof branch.value !== "string") return [{ title: { code: "quote" }, edits: [{ ...branch.range, text: `"${source}"` }] }];
  const { value } = branch;
  if (typeof value !== "string") return [];
  const bare = value.trim();
  if (scalar.startsWith("int") && /^(?:0|-?[1-9]\d{0,8})$/.test(bare)) return [{ title: { code: "unquote" }, edits: [{ ...branch.range, text: bare }] }];
  const truth = /^(?:true|yes|on)$/i.test(bare) ? "true" : /^(?:false|no|off)$/i.test(bare) ? "false" : undefined;
  return scalar === "bool" && truth !== undefined ? [{ title: { code: "unquote" }, edits: [{ ...branch.range, text: truth }] }] : [];
}

const shellSigns = /[|&;<>()$`"'\\*?\n]/;

function listFixes(text: string, branch: Branch, of: FieldType): readonly Fix[] {
  if (isMapping(branch)) return mappingToList(text, branch);
  const { value } = branch;
  if (of.kind !== "scalar" || of.scalar !== "string" || (typeof value !== "string" && typeof value !== "number") || branch.style === "literal" || branch.style === "folded") return [];
  return [{ title: { code: "makeList" }, edits: [{ ...branch.range, text: `[${itemsOf(branch.name, String(value)).map(quoted).join(", ")}]` }] }];
}

/** A command line is words, or a shell's. */
function itemsOf(name: string, value: string): readonly string[] {
  if (name !== "command" && name !== "args") return [value];
  if (!shellSigns.test(value)) return value.trim().split(/\s+/);
  return name === "command" ? ["/bin/sh", "-c", value] : [value];
}

function mappingToList(text: string, branch: Branch): readonly Fix[] {
  const scalarsOnly = branch.children.every(({ children, hidden, style }) => children.length === 0 && !hidden && style !== "alias" && style !== "literal" && style !== "folded");
  if (branch.name === "env" && scalarsOnly && branch.children.length > 0 && !branch.children.some(({ name }) => name === "name")) return [envList(text, branch)];
  if (branch.style === "flow") return [{ title: { code: "makeList" }, edits: [{ ...branch.range, text: `[${text.slice(branch.range.start, branch.range.end)}]` }] }];
  const indent = indentOf(text, branch);
  const starts = lineStarts(text, branch);
  if (starts.some((start) => text.slice(start, start + indent).trim() !== "" )) return [];
  const [first, ...others] = starts;
  if (first === undefined) return [];
  const edits: TextEdit[] = [{ start: first + indent, end: first + indent, text: "- " }, ...others.map((start) => ({ start, end: start, text: "  " }))];
  return [{ title: { code: "makeList" }, edits }];
}

/** The starts of the lines that a block value stands on, blank ones left out. */
function lineStarts(text: string, { range }: Branch): readonly number[] {
  const starts: number[] = [];
  for (let at = text.lastIndexOf("\n", range.start - 1) + 1; at < range.end; ) {
    const next = text.indexOf("\n", at);
    const end = next < 0 ? text.length : next;
    if (text.slice(at, end).trim() !== "") starts.push(at);
    at = end + 1;
  }
  return starts;
}

function envList(text: string, branch: Branch): Fix {
  if (branch.style === "flow") return { title: { code: "makeEnvList" }, edits: [{ ...branch.range, text: `[${flowEnv(text, branch)}]` }] };
  const lines = branch.children.flatMap(({ key, range, value }) => {
    const written = text.slice(range.start, range.end);
    return [`- name: ${text.slice(key?.start, key?.end)}`, `  value: ${typeof value === "string" ? written : `"${written}"`}`];
  });
  return { title: { code: "makeEnvList" }, edits: [{ ...branch.range, text: lines.join(lineBreakOf(text) + " ".repeat(indentOf(text, branch))) }] };
}

function flowEnv(text: string, branch: Branch): string {
  const [name, value] = [flowKey(text, branch, "name"), flowKey(text, branch, "value")];
  const items = branch.children.map((child) => {
    const written = text.slice(child.range.start, child.range.end);
    return `{ ${name}: ${text.slice(child.key?.start, child.key?.end)}, ${value}: ${typeof child.value === "string" ? written : `"${written}"`} }`;
  });
  return items.join(", ");
}

/** "- app: web" items to entries of one mapping. */
function mapFixes(text: string, branch: Branch): readonly Fix[] {
  const entries = branch.children.map((item) => (isMapping(item) && item.style === "block" && item.children.length === 1 ? item.children[0] : undefined));
  if (branch.style !== "block" || entries.length === 0 || branch.key === undefined || !entries.every((entry) => entry !== undefined && entry.children.length === 0)) return [];
  if (new Set(entries.map((entry) => entry?.name)).size !== entries.length) return [];
  const indent = indentOf(text, branch);
  const deep = indent > columnOf(text, branch.key.start);
  const edits = entries.flatMap((entry) => {
    const start = entry?.key?.start ?? 0;
    const dash = text.lastIndexOf("-", start - 1);
    return [{ start: dash, end: start, text: deep ? "" : "  " }];
  });
  return edits.every(({ start, end }) => /^-[ ]+$/.test(text.slice(start, end))) ? [{ title: { code: "makeMap" }, edits }] : [];
}

/** "a:b" where a mapping is wanted: every line of it gets its blank. */
export function missingSpaceFix(text: string, branch: Branch): { readonly key: string; readonly fix: Fix } | undefined {
  if (branch.style !== "plain" || typeof branch.value !== "string") return undefined;
  const source = text.slice(branch.range.start, branch.range.end);
  const edits: TextEdit[] = [];
  let key: string | undefined;
  for (const match of source.matchAll(/(?:^|\n[ ]*)([A-Za-z0-9_./-]+):(?=[\w"'.~-])/g)) {
    key ??= match[1];
    const at = branch.range.start + match.index + match[0].length;
    edits.push({ start: at, end: at, text: " " });
  }
  const indents = source.split("\n").slice(1).map((line) => line.length - line.trimStart().length);
  const column = columnOf(text, branch.range.start);
  // On its key's line a second colon would say nothing.
  if (text.slice(branch.range.start - column, branch.range.start).trim() !== "") return undefined;
  if (indents.some((indent) => indent !== column)) return undefined;
  if (key === undefined || edits.length !== source.split("\n").length) return undefined;
  return { key, fix: { title: { code: "addSpace" }, edits } };
}
