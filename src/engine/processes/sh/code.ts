import type { SyntaxProblem } from "./syntax-error.ts";

/**
 * The shell's code: a script is compiled to a flat list of operations, so that a running shell is plain data: the
 * script's text, the place in its code, and a few registers. The code itself is derived from the text and never saved.
 */
export type Op =
  // control
  | { readonly op: "jump"; readonly to: number }
  | { readonly op: "jumpIf"; readonly ok: boolean; readonly to: number }
  | { readonly op: "not" }
  | { readonly op: "succeed" }
  | { readonly op: "loop"; readonly breakTo: number; readonly continueTo: number }
  | { readonly op: "endLoop" }
  /** End of a loop's body: its status is the loop's unless another turn comes. */
  | { readonly op: "again"; readonly to: number }
  /** The next value of the innermost `for`, or out of it. */
  | { readonly op: "next"; readonly name: string; readonly to: number }
  | { readonly op: "forWords"; readonly parameters: boolean }
  | { readonly op: "function"; readonly name: string; readonly start: number; readonly to: number }
  /** End of a function's body, of a sourced, evaluated or trapped text, of the script. */
  | { readonly op: "end" }
  | { readonly op: "exitSubshell" }
  // words
  | { readonly op: "word" }
  | { readonly op: "static"; readonly fields: readonly string[] }
  | { readonly op: "literal"; readonly text: string; readonly quoted: boolean; /** It stands in an unquoted `${x:-…}`: its blanks part fields. */ readonly split?: true }
  | { readonly op: "tilde"; readonly user: string }
  | { readonly op: "parameter"; readonly name: string; readonly quoted: boolean }
  /** `${x:-…}`: goes on to the operand when it is needed, else past it. */
  | { readonly op: "choose"; readonly name: string; readonly operator: "-" | "=" | "+" | "?"; readonly colon: boolean; readonly quoted: boolean; readonly to: number }
  | { readonly op: "assignDefault"; readonly name: string; readonly quoted: boolean }
  | { readonly op: "complain"; readonly name: string; readonly colon: boolean }
  | { readonly op: "change"; readonly name: string; readonly how: "#" | "##" | "%" | "%%" | "/" | "//" | "/#" | "/%" | "slice" | "length" | "^" | "^^" | "," | ",," | "!"; readonly operands: number; readonly quoted: boolean }
  | { readonly op: "substitute"; readonly start: number; readonly quoted: boolean }
  | { readonly op: "arithmetic"; readonly quoted: boolean }
  /** Ends of a word: fields of the command, a loop's list, an assignment, one string. */
  | { readonly op: "fields" }
  | { readonly op: "assign"; readonly name: string; readonly append: boolean; /** No command follows: what comes after it sees it. */ readonly now: boolean }
  /** `a=(…)`: the words from here to `array` are its elements. */
  | { readonly op: "arrayBegin" }
  /** A word that stays one, and may be "[2]=x". */
  | { readonly op: "keyed" }
  | { readonly op: "array"; readonly name: string; readonly append: boolean }
  | { readonly op: "assignArgument"; readonly name: string }
  // commands
  | { readonly op: "begin" }
  | { readonly op: "command"; readonly tested: boolean; readonly tail: boolean }
  | { readonly op: "subshell"; readonly start: number; readonly tested: boolean }
  | { readonly op: "background"; readonly start: number; /** As it was typed, for jobs. */ readonly text: string }
  | { readonly op: "pipeline"; readonly starts: readonly number[]; readonly both: readonly boolean[]; readonly tested: boolean }
  | { readonly op: "evaluate"; readonly tested: boolean }
  | { readonly op: "case"; readonly to: number }
  | { readonly op: "endCase" }
  | { readonly op: "test"; readonly operator: string; readonly binary: boolean }
  | { readonly op: "syntaxError"; readonly problem: SyntaxProblem }
  // redirections
  | { readonly op: "redirections" }
  | { readonly op: "redirect"; readonly fd: number; readonly operator: string; readonly failTo: number }
  | { readonly op: "hereDocument"; readonly fd: number }
  | { readonly op: "restore" };

export interface Code {
  readonly ops: readonly Op[];
  /** What the parser complains of: the code of the lines before it ends in a `syntaxError`. */
  readonly problem?: SyntaxProblem;
}
