/** A flag of a command, as pflag knows it. */
export interface Flag {
  readonly name: string;
  readonly shorthand?: string;
  readonly type: FlagType;
  /** As written in the help; "" for strings, "[]" for lists. */
  readonly default?: string;
  /** The value when the flag stands without one (`--dry-run`). Bools have "true". */
  readonly withoutValue?: string;
  readonly usage?: string;
  readonly hidden?: boolean;
}

/** `stringArray` keeps each occurrence whole; `stringSlice` splits at commas. `count` is an int that refuses nothing else. */
export type FlagType = "bool" | "string" | "int" | "duration" | "stringArray" | "stringSlice";

export const bool = (name: string, options: Partial<Flag> = {}): Flag => ({ name, type: "bool", default: "false", withoutValue: "true", ...options });
export const text = (name: string, options: Partial<Flag> = {}): Flag => ({ name, type: "string", default: "", ...options });
export const int = (name: string, options: Partial<Flag> = {}): Flag => ({ name, type: "int", default: "0", ...options });
export const duration = (name: string, options: Partial<Flag> = {}): Flag => ({ name, type: "duration", default: "0s", ...options });
export const list = (name: string, options: Partial<Flag> = {}): Flag => ({ name, type: "stringSlice", default: "", ...options });
export const array = (name: string, options: Partial<Flag> = {}): Flag => ({ name, type: "stringArray", default: "", ...options });
