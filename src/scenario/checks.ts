import { isObject, type Json, type JsonObject } from "../api/json.ts";
import { bounds } from "./bounds.ts";
import { durationMs } from "./duration.ts";

/** What is wrong with one place of a document; `pointer` is a JSON pointer ("/spec/nodes/0/name"). */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

/**
 * Reads untyped values one place at a time. A reader that refuses notes the problem and gives a harmless value back, so
 * that one pass names every fault; who asks must look at `problems` before using what was read.
 */
export interface Checks {
  readonly problems: readonly Problem[];
  refuse(pointer: string, message: string): void;
  /** An object whose keys are all known; `{}` when it is none. Absent is fine. */
  fields(value: Json | undefined, pointer: string, known: readonly string[]): JsonObject;
  /** An object of texts. */
  texts(value: Json | undefined, pointer: string, most: number): Readonly<Record<string, string>>;
  list(value: Json | undefined, pointer: string, most: number): readonly Json[];
  text(value: Json | undefined, pointer: string, longest?: number): string;
  flag(value: Json | undefined, pointer: string): boolean;
  integer(value: Json | undefined, pointer: string, least: number, most: number): number;
  oneOf<T extends string>(value: Json | undefined, pointer: string, choices: readonly T[]): T;
  /** Virtual milliseconds of a duration. */
  duration(value: Json | undefined, pointer: string): number;
}

export function createChecks(): Checks {
  const problems: Problem[] = [];
  const refuse = (pointer: string, message: string): void => {
    if (problems.length < bounds.problems) problems.push({ pointer, message });
  };
  const checks: Checks = {
    problems,
    refuse,
    fields(value, pointer, known) {
      const object = objectOrRefuse(value, pointer, refuse);
      for (const key of Object.keys(object)) if (!known.includes(key)) refuse(below(pointer, key), unknownField(key, known));
      return object;
    },
    texts(value, pointer, most) {
      const object = objectOrRefuse(value, pointer, refuse);
      if (Object.keys(object).length > most) refuse(pointer, `more than ${most} entries`);
      const entries = Object.entries(object).slice(0, most);
      return Object.fromEntries(entries.map(([key, one]) => [key, scalarText(one, below(pointer, key), refuse)]));
    },
    list(value, pointer, most) {
      if (value === undefined || value === null) return [];
      if (!Array.isArray(value)) return refuse(pointer, `must be a list, not ${kindOf(value)}`), [];
      if (value.length > most) refuse(pointer, `more than ${most} entries`);
      return (value as readonly Json[]).slice(0, most);
    },
    text(value, pointer, longest = bounds.nameCharacters) {
      if (typeof value !== "string") return refuse(pointer, `must be a text, not ${kindOf(value)}`), "";
      if (value.length > longest) refuse(pointer, `longer than ${longest} characters`);
      return value;
    },
    flag(value, pointer) {
      if (typeof value !== "boolean") refuse(pointer, `must be true or false, not ${kindOf(value)}`);
      return value === true;
    },
    integer(value, pointer, least, most) {
      if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
      refuse(pointer, `must be a whole number from ${least} to ${most}`);
      return least;
    },
    oneOf(value, pointer, choices) {
      const found = choices.find((choice) => choice === value);
      if (found === undefined) refuse(pointer, `must be one of ${choices.join(", ")}, not ${shown(value)}`);
      return found ?? (choices[0] as (typeof choices)[number]);
    },
    duration(value, pointer) {
      const ms = value === 0 ? 0 : durationMs(typeof value === "string" ? value : "");
      if (typeof ms !== "number") return refuse(pointer, `${shown(value)} is no time here: ${ms.refused}`), 0;
      if (ms > bounds.durationMs) return refuse(pointer, `${shown(value)} is beyond 30 days, where virtual time ends`), 0;
      return ms;
    },
  };
  return checks;
}

/** The pointer of a member: "/" and "~" are escaped as RFC 6901 says. */
export const below = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;

type Refuse = Checks["refuse"];

function objectOrRefuse(value: Json | undefined, pointer: string, refuse: Refuse): JsonObject {
  if (value === undefined || value === null) return {};
  if (isObject(value)) return value;
  refuse(pointer, `must be an object, not ${kindOf(value)}`);
  return {};
}

/** Numbers and booleans stand for the text that YAML shows: `cpu: 2` is "2". */
function scalarText(value: Json, pointer: string, refuse: Refuse): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  refuse(pointer, `must be a text, not ${kindOf(value)}`);
  return "";
}

function unknownField(key: string, known: readonly string[]): string {
  const near = known.find((one) => one.toLowerCase() === key.toLowerCase() || distanceAtMostTwo(one, key));
  return `unknown field "${key.slice(0, 60)}"${near === undefined ? `; known here: ${known.join(", ")}` : `; did you mean "${near}"?`}`;
}

/** True when two insertions, removals or changes at most lead from one word to the other. */
function distanceAtMostTwo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2 || a.length < 4) return false;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[b.length] ?? 3) <= 2;
}

const kindOf = (value: Json | undefined): string => {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `the ${typeof value === "string" ? "text" : typeof value} ${shown(value)}`;
};

const shown = (value: Json | undefined): string => {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
