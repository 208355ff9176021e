import { byteLength, splitBytes } from "../bytes.ts";
import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText, out, readAll, type Part } from "./script.ts";
import { sizeOf } from "./sizes.ts";
import { refuseOption } from "./usage.ts";

/** "10", "2k", "-3". */
const countOf = (text: string): number | undefined => {
  const size = sizeOf(text.replace(/^-/, ""));
  return size === undefined ? undefined : text.startsWith("-") ? -size : size;
};

/** All but the last lines or bytes. */
function* passAllBut(fd: number, lines: number, bytes: number | undefined): Part<void> {
  const text = yield* readAll(fd);
  if (bytes !== undefined) return void (yield* out(splitBytes(text, Math.max(0, byteLength(text) - bytes))[0]));
  const all = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  yield* out(all.slice(0, Math.max(0, all.length - lines)).join(""));
}

/** Passes on the first lines or bytes, reading no more than it needs. */
function* pass(fd: number, lines: number, bytes: number | undefined): Part<void> {
  let left = bytes ?? lines;
  while (left > 0) {
    const chunk: { ok: boolean; data?: string } = yield { call: "read", fd };
    if (!chunk.ok || !chunk.data) return;
    const { data } = chunk;
    if (bytes !== undefined) {
      yield* out(splitBytes(data, left)[0]);
      left -= byteLength(data);
      continue;
    }
    let at = 0;
    for (; left > 0 && at < data.length; left -= 1) {
      const newline = data.indexOf("\n", at);
      if (newline < 0) break;
      at = newline + 1;
    }
    yield* out(left > 0 ? data : data.slice(0, at));
  }
}

const cannotOpen = (context: ProcessContext, file: string, text: string): string => (isGnu(context) ? `head: cannot open '${file}' for reading: ${text}\n` : `head: ${file}: ${text}\n`);

export const head = scripted("head", function* (context) {
  const options = readOptions(context.argv.slice(1).map((argument, index, all) => (/^-\d+$/.test(argument) && !/^-[nc]$/.test(all[index - 1] ?? "") ? `-n${argument.slice(1)}` : argument)), "n:c:qv", { lines: "n", bytes: "c" });
  if (!options.ok) return yield* refuseOption(context, "head", options, "[OPTIONS] [FILE]...");
  const files = options.operands.length === 0 ? ["-"] : options.operands;
  const bad = ["n", "c"].map((letter) => options.value(letter)).find((value) => value !== undefined && countOf(value) === undefined);
  if (bad !== undefined) {
    yield* err(isGnu(context) ? `head: invalid number of ${options.has("c") ? "bytes" : "lines"}: '${bad}'\n` : `head: invalid number '${bad}'\n`);
    return 1;
  }
  const lines = countOf(options.value("n") ?? "10") ?? 10;
  const bytes = options.has("c") ? countOf(options.value("c") ?? "0") : undefined;
  let code = 0;
  for (const [index, file] of files.entries()) {
    const opened = file === "-" ? ({ ok: true, fd: 0 } as const) : yield { call: "open", path: file, mode: "read" };
    if (!opened.ok) {
      yield* err(cannotOpen(context, file, errorText(opened.errno)));
      code = 1;
      continue;
    }
    if (files.length > 1 && !options.has("q")) yield* out(`${index === 0 ? "" : "\n"}==> ${file} <==\n`);
    if ((bytes ?? lines) < 0) yield* passAllBut(opened.fd ?? 0, -lines, bytes === undefined ? undefined : -bytes);
    else yield* pass(opened.fd ?? 0, lines, bytes);
    if (opened.fd !== 0) yield { call: "close", fd: opened.fd ?? 0 };
  }
  return code;
});
