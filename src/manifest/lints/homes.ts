/** Where a field that stands in the wrong place belongs. */
import type { FieldType, StructSchema } from "../../api/schema/schema.ts";
import { insertInto, linesOfEntry, removeEntry, unindented, columnOf } from "../edits.ts";
import type { Fix, TextEdit } from "../judgement.ts";
import { areApart, inOrder } from "../judgement.ts";
import { pointerNames } from "../field-paths.ts";
import type { Branch } from "../tree.ts";
import { childAt, isMapping, isSequence } from "../tree.ts";

export interface Home {
  /** From the object's root: "spec.containers[].ports". */
  readonly path: string;
  /** One step away: so near that it is the likeliest of all explanations. */
  readonly near: boolean;
  /** The branch that it goes into, and the names that are still to be made below it. */
  readonly into?: { readonly branch: Branch; readonly missing: readonly string[] };
}

type Types = ReadonlyMap<Branch, FieldType>;

/** Names that many things have: they are looked for close by only. */
const common = new Set(["name", "type", "value", "key", "path", "kind", "apiVersion", "status", "spec", "metadata", "items", "mode", "port", "host", "operator", "values"]);
const deepestHome = 3;

/** The nearest place of the object whose type has such a field: outwards, inwards, then elsewhere. */
export function homeOf(branch: Branch, types: Types, root: Branch): Home | undefined {
  const holder = branch.parent;
  if (holder === undefined) return undefined;
  const depth = common.has(branch.name) ? 1 : deepestHome;
  return outwards(branch, holder, types) ?? below(branch, holder, types, 1, true) ?? (common.has(branch.name) && branch.parent !== root ? undefined : elsewhere(branch, holder, types, depth));
}

function outwards(branch: Branch, holder: Branch, types: Types): Home | undefined {
  let steps = 0;
  for (let at = holder.parent; at !== undefined; at = at.parent) {
    const type = types.get(at);
    if (type?.kind !== "struct") continue;
    steps += 1;
    const field = type.struct.fields.get(branch.name);
    if (field !== undefined && accepts(field.type, branch) && !(common.has(branch.name) && steps > 1)) {
      return { path: dotted(at, types, [branch.name]), near: true, into: { branch: at, missing: [] } };
    }
  }
  return undefined;
}

