import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readOptions, type Options } from "./options.ts";
import { contentOf, err, errorText, out, type Part } from "./script.ts";
import { refuseOption } from "./usage.ts";

const USAGE = "[-fFqv] [[-n] [+]N[b|k|m]] [FILE]...";
type Read = Extract<Options, { ok: true }>;

/** The end of a text: the last `count` lines, or with "+N" from line N on. */
export function lastLines(text: string, count: string): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const from = count.startsWith("+");
  const number = Number(count.replace(/^[+-]/, ""));
  return (from ? lines.slice(Math.max(0, number - 1)) : number === 0 ? [] : lines.slice(-number)).join("");
}

const lastBytes = (text: string, count: string): string =>
  count.startsWith("+") ? text.slice(Math.max(0, Number(count) - 1)) : Number(count.replace("-", "")) === 0 ? "" : text.slice(-Number(count.replace("-", "")));

const cannotOpen = (context: ProcessContext, file: string, text: string): string =>
  isGnu(context) ? `tail: cannot open '${file}' for reading: ${text}\n` : `tail: can't open '${file}': ${text}\n`;

/** tail that ends; `tail -f` goes on in follow-file.ts. */
export function* printEnds(context: ProcessContext, options: Read, files: readonly string[]): Part<{ readonly code: number; readonly lengths: readonly number[] }> {
  let code = 0;
  const lengths: number[] = [];
  for (const [index, file] of files.entries()) {
    const content = yield* contentOf(file);
    if (!content.ok) {
      yield* err(cannotOpen(context, file, errorText(content.errno)));
      code = 1;
      lengths.push(-1);
      continue;
    }
    if (files.length > 1 && !options.has("q")) yield* out(`${index === 0 ? "" : "\n"}==> ${file} <==\n`);
    const bytes = options.value("c");
    yield* out(bytes === undefined ? lastLines(content.text, options.value("n") ?? "10") : lastBytes(content.text, bytes));
    lengths.push(content.text.length);
  }
  if (!isGnu(context) && lengths.every((length) => length < 0)) yield* err("tail: no files\n");
  if (isGnu(context) && options.has("f") && lengths.every((length) => length < 0)) yield* err("tail: no files remaining\n");
  return { code, lengths };
}

export function tailOptions(argv: readonly string[]): Options {
  const args = argv.slice(1).map((argument, index, all) => (/^[-+]\d+$/.test(argument) && !/^-[a-zA-Z]*[ncs]$/.test(all[index - 1] ?? "") ? `-n${argument.replace(/^-/, "")}` : argument));
  return readOptions(args, "fFqvn:c:s:", { follow: "f", lines: "n" });
}

export const tailOnce = scripted("tail-once", function* (context) {
  const options = tailOptions(context.argv);
  if (!options.ok) return yield* refuseOption(context, "tail", options, USAGE);
  return (yield* printEnds(context, options, options.operands.length === 0 ? ["-"] : options.operands)).code;
});

