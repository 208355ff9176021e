import { rfc3339 } from "../../../api/time.ts";

/** "2026-01-01T00:00:05.012000000Z": an instant of virtual time, with its place below the millisecond. */
export function nanoStamp(startsAtMs: number, atMs: number, place = 0): string {
  const unix = startsAtMs + atMs;
  const fraction = String((((unix % 1000) + 1000) % 1000) * 1_000_000 + place * 1000).padStart(9, "0");
  return rfc3339(unix).replace(/Z$/, `.${fraction}Z`);
}
