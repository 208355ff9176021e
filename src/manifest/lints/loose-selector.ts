import type { StructSchema } from "../../api/schema/schema.ts";
import { flowKey, indentOf, lineBreakOf, linesOfEntry } from "../edits.ts";
import type { Fix, TextEdit } from "../judgement.ts";
import type { Branch } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, markOf } from "./lint-context.ts";
import { decodeWords } from "./words.ts";

/** Labels right under a selector that wants `matchLabels` around them. True: told, and nothing else is to be said of them. */
export function lintLooseSelector(context: ObjectContext, branch: Branch, struct: StructSchema, strict: string): boolean {
  if (struct.name !== "LabelSelector" || branch.children.length === 0) return false;
  const loose = branch.children.every(({ name, children, hidden }) => !hidden && children.length === 0 && !struct.fields.has(name) && !/^match/i.test(name));
  const [first] = branch.children;
  if (!loose || first === undefined) return false;
  const unknown = branch.children.map(({ name }) => `unknown field ${JSON.stringify(`${strict}.${name}`)}`).sort();
  context.report({
    range: markOf(first, context.text),
    severity: "error",
    finding: { code: "looseSelector" },
    ...decodeWords(context, `strict decoding error: ${unknown.join(", ")}`),
    fixes: fixFor(context.text, branch),
    about: about(context, branch.pointer, `${branch.pointer}/matchLabels`, ...branch.children.map(({ pointer }) => pointer)),
  });
  return true;
}

function fixFor(text: string, branch: Branch): readonly Fix[] {
  if (branch.style === "flow") return [{ title: { code: "matchLabels" }, edits: [{ ...branch.range, text: `{ ${flowKey(text, branch, "matchLabels")}: ${text.slice(branch.range.start, branch.range.end)} }` }] }];
  const entries = branch.children.map((child) => linesOfEntry(text, child));
  const [first] = entries;
  if (first === undefined || !entries.every((lines) => lines !== undefined)) return [];
  const edits: TextEdit[] = entries.map(({ start }) => ({ start, end: start, text: "  " }));
  edits[0] = { start: first.start, end: first.start, text: `${" ".repeat(indentOf(text, branch))}matchLabels:${lineBreakOf(text)}  ` };
  return [{ title: { code: "matchLabels" }, edits }];
}
