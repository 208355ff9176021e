import { scripted } from "../scripted.ts";
import { parseDate, parseStamp } from "./parse-date.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText } from "./script.ts";
import { refuseOption, refuseUsage } from "./usage.ts";

const USAGE = "[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...";

export const touch = scripted("touch", function* (context) {
  const options = readOptions(context.argv.slice(1), "camhd:t:r:");
  if (!options.ok) return yield* refuseOption(context, "touch", options, USAGE);
  if (options.operands.length === 0) return yield* refuseUsage(context, "touch", USAGE, "missing file operand");
  const given = options.value("d") ?? options.value("t");
  const other = options.value("r");
  const unixMs = given === undefined ? undefined : options.has("t") ? parseStamp(given, context.startsAtMs) : parseDate(given, context.startsAtMs + context.now);
  if (given !== undefined && unixMs === undefined) {
    yield* err(isGnu(context) ? `touch: invalid date format '${given}'\n` : `touch: invalid date '${given}'\n`);
    return 1;
  }
  const atMs = other === undefined ? (unixMs === undefined ? undefined : unixMs - context.startsAtMs) : context.files.stat(other)?.modifiedAtMs;
  let code = 0;
  for (const path of options.operands) {
    if (options.has("c") && !context.files.stat(path)) continue;
    const done = yield { call: "touch", path, ...(atMs === undefined ? {} : { atMs }) };
    if (done.ok) continue;
    yield* err(isGnu(context) ? `touch: cannot touch '${path}': ${errorText(done.errno)}\n` : `touch: ${path}: ${errorText(done.errno)}\n`);
    code = 1;
  }
  return code;
});
