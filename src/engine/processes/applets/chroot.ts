import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { err, errorText } from "./script.ts";
import { usageText } from "./usage.ts";

export const chroot = scripted("chroot", function* (context) {
  const [path, ...rest] = context.argv.slice(1);
  const gnu = isGnu(context);
  if (path === undefined) {
    yield* err(gnu ? "chroot: missing operand\nTry 'chroot --help' for more information.\n" : usageText("chroot", "NEWROOT [PROG ARGS]"));
    return gnu ? 125 : 1;
  }
  const [first = "", ...others] = rest;
  const argv = first === "" ? [context.env["SHELL"] || "/bin/sh", "-i"] : [first, ...others];
  const entered = context.files.stat(path);
  const failed = yield { call: "exec", argv, enter: { kind: "root", path } };
  const errno = failed.ok ? "EINVAL" : failed.errno;
  if (entered?.type !== "directory" || context.uid !== 0) {
    yield* err(gnu ? `chroot: cannot change root directory to '${path}': ${errorText(errno)}\n` : `chroot: can't change root directory to '${path}': ${errorText(errno)}\n`);
    return gnu ? 125 : 1;
  }
  yield* err(gnu ? `chroot: failed to run command ‘${argv[0]}’: ${errorText(errno)}\n` : `chroot: can't execute '${argv[0]}': ${errorText(errno)}\n`);
  return errno === "ENOENT" ? 127 : 126;
});
