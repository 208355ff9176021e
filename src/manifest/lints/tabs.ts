import type { Fix, TextEdit } from "../judgement.ts";
import { applyEdits } from "../judgement.ts";
import type { Tree } from "../tree.ts";
import { treesOf } from "../tree.ts";
import type { LintContext } from "./lint-context.ts";
import type { TextLine } from "./text-lines.ts";

/** YAML indents with spaces: a tab in the indentation of a document that cannot be read because of it. */
export function lintTabs(context: LintContext, lines: readonly TextLine[]): void {
  for (const tree of context.trees) {
    if (tree.fault === undefined) continue;
    const tabbed = lines.filter(({ start, text }) => start >= tree.range.start && start < tree.range.end && /^[ ]*\t/.test(text));
    if (tabbed.length === 0) continue;
    const fix = fixFor(context, tree, tabbed);
    for (const { start, text } of tabbed) {
      const from = text.indexOf("\t");
      const length = /^\t[\t ]*/.exec(text.slice(from))?.[0].trimEnd().length ?? 0;
      const blanks = /^[\t ]*/.exec(text.slice(from))?.[0] ?? "";
      context.report({
        range: { start: start + from, end: start + from + Math.max(length, blanks.lastIndexOf("\t") + 1) },
        severity: "error",
        finding: { code: "tabIndentation" },
        fixes: [fix],
      });
    }
  }
}

/** How wide the author's tabs were is tried out: the first width that makes the document readable. */
function fixFor({ text }: LintContext, { range }: Tree, tabbed: readonly TextLine[]): Fix {
  const candidates = [fixed(2), fixed(4), toStop(8), toStop(4)].map((widen) => editsFor(tabbed, widen));
  const readable = candidates.find((edits) => {
    const own = edits.map((edit) => ({ ...edit, start: edit.start - range.start, end: edit.end - range.start }));
    return treesOf(applyEdits(text.slice(range.start, range.end), own)).every(({ fault }) => fault === undefined);
  });
  return { title: { code: "replaceTabs" }, edits: readable ?? candidates[0] ?? [] };
}

type Widen = (column: number) => number;
const fixed = (width: number): Widen => () => width;
const toStop = (width: number): Widen => (column) => width - (column % width);

function editsFor(tabbed: readonly TextLine[], widen: Widen): readonly TextEdit[] {
  return tabbed.map(({ start, text }) => {
    const blanks = /^[ \t]*/.exec(text)?.[0] ?? "";
    let column = 0;
    for (const blank of blanks) column += blank === "\t" ? widen(column) : 1;
    return { start, end: start + blanks.length, text: " ".repeat(column) };
  });
}
