import { clockText } from "../clock.ts";

/** A moment beside the drawing: seconds as long as they have two digits, else a clock. "45.46", "01:45.46". */
export const momentText = (ms: number): string => (ms < 100_000 ? (Math.floor(ms / 10) / 100).toFixed(2) : clockText(ms, 2));

/** How long: "44.7 s", "12 m 05 s", "3 h 12 m", "2 d 3 h". Cut, not rounded. */
export function durationText(ms: number): string {
  const seconds = Math.floor(Math.max(ms, 0) / 1000);
  if (seconds < 60) return `${(Math.floor(Math.max(ms, 0) / 100) / 10).toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${String(seconds % 60).padStart(2, "0")} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} m` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A length of time that was set: "5 s", "2.5 s", "1 m 30 s". */
export function spanText(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 100) / 10} s`;
  const rest = Math.round((ms % 60_000) / 1000);
  return rest === 0 ? `${Math.floor(ms / 60_000)} m` : `${Math.floor(ms / 60_000)} m ${rest} s`;
}
