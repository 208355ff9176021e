import type { TextEdit } from "../judgement.ts";
import type { LintContext } from "./lint-context.ts";
import { aboutDocumentAt } from "./lint-context.ts";
import type { TextLine } from "./text-lines.ts";

const fence = /^\s*(?:```|~~~)\s*[\w-]*\s*$/;
const prompt = /^\s*(?:\$|%|[\w.-]+@[\w.-]+[^\s$#]*[$#]|PS [^>]*>|\[[^\]]+@[^\]]+\][$#])\s+\S/;
const heredoc = /^\s*(?:\$\s+)?cat\s+<<-?\s*(["']?)(\w+)\1/;
const command = /^\s*(?:sudo\s+)?(?:kubectl|docker|minikube|vim?|nano|cat)\s+[^:]*$/;

interface Pasted {
  readonly line: TextLine;
  readonly code: "fenceLine" | "promptLine";
}

/** Lines of an article or a terminal around the YAML: code fences, prompts, commands, the ends of here-documents. */
export function lintPastedLines(context: LintContext, lines: readonly TextLine[]): void {
  const ends = new Set<string>();
  const pasted = lines.flatMap((line): readonly Pasted[] => {
    const { text } = line;
    if (fence.test(text)) return [{ line, code: "fenceLine" }];
    const end = heredoc.exec(text)?.[2];
    if (end !== undefined) ends.add(end);
    return end !== undefined || prompt.test(text) || command.test(text) || ends.has(text.trim()) ? [{ line, code: "promptLine" }] : [];
  });
  const edits = pasted.map(({ line }) => lineEdit(context, line));
  for (const { line, code } of pasted) {
    const start = line.start + (/^\s*/.exec(line.text)?.[0].length ?? 0);
    const range = { start, end: line.start + line.text.trimEnd().length };
    context.report({ range, severity: "error", finding: { code }, about: aboutDocumentAt(context, range.start), fixes: [{ title: { code: "removeLines", count: edits.length }, edits }] });
  }
}

const lineEdit = ({ lines, text }: LintContext, { number, start }: TextLine): TextEdit => ({ start, end: number < lines.count ? lines.startOf(number + 1) : text.length, text: "" });
