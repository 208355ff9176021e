const contextLines = 3;

interface Change {
  readonly kind: " " | "-" | "+";
  readonly line: string;
}

/** A unified diff without file names, three lines of context: "@@ -151,7 +151,7 @@" and what follows. */
export function unifiedDiff(before: readonly string[], after: readonly string[]): string {
  const changes = changesBetween(before, after);
  let [text, oldLine, newLine, index] = ["", 1, 1, 0];
  while (index < changes.length) {
    const end = hunkEnd(changes, index);
    if (end === undefined) break;
    const start = Math.max(index, firstChange(changes, index) - contextLines);
    oldLine += start - index;
    newLine += start - index;
    const hunk = changes.slice(start, end);
    const [oldLength, newLength] = [hunk.filter(({ kind }) => kind !== "+").length, hunk.filter(({ kind }) => kind !== "-").length];
    text += `@@ -${range(oldLine, oldLength)} +${range(newLine, newLength)} @@\n${hunk.map(({ kind, line }) => `${kind}${line}\n`).join("")}`;
    oldLine += oldLength;
    newLine += newLength;
    index = end;
  }
  return text;
}

const range = (start: number, length: number): string => (length === 1 ? `${start}` : `${length === 0 ? start - 1 : start},${length}`);

const firstChange = (changes: readonly Change[], from: number): number => {
  const found = changes.findIndex(({ kind }, index) => index >= from && kind !== " ");
  return found < 0 ? changes.length : found;
};

/** Behind the last line of the next hunk: changes nearer than twice the context belong together. */
function hunkEnd(changes: readonly Change[], from: number): number | undefined {
  let last = firstChange(changes, from);
  if (last === changes.length) return undefined;
  for (;;) {
    const next = firstChange(changes, last + 1);
    if (next === changes.length || next - last > 2 * contextLines + 1) return Math.min(last + 1 + contextLines, changes.length);
    last = next;
  }
}

/** Longest common subsequence; where there is a choice, lines go before others come. */
function changesBetween(before: readonly string[], after: readonly string[]): readonly Change[] {
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const skip = Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
      longest[i * width + j] = before[i] === after[j] ? (longest[(i + 1) * width + j + 1] ?? 0) + 1 : skip;
    }
  }
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      changes.push({ kind: " ", line: before[i] ?? "" });
      i++;
      j++;
    } else if (i < before.length && (longest[(i + 1) * width + j] ?? 0) >= (j < after.length ? (longest[i * width + j + 1] ?? 0) : 0)) {
      changes.push({ kind: "-", line: before[i++] ?? "" });
    } else changes.push({ kind: "+", line: after[j++] ?? "" });
  }
  return changes;
}
