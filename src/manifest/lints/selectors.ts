import { insertInto } from "../edits.ts";
import type { Fix } from "../judgement.ts";
import type { Branch } from "../tree.ts";
import { branchAt, childAt, isMapping, textOf } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, markOf, valueMark } from "./lint-context.ts";
import { addSelector } from "./upgrade.ts";

const withSelector = new Set(["Deployment", "DaemonSet", "ReplicaSet", "StatefulSet"]);

/** A workload's selector: that there is one, and that it selects the pods of its own template. */
export function lintSelector(context: ObjectContext): void {
  const { kind, apiVersion, root, text } = context;
  if (apiVersion !== "apps/v1" || !withSelector.has(kind)) return;
  const spec = childAt(root, "spec");
  const selector = childAt(spec, "selector");
  if (!isMapping(spec)) return;
  if ((selector?.value ?? null) === null) return reportMissing(context, selector ?? spec);
  const matchLabels = childAt(selector, "matchLabels");
  if (!isMapping(matchLabels)) return;
  const labels = branchAt(spec, "template", "metadata", "labels");
  for (const wanted of matchLabels.children) {
    const found = childAt(labels, wanted.name);
    if (wanted.hidden || typeof wanted.value !== "string" || (found !== undefined && found.value === wanted.value)) continue;
    context.report({
      range: valueMark(wanted, text),
      severity: "error",
      finding: { code: "selectorMismatch", key: wanted.name, wanted: wanted.value, ...(typeof found?.value === "string" && { found: found.value }) },
      words: `spec.template.metadata.labels: Invalid value: ${labelsJson(labels)}: \`selector\` does not match template \`labels\``,
      fixes: mismatchFixes(text, wanted, found, labels),
      about: about(context, "/spec/template/metadata/labels", "/spec/template/metadata", "/spec/selector", wanted.pointer),
    });
  }
}

const labelsJson = (labels: Branch | undefined): string => (isMapping(labels) ? JSON.stringify(Object.fromEntries(Object.entries(labels.value).sort(([a], [b]) => (a < b ? -1 : 1)))) : "null");

function mismatchFixes(text: string, wanted: Branch, found: Branch | undefined, labels: Branch | undefined): readonly Fix[] {
  const source = text.slice(wanted.range.start, wanted.range.end);
  const value = textOf(wanted) ?? "";
  if (found !== undefined && typeof found.value === "string") {
    return [
      { title: { code: "useValue", value: found.value }, edits: [{ ...wanted.range, text: text.slice(found.range.start, found.range.end) }] },
      { title: { code: "setField", field: `template.metadata.labels.${wanted.name}`, value }, edits: [{ ...found.range, text: source }] },
    ];
  }
  const key = text.slice(wanted.key?.start, wanted.key?.end);
  const edits = labels === undefined ? undefined : insertInto(text, labels, [`${key}: ${source}`]);
  return edits === undefined ? [] : [{ title: { code: "addField", field: `template.metadata.labels.${wanted.name}`, value }, edits }];
}

function reportMissing(context: ObjectContext, place: Branch): void {
  const { text, root, kind } = context;
  const added = addSelector(text, root);
  context.report({
    range: markOf(place, text),
    severity: "error",
    finding: { code: "missingSelector", kind },
    // Mirrors ValidateDaemonSetSpec, which does not ask for one: its labels match nothing then.
    words: kind === "DaemonSet" ? `spec.template.metadata.labels: Invalid value: ${labelsJson(branchAt(root, "spec", "template", "metadata", "labels"))}: \`selector\` does not match template \`labels\`` : "spec.selector: Required value",
    fixes: added === undefined ? [] : [{ title: { code: "addSelector" }, edits: added.edits }],
    about: about(context, "/spec/selector", "/spec/template/metadata/labels"),
  });
}
