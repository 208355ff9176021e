import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText } from "./script.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

const USAGE = "[-irf] FILE...";

export const rm = scripted("rm", function* (context) {
  const options = readOptions(context.argv.slice(1), "irRfv", { recursive: "r", force: "f" });
  if (!options.ok) return yield* refuseOption(context, "rm", options, USAGE);
  const force = options.has("f");
  if (options.operands.length === 0) return force ? 0 : yield* refuseUsage(context, "rm", USAGE, "missing operand");
  const recursive = options.has("r") || options.has("R");
  let code = 0;
  for (const path of options.operands) {
    const stat = context.files.stat(path);
    if (!stat && force) continue;
    const complaint = stat?.type === "directory" && !recursive ? (isGnu(context) ? `rm: cannot remove '${path}': Is a directory\n` : `rm: '${path}' is a directory\n`) : undefined;
    const done = complaint === undefined ? yield { call: "remove", path, recursive } : undefined;
    if (done?.ok) continue;
    yield* err(complaint ?? (isGnu(context) ? `rm: cannot remove '${path}': ${errorText(done?.errno ?? "ENOENT")}\n` : `rm: can't remove '${path}': ${errorText(done?.errno ?? "ENOENT")}\n`));
    code = 1;
  }
  return code;
});
