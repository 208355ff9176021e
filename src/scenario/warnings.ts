import type { Scenario } from "./scenario.ts";

/** Add-ons that do their work here. */
const built: ReadonlySet<string> = new Set(["coredns", "kube-proxy", "network", "storage"]);

/** What a scenario asks for in good faith and does not get in this version. */
export function warningsOf({ cluster: { addons, version, nodes } }: Scenario): readonly string[] {
  const old = [version, ...nodes.map((node) => node.version)].includes("1.23");
  const missing = addons.filter((addon) => !built.has(addon));
  return [
    ...(missing.length === 0 ? [] : [`/spec/cluster/addons: ${missing.join(", ")}: not simulated yet, nothing of it will be there`]),
    ...(old ? ["/spec/cluster: version 1.23: its nodes show Docker and the dockershim's view of pods, as then; everything else behaves as 1.36"] : []),
  ];
}
