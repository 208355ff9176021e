import { canonicalResourceAmount } from "../../../api/quantity.ts";
import type { ResourceList, ResourceRequirements } from "../../../api/types.ts";
import { within } from "./fill.ts";

// Mirrors SetDefaults_ResourceList (pkg/apis/core/v1/defaults.go): nothing finer than a milli is kept.
export function defaultResourceList(list: ResourceList): ResourceList {
  let rounded: Record<string, string> | undefined;
  for (const [name, amount] of Object.entries(list)) {
    // Only these suffixes can be finer: canonical amounts have integer mantissas.
    if (typeof amount !== "string" || !/[nueE.]/.test(amount)) continue;
    const next = canonicalResourceAmount(amount) ?? amount;
    if (next !== amount) (rounded ??= { ...list })[name] = next;
  }
  return rounded ?? list;
}

export const defaultRequirements = (requirements: ResourceRequirements): ResourceRequirements =>
  within(within(requirements, "limits", defaultResourceList), "requests", defaultResourceList);
