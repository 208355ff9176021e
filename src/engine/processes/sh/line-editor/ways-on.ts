import type { ProcessContext } from "../../program.ts";
import { BUILTIN_NAMES } from "../builtins/names.ts";

/** Whole words that a word may become: commands along PATH for a first one, else files. Directories end in a slash. */
export function waysOn({ env, files }: ProcessContext, word: string, first: boolean): readonly string[] {
  if (!first || word.includes("/")) return fileNames(files, word, first);
  const found = new Set<string>([...BUILTIN_NAMES].filter((name) => name.startsWith(word)));
  for (const directory of (env["PATH"] ?? "").split(":")) {
    for (const name of files.list(directory) ?? []) if (name.startsWith(word)) found.add(name);
  }
  return [...found].sort();
}

function fileNames(files: ProcessContext["files"], word: string, runs: boolean): string[] {
  const slash = word.lastIndexOf("/") + 1;
  const [directory, start] = [word.slice(0, slash), word.slice(slash)];
  const names = (files.list(directory === "" ? "." : directory) ?? []).filter((name) => name.startsWith(start) && (start.startsWith(".") || !name.startsWith(".")));
  return names.flatMap((name) => {
    const path = directory + name;
    if (files.list(path) !== undefined) return [`${path}/`];
    return runs && ((files.stat(path)?.mode ?? 0) & 0o111) === 0 ? [] : [path];
  });
}
