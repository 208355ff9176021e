import type { ProcessContext, Program, Step } from "../program.ts";
import { isGnu } from "./flavor.ts";
import { usageText } from "./usage.ts";

const UNITS: Readonly<Record<string, number>> = { "": 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Longer than any cluster lives. */
export const FOREVER_MS = 2 ** 52;

/** Milliseconds of what sleep is told: numbers with an optional unit s, m, h or d; undefined = not a number. */
export function sleepMs(text: string): number | undefined {
  if (text === "infinity" || text === "inf") return FOREVER_MS;
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  return match ? Math.min(FOREVER_MS, Math.round(Number(match[1]) * (UNITS[match[2] ?? ""] ?? 1000))) : undefined;
}

/** The exit code that follows. Written out as a machine: no other program is started so often. */
const ASLEEP = { state: 0 } as const;

export const sleep: Program<number> = {
  name: "sleep",
  start: (context) => begin(context),
  resume: (state) => ({ state, syscall: { call: "exit", code: state } }),
};

function begin(context: ProcessContext): Step<number> {
  const { argv } = context;
  if (argv.length === 1) return refuse(isGnu(context) ? "sleep: missing operand\nTry 'sleep --help' for more information.\n" : usageText("sleep", "[N]..."));
  let ms = 0;
  for (let at = 1; at < argv.length; at += 1) {
    const time = argv[at] ?? "";
    const each = sleepMs(time);
    if (each === undefined) return refuse(isGnu(context) ? `sleep: invalid time interval '${time}'\nTry 'sleep --help' for more information.\n` : `sleep: invalid number '${time}'\n`);
    ms += each;
  }
  return { ...ASLEEP, syscall: { call: "sleep", ms } };
}

const refuse = (text: string): Step<number> => ({ state: 1, syscall: { call: "write", fd: 2, data: text } });
