import { isObject } from "../../api/json.ts";
import type { Json } from "../../api/json.ts";
import { decodeBase64Text } from "../../api/base64.ts";
import { utf8Bytes } from "../../api/utf8.ts";
import { fail } from "../failure.ts";
import { goValue } from "../jsonpath/print.ts";

/** A value in a template; undefined is Go's missing value, "<no value>". */
export type Value = Json | undefined;

// Mirrors text/template.IsTrue.
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

export const printed = (value: Value): string => (value === undefined || value === null ? "<no value>" : goValue(value));

const lengthOf = (value: Value): number => {
  if (typeof value === "string") return utf8Bytes(value).length;
  if (Array.isArray(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  return fail("error calling len: len of nil pointer");
};

function index(value: Value, ...keys: readonly Value[]): Value {
  return keys.reduce<Value>((found, key) => {
    if (Array.isArray(found)) {
      const at = typeof key === "number" ? key : fail(`error calling index: cannot index slice/array with type ${typeof key}`);
      return at >= 0 && at < found.length ? (found as readonly Json[])[at] : fail(`error calling index: reflect: slice index out of range`);
    }
    if (isObject(found)) return found[String(key)];
    return found === undefined || found === null ? fail("error calling index: index of untyped nil") : fail(`error calling index: can't index item of type ${typeof found}`);
  }, value);
}

function ordered(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  return fail("error calling lt: incompatible types for comparison");
}

const same = (a: Value, b: Value): boolean => (typeof a === "object" || typeof b === "object" ? (a ?? null) === (b ?? null) : a === b);

// Mirrors fmt.Sprint: a space between operands when neither is a string.
const sprint = (values: readonly Value[]): string =>
  values.map((value, i) => `${i > 0 && typeof value !== "string" && typeof values[i - 1] !== "string" ? " " : ""}${printed(value)}`).join("");

/** %s, %v, %d, %q, %t, %x with flags and width. */
function sprintf(format: Value, ...values: readonly Value[]): string {
  let next = 0;
  const text = String(format ?? "").replace(/%(-?)(0?)(\d*)(?:\.(\d+))?([a-zA-Z%])/g, (whole, left: string, zero: string, width: string, precision: string | undefined, verb: string) => {
    if (verb === "%") return "%";
    if (next >= values.length) return `%!${verb}(MISSING)`;
    const shown = oneVerb(verb, values[next++], precision) ?? `%!${verb}(${whole})`;
    return left ? shown.padEnd(Number(width)) : shown.padStart(Number(width), zero ? "0" : " ");
  });
  return next < values.length ? `${text}%!(EXTRA ${values.slice(next).map(printed).join(", ")})` : text;
}

function oneVerb(verb: string, value: Value, precision: string | undefined): string | undefined {
  switch (verb) {
    case "s": case "v": return precision === undefined ? printed(value) : printed(value).slice(0, Number(precision));
    case "d": return typeof value === "number" ? String(Math.trunc(value)) : undefined;
    case "f": return typeof value === "number" ? value.toFixed(Number(precision ?? 6)) : undefined;
    case "q": return JSON.stringify(String(value ?? ""));
    case "t": return typeof value === "boolean" ? String(value) : undefined;
    case "x": return typeof value === "number" ? value.toString(16) : undefined;
    default: return undefined;
  }
}

/** The functions of text/template, and kubectl's own two. */
export const functions: Readonly<Record<string, (...args: readonly Value[]) => Value>> = {
  and: (...args) => args.find((arg) => !isTrue(arg)) ?? (args.every(isTrue) ? args.at(-1) : args.find((arg) => !isTrue(arg))),
  or: (...args) => args.find(isTrue) ?? args.at(-1),
  not: (value) => !isTrue(value),
  len: lengthOf,
  index,
  slice: (value, from, to) => (typeof value === "string" ? value.slice(Number(from ?? 0), to === undefined ? undefined : Number(to)) : Array.isArray(value) ? (value as readonly Json[]).slice(Number(from ?? 0), to === undefined ? undefined : Number(to)) : fail("error calling slice: slice of untyped nil")),
  print: (...args) => sprint(args),
  println: (...args) => `${args.map(printed).join(" ")}\n`,
  printf: sprintf,
  eq: (a, ...others) => others.some((b) => same(a, b)),
  ne: (a, b) => !same(a, b),
  lt: (a, b) => ordered(a, b) < 0,
  le: (a, b) => ordered(a, b) <= 0,
  gt: (a, b) => ordered(a, b) > 0,
  ge: (a, b) => ordered(a, b) >= 0,
  html: (...args) => sprint(args).replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" })[c] ?? c),
  js: (...args) => JSON.stringify(sprint(args)).slice(1, -1),
  urlquery: (...args) => encodeURIComponent(sprint(args)),
  exists: (value, ...keys) => {
    let found: Value = value;
    for (const key of keys) {
      if (Array.isArray(found)) found = (found as readonly Json[])[Number(key)];
      else found = isObject(found) ? found[String(key)] : undefined;
      if (found === undefined) return false;
    }
    return true;
  },
  base64decode: (value) => (typeof value === "string" ? decodeBase64Text(value) : fail("error calling base64decode: wrong type")),
};
