/** YAML that is only a part of an object, as articles show it. */
import { resourceByName } from "../../api/resources.ts";
import type { FieldType, StructSchema } from "../../api/schema/schema.ts";
import { structOf, typeOfKind } from "../../api/schema/schema.ts";
import { lineBreakOf } from "../edits.ts";
import type { Fix } from "../judgement.ts";
import { nearMatch } from "../near-match.ts";
import type { Branch } from "../tree.ts";
import { childAt, isMapping, isSequence } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, firstLineOf, markOf } from "./lint-context.ts";
import { nameFromFile } from "./identity.ts";
import { typeMetaWords } from "./words.ts";

export interface Fragment {
  /** What its root is a value of. */
  readonly type: FieldType;
  /** "spec" or "spec.containers": where a Pod has it. */
  readonly path: "spec" | "spec.containers";
}

/** What a document without apiVersion and kind is a part of; undefined when nothing is clear. */
export function fragmentOf(root: Branch): Fragment | undefined {
  const container = structOf("V1Container");
  const podSpec = structOf("V1PodSpec");
  if (container === undefined || podSpec === undefined) return undefined;
  if (isSequence(root)) {
    const all = root.children.length > 0 && root.children.every((item) => isMapping(item) && childAt(item, "image") !== undefined && fits(item, container));
    return all ? { type: { kind: "list", of: { kind: "struct", struct: container } }, path: "spec.containers" } : undefined;
  }
  if (!isMapping(root) || childAt(root, "apiVersion") !== undefined || childAt(root, "kind") !== undefined) return undefined;
  return fits(root, podSpec) ? { type: { kind: "struct", struct: podSpec }, path: "spec" } : undefined;
}

const fits = ({ children }: Branch, struct: StructSchema): boolean =>
  children.length > 0 && children.every(({ name }) => struct.fields.has(name)) && children.some(({ name }) => !["name", "image", "metadata"].includes(name) || struct.name === "Container");

export function lintFragment(context: ObjectContext, { path, type }: Fragment): void {
  const { text, root, fileName } = context;
  context.report({
    range: isSequence(root) ? firstLineOf(root.range, text) : markOf(root.children[0] ?? root, text),
    severity: "error",
    finding: { code: "fragment", of: type.kind === "struct" ? type.struct.name : "containers" },
    words: isSequence(root) ? typeMetaWords(fileName, ["invalid object to validate"]) : typeMetaWords(fileName, ["apiVersion not set", "kind not set"]),
    fixes: wrapFix(context, path),
    about: about(context, "", "/apiVersion", "/kind"),
  });
}

const header = (fileName: string): readonly string[] => ["apiVersion: v1", "kind: Pod", "metadata:", `  name: ${nameFromFile(fileName) || "app"}`, "spec:"];
const someContainer = ["  containers:", "  - name: app", "    image: nginx"];

/** The fragment as it stands, inside of a whole Pod. */
function wrapFix(context: ObjectContext, path: Fragment["path"]): readonly Fix[] {
  const { text, root, fileName } = context;
  if (root.style !== "block") return [];
  const start = text.lastIndexOf("\n", root.range.start - 1) + 1;
  const margin = root.range.start - start;
  if (text.slice(start, root.range.start).trim() !== "") return [];
  const head = [...header(fileName), ...(path === "spec.containers" ? ["  containers:"] : childAt(root, "containers") === undefined ? someContainer : [])];
  const shift = 2 - margin;
  const own = rootLines(text, start, root.range.end);
  const tail = text.slice(root.range.end, context.trees[context.document]?.range.end).replace(/^[^\n]*/, "");
  if (tail.split("\n").some((line) => line.trim() !== "" && !line.trimStart().startsWith("#"))) return [];
  if (own.some(({ at, blank }) => !blank && text.slice(at, at + margin).trim() !== "")) return [];
  if (shift < 0 && own.some(({ at, blank }) => !blank && text.slice(at, at - shift).trim() !== "")) return [];
  const edits = own.flatMap(({ at, blank }, index) => {
    const before = index === 0 ? head.join(lineBreakOf(text)) + lineBreakOf(text) : "";
    if (blank) return [];
    return [shift >= 0 ? { start: at, end: at, text: before + " ".repeat(shift) } : { start: at, end: at - shift, text: before }];
  });
  return [{ title: { code: "wrapInPod" }, edits }];
}

