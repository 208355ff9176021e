import type { PodSpec } from "../../../../api/types.ts";
import { goValue } from "../go-shape.ts";
import { unifiedDiff } from "../../../../api/unified-diff.ts";
import { podSpecShape } from "./go-shape.ts";

/** Beyond this the comparison, which is quadratic, would be felt: the difference is then left out. */
const mostPairs = 4_000_000;

// Mirrors diff.Diff of the two internal specs (apimachinery/pkg/util/diff): indented JSON, line by line.
export function podSpecDiff(old: PodSpec, next: PodSpec): string {
  const [before, after] = [lines(old), lines(next)];
  return before.length * after.length > mostPairs ? "" : unifiedDiff(before, after);
}

function lines(spec: PodSpec): readonly string[] {
  const { hostNetwork, hostPID, hostIPC, hostUsers, shareProcessNamespace } = spec;
  const host = { hostNetwork, hostPID, hostIPC, hostUsers, shareProcessNamespace };
  const internal = { ...spec, securityContext: { ...spec.securityContext, ...host } };
  return JSON.stringify(goValue(internal, podSpecShape), undefined, 1).split("\n");
}
