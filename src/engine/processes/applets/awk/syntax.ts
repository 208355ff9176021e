/** awk's language as a tree. */
export type Expression =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "regexp"; readonly source: string }
  | { readonly type: "field"; readonly index: Expression }
  | { readonly type: "variable"; readonly name: string; readonly subscript?: Expression }
  | { readonly type: "assign"; readonly target: Expression; readonly operator: string; readonly value: Expression }
  | { readonly type: "step"; readonly target: Expression; readonly by: number; readonly before: boolean }
  | { readonly type: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly type: "unary"; readonly operator: string; readonly operand: Expression }
  | { readonly type: "ternary"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly type: "in"; readonly key: Expression; readonly name: string }
  /** `getline`, from the input, a file or a command, into a variable or the record. */
  | { readonly type: "getline"; readonly target?: Expression; readonly file?: Expression; readonly command?: Expression }
  | { readonly type: "list"; readonly items: readonly Expression[] }
  | { readonly type: "call"; readonly name: string; readonly args: readonly Expression[] };

export type Statement =
  | { readonly type: "expression"; readonly value: Expression }
  | { readonly type: "print"; readonly args: readonly Expression[]; readonly formatted: boolean; readonly to?: Redirect }
  | { readonly type: "if"; readonly test: Expression; readonly yes: Statement; readonly no?: Statement }
  | { readonly type: "while"; readonly test: Expression; readonly body: Statement; readonly update?: Statement; readonly first?: Statement; /** `do … while`: the body comes first. */ readonly after?: true }
  | { readonly type: "forIn"; readonly variable: string; readonly name: string; readonly body: Statement }
  | { readonly type: "block"; readonly body: readonly Statement[] }
  | { readonly type: "delete"; readonly name: string; readonly subscript?: Expression }
  | { readonly type: "return"; readonly value?: Expression }
  | { readonly type: "jump"; readonly to: "next" | "nextfile" | "exit" | "break" | "continue"; readonly code?: Expression };

export interface Redirect {
  readonly how: ">" | ">>" | "|";
  readonly name: Expression;
}

export interface Rule {
  readonly when: "BEGIN" | "END" | "line";
  readonly pattern?: Expression;
  /** With it the rule holds from the line that `pattern` matches to the one that this matches. */
  readonly until?: Expression;
  readonly body?: Statement;
}

export interface Procedure {
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly procedures: ReadonlyMap<string, Procedure>;
}

export class AwkError extends Error {}
