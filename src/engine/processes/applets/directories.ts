import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText } from "./script.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

export const mkdir = scripted("mkdir", function* (context) {
  const options = readOptions(context.argv.slice(1), "pm:v", { parents: "p", mode: "m" });
  if (!options.ok) return yield* refuseOption(context, "mkdir", options, "[-m MODE] [-p] DIRECTORY...");
  if (options.operands.length === 0) return yield* refuseUsage(context, "mkdir", "[-m MODE] [-p] DIRECTORY...", "missing operand");
  const mode = options.value("m");
  let code = 0;
  for (const path of options.operands) {
    const made = yield { call: "mkdir", path, parents: options.has("p"), ...(mode === undefined ? {} : { mode: parseInt(mode, 8) || 0o755 }) };
    if (made.ok) continue;
    yield* err(isGnu(context) ? `mkdir: cannot create directory '${path}': ${errorText(made.errno)}\n` : `mkdir: can't create directory '${path}': ${errorText(made.errno)}\n`);
    code = 1;
  }
  return code;
});

export const rmdir = scripted("rmdir", function* (context) {
  const options = readOptions(context.argv.slice(1), "p");
  if (!options.ok) return yield* refuseOption(context, "rmdir", options, "[-p] DIRECTORY...");
  let code = 0;
  for (const path of options.operands) {
    const stat = context.files.stat(path);
    const removed = stat && stat.type !== "directory" ? ({ ok: false, errno: "ENOTDIR" } as const) : yield { call: "remove", path };
    if (removed.ok) continue;
    yield* err(isGnu(context) ? `rmdir: failed to remove '${path}': ${errorText(removed.errno)}\n` : `rmdir: '${path}': ${errorText(removed.errno)}\n`);
    code = 1;
  }
  return code;
});
