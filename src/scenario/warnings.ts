import type { Scenario } from "./scenario.ts";

/** What a scenario asks for in good faith and does not get in this version. */
export function warningsOf({ cluster: { version, nodes } }: Scenario): readonly string[] {
  const old = [version, ...nodes.map((node) => node.version)].includes("1.23");
  return old ? ["/spec/cluster: version 1.23: its nodes show Docker and the dockershim's view of pods, as then; everything else behaves as 1.36"] : [];
}
