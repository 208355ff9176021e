import { scripted } from "../../scripted.ts";
import { isGnu } from "../flavor.ts";
import { readOptions } from "../options.ts";
import { out } from "../script.ts";
import { refuseOption } from "../usage.ts";
import { busyboxTable } from "./busybox.ts";
import { procps } from "./procps.ts";

/** `ps`: busybox's, or that of procps where the image's tools are the larger ones. */
export const ps = scripted("ps", function* (context) {
  const options = readOptions(context.argv.slice(1), "o:TaAwlef");
  if (!isGnu(context) && !options.ok) return yield* refuseOption(context, "ps", options, "[-o COL1,COL2=HEADER] [-T]");
  const listed = yield { call: "processes" };
  const present = yield { call: "now" };
  const [all, now] = [listed.ok ? (listed.processes ?? []) : [], present.ok ? (present.number ?? 0) : 0];
  if (isGnu(context)) return yield* procps(context, all, now);
  yield* out(busyboxTable(context, all, now, options.ok ? options.value("o")?.split(",") : undefined));
  return 0;
});
