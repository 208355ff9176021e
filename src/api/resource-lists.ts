/** Sums and maxima of resource lists; amounts stay exact. */
import type { ResourceList, ResourceRequirements } from "./types.ts";
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

/** Whether two lists name the same amounts: "1" is "1000m", and what is not named is none. */
const equalLists = (a: ResourceList = {}, b: ResourceList = {}): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every((name) => Object.hasOwn(a, name) === Object.hasOwn(b, name) && compareQuantities(a[name], b[name]) === 0);

/** Whether two containers ask for the same. */
export const equalResources = (a: ResourceRequirements, b: ResourceRequirements): boolean => a === b || (equalLists(a.limits, b.limits) && equalLists(a.requests, b.requests));
