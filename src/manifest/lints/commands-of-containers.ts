import type { Branch } from "../tree.ts";
import { childAt, textOf } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, valueMark } from "./lint-context.ts";

const roots = /^(?:bin|usr|sbin|opt|etc|var|tmp)\//;

/** "bin/bash" is looked for from the working directory: found only while that is "/". */
export function lintRelativeCommand(context: ObjectContext, podSpec: Branch): void {
  const containers = ["initContainers", "containers"].flatMap((list) => childAt(podSpec, list)?.children ?? []);
  for (const container of containers) {
    const first = childAt(container, "command")?.children[0];
    const command = textOf(first);
    if (first === undefined || command === undefined || !roots.test(command)) continue;
    const at = first.range.start + context.text.slice(first.range.start, first.range.end).indexOf(command);
    context.report({
      range: valueMark(first, context.text),
      severity: "warning",
      finding: { code: "relativeCommand", command },
      fixes: [{ title: { code: "useValue", value: `/${command}` }, edits: [{ start: at, end: at, text: "/" }] }],
      about: about(context, first.pointer),
    });
  }
}
