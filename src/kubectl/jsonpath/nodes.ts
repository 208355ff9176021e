/** The parts of a JSONPath template. Mirrors client-go/util/jsonpath/node.go. */
export type Node =
  | { readonly type: "list"; readonly nodes: readonly Node[] }
  /** Literal text, also a quoted string in an action. */
  | { readonly type: "literal"; readonly value: string | number | boolean }
  | { readonly type: "field"; readonly name: string }
  | { readonly type: "array"; readonly from: Bound; readonly to: Bound; readonly step: Bound }
  | { readonly type: "filter"; readonly left: ListNode; readonly right: ListNode; readonly operator: string }
  | { readonly type: "wildcard" }
  | { readonly type: "recursive" }
  | { readonly type: "union"; readonly nodes: readonly ListNode[] }
  /** `range`, `end`, or a word that is neither. */
  | { readonly type: "identifier"; readonly name: string };

export type ListNode = Extract<Node, { type: "list" }>;

/** One of the three numbers of a slice. `derived`: the end that `[i]` implies. */
export interface Bound {
  readonly known: boolean;
  readonly value: number;
  readonly derived?: boolean;
}
