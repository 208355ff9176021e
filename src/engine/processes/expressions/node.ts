/** A regular expression or shell pattern as a tree. */
export type Node =
  | { readonly type: "character"; readonly code: number }
  | { readonly type: "any" }
  | { readonly type: "set"; readonly set: CharacterSet }
  | { readonly type: "assertion"; readonly of: Assertion }
  | { readonly type: "sequence"; readonly nodes: readonly Node[] }
  | { readonly type: "alternatives"; readonly nodes: readonly Node[] }
  | { readonly type: "group"; readonly number: number; readonly node: Node }
  | { readonly type: "repeat"; readonly node: Node; readonly least: number; /** Infinity = as often as there is text. */ readonly most: number }
  | { readonly type: "reference"; readonly group: number };

/** What holds at a place between two characters. `noWordBefore` and `noWordAfter` are the edges of grep -w. */
export type Assertion = "start" | "end" | "edge" | "noEdge" | "wordStart" | "wordEnd" | "noWordBefore" | "noWordAfter";

export interface CharacterSet {
  readonly negated: boolean;
  /** First and last code points. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** A pattern that cannot be read, in the words of the C library's regcomp. */
export class ExpressionError extends Error {}

export const sequence = (nodes: readonly Node[]): Node => (nodes.length === 1 && nodes[0] ? nodes[0] : { type: "sequence", nodes });
export const alternatives = (nodes: readonly Node[]): Node => (nodes.length === 1 && nodes[0] ? nodes[0] : { type: "alternatives", nodes });
export const assertion = (of: Assertion): Node => ({ type: "assertion", of });
/** A text that stands for itself. */
export const literal = (text: string): Node => sequence([...text].map((character) => ({ type: "character", code: character.codePointAt(0) ?? 0 })));