function rootLines(text: string, start: number, end: number): readonly { readonly at: number; readonly blank: boolean }[] {
  const lines: { at: number; blank: boolean }[] = [];
  for (let at = start; at < end; ) {
    const next = text.indexOf("\n", at);
    const lineEnd = next < 0 ? text.length : next;
    lines.push({ at, blank: text.slice(at, lineEnd).trim() === "" });
    at = lineEnd + 1;
  }
  return lines;
}

/** "pod.spec.nodeSelector:" as a key: a path is written, where YAML nests. True: told. */
export function lintPathNotation(context: ObjectContext): boolean {
  const { root } = context;
  const [only] = root.children;
  if (!isMapping(root) || root.style !== "block" || root.children.length !== 1 || only?.key === undefined || !only.name.includes(".")) return false;
  const names = only.name.split(".");
  const resource = resourceByName(names[0] ?? "");
  const kind = resource?.kind ?? "Pod";
  const inside = resource === undefined ? names : names.slice(1);
  const group = resource === undefined || resource.group === "" ? "" : `${resource.group}/`;
  const apiVersion = `${group}${resource?.version ?? "v1"}`;
  const path = resolvedPath(typeOfKind(apiVersion, kind), inside);
  if (path === undefined) return false;
  context.report({
    range: only.key,
    severity: "error",
    finding: { code: "pathNotation", key: only.name },
    words: typeMetaWords(context.fileName, ["apiVersion not set", "kind not set"]),
    fixes: nestFix(context, only, apiVersion, kind, path),
    about: about(context, "", "/apiVersion", "/kind"),
  });
  return true;
}

/** The names as the schema has them; undefined when one of them is nowhere near. */
function resolvedPath(type: FieldType | undefined, names: readonly string[]): readonly string[] | undefined {
  const path: string[] = [];
  let at = type;
  for (const name of names) {
    if (at?.kind === "list") at = at.of;
    if (at?.kind !== "struct") return undefined;
    const found = at.struct.fields.has(name) ? name : nearMatch(name, at.struct.fields.keys());
    const field = found === undefined ? undefined : at.struct.fields.get(found);
    if (field === undefined) return undefined;
    path.push(field.name);
    // A list on the way would need an item of it.
    at = field.type.kind === "list" ? undefined : field.type;
  }
  return path.length > 0 ? path : undefined;
}

function nestFix({ text, root, fileName }: ObjectContext, only: Branch, apiVersion: string, kind: string, path: readonly string[]): readonly Fix[] {
  const start = text.lastIndexOf("\n", root.range.start - 1) + 1;
  if (only.key === undefined || start !== root.range.start) return [];
  const newline = lineBreakOf(text);
  const name = `  name: ${nameFromFile(fileName) || kind.toLowerCase()}`;
  const [first = "", ...rest] = path;
  const nested = rest.map((field, index) => `${"  ".repeat(index + 1)}${field}:`);
  const head = [`apiVersion: ${apiVersion}`, `kind: ${kind}`, "metadata:", name, ...(first === "metadata" ? [] : [`${first}:`]), ...nested];
  const depth = rest.length;
  const [, ...below] = rootLines(text, start, only.range.end);
  const inner = text.slice(only.key.end, only.range.start);
  if (kind !== "Pod" || depth === 0 || (!inner.includes("\n") && only.children.length > 0)) return [];
  const spaced = below.flatMap(({ at, blank }) => (blank ? [] : [{ start: at, end: at, text: "  ".repeat(depth) }]));
  const tail = (first === "spec" ? someContainer : ["spec:", ...someContainer]).map((line) => newline + line).join("");
  const lead = head.join(newline).replace(/:$/, "");
  const end = only.range.end;
  const edits = [{ start: only.key.start, end: only.key.end, text: lead }, ...spaced, { start: end, end, text: text.charAt(end - 1) === "\n" ? tail.slice(newline.length) + newline : tail }];
  return [{ title: { code: "nestPath", path: path.join(".") }, edits }];
}
