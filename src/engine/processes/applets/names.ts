import { scripted } from "../scripted.ts";
import { out } from "./script.ts";
import { refuseUsage } from "./usage.ts";

const base = (path: string): string => (/^\/+$/.test(path) ? "/" : path.replace(/\/+$/, "").replace(/^.*\//, ""));

export const basename = scripted("basename", function* (context) {
  const [path, suffix] = context.argv.slice(1);
  if (path === undefined) return yield* refuseUsage(context, "basename", "FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...", "missing operand");
  const name = base(path);
  yield* out(`${suffix !== undefined && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name}\n`);
  return 0;
});

export const dirname = scripted("dirname", function* (context) {
  const [, path] = context.argv;
  if (path === undefined) return yield* refuseUsage(context, "dirname", "FILENAME", "missing operand");
  const bare = path.replace(/(.)\/+$/, "$1");
  const slash = bare.lastIndexOf("/");
  yield* out(`${slash < 0 ? "." : slash === 0 ? "/" : bare.slice(0, slash)}\n`);
  return 0;
});
