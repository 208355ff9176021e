import { scripted } from "../scripted.ts";
import { calledName, isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText, out } from "./script.ts";
import { refuseOption } from "./usage.ts";

/** cat: what it cannot open it names, and goes on with the rest. */
export const cat = scripted("cat", function* (context) {
  const options = readOptions(context.argv.slice(1), "nbvteAu");
  if (!options.ok) return yield* refuseOption(context, "cat", options, "[-nbvteA] [FILE]...");
  const files = options.operands.length === 0 ? ["-"] : options.operands;
  let code = 0;
  let line = 0;
  for (const file of files) {
    const opened = file === "-" ? ({ ok: true, fd: 0 } as const) : yield { call: "open", path: file, mode: "read" };
    if (!opened.ok) {
      yield* err(isGnu(context) ? `${calledName(context, "cat")}: ${file}: ${errorText(opened.errno)}\n` : `cat: can't open '${file}': ${errorText(opened.errno)}\n`);
      code = 1;
      continue;
    }
    const fd = opened.fd ?? 0;
    if (context.files.stat(file)?.type === "directory") {
      yield* err(isGnu(context) ? `cat: ${file}: Is a directory\n` : `cat: read error: Is a directory\n`);
      code = 1;
      continue;
    }
    for (;;) {
      const chunk = yield options.has("n") ? { call: "read", fd, until: "line" } : { call: "read", fd };
      if (!chunk.ok || !chunk.data) break;
      const written = yield* out(options.has("n") ? `${String((line += 1)).padStart(6)}\t${chunk.data}` : chunk.data);
      if (!written.ok) return 1;
    }
    if (fd !== 0) yield { call: "close", fd };
  }
  return code;
});
