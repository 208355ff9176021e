import type { Part } from "../script.ts";
import type { Expression } from "./syntax.ts";
import type { Value } from "./values.ts";

export type AwkArray = Map<string, Value>;

/** What awk's functions need of a running program. */
export interface Running {
  readonly variables: Map<string, Value>;
  /** The present line. */
  readonly record: string;
  evaluate(node: Expression): Part<Value>;
  assign(target: Expression, value: Value): Part<Value>;
  array(name: string): AwkArray;
  isArray(name: string): boolean;
  setVariable(name: string, value: Value): void;
  system(command: string): Part<Value>;
  close(name: string): Part<Value>;
  flush(): Part<void>;
}
