import { isObject } from "../../api/json.ts";
import type { Json } from "../../api/json.ts";
import { fail } from "../failure.ts";
import { sortedKeys } from "../objects.ts";
import type { Bound, Node } from "./nodes.ts";

export interface EvaluateOptions {
  /** A missing field gives nothing instead of an error. */
  readonly allowMissingKeys: boolean;
}

/** What each top-level part of a template finds. Mirrors JSONPath.FindResults (client-go/util/jsonpath/jsonpath.go). */
export function findResults(nodes: readonly Node[], data: Json, options: EvaluateOptions): readonly (readonly Json[])[] {
  const found: (readonly Json[])[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    if (!isRange(node)) {
      if (isEnd(node)) fail("not in range, nothing to end");
      found.push(walk([data], node, options));
      continue;
    }
    const end = matchingEnd(nodes, i);
    for (const item of walk([data], node, options)) found.push(...findResults(nodes.slice(i + 1, end), item, options));
    i = end;
  }
  return found;
}

const hasIdentifier = (node: Node, name: string): boolean => node.type === "list" && node.nodes.some((n) => n.type === "identifier" && n.name === name);
const isRange = (node: Node): boolean => hasIdentifier(node, "range");
const isEnd = (node: Node): boolean => hasIdentifier(node, "end");

/** Index of the `{end}` of the range at `from`; past the last node when it was left out. */
function matchingEnd(nodes: readonly Node[], from: number): number {
  let depth = 0;
  for (let i = from; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    if (isRange(node)) depth++;
    else if (isEnd(node) && --depth === 0) return i;
  }
  return nodes.length;
}

function walk(values: readonly Json[], node: Node, options: EvaluateOptions): readonly Json[] {
  switch (node.type) {
    case "list":
      return node.nodes.reduce((found, n) => walk(found, n, options), values);
    case "literal":
      return [node.value];
    case "field":
      return fieldOf(values, node.name, options);
    case "array":
      return values.flatMap((value) => elements(value, node));
    case "filter":
      return values.flatMap((value) => filtered(value, node, options));
    case "wildcard":
      return values.flatMap(children);
    case "recursive":
      return values.flatMap(descendants);
    case "union":
      return node.nodes.flatMap((n) => walk(values, n, options));
    case "identifier":
      return node.name === "range" || node.name === "end" ? values : fail(`unrecognized identifier ${node.name}`);
  }
}

function fieldOf(values: readonly Json[], name: string, options: EvaluateOptions): readonly Json[] {
  if (name === "") return values;
  const found = values.flatMap((value) => {
    const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return member === undefined ? [] : [member];
  });
  if (found.length === 0 && !options.allowMissingKeys) fail(`${name} is not found`);
  return found;
}

const children = (value: Json): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : isObject(value) ? sortedKeys(value).map((key) => value[key] as Json) : [];

/** A value with parts, then all that is in it, depth first. */
function descendants(value: Json): readonly Json[] {
  const inner = children(value);
  return inner.length === 0 ? [] : [value, ...inner.flatMap(descendants)];
}

function elements(value: Json, { from, to, step }: { from: Bound; to: Bound; step: Bound }): readonly Json[] {
  if (value === null) return [];
  if (!Array.isArray(value)) return fail(`${goType(value)} is not array or slice`);
  const list = value as readonly Json[];
  const start = (from.known ? from.value : 0) + (from.value < 0 ? list.length : 0);
  const rawEnd = to.known ? to.value : list.length;
  const end = rawEnd < 0 || (rawEnd === 0 && to.derived === true) ? rawEnd + list.length : rawEnd;
  if (start === end) return [];
  const outside = (index: number) => fail(`array index out of bounds: index ${index}, length ${list.length}`);
  if (start >= list.length || start < 0) return outside(start);
  if (end > list.length || end < 0) return outside(end - 1);
  if (start > end) return fail(`starting index ${start} is greater than ending index ${end}`);
  const by = step.known ? step.value : 1;
  if (by <= 0) return fail("step must be > 0");
  return list.slice(start, end).filter((_, i) => i % by === 0);
}

function filtered(value: Json, node: Extract<Node, { type: "filter" }>, options: EvaluateOptions): readonly Json[] {
  if (value === null) return [];
  if (!Array.isArray(value)) return fail(`${goType(value)} is not array or slice and cannot be filtered`);
  const lenient = { ...options, allowMissingKeys: true };
  return (value as readonly Json[]).filter((item) => {
    const left = walk([item], node.left, lenient);
    if (node.operator === "exists") return left.length > 0;
    if (left.length > 1) fail("can only compare one element at a time");
    const right = walk([item], node.right, lenient);
    if (right.length > 1) fail("can only compare one element at a time");
    const [a, b] = [left[0], right[0]];
    return a !== undefined && b !== undefined && compare(a, node.operator, b);
  });
}

function compare(a: Json, operator: string, b: Json): boolean {
  if (typeof a !== typeof b || typeof a === "object" || typeof b === "object") return fail("incompatible types for comparison");
  const [x, y] = [a as string | number, b as string | number];
  switch (operator) {
    case "==": return x === y;
    case "!=": return x !== y;
    case "<": return x < y;
    case "<=": return x <= y;
    case ">": return x > y;
    case ">=": return x >= y;
    default: return fail(`unrecognized filter operator ${operator}`);
  }
}

/** Go's name of a decoded JSON value's type. */
export function goType(value: Json): string {
  if (Array.isArray(value)) return "[]interface {}";
  if (isObject(value)) return "map[string]interface {}";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return typeof value === "boolean" ? "bool" : typeof value === "string" ? "string" : "<nil>";
}
