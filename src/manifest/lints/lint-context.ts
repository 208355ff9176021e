import type { FieldType } from "../../api/schema/schema.ts";
import type { Judgement } from "../judgement.ts";
import type { Lines } from "../lines.ts";
import type { Range } from "../read-documents.ts";
import type { Branch, Tree } from "../tree.ts";

/** A file under judgement. */
export interface LintContext {
  readonly text: string;
  readonly fileName: string;
  readonly lines: Lines;
  readonly trees: readonly Tree[];
  report(judgement: Judgement): void;
}

/** One object of it: a document, or an item of a List. */
export interface ObjectContext extends LintContext {
  readonly document: number;
  readonly root: Branch;
  /** "" where they are missing or no text. */
  readonly apiVersion: string;
  readonly kind: string;
  /** An API server of today takes this kind in this version. */
  readonly served: boolean;
  /** What its fields are judged by: for a removed version, that of the version in its place. */
  readonly type: FieldType | undefined;
}

/** The pointers that a judgement is about, the object's own or the document's, for what the server says of the same. */
export const about = ({ document, root }: ObjectContext, ...pointers: readonly string[]): NonNullable<Judgement["about"]> => ({
  document,
  pointers: pointers.map((pointer) => (pointer.startsWith(root.pointer) ? pointer : root.pointer + pointer)),
});

/** The document of a place: for judgements of characters and lines. */
export function aboutDocumentAt({ trees }: LintContext, offset: number): NonNullable<Judgement["about"]> {
  const found = trees.find(({ range }) => range.start <= offset && offset < range.end);
  return { document: found?.document ?? 0, pointers: [] };
}

/** The token to mark: the key, or the value where there is none. */
export function markOf(branch: Branch, text: string): Range {
  if (branch.key !== undefined) return branch.key;
  return firstLineOf(branch.range, text);
}

/** A mark does not run over many lines. */
export function firstLineOf({ start, end }: Range, text: string): Range {
  const breakAt = text.indexOf("\n", start);
  return { start, end: Math.max(start, breakAt < 0 ? end : Math.min(end, breakAt)) };
}

/** The value, or its key where nothing is written. */
export const valueMark = (branch: Branch, text: string): Range =>
  branch.range.end > branch.range.start ? firstLineOf(branch.range, text) : markOf(branch, text);
