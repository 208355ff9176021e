import type { Json } from "../../api/json.ts";
import { parseQuantity, compareValues } from "../../api/quantity.ts";
import { findResults } from "../jsonpath/evaluate.ts";
import { parseTemplate, relaxedTemplate } from "../jsonpath/parse.ts";

/** Sorted by a field of each item's object, stably; undefined where the path does not parse or no object has it. */
// Mirrors RuntimeSort and TableSorter (kubectl/pkg/cmd/get/sorter.go), whose error get does not show.
export function sortObjects<T>(items: readonly T[], path: string, objectOf: (item: T) => Json): readonly T[] | undefined {
  try {
    const nodes = parseTemplate(relaxedTemplate(path));
    const keyed = items.map((item) => ({ item, key: findResults(nodes, objectOf(item), { allowMissingKeys: true }).flat()[0] }));
    if (items.length > 0 && keyed.every(({ key }) => key === undefined)) return undefined;
    return [...keyed].sort((a, b) => compareKeys(a.key, b.key)).map(({ item }) => item);
  } catch {
    return undefined;
  }
}

function compareKeys(a: Json | undefined, b: Json | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareTexts(a, b);
  return compareNatural(JSON.stringify(a), JSON.stringify(b));
}

function compareTexts(a: string, b: string): number {
  const [x, y] = [parseQuantity(a), parseQuantity(b)];
  return x.ok && y.ok ? compareValues(x.quantity, y.quantity) : compareNatural(a, b);
}

// Mirrors sortorder.NaturalLess: runs of digits compare as numbers.
function compareNatural(a: string, b: string): number {
  const [x, y] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i] ?? "", y[i] ?? ""];
    if (p === q) continue;
    if (/^\d/.test(p) && /^\d/.test(q)) {
      const byLength = p.replace(/^0+/, "").length - q.replace(/^0+/, "").length;
      if (byLength !== 0) return byLength;
    }
    return p < q ? -1 : 1;
  }
  return x.length - y.length;
}
