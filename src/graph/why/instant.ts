const two = (value: number): string => String(value).padStart(2, "0");

/** An instant as it stands beside a cause: "45.46" in the first hundred seconds, "12:05.46", "1:02:05.46". Cut, not rounded: 45.46 is never shown before it is. */
export function instantText(ms: number): string {
  const hundredths = Math.floor(Math.max(ms, 0) / 10);
  const whole = Math.floor(hundredths / 100);
  const rest = two(hundredths % 100);
  if (whole < 100) return `${whole}.${rest}`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}.${rest}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}.${rest}`;
}

/** A span as one would say it: "0.4 s", "30 s", "5 min", "2 h". */
export function spanText(ms: number): string {
  if (ms < 10_000 && ms % 1000 !== 0) return `${(Math.max(ms, 0) / 1000).toFixed(1)} s`;
  const seconds = Math.round(Math.max(ms, 0) / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
