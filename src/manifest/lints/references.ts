/** Names within a pod that must be names of something else in it. */
import { replaceWord } from "../edits.ts";
import { nearMatch } from "../near-match.ts";
import type { Branch } from "../tree.ts";
import { branchAt, branchesOf, childAt, textOf } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, valueMark } from "./lint-context.ts";

const items = (branch: Branch | undefined): readonly Branch[] => branch?.children ?? [];
const containersOf = (podSpec: Branch): readonly Branch[] => ["initContainers", "containers"].flatMap((list) => items(childAt(podSpec, list)));
const namesOf = (branches: readonly Branch[]): readonly string[] => branches.flatMap((branch) => textOf(childAt(branch, "name")) ?? []);

export function lintReferences(context: ObjectContext, podSpec: Branch, claims: readonly string[]): void {
  lintVolumeNames(context, podSpec, claims);
  lintContainerNames(context, podSpec);
  for (const container of containersOf(podSpec)) lintPortNames(context, container);
}

function lintVolumeNames(context: ObjectContext, podSpec: Branch, claims: readonly string[]): void {
  const volumes = [...namesOf(items(childAt(podSpec, "volumes"))), ...claims];
  for (const container of containersOf(podSpec)) {
    for (const mount of items(childAt(container, "volumeMounts"))) {
      const branch = childAt(mount, "name");
      const name = textOf(branch);
      if (branch === undefined || name === undefined || name === "" || volumes.includes(name)) continue;
      report(context, branch, "unknownVolume", name, nearMatch(name, volumes) ?? (volumes.length === 1 ? volumes[0] : undefined), `: Not found: ${JSON.stringify(name)}`);
    }
  }
}

/** The container that a volume of the downward API asks about. */
function lintContainerNames(context: ObjectContext, podSpec: Branch): void {
  const names = namesOf(containersOf(podSpec));
  for (const volume of items(childAt(podSpec, "volumes"))) {
    for (const branch of branchesOf(volume)) {
      const name = branch.name === "containerName" && branch.parent?.name === "resourceFieldRef" ? textOf(branch) : undefined;
      if (name === undefined || names.includes(name) || / \/\//.test(name)) continue;
      report(context, branch, "unknownContainer", name, nearMatch(name, names) ?? (names.length === 1 ? names[0] : undefined));
    }
  }
}

function report(context: ObjectContext, branch: Branch, code: "unknownVolume" | "unknownContainer", name: string, meant: string | undefined, words?: string): void {
  context.report({
    range: valueMark(branch, context.text),
    severity: code === "unknownVolume" ? "error" : "warning",
    finding: { code, name, ...(meant !== undefined && { meant }) },
    ...(words !== undefined && { words: fieldPathOf(branch) + words }),
    fixes: meant === undefined ? [] : [{ title: { code: "useValue", value: meant }, edits: [replaceWord(context.text, branch.range, meant)] }],
    about: about(context, branch.pointer),
  });
}

const fieldPathOf = ({ pointer }: Branch): string => pointer.slice(1).replace(/\/(\d+)(?=\/|$)/g, "[$1]").replaceAll("/", ".");

const handlers: readonly (readonly string[])[] = ["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe) => [[probe, "httpGet", "port"], [probe, "tcpSocket", "port"]]);

/** A probe's port by a name that none of the container's ports has: it can never be found. */
function lintPortNames(context: ObjectContext, container: Branch): void {
  const names = namesOf(items(childAt(container, "ports")));
  for (const path of handlers) {
    const branch = branchAt(container, ...path);
    const port = textOf(branch);
    if (branch === undefined || port === undefined || /^\d+$/.test(port) || / \/\//.test(port) || names.includes(port)) continue;
    const meant = nearMatch(port, names);
    context.report({
      range: valueMark(branch, context.text),
      severity: "warning",
      finding: { code: "undeclaredPort", port },
      fixes: meant === undefined ? [] : [{ title: { code: "useValue", value: meant }, edits: [replaceWord(context.text, branch.range, meant)] }],
      about: about(context, branch.pointer),
    });
  }
}
