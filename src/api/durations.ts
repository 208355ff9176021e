/** Spans of time as people and Go write them. */

// Mirrors HumanDuration (apimachinery/pkg/util/duration/duration.go): what AGE columns show; cut off, never rounded.
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return twoUnits(minutes, "m", seconds % 60, "s");
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return twoUnits(hours, "h", minutes % 60, "m");
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return twoUnits(days, "d", hours % 24, "h");
  if (days < 365 * 2) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? twoUnits(years, "y", days % 365, "d") : `${years}y`;
}

const twoUnits = (major: number, majorUnit: string, minor: number, minorUnit: string): string =>
  minor === 0 ? `${major}${majorUnit}` : `${major}${majorUnit}${minor}${minorUnit}`;

// Mirrors ShortHumanDuration (the same file): one unit.
export function shortHumanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  const days = Math.floor(seconds / 86_400);
  return days < 365 ? `${days}d` : `${Math.floor(days / 365)}y`;
}

/** A Go duration's text: "1m30s", "1.5s", "112ms", "0s". Parts finer than a nanosecond are cut off. */
// Mirrors time.Duration.String.
export function goDuration(ms: number): string {
  const nanos = Math.trunc(ms * 1_000_000);
  if (nanos === 0) return "0s";
  const sign = nanos < 0 ? "-" : "";
  const magnitude = Math.abs(nanos);
  if (magnitude < 1000) return `${sign}${magnitude}ns`;
  if (magnitude < 1_000_000) return `${sign}${decimals(magnitude, 1000)}µs`;
  if (magnitude < 1_000_000_000) return `${sign}${decimals(magnitude, 1_000_000)}ms`;
  const minutes = Math.floor(magnitude / 60_000_000_000);
  const seconds = `${decimals(magnitude - minutes * 60_000_000_000, 1_000_000_000)}s`;
  if (minutes === 0) return sign + seconds;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${sign}${minutes}m${seconds}` : `${sign}${hours}h${minutes % 60}m${seconds}`;
}

function decimals(value: number, unit: number): string {
  const whole = Math.floor(value / unit);
  const rest = value - whole * unit;
  if (rest === 0) return String(whole);
  return `${whole}.${String(rest).padStart(String(unit).length - 1, "0").replace(/0+$/, "")}`;
}

const unitsMs: ReadonlyMap<string, number> = new Map([
  ["ns", 0.000_001], ["us", 0.001], ["µs", 0.001], ["μs", 0.001], ["ms", 1], ["s", 1000], ["m", 60_000], ["h", 3_600_000],
]);

export type DurationResult = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly message: string };

/** Reads a Go duration into milliseconds; the message of a refusal is Go's. */
// Mirrors time.ParseDuration.
export function parseGoDuration(text: string): DurationResult {
  const refuse = (what: string): DurationResult => ({ ok: false, message: `time: ${what} duration ${JSON.stringify(text)}` });
  const sign = text.startsWith("-") ? -1 : 1;
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === "0") return { ok: true, ms: 0 };
  if (rest === "") return refuse("invalid");
  let ms = 0;
  while (rest !== "") {
    const number = /^(\d*)(?:\.(\d*))?/.exec(rest);
    if (number === null || ((number[1] ?? "") === "" && (number[2] ?? "") === "")) return refuse("invalid");
    rest = rest.slice(number[0].length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? "";
    if (unit === "") return refuse("missing unit in");
    const unitMs = unitsMs.get(unit);
    if (unitMs === undefined) return refuse(`unknown unit ${JSON.stringify(unit)} in`);
    rest = rest.slice(unit.length);
    ms += Number(`${number[1] || "0"}.${number[2] || "0"}`) * unitMs;
  }
  return ms > 9_223_372_036_854 ? refuse("invalid") : { ok: true, ms: sign * ms };
}
