import type { EntityKey, Mark, ProbeView } from "../../graph/model.ts";

/** When the failures of the present row were, the last one at the end: as the timeline has them. */
export function failureTimes(marks: readonly Mark[], pod: EntityKey, container: string, { type, inARow, periodMs, last }: ProbeView, most: number): readonly number[] {
  if (last?.result !== "failure") return [];
  const times: number[] = [];
  const wanted = Math.min(inARow, most);
  for (let i = marks.length - 1; i >= 0 && times.length < wanted; i -= 1) {
    const mark = marks[i]!;
    if (mark.atMs < last.atMs - 2 * inARow * periodMs) break;
    if (mark.atMs > last.atMs || mark.kind !== "probe" || mark.pod !== pod || mark.container !== container || mark.probe !== type) continue;
    if (mark.result !== "failure") break;
    times.unshift(mark.atMs);
  }
  return times.length > 0 ? times : [last.atMs];
}
