import { compute, errorText, err, out, type Part } from "./script.ts";
import type { ProcessContext } from "../program.ts";
import { isGnu } from "./flavor.ts";

const LINES_PER_STEP = 8;

/**
 * Reads files (or standard input) as it comes and prints what `each` makes of every line; a filter in a pipe that never
 * ends works on what has arrived.
 */
export function* filterLines(context: ProcessContext, applet: string, files: readonly string[], each: (line: string, file: string) => string | undefined, done: () => boolean = () => false, silent = false): Part<boolean> {
  let failed = false;
  for (const file of files.length === 0 ? ["-"] : files) {
    const opened: { readonly ok: boolean; readonly fd?: number; readonly errno?: string } = file === "-" ? { ok: true, fd: 0 } : context.files.list(file) !== undefined ? { ok: false, errno: "EISDIR" } : yield { call: "open", path: file, mode: "read" };
    if (!opened.ok) {
      const text = errorText((opened.errno ?? "ENOENT") as "ENOENT");
      if (!silent) yield* err(isGnu(context) && applet === "sed" ? `sed: can't read ${file}: ${text}\n` : `${applet}: ${file}: ${text}\n`);
      failed = true;
      continue;
    }
    let rest = "";
    for (;;) {
      const chunk: { readonly ok: boolean; readonly data?: string } = yield { call: "read", fd: opened.fd ?? 0 };
      const ended = !chunk.ok || !chunk.data;
      const lines = (rest + (chunk.data ?? "")).split("\n");
      rest = ended ? "" : (lines.pop() ?? "");
      if (ended && lines.at(-1) === "") lines.pop();
      let text = "";
      for (const line of lines) {
        if (done()) break;
        text += each(line, file) ?? "";
      }
      yield* compute(lines.length / LINES_PER_STEP);
      const written = yield* out(text);
      if (ended || done() || !written.ok) break;
    }
    if (opened.fd !== 0) yield { call: "close", fd: opened.fd ?? 0 };
    if (done()) break;
  }
  return failed;
}
