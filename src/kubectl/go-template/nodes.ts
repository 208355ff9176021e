import type { Json } from "../../api/json.ts";

/** The parts of a Go template, as far as kubectl's users write them. */
export type TemplateNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "print"; readonly pipe: Pipe }
  | { readonly type: "if" | "with"; readonly pipe: Pipe; readonly body: readonly TemplateNode[]; readonly otherwise: readonly TemplateNode[] }
  | { readonly type: "range"; readonly pipe: Pipe; readonly body: readonly TemplateNode[]; readonly otherwise: readonly TemplateNode[] };

/** Commands from left to right, each the last argument of the next; perhaps assigned. */
export interface Pipe {
  readonly variables: readonly string[];
  /** `:=` makes variables, `=` changes them. */
  readonly declares: boolean;
  readonly commands: readonly Command[];
}
export type Command = readonly Operand[];

export type Operand =
  | { readonly type: "literal"; readonly value: Json }
  | { readonly type: "identifier"; readonly name: string }
  /** `.a.b`, `$.a`, `$x.a`, `(…).a`: what it starts from and the path below. */
  | { readonly type: "field"; readonly from: "dot" | { readonly variable: string } | { readonly pipe: Pipe }; readonly path: readonly string[] };
