/** Field paths as the API server writes them, and JSON pointers. */
import type { Json } from "../api/json.ts";
import { isObject } from "../api/json.ts";

export const pointerSegment = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
export const pointerNames = (pointer: string): readonly string[] =>
  pointer === "" ? [] : pointer.slice(1).split("/").map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What stands at a pointer; undefined where nothing does. */
export function valueAt(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const name of pointerNames(pointer)) value = childOf(value, name);
  return value;
}

function childOf(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * The pointer of "spec.containers[0].image", "metadata.labels[a.b/c]" or "data.a.b". The object tells where a name with
 * dots ends; what it does not hold is cut at the dots.
 */
export function pointerOfFieldPath(path: string, root: Json): string {
  let [rest, value, pointer]: [string, Json | undefined, string] = [path, root, ""];
  while (rest !== "") {
    const [name, length] = nextName(rest, value);
    pointer += `/${pointerSegment(name)}`;
    value = childOf(value, name);
    rest = rest.slice(length);
  }
  return pointer;
}

function nextName(rest: string, value: Json | undefined): readonly [name: string, length: number] {
  if (rest.startsWith("[")) {
    const end = rest.indexOf("]");
    return end < 0 ? [rest.slice(1), rest.length] : [rest.slice(1, end), end + 1];
  }
  const skipped = rest.startsWith(".") ? 1 : 0;
  const text = rest.slice(skipped);
  const own = isObject(value) ? Object.keys(value).filter((key) => key !== "" && text.startsWith(key) && /^(?:$|[.[])/.test(text.slice(key.length))) : [];
  const longest = own.reduce((best, key) => (key.length > best.length ? key : best), "");
  const name = longest === "" ? (/^[^.[]+/.exec(text)?.[0] ?? text) : longest;
  return [name, skipped + Math.max(name.length, 1)];
}
