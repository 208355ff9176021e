/** A YAML file as its documents' trees: every value with its place, also those that a duplicate key hides. */
import type { Json, JsonObject } from "../api/json.ts";
import { isObject } from "../api/json.ts";
import type { Chunk } from "./document-chunks.ts";
import { documentChunks } from "./document-chunks.ts";
import { JsonFault, readJsonValue } from "./go-json.ts";
import { pointerSegment } from "./field-paths.ts";
import { constructValue, keyName } from "./go-yaml/construct.ts";
import { YamlFault } from "./go-yaml/fault.ts";
import { parseYaml } from "./go-yaml/parser.ts";
import type { ScalarStyle } from "./go-yaml/tokens.ts";
import type { YamlNode } from "./go-yaml/parser.ts";
import { largestFile } from "./read-documents.ts";
import type { Range } from "./read-documents.ts";

export interface Branch {
  /** "/spec/containers/0"; "" is the root. */
  readonly pointer: string;
  /** The last step of the pointer: a key, or an index. */
  readonly name: string;
  readonly key?: Range;
  readonly range: Range;
  /** "plain" also where nothing is written. */
  readonly style: ScalarStyle | "block" | "flow" | "alias";
  readonly value: Json;
  readonly parent?: Branch;
  readonly children: readonly Branch[];
  /** A later entry of the mapping has the same key and wins. */
  readonly hidden: boolean;
}

export interface Tree {
  /** Index in the file. */
  readonly document: number;
  /** The document's share of the text. */
  readonly range: Range;
  /** Absent for an empty or a broken document. */
  readonly root?: Branch;
  /** go-yaml's words, with its own count of lines; `line` of the file, from 1. */
  readonly fault?: { readonly message: string; readonly line: number };
}

/** Values of one file; a larger one is not looked at. */
const mostBranches = 100_000;

/** The trees of all documents, whole ones also behind broken ones. Never throws; nothing for a file that is too large. */
export function treesOf(text: string): readonly Tree[] {
  if (text.length > largestFile) return [];
  let left = mostBranches;
  return chunksOf(text).map((chunk, document) => {
    const range = { start: chunk.start, end: Math.min(chunk.start + chunk.text.length, text.length) };
    try {
      const node = parseYaml(chunk.text);
      if (node === undefined) return { document, range };
      const root = branchOf({ node, value: constructValue(node), pointer: "", name: "" }, chunk.start);
      left -= countOf(root);
      return left < 0 ? { document, range } : { document, range, root };
    } catch (fault) {
      if (!(fault instanceof YamlFault)) throw fault;
      return { document, range, fault: { message: fault.message, line: chunk.linesBefore + fault.line } };
    }
  });
}

/** JSON values may stand one behind the other; what is no JSON any more is YAML. */
function chunksOf(text: string): readonly Chunk[] {
  if (!/^\s*\{/.test(text)) return yamlChunksOf(text);
  const chunks: Chunk[] = [];
  const chunkOf = (start: number, end: number): Chunk => ({ text: text.slice(start, end), start, linesBefore: linesBefore(text, start) });
  let end = 0;
  try {
    for (let read = readJsonValue(text, end); read !== undefined; read = readJsonValue(text, end)) {
      chunks.push(chunkOf(read.places.get("")?.start ?? end, read.end));
      end = read.end;
    }
    return chunks;
  } catch (fault) {
    if (!(fault instanceof JsonFault)) throw fault;
    const rest = yamlChunksOf(text.slice(end)).map((chunk) => ({ ...chunk, start: chunk.start + end, linesBefore: chunk.linesBefore + linesBefore(text, end) }));
    return [...chunks, ...rest];
  }
}

const linesBefore = (text: string, offset: number): number => text.slice(0, offset).split("\n").length - 1;

/** A separator with something behind it ends what kubectl reads; here it separates. */
function yamlChunksOf(text: string): readonly Chunk[] {
  let readable = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  for (let tries = 0; tries < 20; tries += 1) {
    const { chunks, fault } = documentChunks(readable);
    if (fault === undefined) return chunks;
    readable = readable.replace(/^(---)([^\n]*[^\s#][^\n]*)$/m, (_, sign: string, rest: string) => (/^\s*#/.test(rest) ? sign + rest : sign + " ".repeat(rest.length)));
  }
  return documentChunks(readable).chunks;
}

interface Making {
  readonly node: YamlNode;
  readonly value: Json;
  readonly pointer: string;
  readonly name: string;
  readonly key?: YamlNode;
  readonly parent?: Branch;
  readonly hidden?: boolean;
}

function branchOf({ node, value, pointer, name, key, parent, hidden = false }: Making, offset: number): Branch {
  const children: Branch[] = [];
  const branch: Branch = {
    pointer,
    name,
    range: { start: node.start + offset, end: node.end + offset },
    style: styleOf(node),
    value,
    children,
    hidden,
    ...(key && { key: { start: key.start + offset, end: key.end + offset } }),
    ...(parent && { parent }),
  };
  if (node.kind === "sequence") {
    const values = Array.isArray(value) ? (value as readonly Json[]) : [];
    node.items.forEach((item, index) => children.push(branchOf({ node: item, value: values[index] ?? null, pointer: `${pointer}/${index}`, name: String(index), parent: branch }, offset)));
  } else if (node.kind === "mapping") {
    for (const making of entriesOf(node, value, pointer)) children.push(branchOf({ ...making, parent: branch }, offset));
  }
  return branch;
}

function entriesOf(node: Extract<YamlNode, { kind: "mapping" }>, value: Json, pointer: string): readonly Making[] {
  const entries = node.entries.flatMap((entry) => {
    const name = keyName(entry.key);
    return name === undefined ? [] : [{ node: entry.value, key: entry.key, name }];
  });
  const last = new Map(entries.map(({ name }, index) => [name, index]));
  return entries.map((entry, index) => {
    const hidden = last.get(entry.name) !== index;
    const own = !hidden && isObject(value) ? (value[entry.name] ?? null) : constructValue(entry.node);
    return { ...entry, hidden, value: own, pointer: `${pointer}/${pointerSegment(entry.name)}` };
  });
}

function styleOf(node: YamlNode): Branch["style"] {
  if (node.kind === "scalar") return node.style;
  if (node.kind === "alias") return "alias";
  return node.flow ? "flow" : "block";
}

const countOf = (branch: Branch): number => branch.children.reduce((count, child) => count + countOf(child), 1);

/** Every branch, parents before children, in the order of the text. */
export function* branchesOf(branch: Branch): Generator<Branch> {
  yield branch;
  for (const child of branch.children) yield* branchesOf(child);
}

/** The child that counts: of duplicates, the last. */
export const childAt = (branch: Branch | undefined, name: string): Branch | undefined => branch?.children.find((child) => child.name === name && !child.hidden);

/** The branch below, by names; undefined where the text has none. */
export const branchAt = (branch: Branch | undefined, ...names: readonly string[]): Branch | undefined =>
  names.reduce<Branch | undefined>((at, name) => childAt(at, name), branch);

type MappingBranch = Branch & { readonly value: JsonObject };
type SequenceBranch = Branch & { readonly value: readonly Json[] };
export const isMapping = (branch: Branch | undefined): branch is MappingBranch => branch !== undefined && (branch.style === "block" || branch.style === "flow") && isObject(branch.value);
export const isSequence = (branch: Branch | undefined): branch is SequenceBranch => branch !== undefined && Array.isArray(branch.value) && branch.style !== "alias";

/** Its text, if it is one that stands there as such. */
export const textOf = (branch: Branch | undefined): string | undefined => (typeof branch?.value === "string" ? branch.value : undefined);
