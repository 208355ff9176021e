import type { LintContext } from "./lint-context.ts";
import type { TextLine } from "./text-lines.ts";
import { allFieldNames } from "./field-names.ts";

/** What go-yaml refuses, in its own words; the mark is the line it stopped at. */
export function lintYamlSyntax(context: LintContext): void {
  const { lines, text, trees } = context;
  for (const { fault, document } of trees) {
    if (fault === undefined) continue;
    const [start, end] = [lines.startOf(fault.line), lines.endOf(fault.line)];
    const blank = /^\s*/.exec(text.slice(start, end))?.[0].length ?? 0;
    const range = { start: Math.min(start + blank, end), end };
    context.report({
      range,
      severity: "error",
      finding: { code: "yamlSyntax" },
      words: `error parsing ${context.fileName}: error converting YAML to JSON: ${fault.message}`,
      fixes: [],
      about: { document, pointers: [""] },
    });
  }
}

/** "name:web": in a document that cannot be read, a known field whose value is stuck to its colon. */
export function lintMissingSpaces(context: LintContext, lines: readonly TextLine[]): void {
  for (const { fault, range } of context.trees) {
    if (fault === undefined) continue;
    for (const { start, text } of lines) {
      if (start < range.start || start >= range.end) continue;
      const match = /^(\s*(?:-\s+)*)([A-Za-z]+):(?=[\w"'.~-])/.exec(text);
      const key = match?.[2];
      if (match === null || key === undefined || !allFieldNames().has(key)) continue;
      const at = start + match[0].length;
      const from = start + (match[1] ?? "").length;
      context.report({ range: { start: from, end: at + 1 }, severity: "error", finding: { code: "missingSpace", key }, fixes: [{ title: { code: "addSpace" }, edits: [{ start: at, end: at, text: " " }] }] });
    }
  }
}
