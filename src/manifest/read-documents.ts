/** Manifests as kubectl reads them: YAML or JSON, one or several documents, with source positions. */
import type { Json } from "../api/json.ts";
import { documentChunks } from "./document-chunks.ts";
import type { Chunk } from "./document-chunks.ts";
import { endedEarly, JsonFault, readJsonValue } from "./go-json.ts";
import type { Constructed, Placed } from "./go-yaml/construct.ts";
import { constructDocument } from "./go-yaml/construct.ts";
import { YamlFault } from "./go-yaml/fault.ts";
import { parseYaml } from "./go-yaml/parser.ts";

/** Offsets into the file, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
export interface Position {
  readonly key?: Range;
  readonly value: Range;
}
export interface ManifestDocument {
  readonly value: Json;
  /** By JSON pointer ("/spec/containers/0"); "" is the whole document. */
  readonly positions: ReadonlyMap<string, Position>;
}
export interface ReadResult {
  /** Those before the broken one, which kubectl has dealt with when it meets the fault. Empty documents are null. */
  readonly documents: readonly ManifestDocument[];
  /** `message` without kubectl's "error: " before it; `line` of the file, from 1. */
  readonly error?: { readonly message: string; readonly line: number };
}

/** Bytes of a file; more is refused before anything is built. */
export const largestFile = 1_000_000;
/** Nodes of all documents of a file. */
const mostPositions = 100_000;

const byteOrderMark = "\ufeff";

/** Reads a file's documents; never throws. Positions and lines are those of the file, also behind a byte order mark. */
export function readDocuments(text: string, fileName: string): ReadResult {
  if (!text.startsWith(byteOrderMark)) return readText(text, fileName);
  const { documents, ...rest } = readText(text.slice(1), fileName);
  return { documents: documents.map(({ value, positions }) => ({ value, positions: oneFurther(positions) })), ...rest };
}

const oneFurther = (positions: ManifestDocument["positions"]): ManifestDocument["positions"] => {
  const further = ({ start, end }: Range): Range => ({ start: start + 1, end: end + 1 });
  return new Map([...positions].map(([pointer, { key, value }]) => [pointer, { ...(key && { key: further(key) }), value: further(value) }]));
};

function readText(text: string, fileName: string): ReadResult {
  const fault = (message: string, line: number) => ({ message: `error parsing ${fileName}: ${message}`, line });
  if (text.length > largestFile) return { documents: [], error: fault(`the file is larger than ${largestFile} bytes`, 1) };
  const json = /^\s*\{/.test(text) ? readJsonDocuments(text) : undefined;
  if (json !== undefined && json.fault === undefined) return { documents: json.documents };
  if (json?.fault !== undefined && json.documents.length > 1) return { documents: json.documents, error: fault(jsonMessage(json.fault), lineAt(text, json.fault.offset)) };
  // What is no JSON may be YAML; if it is not that either, the first complaint stands.
  const start = json === undefined ? 0 : afterBlanks(text, json.end);
  const yaml = readYamlDocuments(text, start);
  const before = json?.documents ?? [];
  if (yaml.fault === undefined) return { documents: [...before, ...yaml.documents] };
  const first = json?.fault !== undefined && yaml.documents.length === 0 ? fault(jsonMessage(json.fault), lineAt(text, json.fault.offset)) : undefined;
  return { documents: [...before, ...yaml.documents], error: first ?? fault(yaml.fault.message, yaml.fault.line) };
}

// Mirrors YAMLToJSONDecoder/YAMLOrJSONDecoder (apimachinery/pkg/util/yaml/decoder.go): a syntax error has its place, an early end has none.
const jsonMessage = (fault: JsonFault): string => (fault.message === endedEarly ? endedEarly : `json: offset ${fault.offset}: ${fault.message}`);

interface JsonDocuments {
  readonly documents: readonly ManifestDocument[];
  /** Behind the last whole document. */
  readonly end: number;
  readonly fault?: JsonFault;
}

function readJsonDocuments(text: string): JsonDocuments {
  const documents: ManifestDocument[] = [];
  let end = 0;
  try {
    for (let read = readJsonValue(text, end); read !== undefined; read = readJsonValue(text, end)) {
      documents.push({ value: read.value, positions: positionsOf(read.places, 0) });
      end = read.end;
    }
    return { documents, end };
  } catch (fault) {
    if (fault instanceof JsonFault) return { documents, end, fault };
    throw fault;
  }
}

// Mirrors consumeWhitespace (apimachinery/pkg/util/yaml/decoder.go): up to the first line break, with it.
function afterBlanks(text: string, at: number): number {
  let next = at;
  while (/^[^\S\n]$/.test(text.charAt(next))) next += 1;
  return text.charAt(next) === "\n" ? next + 1 : next;
}

interface YamlDocuments {
  readonly documents: readonly ManifestDocument[];
  readonly fault?: { readonly message: string; readonly line: number };
}

function readYamlDocuments(text: string, start: number): YamlDocuments {
  const { chunks, fault } = documentChunks(text.slice(start));
  const linesBefore = lineAt(text, start) - 1;
  const documents: ManifestDocument[] = [];
  let nodes = 0;
  for (const chunk of chunks) {
    const read = readChunk(chunk);
    if (read instanceof YamlFault) {
      return { documents, fault: { message: `error converting YAML to JSON: ${read.message}`, line: linesBefore + chunk.linesBefore + read.line } };
    }
    nodes += read.places.size;
    if (nodes > mostPositions) return { documents, fault: { message: "the file holds too many values", line: linesBefore + chunk.linesBefore + 1 } };
    documents.push({ value: read.value, positions: positionsOf(read.places, start + chunk.start) });
  }
  return fault === undefined ? { documents } : { documents, fault: { message: fault.message, line: linesBefore + fault.line } };
}

const nothing: Constructed = { value: null, places: new Map() };
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u0084\u0086-\u009f\ufffe\uffff]/;

function readChunk(chunk: Chunk): Constructed | YamlFault {
  try {
    if (control.test(chunk.text)) return new YamlFault("yaml: control characters are not allowed", lineAt(chunk.text, chunk.text.search(control)));
    const root = parseYaml(chunk.text);
    return root === undefined ? nothing : constructDocument(root);
  } catch (fault) {
    if (fault instanceof YamlFault) return fault;
    throw fault;
  }
}

function positionsOf(places: ReadonlyMap<string, Placed>, offset: number): ReadonlyMap<string, Position> {
  return new Map([...places].map(([pointer, { start, end, keyStart, keyEnd }]) => {
    const value = { start: start + offset, end: end + offset };
    if (keyStart === undefined || keyEnd === undefined) return [pointer, { value }];
    return [pointer, { key: { start: keyStart + offset, end: keyEnd + offset }, value }];
  }));
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
