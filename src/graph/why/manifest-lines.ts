import { isObject, type Json, type JsonObject } from "../../api/json.ts";
import { valueAt } from "../../manifest/field-paths.ts";
import type { WrittenIn } from "./owners.ts";
import { readDocuments, type ManifestDocument, type Range } from "../../manifest/read-documents.ts";

/** A field of a Pod: of the pod itself, or of one of its containers. As a JSON pointer: "/spec/nodeName", "/image". */
export interface Field {
  readonly container?: string;
  readonly path: string;
  /** A piece of the value's text: its line is meant, where the value has several. */
  readonly text?: string;
}

export interface ManifestLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** False: the field is not written; it is the line of what would hold it. */
  readonly written: boolean;
  /** Which of the fields, and what stands there. */
  readonly field: Field;
  readonly value?: Json;
}

/**
 * The line of a file that writes the first of some fields of a Pod, or of what would hold it; undefined when the Pod is
 * not in the file, neither by itself nor as the template of what made it.
 */
export function lineOfField(file: string, text: string, subjects: readonly WrittenIn[], fields: readonly Field[]): ManifestLine | undefined {
  const found = foundIn(documentsOf(file, text), subjects);
  if (!found) return undefined;
  const { document, root, own } = found;
  const places = fields.map((field) => ({ field, ...placeOf(text, document, field.path === NAME && field.container === undefined ? own : root, field) }));
  const place = places.find(({ written }) => written) ?? places[0];
  if (!place) return undefined;
  const value = place.written ? valueAt(document.value, place.pointer) : undefined;
  return { ...lineAt(text, place.offset), file, written: place.written, field: place.field, ...(value === undefined ? {} : { value }) };
}

/** A Pod that somebody made is called after it. */
const NAME = "/metadata/name";

/** The last document of the nearest of them: where the Pod stands in it, and the object itself. */
function foundIn(documents: readonly ManifestDocument[], subjects: readonly WrittenIn[]): { readonly document: ManifestDocument; readonly root: string; readonly own: string } | undefined {
  for (const subject of subjects) {
    for (const document of documents.toReversed()) {
      const own = objectIn(document.value, subject);
      if (own !== undefined) return { document, root: own + subject.root, own };
    }
  }
  return undefined;
}

/** One answer looks into the same file several times. */
let read: { readonly file: string; readonly text: string; readonly documents: readonly ManifestDocument[] } | undefined;
function documentsOf(file: string, text: string): readonly ManifestDocument[] {
  if (read?.file !== file || read.text !== text) read = { file, text, documents: readDocuments(text, file).documents };
  return read.documents;
}

interface Place {
  readonly pointer: string;
  readonly offset: number;
  readonly written: boolean;
}

function placeOf(source: string, document: ManifestDocument, root: string, field: Field): Place {
  const holder = field.container === undefined ? root : containerPointer(document, root, field.container);
  for (let pointer = holder + field.path; ; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
    const position = document.positions.get(pointer);
    const written = pointer === holder + field.path;
    if (position) return { pointer, offset: (written ? pieceIn(source, position.value, field.text) : undefined) ?? (position.key ?? position.value).start, written };
    if (pointer.length <= root.length) return { pointer, offset: document.positions.get("")?.value.start ?? 0, written: false };
  }
}

function pieceIn(source: string, { start, end }: Range, piece: string | undefined): number | undefined {
  const at = piece ? source.indexOf(piece, start) : -1;
  return at >= 0 && at < end ? at : undefined;
}

const lists = ["containers", "initContainers", "ephemeralContainers"] as const;

/** Where a container of that name stands in the document. */
function containerPointer({ value }: ManifestDocument, root: string, name: string): string {
  const spec = valueAt(value, `${root}/spec`);
  for (const list of lists) {
    const containers = isObject(spec) ? spec[list] : undefined;
    const index = Array.isArray(containers) ? containers.findIndex((container) => isObject(container) && container["name"] === name) : -1;
    if (index >= 0) return `${root}/spec/${list}/${index}`;
  }
  return root;
}

/** The pointer to an object in a document: "" when it is the document, "/items/2" in a List. */
function objectIn(value: Json, subject: WrittenIn): string | undefined {
  if (!isObject(value)) return undefined;
  if (isObjectOf(value, subject)) return "";
  const items = value["items"];
  if (!Array.isArray(items)) return undefined;
  const index = items.findIndex((item) => isObject(item) && isObjectOf(item, subject));
  return index < 0 ? undefined : `/items/${index}`;
}

function isObjectOf({ kind, metadata }: JsonObject, { kind: wanted, namespace, name }: WrittenIn): boolean {
  if (kind !== wanted || !isObject(metadata)) return false;
  if (metadata["namespace"] !== undefined && metadata["namespace"] !== namespace) return false;
  const prefix = metadata["generateName"];
  return metadata["name"] === name || (metadata["name"] === undefined && typeof prefix === "string" && name.startsWith(prefix));
}

function lineAt(text: string, offset: number): { readonly line: number; readonly text: string } {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const line = text.slice(0, start).split("\n").length;
  return { line, text: text.slice(start, end < 0 ? text.length : end).trim() };
}
