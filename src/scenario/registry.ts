import type { Json, JsonObject } from "../api/json.ts";
import { bounds } from "./bounds.ts";
import { below, type Checks } from "./checks.ts";
import type { ScenarioRegistry } from "./scenario.ts";

const BANDWIDTH = /^(\d{1,12}(?:\.\d{1,6})?)(B|kB|KB|MB|GB|KiB|MiB|GiB)\/s$/;
const UNIT_BYTES: Readonly<Record<string, number>> = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1_048_576, GiB: 1_073_741_824 };

/** Lists of patterns, each of which bends the registry in one way. */
const PATTERNS = ["missing", "unreachable", "refusing", "limited", "otherPlatform"] as const;

/** Reads `spec.cluster.registry`; undefined when the scenario says nothing of it. */
export function readRegistry(value: Json | undefined, pointer: string, checks: Checks): ScenarioRegistry | undefined {
  if (value === undefined || value === null) return undefined;
  const fields = checks.fields(value, pointer, [...PATTERNS, "private", "slow", "bandwidth"]);
  const at = (key: string): string => below(pointer, key);
  const patterns = (key: (typeof PATTERNS)[number]): readonly string[] =>
    checks.list(fields[key], at(key), bounds.patterns).map((one, i) => checks.text(one, below(at(key), i)));
  const [refusing, limited, otherPlatform] = [patterns("refusing"), patterns("limited"), patterns("otherPlatform")];
  return {
    missing: patterns("missing"),
    unreachable: patterns("unreachable"),
    ...(refusing.length > 0 && { refusing }),
    ...(limited.length > 0 && { limited }),
    ...(otherPlatform.length > 0 && { otherPlatform }),
    ...(fields["private"] !== undefined && { private: readPrivate(fields["private"], at("private"), checks) }),
    ...(fields["slow"] !== undefined && { slow: readSlow(fields["slow"], at("slow"), checks) }),
    ...(fields["bandwidth"] === undefined ? {} : { bandwidthBytesPerSecond: readBandwidth(fields["bandwidth"], at("bandwidth"), checks) }),
  };
}

/** Images that are given out for one account, or for several by several entries of one pattern. */
function readPrivate(value: Json, pointer: string, checks: Checks): NonNullable<ScenarioRegistry["private"]> {
  const accounts = new Map<string, { readonly username: string; readonly password: string }[]>();
  checks.list(value, pointer, bounds.patterns).forEach((one, i) => {
    const here = below(pointer, i);
    const fields = checks.fields(one, here, ["images", "username", "password"]);
    const text = (key: string): string => checks.text(fields[key], below(here, key));
    const images = text("images");
    accounts.set(images, [...(accounts.get(images) ?? []), { username: text("username"), password: text("password") }]);
  });
  return [...accounts].map(([images, known]) => ({ images, accounts: known }));
}

function readSlow(value: Json, pointer: string, checks: Checks): NonNullable<ScenarioRegistry["slow"]> {
  return checks.list(value, pointer, bounds.patterns).map((one, i) => {
    const here = below(pointer, i);
    const fields = checks.fields(one, here, ["images", "bandwidth"]);
    return { images: checks.text(fields["images"], below(here, "images")), bytesPerSecond: readBandwidth(fields["bandwidth"] ?? null, below(here, "bandwidth"), checks) };
  });
}

function readBandwidth(value: Json, pointer: string, checks: Checks): number {
  const match = BANDWIDTH.exec(checks.text(value, pointer));
  const bytes = match ? Math.floor(Number(match[1]) * (UNIT_BYTES[match[2] ?? ""] ?? 1)) : 0;
  if (bytes < 1) checks.refuse(pointer, "must be a rate such as 200MB/s");
  return Math.max(bytes, 1);
}

/** The document's form of it, without what is empty. */
export const writeRegistry = ({ private: accounts = [], slow = [], bandwidthBytesPerSecond, ...lists }: ScenarioRegistry): JsonObject => ({
  ...Object.fromEntries(PATTERNS.flatMap((key) => ((lists[key]?.length ?? 0) > 0 ? [[key, [...(lists[key] ?? [])]]] : []))),
  ...(accounts.length > 0 && { private: accounts.flatMap(({ images, accounts: known }) => known.map((account) => ({ images, ...account }))) }),
  ...(slow.length > 0 && { slow: slow.map(({ images, bytesPerSecond }) => ({ images, bandwidth: `${bytesPerSecond}B/s` })) }),
  ...(bandwidthBytesPerSecond !== undefined && { bandwidth: `${bandwidthBytesPerSecond}B/s` }),
});
