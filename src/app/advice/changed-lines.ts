/** A line that an edit takes away or brings. */
export interface ChangedLine {
  readonly sign: "-" | "+";
  /** From 1: of the old text, or of the new. */
  readonly line: number;
  readonly text: string;
}

/** Lines of the smaller texts that are compared one with each other. */
const MOST_COMPARED = 400;

/** What a few edits have changed of a text, line by line, in order. */
export function changedLines(before: string, after: string): readonly ChangedLine[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let [oldEnd, end] = [old.length, now.length];
  while (oldEnd > start && end > start && old[oldEnd - 1] === now[end - 1]) [oldEnd, end] = [oldEnd - 1, end - 1];
  const kept = keptPairs(old.slice(start, oldEnd), now.slice(start, end));
  const changes: ChangedLine[] = [];
  let [oldAt, at] = [start, start];
  for (const [oldNext, next] of [...kept.map(([a, b]) => [a + start, b + start] as const), [oldEnd, end] as const]) {
    for (; oldAt < oldNext; oldAt += 1) changes.push({ sign: "-", line: oldAt + 1, text: old[oldAt]! });
    for (; at < next; at += 1) changes.push({ sign: "+", line: at + 1, text: now[at]! });
    [oldAt, at] = [oldNext + 1, next + 1];
  }
  return changes;
}

/** Places of lines that both have, in order: as many as possible. */
function keptPairs(old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] {
  if (old.length > MOST_COMPARED || now.length > MOST_COMPARED) return [];
  const longest = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) longest[i]![j] = old[i] === now[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (longest[i + 1]![j]! >= longest[i]![j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}