function elsewhere(branch: Branch, holder: Branch, types: Types, depth: number): Home | undefined {
  const own = below(branch, holder, types, depth, false);
  if (own !== undefined) return own;
  for (let at = holder.parent; at !== undefined; at = at.parent) {
    const found = below(branch, at, types, depth, false);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Inwards from a branch: what is written already first, then by the order of the fields. */
function below(branch: Branch, from: Branch, types: Types, depth: number, near: boolean): Home | undefined {
  const type = types.get(from);
  if (type?.kind !== "struct") return undefined;
  for (let length = 1; length <= depth; length += 1) {
    const paths = pathsTo(type.struct, branch, length);
    const written = paths.find((path) => childAt(from, path[0] ?? "") !== undefined) ?? (length > 1 || !near ? paths[0] : undefined) ?? paths[0];
    if (written === undefined) continue;
    const into = landing(from, written);
    return { path: dotted(from, types, [...written, branch.name]), near, ...(into && { into }) };
  }
  return undefined;
}

/** Paths of field names, so many steps long, to structs that have the field. */
function pathsTo(struct: StructSchema, branch: Branch, length: number): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (const field of struct.fields.values()) {
    if (field.name === "status" || field.name === "managedFields" || field.name === "ephemeralContainers") continue;
    const inner = field.type.kind === "struct" ? field.type.struct : field.type.kind === "list" && field.type.of.kind === "struct" ? field.type.of.struct : undefined;
    if (inner === undefined) continue;
    if (length > 1) found.push(...pathsTo(inner, branch, length - 1).map((path) => [field.name, ...path]));
    else {
      const target = inner.fields.get(branch.name);
      if (target !== undefined && accepts(target.type, branch)) found.push([field.name]);
    }
  }
  return found;
}

function accepts(type: FieldType, branch: Branch): boolean {
  if (branch.value === null) return true;
  if (type.kind === "list") return isSequence(branch);
  if (type.kind === "scalar") return branch.children.length === 0;
  return isMapping(branch);
}

/** The branch that a path of names leads to; a list must have one item only. */
function landing(from: Branch, path: readonly string[]): Home["into"] {
  let at = from;
  for (const [index, name] of path.entries()) {
    const child = childAt(at, name);
    if (child === undefined) return { branch: at, missing: path.slice(index) };
    if (isSequence(child)) {
      const [only, ...others] = child.children;
      if (only === undefined || others.length > 0 || !isMapping(only)) return undefined;
      at = only;
    } else if (isMapping(child) || child.value === null) at = child;
    else return undefined;
  }
  return { branch: at, missing: [] };
}

function dotted(from: Branch, types: Types, names: readonly string[]): string {
  const own = pointerNames(from.pointer).map((name) => (/^\d+$/.test(name) ? "[]" : name));
  let type = types.get(from);
  const further = names.flatMap((name) => {
    type = type?.kind === "struct" ? type.struct.fields.get(name)?.type : undefined;
    const isList = type?.kind === "list" && type.of.kind === "struct";
    if (type?.kind === "list") type = type.of;
    return isList ? [name, "[]"] : [name];
  });
  const last = further.at(-1) === "[]" ? further.slice(0, -1) : further;
  return [...own, ...last].join(".").replaceAll(".[]", "[]");
}

/** Where the server misses it. */
export const pointerOfHome = ({ name }: Branch, { into }: Home): string | undefined => into && [into.branch.pointer, ...into.missing, name].join("/");

/** Moves the lines of an entry, where nothing else is on them and nothing is in their way. */
export function moveFix(text: string, branch: Branch, { into, path }: Home): readonly Fix[] {
  if (into === undefined || branch.key === undefined || into.missing.length > 2) return [];
  if (into.missing.length === 0 && childAt(into.branch, branch.name) !== undefined) return [];
  const taken = cut(text, branch);
  if (taken === undefined) return [];
  const { missing } = into;
  const nested = [...missing.map((name, index) => `${"  ".repeat(index)}${name}:`), ...taken.lines.map((line) => (line === "" ? "" : "  ".repeat(missing.length) + line))];
  const inserted = insertInto(text, into.branch, nested);
  if (inserted === undefined) return [];
  const edits = inOrder([...taken.edits, ...inserted]);
  // What is inserted must not lie inside of what is cut out.
  if (!areApart(edits) || taken.edits.some((edit) => inserted.some(({ start }) => start > edit.start && start < edit.end))) return [];
  return [{ title: { code: "move", field: branch.name, to: path }, edits }];
}

/** The first entry of a list's item shares its line with the dash: the next one takes its place. */
function cutBehindDash(text: string, branch: Branch, start: number): ReturnType<typeof cut> {
  const next = branch.parent?.children[1];
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (next?.key === undefined || branch.parent?.children[0] !== branch || !/^[ ]*(?:- +)+$/.test(text.slice(lineStart, start))) return undefined;
  if (text.slice(branch.range.end, next.key.start).trim() !== "") return undefined;
  const [first = "", ...rest] = text.slice(start, next.key.start).trimEnd().split(/\r?\n/);
  const margin = " ".repeat(start - lineStart);
  if (!rest.every((line) => line.trim() === "" || line.startsWith(margin))) return undefined;
  return { lines: [first, ...rest.map((line) => line.slice(margin.length))], edits: [{ start, end: next.key.start, text: "" }] };
}

function cut(text: string, branch: Branch): { readonly lines: readonly string[]; readonly edits: readonly TextEdit[] } | undefined {
  const range = linesOfEntry(text, branch);
  const onlyChild = branch.parent?.children.length === 1;
  if (branch.key === undefined || branch.parent?.style !== "block") return undefined;
  if (range === undefined) return cutBehindDash(text, branch, branch.key.start);
  const edits = onlyChild && branch.parent.key !== undefined ? [{ ...range, text: "" }] : removeEntry(text, branch);
  const lines = unindented(text, range, columnOf(text, branch.key.start));
  return edits && lines && { lines, edits };
}
