import { removeEntry } from "../edits.ts";
import { branchesOf } from "../tree.ts";
import type { Branch } from "../tree.ts";
import type { LintContext } from "./lint-context.ts";
import { markOf } from "./lint-context.ts";

/** The same key twice in a mapping: the last one wins, and nobody says so. */
export function lintDuplicateKeys(context: LintContext): void {
  for (const { root } of context.trees) {
    if (root === undefined) continue;
    for (const branch of branchesOf(root)) if (branch.hidden) report(context, branch);
  }
}

function report(context: LintContext, branch: Branch): void {
  const winner = branch.parent?.children.find((other) => other.name === branch.name && !other.hidden);
  const line = context.lines.placeOf(winner?.key?.start ?? branch.range.start).line;
  const edits = removeEntry(context.text, branch);
  context.report({
    range: markOf(branch, context.text),
    severity: "warning",
    finding: { code: "duplicateKey", key: branch.name, line },
    fixes: edits === undefined ? [] : [{ title: { code: "removeDuplicate", key: branch.name }, edits }],
  });
}
