import type { SuccessPolicy } from "../../../api/batch.ts";
import { has, parseIntervals, total, type Intervals } from "./indexes.ts";

/** Which rule the succeeded indexes meet, in the words of the condition; undefined = none. Mirrors matchSuccessPolicy (pkg/controller/job/success_policy.go). */
export function matchSuccessPolicy(policy: SuccessPolicy | undefined, completions: number, succeeded: Intervals): string | undefined {
  if (succeeded.length === 0) return undefined;
  const met = (policy?.rules ?? []).findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeededCount !== undefined && total(succeeded) >= succeededCount;
    const required = parseIntervals(succeededIndexes, completions);
    if (required.length === 0) return false;
    const contained = countWithin(required, succeeded);
    return contained === total(required) || (succeededCount !== undefined && contained >= succeededCount);
  });
  return met < 0 ? undefined : `Matched rules at index ${met}`;
}

function countWithin(required: Intervals, succeeded: Intervals): number {
  let count = 0;
  for (const { first, last } of required) for (let index = first; index <= last; index += 1) if (has(succeeded, index)) count += 1;
  return count;
}
