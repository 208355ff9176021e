/** Instants as Unix milliseconds and spans as milliseconds, written and read as Kubernetes and Go do. Always UTC. */
export { humanDuration, shortHumanDuration, goDuration, parseGoDuration } from "./durations.ts";

const msPerDay = 86_400_000;
const pad = (value: number, width: number): string => String(value).padStart(width, "0");

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 to a date of the proleptic Gregorian calendar. */
function civilFromDays(days: number): CivilDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

function daysFromCivil({ year, month, day }: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export interface CalendarTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 = Sunday. */
  readonly weekday: number;
}

/** The civil date of the day that was asked for last: most instants of a run lie in it. */
let lastDays = Number.NaN;
let lastDate: CivilDate = { year: 1970, month: 1, day: 1 };

/** The calendar's reading of an instant. */
export function calendarTime(unixMs: number): CalendarTime {
  const days = Math.floor(unixMs / msPerDay);
  const rest = unixMs - days * msPerDay;
  if (days !== lastDays) {
    lastDate = civilFromDays(days);
    lastDays = days;
  }
  return {
    year: lastDate.year,
    month: lastDate.month,
    day: lastDate.day,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: Math.floor(rest) % 1000,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

const dateAndClock = (t: CalendarTime): string =>
  `${pad(t.year, 4)}-${pad(t.month, 2)}-${pad(t.day, 2)}T${pad(t.hour, 2)}:${pad(t.minute, 2)}:${pad(t.second, 2)}`;

/** Many stamps fall into one second: the last one written is kept. */
let lastSecond = Number.NaN;
let lastStamp = "";

/** metav1.Time: whole seconds, "2026-01-01T00:00:00Z". */
export function rfc3339(unixMs: number): string {
  const second = Math.floor(unixMs / 1000);
  if (second !== lastSecond) {
    lastStamp = `${dateAndClock(calendarTime(unixMs))}Z`;
    lastSecond = second;
  }
  return lastStamp;
}
/** metav1.MicroTime: six digits; `micros` (0 to 999) are those within the millisecond. */
export const rfc3339Micro = (unixMs: number, micros = 0): string => {
  const time = calendarTime(unixMs);
  return `${dateAndClock(time)}.${pad(time.millisecond, 3)}${pad(micros, 3)}Z`;
};

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Thu, 01 Jan 2026 00:00:00 +0000", as kubectl describe writes times. */
export function rfc1123z(unixMs: number): string {
  const t = calendarTime(unixMs);
  return `${weekdays[t.weekday]}, ${pad(t.day, 2)} ${months[t.month - 1]} ${pad(t.year, 4)} ${pad(t.hour, 2)}:${pad(t.minute, 2)}:${pad(t.second, 2)} +0000`;
}

const rfc3339Shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Unix milliseconds (finer parts cut off) of an RFC 3339 time, or undefined when it is none. */
export function parseRfc3339(text: string): number | undefined {
  const match = rfc3339Shape.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return undefined;
  const [offsetHour, offsetMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (offsetHour > 24 || offsetMinute > 60) return undefined;
  const offsetMs = (match[8] === "-" ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  const milliseconds = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  return unixMsOf({ year, month, day, hour, minute, second }) + milliseconds - offsetMs;
}

/** Unix milliseconds of a UTC calendar's reading. */
export const unixMsOf = ({ year, month, day, hour = 0, minute = 0, second = 0 }: CivilDate & Partial<Pick<CalendarTime, "hour" | "minute" | "second">>): number =>
  daysFromCivil({ year, month, day }) * msPerDay + (hour * 3600 + minute * 60 + second) * 1000;

/** Days of a month of a year, leap years counted. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
