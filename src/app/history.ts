/** Lines that were typed, and where in them the person is: the last place is the line being typed. */
export interface History {
  readonly lines: readonly string[];
  readonly at: number;
  /** What was being typed before looking back. */
  readonly draft: string;
}

const MOST_LINES = 500;

export const newHistory: History = { lines: [], at: 0, draft: "" };

/** Remembers a line, once if it was the last one too, and goes to the end. */
export function remember({ lines }: History, line: string): History {
  const more = lines.at(-1) === line ? lines : [...lines, line].slice(-MOST_LINES);
  return { lines: more, at: more.length, draft: "" };
}

/** One line back (-1) or forth (1); the same history when there is none. */
export function look(history: History, step: -1 | 1, typed: string): History {
  const at = history.at + step;
  if (at < 0 || at > history.lines.length) return history;
  return { ...history, at, draft: history.at === history.lines.length ? typed : history.draft };
}

export const lineAt = ({ lines, at, draft }: History): string => lines[at] ?? draft;
