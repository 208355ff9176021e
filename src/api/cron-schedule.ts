/** Cron schedules as CronJobs have them. Mirrors ParseStandard and Next of robfig/cron v3, which upstream's controller uses. */
import { parseGoDuration } from "./durations.ts";
import { calendarTime, unixMsOf } from "./time.ts";
import { timeZone, utcZone, zoneOffsetMs, type TimeZone } from "./time-zones.ts";

/** Which values match; `isStar`: whatever it is. */
interface Field {
  readonly values: ReadonlySet<number>;
  readonly isStar: boolean;
}
interface Fields {
  readonly minute: Field;
  readonly hour: Field;
  readonly dayOfMonth: Field;
  readonly month: Field;
  readonly dayOfWeek: Field;
}
export type CronSchedule = { readonly everyMs: number } | (Fields & { /** Of a TZ= in front. */ readonly zone?: TimeZone });
export type CronScheduleResult = { readonly ok: true; readonly schedule: CronSchedule } | { readonly ok: false; readonly message: string };

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const bounds: Readonly<Record<keyof Fields, Bounds>> = {
  minute: { min: 0, max: 59 },
  hour: { min: 0, max: 23 },
  dayOfMonth: { min: 1, max: 31 },
  month: { min: 1, max: 12, names: months },
  dayOfWeek: { min: 0, max: 6, names: weekdays },
};
const descriptors: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};
const EVERY = "@every ";

class Unparsable extends Error {}
const refuse = (message: string): never => {
  throw new Unparsable(message);
};

/** Reads a schedule, or says in cron's words what is wrong with it. */
export function parseCronSchedule(text: string): CronScheduleResult {
  try {
    return { ok: true, schedule: parse(text) };
  } catch (error) {
    if (error instanceof Unparsable) return { ok: false, message: error.message };
    throw error;
  }
}

function parse(text: string): CronSchedule {
  if (text === "") refuse("empty spec string");
  const prefix = /^(?:CRON_)?TZ=(\S*)\s*/.exec(text);
  const zone = prefix && (timeZone(prefix[1] ?? "") ?? refuse(`provided bad location ${prefix[1] ?? ""}: unknown time zone ${prefix[1] ?? ""}`));
  const rest = prefix ? text.slice(prefix[0].length).trim() : text;
  if (rest.startsWith(EVERY)) return { everyMs: everyMs(rest) };
  const spec = rest.startsWith("@") ? (descriptors[rest] ?? refuse(`unrecognized descriptor: ${rest}`)) : rest;
  const parts = spec.split(/\s+/).filter((part) => part !== "");
  if (parts.length !== 5) refuse(`expected exactly 5 fields, found ${parts.length}: [${parts.join(" ")}]`);
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = parts;
  return {
    minute: field(minute, bounds.minute),
    hour: field(hour, bounds.hour),
    dayOfMonth: field(dayOfMonth, bounds.dayOfMonth),
    month: field(month, bounds.month),
    dayOfWeek: field(dayOfWeek, bounds.dayOfWeek),
    ...(zone && { zone }),
  };
}

function everyMs(text: string): number {
  const result = parseGoDuration(text.slice(EVERY.length));
  if (!result.ok) return refuse(`failed to parse duration ${text}: ${result.message}`);
  return result.ms < 1000 ? 1000 : result.ms - (result.ms % 1000);
}

function field(text: string, limits: Bounds): Field {
  const ranges = text.split(",").filter((part) => part !== "").map((part) => range(part, limits));
  return { values: new Set(ranges.flatMap(({ values }) => [...values])), isStar: ranges.some(({ isStar }) => isStar) };
}

// Mirrors getRange (parser.go).
function range(text: string, { min, max, names = [] }: Bounds): { readonly values: readonly number[]; readonly isStar: boolean } {
  const [span = "", stepText, ...moreSteps] = text.split("/");
  const [low = "", high, ...moreHyphens] = span.split("-");
  const isAny = low === "*" || low === "?";
  if (!isAny && moreHyphens.length > 0) refuse(`too many hyphens: ${text}`);
  const start = isAny ? min : number(low, { names, min });
  let end = isAny ? max : high === undefined ? start : number(high, { names, min });
  if (moreSteps.length > 0) refuse(`too many slashes: ${text}`);
  const step = stepText === undefined ? 1 : number(stepText, { names: [], min });
  if (stepText !== undefined && high === undefined) end = max;
  if (start < min) refuse(`beginning of range (${start}) below minimum (${min}): ${text}`);
  if (end > max) refuse(`end of range (${end}) above maximum (${max}): ${text}`);
  if (start > end) refuse(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (step === 0) refuse(`step of range should be a positive number: ${text}`);
  const values = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, at) => start + at * step);
  return { values, isStar: isAny && step === 1 };
}

function number(text: string, { names, min }: { readonly names: readonly string[]; readonly min: number }): number {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + min;
  if (!/^[+-]?\d{1,18}$/.test(text)) return refuse(`failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: ${/^[+-]?\d+$/.test(text) ? "value out of range" : "invalid syntax"}`);
  const value = Number(text);
  return value < 0 ? refuse(`negative number (${value}) not allowed: ${text}`) : value;
}

const HOUR_MS = 3_600_000;
const YEARS = 5;

/** The first time after an instant at which a schedule is due, in Unix milliseconds; undefined = not within five years, as for a February 30th. */
export function nextTimeMs(schedule: CronSchedule, unixMs: number, zoneOfJob: TimeZone = utcZone): number | undefined {
  if ("everyMs" in schedule) return unixMs - (((unixMs % 1000) + 1000) % 1000) + schedule.everyMs;
  const zone = schedule.zone ?? zoneOfJob;
  const local = (ms: number) => calendarTime(ms + zoneOffsetMs(zone, ms));
  const isDue = (name: keyof Fields, value: number): boolean => schedule[name].values.has(value);
  let at = Math.floor(unixMs / 60_000) * 60_000 + 60_000;
  const lastYear = local(at).year + YEARS;
  for (;;) {
    const { year, month, day, hour, minute, weekday } = local(at);
    if (year > lastYear) return undefined;
    if (!isDue("month", month)) at = midnight(zone, month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 });
    else if (!isDay(schedule, day, weekday)) at = midnight(zone, { year, month, day: day + 1 });
    else if (!isDue("hour", hour)) at += HOUR_MS - minute * 60_000;
    else if (!isDue("minute", minute)) at += 60_000;
    else return at;
  }
}

/** A day of the month and a day of the week: where both are given, either will do. */
function isDay({ dayOfMonth, dayOfWeek }: Fields, day: number, weekday: number): boolean {
  const [byMonth, byWeek] = [dayOfMonth.values.has(day), dayOfWeek.values.has(weekday)];
  return dayOfMonth.isStar || dayOfWeek.isStar ? byMonth && byWeek : byMonth || byWeek;
}

/** When a day begins in a zone: where its midnight is skipped, an hour later. */
function midnight(zone: TimeZone, date: { readonly year: number; readonly month: number; readonly day: number }): number {
  const civil = unixMsOf({ ...date });
  const at = civil - zoneOffsetMs(zone, civil - zoneOffsetMs(zone, civil));
  const found = at + zoneOffsetMs(zone, at);
  return found < civil ? at + (civil - found) : at;
}
