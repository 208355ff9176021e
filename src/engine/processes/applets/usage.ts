import type { ProcessContext } from "../program.ts";
import type { Options } from "./options.ts";
import { isGnu } from "./flavor.ts";
import { err, type Part } from "./script.ts";

/** What a tool says to options that it does not have, and its exit code. */
export function* refuseOption(context: ProcessContext, applet: string, options: Extract<Options, { ok: false }>, usage: string): Part<number> {
  const { letter, missingArgument } = options;
  const long = letter.startsWith("--");
  const problem = missingArgument ? `option requires an argument -- '${letter}'` : long ? `unrecognized option '${letter}'` : `invalid option -- '${letter}'`;
  if (isGnu(context)) yield* err(`${context.argv[0]}: ${problem}\nTry '${applet} --help' for more information.\n`);
  else yield* err(`${applet}: ${problem}\n${usageText(applet, usage)}`);
  return 1;
}

/** Busybox's help, as it prints it after a wrong call. Simplified: the help of a busybox tool, shown after a wrong call, has no table of options. */
export const usageText = (applet: string, usage: string): string => `BusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.\n\nUsage: ${applet}${usage === "" ? "" : ` ${usage}`}\n`;

export function* refuseUsage(context: ProcessContext, applet: string, usage: string, gnu: string): Part<number> {
  yield* err(isGnu(context) ? `${applet}: ${gnu}\nTry '${applet} --help' for more information.\n` : usageText(applet, usage));
  return 1;
}
