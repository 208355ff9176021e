/** What was right once: fields, labels, registries, images. */
import { removeEntry, replaceWord } from "../edits.ts";
import type { Fix } from "../judgement.ts";
import type { Branch } from "../tree.ts";
import { branchesOf, childAt, textOf } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, markOf, valueMark } from "./lint-context.ts";

const renamedLabels: ReadonlyMap<string, string> = new Map([
  ["beta.kubernetes.io/os", "kubernetes.io/os"],
  ["beta.kubernetes.io/arch", "kubernetes.io/arch"],
  ["beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"],
  ["failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"],
  ["failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"],
  ["node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"],
]);

/** A PodSpec's own. */
export function lintAgedPodSpec(context: ObjectContext, podSpec: Branch): void {
  lintServiceAccount(context, podSpec);
  for (const branch of branchesOf(podSpec)) {
    const onLabels = branch.parent?.name === "nodeSelector" && branch.parent.parent === podSpec;
    const instead = onLabels ? renamedLabels.get(branch.name) : ["key", "topologyKey"].includes(branch.name) ? renamedLabels.get(textOf(branch) ?? "") : undefined;
    if (instead !== undefined) reportLabel(context, branch, instead, onLabels);
    if (branch.name === "image") lintImage(context, branch);
  }
}

function lintServiceAccount(context: ObjectContext, podSpec: Branch): void {
  const old = childAt(podSpec, "serviceAccount");
  if (old?.key === undefined) return;
  const twice = podSpec.children.filter(({ name }) => name === "serviceAccount").length > 1;
  const edits = twice ? undefined : childAt(podSpec, "serviceAccountName") === undefined ? [replaceWord(context.text, old.key, "serviceAccountName")] : removeEntry(context.text, old);
  const fixes: readonly Fix[] = edits === undefined ? [] : [{ title: { code: "rename", to: "serviceAccountName" }, edits }];
  context.report({ range: old.key, severity: "warning", finding: { code: "deprecatedField", field: "serviceAccount", instead: "serviceAccountName" }, fixes, about: about(context, old.pointer) });
}

function reportLabel(context: ObjectContext, branch: Branch, instead: string, onKey: boolean): void {
  const range = onKey ? markOf(branch, context.text) : valueMark(branch, context.text);
  const taken = onKey && childAt(branch.parent, instead) !== undefined;
  const label = onKey ? branch.name : (textOf(branch) ?? "");
  context.report({
    range,
    severity: "warning",
    finding: { code: "renamedLabel", label, instead },
    fixes: taken ? [] : [{ title: { code: "rename", to: instead }, edits: [replaceWord(context.text, onKey ? range : branch.range, instead)] }],
    about: about(context, branch.pointer),
  });
}

const registries: readonly (readonly [from: RegExp, to: string])[] = [
  [/^k8s\.gcr\.io\//, "registry.k8s.io/"],
  [/^(?:asia\.|eu\.|us\.)?gcr\.io\/google[_-]containers\//, "registry.k8s.io/"],
  [/^(?:asia\.|eu\.|us\.)gcr\.io\/k8s-artifacts-prod\//, "registry.k8s.io/"],
];

const endOfLife: readonly (readonly [image: RegExp, since: string])[] = [
  [/^(?:docker\.io\/)?(?:library\/)?centos(?::(?:6|7|8|latest).*)?$/, "2024"],
  [/^(?:docker\.io\/)?(?:library\/)?debian:(?:stretch|jessie|wheezy|9|8|7)\b/, "2022"],
  [/^(?:docker\.io\/)?(?:library\/)?ubuntu:(?:12|14|16|18)\.04\b/, "2023"],
  [/^(?:docker\.io\/)?(?:library\/)?python:2(?:\.7)?\b/, "2020"],
];

function lintImage(context: ObjectContext, branch: Branch): void {
  const image = textOf(branch);
  if (image === undefined || branch.children.length > 0) return;
  const { start } = branch.range;
  const offset = context.text.slice(start, branch.range.end).indexOf(image);
  if (offset < 0) return;
  for (const [from, to] of registries) {
    const found = from.exec(image)?.[0];
    if (found === undefined) continue;
    const range = { start: start + offset, end: start + offset + found.length };
    return context.report({
      range: { start: range.start, end: range.end - 1 },
      severity: "warning",
      finding: { code: "movedRegistry", from: found.slice(0, -1), to: to.slice(0, -1) },
      fixes: [{ title: { code: "useValue", value: image.replace(from, to) }, edits: [{ ...range, text: to }] }],
    });
  }
  const since = endOfLife.find(([old]) => old.test(image))?.[1];
  if (since !== undefined) context.report({ range: valueMark(branch, context.text), severity: "hint", finding: { code: "endOfLifeImage", image, since }, fixes: [] });
}
