/** What the scanner makes of the characters. */
import type { Mark } from "./fault.ts";

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";
interface At {
  readonly start: Mark;
  readonly end: Mark;
}
export type Token = At &
  (
    | { readonly type: "scalar"; readonly value: string; readonly style: ScalarStyle }
    | { readonly type: "alias" | "anchor"; readonly value: string }
    | { readonly type: "tag"; readonly handle: string; readonly suffix: string }
    | { readonly type: "tag-directive"; readonly handle: string; readonly prefix: string }
    | { readonly type: SignToken }
  );
export type SignToken =
  | "stream-end" | "version-directive" | "document-start" | "document-end" | "block-sequence-start" | "block-mapping-start" | "block-end"
  | "flow-sequence-start" | "flow-sequence-end" | "flow-mapping-start" | "flow-mapping-end" | "block-entry" | "flow-entry" | "key" | "value";
