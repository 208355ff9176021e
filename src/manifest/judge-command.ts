/** Command lines as articles have them: what is different today, and the line that says it now. */
import type { CommandFinding } from "./finding.ts";
import type { Fix, Judgement, Severity } from "./judgement.ts";
import { commandRules } from "./lints/command-rules.ts";
import { insertDashes } from "./lints/exec-dashes.ts";

/** A longer line is nobody's. */
const longestLine = 4000;

/** What there is to say of one line: for files of commands and for what is typed. Offsets into the line. */
export function judgeCommand(line: string): readonly Judgement[] {
  if (line.length > longestLine || /^\s*(?:#|$)/.test(line)) return [];
  const found = commandRules.flatMap((rule): readonly Judgement[] => {
    const match = rule.pattern.exec(line);
    if (match === null || rule.unless?.test(line) === true) return [];
    const token = match.groups?.["token"] ?? match[0];
    const start = match.index + Math.max(match[0].indexOf(token), 0);
    const fixed = rule.fix?.(line, match);
    const words = rule.words?.(match);
    return [judgementOf({ line, about: rule.about, token, start, severity: rule.severity, ...(words !== undefined && { words }), ...(fixed !== undefined && { fixed }) })];
  });
  const exec = insertDashes(line);
  return exec === undefined ? found : [...found, judgementOf({ line, about: "execWithoutDashes", severity: "error", token: exec.token, start: exec.start, fixed: exec.fixed, words: exec.words })];
}

interface Found {
  readonly line: string;
  readonly about: CommandFinding;
  readonly severity: Severity;
  readonly token: string;
  readonly start: number;
  readonly words?: string;
  readonly fixed?: string;
}

const judgementOf = ({ line, about, severity, token, start, words, fixed }: Found): Judgement => ({
  range: { start, end: start + token.length },
  severity,
  finding: { code: "command", about, token },
  ...(words !== undefined && { words }),
  fixes: fixed === undefined || fixed === line ? [] : [fixTo(line, fixed)],
});

/** One edit over what is different. */
function fixTo(line: string, fixed: string): Fix {
  let start = 0;
  while (start < line.length && line[start] === fixed[start]) start += 1;
  let [end, fixedEnd] = [line.length, fixed.length];
  while (end > start && fixedEnd > start && line[end - 1] === fixed[fixedEnd - 1]) [end, fixedEnd] = [end - 1, fixedEnd - 1];
  return { title: { code: "command", line: fixed.trim() }, edits: [{ start, end, text: fixed.slice(start, fixedEnd) }] };
}
