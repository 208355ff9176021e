import { scripted } from "../scripted.ts";
import { contentOf, err, errorText, linesOf, out } from "./script.ts";

export const cmp = scripted("cmp", function* (context) {
  const silent = context.argv.includes("-s");
  const [first = "", second = "-"] = context.argv.slice(1).filter((argument) => argument === "-" || !argument.startsWith("-"));
  const texts: string[] = [];
  for (const path of [first, second]) {
    const content = yield* contentOf(path);
    if (!content.ok) {
      yield* err(`cmp: ${path}: ${errorText(content.errno)}\n`);
      return 2;
    }
    texts.push(content.text);
  }
  const [a = "", b = ""] = texts;
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  if (silent) return 1;
  if (at === a.length || at === b.length) yield* err(`cmp: EOF on ${at === a.length ? first : second}\n`);
  else yield* out(`${first} ${second} differ: char ${at + 1}, line ${a.slice(0, at).split("\n").length}\n`);
  return 1;
});

/** Simplified: diff shows one hunk, from the first difference to the last. */
export const diff = scripted("diff", function* (context) {
  const [first = "", second = ""] = context.argv.slice(1).filter((argument) => argument === "-" || !argument.startsWith("-"));
  const files: string[][] = [];
  for (const path of [first, second]) {
    const content = yield* contentOf(path);
    if (!content.ok) {
      yield* err(`diff: can't stat '${path}': ${errorText(content.errno)}\n`);
      return 2;
    }
    files.push(linesOf(content.text));
  }
  const [a = [], b = []] = files;
  if (a.join("\n") === b.join("\n")) return 0;
  if (context.argv.includes("-q")) {
    yield* out(`Files ${first} and ${second} differ\n`);
    return 1;
  }
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const from = Math.max(0, start - 3);
  const tail = Math.max(0, end - 3);
  const range = (lines: readonly string[]): string => {
    const count = lines.length - tail - from;
    return `${count === 0 ? from : from + 1}${count === 1 ? "" : `,${count}`}`;
  };
  const mark = (lines: readonly string[], prefix: string): string => lines.map((line) => `${prefix}${line}\n`).join("");
  yield* out(`--- ${first}\n+++ ${second}\n@@ -${range(a)} +${range(b)} @@\n${mark(a.slice(from, start), " ")}${mark(a.slice(start, a.length - end), "-")}${mark(b.slice(start, b.length - end), "+")}${mark(a.slice(a.length - end, a.length - tail), " ")}`);
  return 1;
});
