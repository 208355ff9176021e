import { parseGoDuration } from "../../api/durations.ts";

// Mirrors strconv.ParseBool.
export function parseFlagBool(text: string): boolean | undefined {
  if (["1", "t", "T", "TRUE", "true", "True"].includes(text)) return true;
  if (["0", "f", "F", "FALSE", "false", "False"].includes(text)) return false;
  return undefined;
}

export const parseFlagInt = (text: string): number | undefined => (/^[+-]?\d+$/.test(text) ? Number(text) : undefined);

/** Why the text is no duration; undefined if it is one. */
export function durationProblem(text: string): string | undefined {
  const result = parseGoDuration(text);
  return result.ok ? undefined : result.message;
}

export function durationMs(text: string): number {
  const result = parseGoDuration(text);
  return result.ok ? result.ms : 0;
}
