import { fail } from "../failure.ts";

/** Changes to labels, annotations or taints as typed: `key=value` sets, `key-` removes. */
export interface KeyValueChanges {
  /** What stood before the first change. */
  readonly resources: readonly string[];
  readonly changes: readonly string[];
}

// Mirrors GetResourcesAndPairs (kubectl/pkg/cmd/util/kubectl_match_version.go).
export function splitChanges(args: readonly string[], what: string): KeyValueChanges {
  const isChange = (arg: string) => (arg.includes("=") && !arg.startsWith("=")) || (arg.endsWith("-") && arg !== "-");
  const first = args.findIndex(isChange);
  if (first < 0) return { resources: args, changes: [] };
  const stray = args.slice(first).find((arg) => !isChange(arg));
  if (stray !== undefined) fail(`all resources must be specified before ${what} changes: ${stray}`);
  return { resources: args.slice(0, first), changes: args.slice(first) };
}
