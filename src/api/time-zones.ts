/** IANA time zones without the host's: offsets from a committed table and the rules of summer time. */
import { calendarTime, unixMsOf } from "./time.ts";
import { timeZoneTable } from "./time-zone-table.ts";

/** A zone's offset from UTC at an instant, in milliseconds; east is positive. */
export interface TimeZone {
  readonly name: string;
  readonly minutes: number;
  readonly summer?: SummerTime;
}

/** The first such weekday from a day of the month on, some days later, at a time of day. */
interface Turn {
  readonly month: number;
  readonly from: number;
  /** 0 = Sunday. */
  readonly weekday?: number;
  readonly plusDays?: number;
  readonly minutes: number;
  /** What that time is read from: the zone's own clock until then, its clock in winter, or UTC. */
  readonly clock: "wall" | "standard" | "utc";
}
interface SummerTime {
  readonly minutes: number;
  readonly begins: Turn;
  readonly ends: Turn;
}

const wall = (month: number, from: number, minutes: number, more: { readonly weekday?: number; readonly plusDays?: number } = {}): Turn => ({ month, from, minutes, clock: "wall", ...more });
const standard = (month: number, from: number, minutes: number): Turn => ({ month, from, minutes, clock: "standard" });
const utc = (month: number, from: number, minutes: number): Turn => ({ month, from, minutes, clock: "utc" });
const hour = (begins: Turn, ends: Turn): SummerTime => ({ minutes: 60, begins, ends });

const european = { begins: utc(3, 25, 60), ends: utc(10, 25, 60) };
const summerTimes: Readonly<Record<string, SummerTime>> = {
  EU: { minutes: 60, ...european },
  TROLL: { minutes: 120, ...european },
  US: hour(wall(3, 8, 120), wall(11, 1, 120)),
  CU: hour(standard(3, 8, 0), standard(11, 1, 0)),
  CL: hour(utc(9, 2, 240), utc(4, 2, 180)),
  AU: hour(standard(10, 1, 120), standard(4, 1, 120)),
  LH: { minutes: 30, begins: wall(10, 1, 120), ends: wall(4, 1, 120) },
  NZ: hour(utc(9, 24, -600), utc(4, 1, -600)),
  LB: hour(wall(3, 25, 0), wall(10, 25, 0)),
  EG: hour(wall(4, 24, 0, { weekday: 5 }), wall(10, 25, 1440, { weekday: 4 })),
  IL: hour(wall(3, 25, 120, { plusDays: -2 }), wall(10, 25, 120)),
  MD: hour(wall(3, 25, 120), wall(10, 25, 180)),
};

const zones = new Map(
  timeZoneTable.flatMap(([rule, minutes, names]) => {
    const summer = summerTimes[rule];
    return names.split(" ").map((name): [string, TimeZone] => [name, { name, minutes, ...(summer && { summer }) }]);
  }),
);
export const utcZone: TimeZone = { name: "UTC", minutes: 0 };

/** The zone of an IANA name, in its exact spelling; undefined = there is none. */
export const timeZone = (name: string): TimeZone | undefined => (name === "" ? utcZone : zones.get(name));

/** What a zone's clocks add to UTC at an instant, in milliseconds. */
export function zoneOffsetMs({ minutes, summer }: TimeZone, unixMs: number): number {
  return 60_000 * (minutes + (summer && isSummer(summer, minutes, unixMs) ? summer.minutes : 0));
}

function isSummer({ minutes: added, begins, ends }: SummerTime, minutes: number, unixMs: number): boolean {
  const { year } = calendarTime(unixMs);
  const [from, to] = [turnMs(begins, year, minutes, 0), turnMs(ends, year, minutes, added)];
  return from < to ? from <= unixMs && unixMs < to : unixMs < to || from <= unixMs;
}

function turnMs({ month, from, weekday = 0, plusDays = 0, minutes, clock }: Turn, year: number, offset: number, added: number): number {
  const first = unixMsOf({ year, month, day: from });
  const days = ((weekday - calendarTime(first).weekday + 7) % 7) + plusDays;
  const behind = clock === "utc" ? 0 : clock === "standard" ? offset : offset + added;
  return first + 86_400_000 * days + 60_000 * (minutes - behind);
}
