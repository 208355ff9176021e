/** What somebody may have meant. */

/** What people write for it, in lower case. */
const alsoCalled: ReadonlyMap<string, string> = new Map([
  ["annotate", "annotations"], ["annotation", "annotations"], ["label", "labels"], ["port", "ports"], ["environment", "env"], ["envs", "env"],
  ["cmd", "command"], ["commands", "command"], ["arg", "args"], ["arguments", "args"], ["volume", "volumes"], ["mounts", "volumeMounts"],
  ["container", "containers"], ["initcontainer", "initContainers"], ["petset", "StatefulSet"], ["restart", "restartPolicy"], ["pullpolicy", "imagePullPolicy"],
  ["readiness", "readinessProbe"], ["liveness", "livenessProbe"], ["startup", "startupProbe"], ["replica", "replicas"], ["count", "replicas"],
]);

/** The candidate that a misspelt word means, if one is clearly nearest: case apart, another name for it, or a few letters off. */
export function nearMatch(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const lower = word.toLowerCase();
  const sameLetters = all.find((candidate) => candidate.toLowerCase() === lower);
  if (sameLetters !== undefined) return sameLetters;
  const called = alsoCalled.get(lower);
  if (called !== undefined && all.includes(called)) return called;
  // Longer words are no misspellings, and their distances are dear.
  if (word.length < 3 || word.length > 64) return undefined;
  const most = Math.min(3, Math.floor(word.length / 3));
  let [best, least, tied]: [string | undefined, number, boolean] = [undefined, most + 1, false];
  for (const candidate of all) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < least) [best, least, tied] = [candidate, distance, false];
    else if (distance === least) tied = true;
  }
  if (best !== undefined && !(tied && least > 1)) return best;
  return all.find((candidate) => commonStart(lower, candidate.toLowerCase()) >= Math.max(5, 0.7 * Math.max(word.length, candidate.length)));
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Levenshtein distance, where two neighbours that changed places count once. */
export function editDistance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swapped));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
