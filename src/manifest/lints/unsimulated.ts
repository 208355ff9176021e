import { parseGroupVersion, resourceFor } from "../../api/resources.ts";
import type { UnsimulatedField } from "../../api/unsimulated-fields.ts";
import { unsimulatedFields } from "../../api/unsimulated-fields.ts";
import type { Branch } from "../tree.ts";
import { childAt } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, markOf, valueMark } from "./lint-context.ts";

/** A kind that is only stored. */
export function lintUnsimulatedKind(context: ObjectContext): void {
  const { root, text, kind, apiVersion } = context;
  const gv = parseGroupVersion(apiVersion);
  const resource = gv && resourceFor(gv.group, gv.version, kind);
  const branch = childAt(root, "kind");
  if (resource === undefined || resource.simulated || branch === undefined) return;
  context.report({ range: valueMark(branch, text), severity: "unsimulated", finding: { code: "unsimulatedKind", kind }, fixes: [], about: about(context, "/kind") });
}

/** Fields of a pod's spec that are kept, and that nothing acts on. */
export function lintUnsimulatedFields(context: ObjectContext, podSpec: Branch): void {
  for (const field of unsimulatedFields) {
    for (const branch of branchesAlong(podSpec, field.path.split("."))) if (isMeant(branch, field)) reportField(context, branch, field);
  }
}

const isMeant = ({ value, hidden }: Branch, field: UnsimulatedField): boolean => !hidden && value !== null && value !== false && (field.value === undefined || field.value === value);

function reportField(context: ObjectContext, branch: Branch, { effect }: UnsimulatedField): void {
  context.report({ range: markOf(branch, context.text), severity: "unsimulated", finding: { code: "unsimulatedField", field: branch.name, effect }, fixes: [] });
}

function branchesAlong(branch: Branch, path: readonly string[]): readonly Branch[] {
  const [first, ...rest] = path;
  if (first === undefined) return [branch];
  const lists = first === "container" ? ["initContainers", "containers"] : [first.replace("[]", "")];
  const isList = first === "container" || first.endsWith("[]");
  return lists.flatMap((name) => {
    const found = childAt(branch, name);
    if (found === undefined) return [];
    return (isList ? found.children : [found]).flatMap((next) => branchesAlong(next, rest));
  });
}
