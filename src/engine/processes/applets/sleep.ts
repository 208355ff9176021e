import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { err } from "./script.ts";
import { usageText } from "./usage.ts";

const UNITS: Readonly<Record<string, number>> = { "": 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Longer than any cluster lives. */
const FOREVER_MS = 2 ** 52;

/** Milliseconds of what sleep is told: numbers with an optional unit s, m, h or d; undefined = not a number. */
export function sleepMs(text: string): number | undefined {
  if (text === "infinity" || text === "inf") return FOREVER_MS;
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  return match ? Math.min(FOREVER_MS, Math.round(Number(match[1]) * (UNITS[match[2] ?? ""] ?? 1000))) : undefined;
}

export const sleep = scripted("sleep", function* (context) {
  const times = context.argv.slice(1);
  if (times.length === 0) {
    yield* err(isGnu(context) ? "sleep: missing operand\nTry 'sleep --help' for more information.\n" : usageText("sleep", "[N]..."));
    return 1;
  }
  let ms = 0;
  for (const time of times) {
    const each = sleepMs(time);
    if (each === undefined) {
      yield* err(isGnu(context) ? `sleep: invalid time interval '${time}'\nTry 'sleep --help' for more information.\n` : `sleep: invalid number '${time}'\n`);
      return 1;
    }
    ms += each;
  }
  yield { call: "sleep", ms };
  return 0;
});
