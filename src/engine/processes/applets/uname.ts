import { KERNEL } from "../kernel-release.ts";
import { scripted } from "../scripted.ts";
import { readOptions } from "./options.ts";
import { out } from "./script.ts";
import { refuseOption } from "./usage.ts";

export const uname = scripted("uname", function* (context) {
  const options = readOptions(context.argv.slice(1), "amnrspvio");
  if (!options.ok) return yield* refuseOption(context, "uname", options, "[-amnrspvio]");
  const all = options.has("a");
  const fields: readonly (readonly [string, string])[] = [["s", "Linux"], ["n", context.hostname], ["r", KERNEL.release], ["v", KERNEL.version], ["m", KERNEL.machine], ["o", "GNU/Linux"]];
  const shown = fields.filter(([letter]) => all || options.has(letter)).map(([, value]) => value);
  yield* out(`${(shown.length > 0 ? shown : ["Linux"]).join(" ")}\n`);
  return 0;
});

export const nproc = scripted("nproc", function* () {
  yield* out("2\n");
  return 0;
});

export const tty = scripted("tty", function* (context) {
  if (!context.argv.includes("-s")) yield* out(context.isTty(0) ? "/dev/pts/0\n" : "not a tty\n");
  return context.isTty(0) ? 0 : 1;
});
