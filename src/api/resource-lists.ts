/** Sums and maxima of resource lists; amounts stay exact. */
import type { ResourceList } from "./types.ts";
import { compareQuantities, sumQuantities } from "./quantity.ts";

/** Per resource the sum. */
export function addResourceLists(...lists: readonly (ResourceList | undefined)[]): ResourceList {
  return combine(lists, (a, b) => sumQuantities([a, b]));
}

/** Per resource the larger amount. */
export function maxResourceLists(...lists: readonly (ResourceList | undefined)[]): ResourceList {
  return combine(lists, (a, b) => (compareQuantities(a, b) >= 0 ? a : b));
}

function combine(lists: readonly (ResourceList | undefined)[], both: (a: string, b: string) => string): ResourceList {
  const total: Record<string, string> = {};
  for (const list of lists) {
    for (const [name, amount] of Object.entries(list ?? {})) {
      const known = Object.hasOwn(total, name) ? total[name] : undefined;
      total[name] = known === undefined ? amount : both(known, amount);
    }
  }
  return total;
}
