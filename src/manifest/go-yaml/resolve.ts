/** What a plain scalar means in YAML 1.1 as go-yaml reads it. Mirrors goyaml.v2/resolve.go. */
import { daysInMonth } from "../../api/time.ts";

export type Resolved =
  | { readonly tag: "bool"; readonly value: boolean }
  | { readonly tag: "null" }
  | { readonly tag: "int"; readonly value: number; readonly digits: string }
  | { readonly tag: "float"; readonly value: number }
  | { readonly tag: "timestamp" }
  | { readonly tag: "merge" }
  | { readonly tag: "str" };

const words: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, { tag: "bool", value: true }] as const),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [word, { tag: "bool", value: false }] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, { tag: "null" }] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, { tag: "float", value: Number.NaN }] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, { tag: "float", value: Infinity }] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, { tag: "float", value: -Infinity }] as const),
  ["<<", { tag: "merge" }],
]);
const text: Resolved = { tag: "str" };

/** The meaning of a plain scalar without a tag. */
export function resolvePlain(value: string): Resolved {
  const word = words.get(value);
  if (word !== undefined) return word;
  if (value.startsWith(".")) return resolveFloat(value) ?? text;
  if (!/^[-+0-9]/.test(value)) return text;
  if (isTimestamp(value)) return { tag: "timestamp" };
  const plain = value.replaceAll("_", "");
  return resolveInteger(plain) ?? (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(plain) ? resolveFloat(plain) : undefined) ?? text;
}

const integerForms: readonly (readonly [form: RegExp, prefix: string])[] = [
  [/^0[xX]([0-9a-fA-F]+)$/, "0x"], [/^0[bB]([01]+)$/, "0b"], [/^0[oO]?([0-7]+)$/, "0o"], [/^(0|[1-9][0-9]*)$/, ""],
];

// Mirrors strconv.ParseInt and ParseUint with base 0: a leading 0 means octal.
function resolveInteger(plain: string): Resolved | undefined {
  const negative = plain.startsWith("-");
  const unsigned = /^[-+]/.test(plain) ? plain.slice(1) : plain;
  for (const [form, prefix] of integerForms) {
    const digits = form.exec(unsigned)?.[1];
    if (digits === undefined) continue;
    const magnitude = digits.length > 70 ? 2n ** 64n : BigInt(prefix + digits);
    if (magnitude > (negative ? 2n ** 63n : plain.startsWith("+") ? 2n ** 63n - 1n : 2n ** 64n - 1n)) return undefined;
    const value = negative ? -magnitude : magnitude;
    return { tag: "int", value: Number(value), digits: String(value) };
  }
  return undefined;
}

/** Out of range is no float, as in Go. */
function resolveFloat(plain: string): Resolved | undefined {
  if (!/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? { tag: "float", value } : undefined;
}

const timestamp = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})| ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?)?$/;

// Mirrors parseTimestamp: a date, one with a time and its zone behind "T", or one with a time and no zone behind a blank.
function isTimestamp(value: string): boolean {
  const match = timestamp.exec(value);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const [hour = 0, minute = 0, second = 0] = [match[4] ?? match[7], match[5] ?? match[8], match[6] ?? match[9]].map((part) => Number(part ?? 0));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
}
