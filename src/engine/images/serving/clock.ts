import { rfc3339 } from "../../../api/time.ts";
import type { ProcessContext } from "../../processes/program.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** The day of 1 January 1970 first. */
const WEEKDAYS = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const DAY_MS = 86_400_000;

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly monthName: string;
  readonly day: string;
  readonly time: string;
  readonly weekday: string;
}

/** The wall clock of a process, in the pieces that servers' log formats are made of. UTC, as in containers. */
function partsAt(context: ProcessContext): Parts {
  const unixMs = context.startsAtMs + context.now;
  const text = rfc3339(unixMs);
  const month = text.slice(5, 7);
  return {
    year: text.slice(0, 4),
    month,
    monthName: MONTHS[Number(month) - 1] ?? "",
    day: text.slice(8, 10),
    time: text.slice(11, 19),
    weekday: WEEKDAYS[Math.floor(unixMs / DAY_MS) % 7] ?? "",
  };
}

/** "21/Nov/2026:02:00:24 +0000", as in the common log format. */
export function commonLogTime(context: ProcessContext): string {
  const { day, monthName, year, time } = partsAt(context);
  return `${day}/${monthName}/${year}:${time} +0000`;
}

/** "2026/11/21 02:00:24", as nginx's error log and Go's log package write it. */
export function slashTime(context: ProcessContext): string {
  const { year, month, day, time } = partsAt(context);
  return `${year}/${month}/${day} ${time}`;
}

/** "Sat, 21 Nov 2026 02:00:24 GMT", as in HTTP headers. */
export function httpDate(context: ProcessContext): string {
  const { weekday, day, monthName, year, time } = partsAt(context);
  return `${weekday}, ${day} ${monthName} ${year} ${time} GMT`;
}

/** "Sat Nov 21 02:00:24.000000 2026", as Apache's error log writes it. */
export function apacheTime(context: ProcessContext): string {
  const { weekday, monthName, day, time, year } = partsAt(context);
  return `${weekday} ${monthName} ${day} ${time}.${milliseconds(context)}000 ${year}`;
}

/** "21 Nov 2026 02:00:24.123", as Redis writes it. */
export function redisTime(context: ProcessContext): string {
  const { day, monthName, year, time } = partsAt(context);
  return `${day} ${monthName} ${year} ${time}.${milliseconds(context)}`;
}

/** "2026-11-21 02:00:24". */
export function dashTime(context: ProcessContext): string {
  const { year, month, day, time } = partsAt(context);
  return `${year}-${month}-${day} ${time}`;
}

const milliseconds = (context: ProcessContext): string => String((context.startsAtMs + context.now) % 1000).padStart(3, "0");

/** "2026-11-21T02:00:24.123Z". */
export function isoTime(context: ProcessContext): string {
  const { year, month, day, time } = partsAt(context);
  return `${year}-${month}-${day}T${time}.${milliseconds(context)}Z`;
}

/** "2026-11-21T02:00:24Z". */
export const isoSeconds = (context: ProcessContext): string => `${isoTime(context).slice(0, 19)}Z`;
