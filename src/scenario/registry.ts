import type { Json } from "../api/json.ts";
import { bounds } from "./bounds.ts";
import { below, type Checks } from "./checks.ts";
import type { ScenarioRegistry } from "./scenario.ts";

const BANDWIDTH = /^(\d{1,12}(?:\.\d{1,6})?)(B|kB|KB|MB|GB|KiB|MiB|GiB)\/s$/;
const UNIT_BYTES: Readonly<Record<string, number>> = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1_048_576, GiB: 1_073_741_824 };

/** Reads `spec.cluster.registry`; undefined when the scenario says nothing of it. */
export function readRegistry(value: Json | undefined, pointer: string, checks: Checks): ScenarioRegistry | undefined {
  if (value === undefined || value === null) return undefined;
  const fields = checks.fields(value, pointer, ["missing", "unreachable", "bandwidth"]);
  const patterns = (key: string): readonly string[] =>
    checks.list(fields[key], below(pointer, key), bounds.patterns).map((one, i) => checks.text(one, below(below(pointer, key), i)));
  return {
    missing: patterns("missing"),
    unreachable: patterns("unreachable"),
    ...(fields["bandwidth"] === undefined ? {} : { bandwidthBytesPerSecond: readBandwidth(fields["bandwidth"], below(pointer, "bandwidth"), checks) }),
  };
}

function readBandwidth(value: Json, pointer: string, checks: Checks): number {
  const match = BANDWIDTH.exec(checks.text(value, pointer));
  const bytes = match ? Math.floor(Number(match[1]) * (UNIT_BYTES[match[2] ?? ""] ?? 1)) : 0;
  if (bytes < 1) checks.refuse(pointer, "must be a rate such as 200MB/s");
  return Math.max(bytes, 1);
}
