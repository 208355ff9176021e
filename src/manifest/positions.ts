/** JSON pointers and places of a text, for every document of a file; broken documents by their indentation. */
import { outlineOf } from "./outline.ts";
import type { Position } from "./read-documents.ts";
import { branchesOf, treesOf } from "./tree.ts";
import type { Tree } from "./tree.ts";

export interface PointerAt {
  readonly document: number;
  readonly pointer: string;
  readonly on: "key" | "value";
}

/** Offsets into the text; lines and columns: linesOf. */
export interface Positions {
  /** Documents of the file. */
  readonly documents: number;
  /** Where exactly this stands. */
  positionOf(document: number, pointer: string): Position | undefined;
  /** Where this stands, or the nearest of what holds it. */
  nearest(document: number, pointer: string): { readonly pointer: string; readonly position: Position } | undefined;
  /** The deepest key or value that an offset lies in. */
  pointerAt(offset: number): PointerAt | undefined;
}

export const positionsOf = (text: string): Positions => positionsIn(text, treesOf(text));

/** The same for trees that are at hand. */
export function positionsIn(text: string, trees: readonly Tree[]): Positions {
  const maps = trees.map((tree) => lazily(() => (tree.root === undefined ? outlineOf(text, tree.range) : positionsOfTree(tree))));
  const positionOf = (document: number, pointer: string): Position | undefined => maps[document]?.().get(pointer);
  return {
    documents: trees.length,
    positionOf,
    nearest(document, pointer) {
      for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
        const position = positionOf(document, at);
        if (position !== undefined) return { pointer: at, position };
        if (at === "") return undefined;
      }
    },
    pointerAt(offset) {
      const document = trees.findIndex(({ range }) => range.start <= offset && offset <= range.end);
      let best: (PointerAt & { readonly length: number }) | undefined;
      for (const [pointer, { key, value }] of maps[document]?.() ?? []) {
        for (const [on, range] of [["value", value], ["key", key]] as const) {
          if (range === undefined || offset < range.start || offset > range.end) continue;
          const length = range.end - range.start;
          if (best === undefined || length <= best.length) best = { document, pointer, on, length };
        }
      }
      return best && { document: best.document, pointer: best.pointer, on: best.on };
    },
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function positionsOfTree({ root }: Tree): ReadonlyMap<string, Position> {
  const positions = new Map<string, Position>();
  if (root === undefined) return positions;
  for (const { pointer, key, range } of branchesOf(root)) positions.set(pointer, { value: range, ...(key && { key }) });
  return positions;
}
