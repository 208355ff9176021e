import type { Judgement } from "../judgement.ts";
import { judgeCommand } from "../judge-command.ts";
import { linesOf } from "../lines.ts";

const mostLines = 2000;

/** A file of commands, a line at a time. */
export function judgeCommandFile(text: string): readonly Judgement[] {
  const lines = linesOf(text);
  return Array.from({ length: Math.min(lines.count, mostLines) }, (_, index) => index + 1).flatMap((number) => {
    const start = lines.startOf(number);
    return judgeCommand(text.slice(start, lines.endOf(number))).map((judgement) => movedBy(judgement, start));
  });
}

function movedBy(judgement: Judgement, by: number): Judgement {
  const move = <T extends { readonly start: number; readonly end: number }>(range: T): T => ({ ...range, start: range.start + by, end: range.end + by });
  return { ...judgement, range: move(judgement.range), fixes: judgement.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(move) })) };
}
