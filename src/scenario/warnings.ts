import type { Scenario } from "./scenario.ts";

/** What a scenario asks for in good faith and does not get in this version. */
export function warningsOf({ cluster: { addons } }: Scenario): readonly string[] {
  return addons.length === 0 ? [] : [`/spec/cluster/addons: ${addons.join(", ")}: add-ons are not simulated yet, nothing of them will be there`];
}
