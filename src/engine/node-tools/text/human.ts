const UNITS = ["B", "kB", "MB", "GB", "TB"];

// Mirrors HumanSizeWithPrecision (github.com/docker/go-units/size.go): decimal units, so many significant digits.
export function humanSize(bytes: number, digits = 3): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${Number(size.toPrecision(digits))}${UNITS[unit]}`;
}

// Mirrors HumanDuration (github.com/docker/go-units/duration.go).
export function humanDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return "Less than a second";
  if (seconds === 1) return "1 second";
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes === 1) return "About a minute";
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.round(ms / 3_600_000);
  if (hours === 1) return "About an hour";
  if (hours < 48) return `${hours} hours`;
  const days = Math.floor(hours / 24);
  if (hours < 24 * 7 * 2) return `${days} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(days / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.floor(days / 30)} months`;
  return `${Math.floor(days / 365)} years`;
}

// Mirrors text/tabwriter with spaces: cells but the last are as wide as their column, padding included, and at least so wide.
export function columns(rows: readonly (readonly string[])[], minimum: number, padding = 3): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(minimum, ...rows.map((row) => (row[index] ?? "").length + padding)));
  return rows.map((row) => `${row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join("")}\n`).join("");
}
