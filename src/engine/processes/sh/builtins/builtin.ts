import type { Answer, Syscall } from "../../syscall.ts";
import type { Machine } from "../machine.ts";

/**
 * A command that the shell itself carries out. It gives its exit status, or asks a system call and is called again with
 * the answer and its data, or has moved the shell elsewhere.
 */
export type Builtin = (machine: Machine, argv: readonly string[], call: BuiltinCall) => number | { readonly ask: Syscall; readonly data?: unknown } | { readonly moved: true };

export interface BuiltinCall {
  readonly answer: Answer | undefined;
  readonly data: unknown;
  /** Somebody looks at its failure. */
  readonly tested: boolean;
  /** Builtins by name, for those that run others. */
  builtinNamed(name: string): Builtin | undefined;
}
export const MOVED = { moved: true } as const;
