import { unixMsOf } from "../../../api/time.ts";

const UNITS: Readonly<Record<string, number>> = { sec: 1000, second: 1000, min: 60_000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/**
 * "@1700000000", "2026-01-02", "2026-01-02 03:04[:05]", "03:04[:05]"; for GNU's tools also "2026-01-02T03:04:05Z",
 * "yesterday", "3 days ago", "+1 hour": Unix milliseconds, always UTC.
 */
export function parseDate(text: string, nowMs: number, gnu = false): number | undefined {
  const seconds = /^@(-?\d+)$/.exec(text);
  if (seconds) return Number(seconds[1]) * 1000;
  const time = /^(\d\d?):(\d\d)(?::(\d\d))?$/.exec(text);
  if (time) return Math.floor(nowMs / 86_400_000) * 86_400_000 + Number(time[1]) * 3_600_000 + Number(time[2]) * 60_000 + Number(time[3] ?? 0) * 1000;
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:([T ])(\d\d):(\d\d)(?::(\d\d))?(Z?))?$/.exec(text);
  if (match && (gnu || (match[4] !== "T" && !match[8]))) {
    const [, year, month, day, , hour, minute, second] = match.map((part) => Number(part ?? 0));
    return unixMsOf({ year: year ?? 0, month: month ?? 1, day: day ?? 1, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 });
  }
  return gnu ? relative(text, nowMs) : undefined;
}

function relative(text: string, nowMs: number): number | undefined {
  const words: Readonly<Record<string, number>> = { now: 0, today: 0, yesterday: -86_400_000, tomorrow: 86_400_000 };
  const known = words[text.trim()];
  if (known !== undefined) return nowMs + known;
  const match = /^([-+]?\d+)\s*([a-z]+?)s?(\s+ago)?$/.exec(text.trim());
  const unit = UNITS[match?.[2] ?? ""];
  if (!match || unit === undefined) return undefined;
  return nowMs + Number(match[1]) * unit * (match[3] ? -1 : 1);
}

/** touch's -t: [[CC]YY]MMDDhhmm[.ss]. */
export function parseStamp(text: string, nowMs: number): number | undefined {
  const match = /^(\d\d)?(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  if (!match) return undefined;
  const [century, years] = match[2] === undefined ? [undefined, match[1]] : [match[1], match[2]];
  const year = years === undefined ? 1970 + Math.floor(nowMs / 31_556_952_000) : Number(century ?? (Number(years) < 69 ? "20" : "19")) * 100 + Number(years);
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(3).map((part) => Number(part ?? 0));
  return unixMsOf({ year, month, day, hour, minute, second });
}
