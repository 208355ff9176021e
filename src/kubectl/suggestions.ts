import type { Command } from "./command.ts";

/** The order in which kubectl makes its commands known (kubectl/pkg/cmd/cmd.go): the one of its suggestions. */
const REGISTERED =
  "create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion alpha config plugin version api-versions api-resources options".split(" ");

const place = (name: string): number => {
  const at = REGISTERED.indexOf(name);
  return at < 0 ? REGISTERED.length : at;
};

// Mirrors Command.SuggestionsFor (spf13/cobra): at most two edits away, or a common beginning.
export function suggestionsFor(word: string, commands: readonly Command[]): string[] {
  return commands.map((c) => c.name).sort((a, b) => place(a) - place(b)).filter((name) => editDistance(word.toLowerCase(), name) <= 2 || name.startsWith(word.toLowerCase()));
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
