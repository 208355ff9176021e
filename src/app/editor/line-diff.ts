/** What differs between two texts, by lines. */
export interface LineDiff {
  /** Lines added, changed or taken away: a changed line counts once. */
  readonly count: number;
  /** Places of the new text, from 1, end exclusive; empty where lines were taken away: `from` is then the line that follows. */
  readonly changes: readonly { readonly from: number; readonly to: number }[];
}

/** Beyond so many differing lines a change counts as one whole. */
const MOST_EDITS = 500;

const linesOf = (text: string): readonly string[] => {
  if (text === "") return [];
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};

/** Compares texts by lines; how a last line ends makes no difference. */
export function lineDiff(before: string, after: string): LineDiff {
  if (before === after) return { count: 0, changes: [] };
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let [oldEnd, end] = [old.length, now.length];
  while (oldEnd > start && end > start && old[oldEnd - 1] === now[end - 1]) [oldEnd, end] = [oldEnd - 1, end - 1];
  const kept = keptLines(old.slice(start, oldEnd), now.slice(start, end));
  return collect(kept, start, oldEnd, end);
}

/** Turns pairs of lines that stayed into what lies between them. */
function collect(kept: readonly (readonly [old: number, now: number])[], start: number, oldEnd: number, end: number): LineDiff {
  const changes: { from: number; to: number }[] = [];
  let count = 0;
  let [oldAt, at] = [start, start];
  for (const [oldNext, next] of [...kept.map(([old, now]) => [old + start, now + start] as const), [oldEnd, end] as const]) {
    if (oldNext > oldAt || next > at) {
      changes.push({ from: at + 1, to: next + 1 });
      count += Math.max(oldNext - oldAt, next - at);
    }
    [oldAt, at] = [oldNext + 1, next + 1];
  }
  return { count, changes };
}

/** The longest common lines, after Myers: paths of ever more edits until one arrives. */
function keptLines(old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] {
  const most = Math.min(old.length + now.length, MOST_EDITS);
  const reach = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    history.push(new Map(reach));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = comesFromAbove(reach, diagonal, edits) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
      reach.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return walkBack(history, old.length, now.length);
    }
  }
  return [];
}

const comesFromAbove = (reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean =>
  diagonal === -edits || (diagonal !== edits && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1));

function walkBack(history: readonly ReadonlyMap<number, number>[], oldLength: number, length: number): readonly (readonly [number, number])[] {
  const kept: [number, number][] = [];
  let [x, y] = [oldLength, length];
  for (let edits = history.length - 1; edits >= 0; edits -= 1) {
    const reach = history[edits]!;
    const diagonal = x - y;
    const from = comesFromAbove(reach, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const fromX = edits === 0 ? 0 : (reach.get(from) ?? 0);
    const fromY = edits === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY && (edits > 0 || (x > 0 && y > 0))) {
      [x, y] = [x - 1, y - 1];
      kept.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return kept.reverse();
}
