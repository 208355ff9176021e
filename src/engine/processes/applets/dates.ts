import { calendarTime, unixMsOf, type CalendarTime } from "../../../api/time.ts";

export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
export const LONG_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"] as const;
export const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
export const LONG_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

export interface Clock extends CalendarTime {
  /** From 1. */
  readonly dayOfYear: number;
}

const DAY_MS = 86_400_000;

/** A UTC clock's hands at a Unix time. */
export function clockOf(unixMs: number): Clock {
  const time = calendarTime(unixMs);
  return { ...time, dayOfYear: Math.floor((unixMs - unixMsOf({ year: time.year, month: 1, day: 1 })) / DAY_MS) + 1 };
}
