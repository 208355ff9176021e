import { byteLength, splitBytes } from "../bytes.ts";
import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText, out, type Part } from "./script.ts";
import { refuseOption } from "./usage.ts";

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
  const options = readOptions(context.argv.slice(1).map((argument) => (/^-\d+$/.test(argument) ? `-n${argument.slice(1)}` : argument)), "n:c:qv", { lines: "n", bytes: "c" });
  if (!options.ok) return yield* refuseOption(context, "head", options, "[OPTIONS] [FILE]...");
  const files = options.operands.length === 0 ? ["-"] : options.operands;
  const lines = Number(options.value("n") ?? 10);
  const bytes = options.has("c") ? Number(options.value("c")) : undefined;
  let code = 0;
  for (const [index, file] of files.entries()) {
    const opened = file === "-" ? ({ ok: true, fd: 0 } as const) : yield { call: "open", path: file, mode: "read" };
    if (!opened.ok) {
      yield* err(cannotOpen(context, file, errorText(opened.errno)));
      code = 1;
      continue;
    }
    if (files.length > 1 && !options.has("q")) yield* out(`${index === 0 ? "" : "\n"}==> ${file} <==\n`);
    yield* pass(opened.fd ?? 0, lines, bytes);
    if (opened.fd !== 0) yield { call: "close", fd: opened.fd ?? 0 };
  }
  return code;
});
