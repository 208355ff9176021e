import { DEFAULT_STARTS_AT } from "./read-scenario.ts";
import { workers } from "./cluster.ts";
import type { Scenario } from "./scenario.ts";

/** A manifest on its way into the workstation's working directory. */
export interface ManifestFile {
  readonly name: string;
  readonly text: string;
}

/** Plain manifests as a scenario: all applied at 0s by one command, to the cluster of a scenario that says nothing. */
export function scenarioOfManifests(manifests: readonly ManifestFile[]): Scenario {
  const files = new Map<string, string>();
  for (const { name, text } of manifests) files.set(freeName(name, files), text);
  const flags = [...files.keys()].map((name) => `-f ${quoted(name)}`);
  return {
    name: "manifests",
    seed: 1,
    startsAtMs: Date.parse(DEFAULT_STARTS_AT),
    namespace: "default",
    cluster: { version: "1.36", latency: "default", controlPlane: "none", addons: [], nodes: workers(2) },
    files: Object.fromEntries(files),
    inputs: [{ when: { atMs: 0 }, action: { type: "run", line: `kubectl apply ${flags.join(" ")}` } }],
    expect: [],
  };
}

/** Two files of one name: the second becomes "pod-2.yaml". */
function freeName(name: string, taken: ReadonlyMap<string, string>): string {
  const dot = name.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${stem}-${count}${extension}`;
  return free;
}

const quoted = (name: string): string => (/^[\w.,@%+=:/-]+$/.test(name) && !name.startsWith("-") ? name : `'${name.replaceAll("'", `'\\''`)}'`);
