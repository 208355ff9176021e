import { scripted } from "../scripted.ts";
import { clockOf, DAYS, LONG_DAYS, LONG_MONTHS, MONTHS } from "./dates.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { parseDate } from "./parse-date.ts";
import { err, out } from "./script.ts";
import { refuseOption } from "./usage.ts";

const two = (number: number): string => String(number).padStart(2, "0");

/** A time as strftime writes it, always UTC. */
export function formatDate(unixMs: number, format: string): string {
  const clock = clockOf(unixMs);
  const pieces: Readonly<Record<string, () => string>> = {
    Y: () => String(clock.year), m: () => two(clock.month), d: () => two(clock.day), H: () => two(clock.hour), M: () => two(clock.minute), S: () => two(clock.second),
    y: () => two(clock.year % 100), e: () => String(clock.day).padStart(2), j: () => String(clock.dayOfYear).padStart(3, "0"), a: () => DAYS[clock.weekday] ?? "", A: () => LONG_DAYS[clock.weekday] ?? "",
    b: () => MONTHS[clock.month - 1] ?? "", h: () => MONTHS[clock.month - 1] ?? "", B: () => LONG_MONTHS[clock.month - 1] ?? "", s: () => String(Math.floor(unixMs / 1000)), N: () => `${String(clock.millisecond).padStart(3, "0")}000000`,
    F: () => `${clock.year}-${two(clock.month)}-${two(clock.day)}`, T: () => `${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}`, R: () => `${two(clock.hour)}:${two(clock.minute)}`,
    D: () => `${two(clock.month)}/${two(clock.day)}/${two(clock.year % 100)}`, I: () => two(((clock.hour + 11) % 12) + 1), p: () => (clock.hour < 12 ? "AM" : "PM"), u: () => String(clock.weekday || 7), w: () => String(clock.weekday),
    Z: () => "UTC", z: () => "+0000", n: () => "\n", t: () => "\t", "%": () => "%", c: () => formatDate(unixMs, "%a %b %e %H:%M:%S %Y"), x: () => formatDate(unixMs, "%m/%d/%y"), X: () => formatDate(unixMs, "%H:%M:%S"), k: () => String(clock.hour).padStart(2), l: () => String(((clock.hour + 11) % 12) + 1).padStart(2),
  };
  return format.replace(/%[-_0]?([a-zA-Z%])/g, (whole, letter: string) => pieces[letter]?.() ?? whole);
}

const ISO: Readonly<Record<string, string>> & { readonly date: string } = { date: "%Y-%m-%d", hours: "%Y-%m-%dT%H+00:00", minutes: "%Y-%m-%dT%H:%M+00:00", seconds: "%Y-%m-%dT%H:%M:%S+00:00" };
const PRECISE = /^(?:-I|--iso-8601=|--rfc-3339=)(date|hours|minutes|seconds)$/;
const precision = (argv: readonly string[]): string => argv.map((argument) => PRECISE.exec(argument)?.[1]).find((found) => found !== undefined) ?? "date";
const withPrecision = (args: readonly string[]): string[] => args.map((argument) => (PRECISE.test(argument) ? "-I" : argument));

export const date = scripted("date", function* (context) {
  const options = readOptions(withPrecision(context.argv.slice(1)), "ud:D:Rr:s:I", { utc: "u", universal: "u", date: "d", reference: "r", "rfc-2822": "R", "iso-8601": "I" });
  if (!options.ok) return yield* refuseOption(context, "date", options, "[OPTIONS] [+FMT] [[-s] TIME]");
  const present = yield { call: "now" };
  const given = options.value("d");
  const file = options.value("r");
  const now = context.startsAtMs + (present.ok ? (present.number ?? 0) : 0);
  const held = file === undefined ? undefined : context.files.stat(file);
  if (file !== undefined && !held) {
    yield* err(`date: ${file}: No such file or directory\n`);
    return 1;
  }
  const time = held ? context.startsAtMs + held.modifiedAtMs : given === undefined ? now : parseDate(given, now, isGnu(context));
  if (time === undefined) {
    yield* err(`date: invalid date '${given}'\n`);
    return 1;
  }
  const [format] = options.operands;
  const usual = options.has("R") ? "%a, %d %b %Y %H:%M:%S +0000" : options.has("I") ? (ISO[precision(context.argv)] ?? ISO.date) : "%a %b %e %H:%M:%S UTC %Y";
  yield* out(`${formatDate(time, format?.startsWith("+") ? format.slice(1) : usual)}\n`);
  return 0;
});
