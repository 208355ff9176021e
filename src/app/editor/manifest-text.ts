import { pointerNames } from "../../manifest/field-paths.ts";
import type { Positions } from "../../manifest/positions.ts";

/** What a document says it is, also while it is being written and cannot be parsed. */
export interface DocumentHead {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

export function headOf(text: string, positions: Positions, document: number): DocumentHead {
  const word = (pointer: string): string => {
    const range = positions.positionOf(document, pointer)?.value;
    const line = range === undefined ? "" : text.slice(range.start, Math.max(range.end, range.start)).split("\n", 1)[0]!;
    return line.replace(/\s+#.*$/, "").trim().replace(/^(["'])(.*)\1$/, "$2");
  };
  return { apiVersion: word("/apiVersion"), kind: word("/kind"), name: word("/metadata/name") };
}

/** "/spec/containers/0/image" as people write it: "spec.containers[0].image". */
export const pathOf = (pointer: string): string =>
  pointerNames(pointer).reduce((path, name) => {
    if (/^\d+$/.test(name)) return `${path}[${name}]`;
    return /^[\w-]+$/.test(name) ? `${path}${path && "."}${name}` : `${path}[${name}]`;
  }, "");
