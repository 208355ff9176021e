/** Manifests as kubectl reads them: YAML or JSON, one or several documents, with source positions. */
import { CORE_SCHEMA, boolYaml11Tag, floatYaml11Tag, intYaml11Tag, load, mergeTag } from "js-yaml";
import type { Json } from "../api/json.ts";

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
  /** JSON pointer -> where it stands in the text. */
  readonly positions: ReadonlyMap<string, Position>;
}
export interface ReadResult {
  /** Those before the broken one. Empty documents are null. */
  readonly documents: readonly ManifestDocument[];
  readonly error?: { readonly message: string; readonly line: number };
}

const schema = CORE_SCHEMA.withTags([boolYaml11Tag, intYaml11Tag, floatYaml11Tag, mergeTag]);

export function readDocuments(text: string, fileName: string): ReadResult {
  const documents: ManifestDocument[] = [];
  for (const part of text.split(/^---.*$/m)) {
    try {
      documents.push({ value: (load(part, { schema, json: true }) ?? null) as Json, positions: new Map() });
    } catch (fault) {
      return { documents, error: { message: `error parsing ${fileName}: error converting YAML to JSON: ${String(fault)}`, line: 1 } };
    }
  }
  return { documents };
}
