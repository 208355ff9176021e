import { BEHAVIOR_ANNOTATION, behaviorProblems, type BehaviorProblem } from "../../api/behavior.ts";
import type { Range } from "../read-documents.ts";
import type { Branch } from "../tree.ts";
import { branchAt, childAt, textOf } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, markOf, valueMark } from "./lint-context.ts";

/** The annotation `kubarium.dev/behavior` of a pod or a template: what of it is not understood. */
export function lintBehavior(context: ObjectContext, podSpec: Branch): void {
  const annotation = branchAt(podSpec.parent ?? podSpec, "metadata", "annotations", BEHAVIOR_ANNOTATION);
  if (annotation === undefined) return;
  const text = textOf(annotation);
  const problems: readonly BehaviorProblem[] = text === undefined ? [{ at: "", fault: { code: "notJson" } }] : behaviorProblems(text, containerNames(podSpec));
  for (const { at, fault } of problems) {
    context.report({ range: placeOf(context, annotation, at), severity: "error", finding: { code: "behavior", at, fault }, fixes: [], about: about(context, annotation.pointer) });
  }
}

const containerNames = (podSpec: Branch): readonly string[] =>
  ["initContainers", "containers"].flatMap((list) => (childAt(podSpec, list)?.children ?? []).flatMap((container) => textOf(childAt(container, "name")) ?? []));

/** The field that a fault is about, where it stands once in the text; else the annotation. */
function placeOf({ text }: ObjectContext, annotation: Branch, at: string): Range {
  const { start, end } = annotation.range;
  const field = /(\w[\w-]*)(?:\[\d+\])?$/.exec(at)?.[1];
  const written = field === undefined ? undefined : `"${field}"`;
  const first = written === undefined ? -1 : text.indexOf(written, start);
  if (written === undefined || first < 0 || first >= end) return annotation.key === undefined ? valueMark(annotation, text) : markOf(annotation, text);
  const second = text.indexOf(written, first + 1);
  return second >= 0 && second < end ? markOf(annotation, text) : { start: first, end: first + written.length };
}
