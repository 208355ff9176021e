import { isObject } from "../../../api/json.ts";
import { own } from "../own.ts";

/** Plain booleans of Go: false is "not set". Elsewhere false and absent differ. */
const plainBooleans = new Set(["hostNetwork", "hostPID", "hostIPC", "stdin", "stdinOnce", "tty", "readOnly"]);

// Mirrors equality.Semantic.DeepEqual (apimachinery/pkg/api/equality): absent and empty lists are one, so are absent and empty texts.
export function semanticEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => semanticEqual(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  return keysEqual(a, b) && keysEqual(b, a);
}

function keysEqual(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  for (const key of Object.keys(a)) {
    const other = own(b, key);
    if (isUnset(key, a[key]) ? !isUnset(key, other) : !semanticEqual(a[key], other)) return false;
  }
  return true;
}

const isUnset = (key: string, value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0) || (value === false && plainBooleans.has(key));
