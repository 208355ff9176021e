import { keep, kept } from "../kept.ts";

/** How far somebody has come in a lesson. */
export interface Progress {
  /** The step that is open, from 0. */
  readonly step: number;
  /** Steps that the cluster has called done. */
  readonly done: readonly number[];
}

export const BEGINNING: Progress = { step: 0, done: [] };

/** Kept by lesson in this browser; what cannot be read counts as not begun. */
export function keptProgress(lesson: string, steps: number): Progress {
  const { step, done } = readProgress(all()[lesson]);
  return { step: Math.min(step, Math.max(steps - 1, 0)), done: done.filter((one) => one < steps) };
}

export const keepProgress = (lesson: string, progress: Progress): void => keep("lessons", JSON.stringify({ ...all(), [lesson]: progress }));

function all(): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(kept("lessons") ?? "{}");
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : {};
  } catch {
    return {};
  }
}

/** Storage may hold anything. */
export function readProgress(value: unknown): Progress {
  const { step, done } = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  return { step: isStep(step) ? step : 0, done: Array.isArray(done) ? [...new Set(done.slice(0, 1_000).filter(isStep))] : [] };
}

const isStep = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
