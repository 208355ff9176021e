import { insertBefore, insertInto } from "../edits.ts";
import type { Fix } from "../judgement.ts";
import { versionsOf } from "../removed-versions.ts";
import type { Branch } from "../tree.ts";
import { branchAt, childAt, isMapping } from "../tree.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, markOf, valueMark } from "./lint-context.ts";
import { typeMetaWords } from "./words.ts";

/** What every object must say of itself: apiVersion, kind, metadata.name. */
export function lintIdentity(context: ObjectContext): void {
  const { root, fileName } = context;
  const missing = (["apiVersion", "kind"] as const).filter((field) => (childAt(root, field)?.value ?? null) === null);
  const words = typeMetaWords(fileName, missing.map((field) => `${field} not set`));
  for (const field of missing) {
    context.report({
      range: markOf(root.children[0] ?? root, context.text),
      severity: "error",
      finding: { code: "missingField", field },
      words,
      fixes: field === "apiVersion" ? versionFix(context) : kindFix(context),
      about: about(context, "", `/${field}`),
    });
  }
  if (missing.length === 0) lintName(context);
}

function versionFix({ text, root, kind }: ObjectContext): readonly Fix[] {
  const [apiVersion] = versionsOf(kind);
  const first = root.children[0];
  if (apiVersion === undefined || first === undefined || childAt(root, "apiVersion") !== undefined) return [];
  const edits = insertBefore(text, first, [`apiVersion: ${apiVersion}`]);
  return edits === undefined ? [] : [{ title: { code: "addField", field: "apiVersion", value: apiVersion }, edits }];
}

/** The kind that only these fields can be of. */
function kindFix({ text, root, apiVersion }: ObjectContext): readonly Fix[] {
  const has = (...names: readonly string[]): boolean => branchAt(root, "spec", ...names) !== undefined;
  const kind =
    apiVersion === "v1" && has("containers") ? "Pod"
    : apiVersion === "v1" && has("ports") ? "Service"
    : apiVersion === "apps/v1" && has("template") && has("serviceName") ? "StatefulSet"
    : apiVersion === "apps/v1" && has("template") && has("replicas") ? "Deployment"
    : apiVersion === "batch/v1" && has("jobTemplate") ? "CronJob"
    : apiVersion === "batch/v1" && has("template") ? "Job"
    : undefined;
  const first = root.children.find(({ name }) => name !== "apiVersion");
  if (kind === undefined || first === undefined || childAt(root, "kind") !== undefined) return [];
  const edits = insertBefore(text, first, [`kind: ${kind}`]);
  return edits === undefined ? [] : [{ title: { code: "addField", field: "kind", value: kind }, edits }];
}

function lintName(context: ObjectContext): void {
  const { text, root, kind } = context;
  const metadata = childAt(root, "metadata");
  const name = childAt(metadata, "name");
  // A name beside metadata is told to go there.
  if (kind === "List" || (metadata?.value === null && childAt(root, "name") !== undefined) || (metadata !== undefined && !isMapping(metadata) && metadata.value !== null)) return;
  if ((name?.value ?? "") !== "" || (childAt(metadata, "generateName")?.value ?? "") !== "") return;
  const place = name ?? metadata ?? childAt(root, "kind") ?? root;
  context.report({
    range: name === undefined ? markOf(place, text) : valueMark(name, text),
    severity: "error",
    finding: { code: "missingField", field: "metadata.name" },
    words: "metadata.name: Required value: name or generateName is required",
    fixes: nameFix(context, metadata, name),
    about: about(context, "/metadata/name", "/metadata"),
  });
}

function nameFix({ text, root, kind, fileName }: ObjectContext, metadata: Branch | undefined, name: Branch | undefined): readonly Fix[] {
  const value = nameFromFile(fileName) || kind.toLowerCase();
  const title = { code: "addField", field: "metadata.name", value } as const;
  if (name !== undefined) {
    const space = name.key?.end === name.range.start - 1 ? " " : "";
    return [{ title, edits: [{ ...name.range, text: `${space}${value}` }] }];
  }
  const behindKind = root.children[root.children.findIndex(({ name: field }) => field === "kind") + 1];
  const first = metadata?.children[0];
  const edits = first !== undefined && metadata?.style === "block"
    ? insertBefore(text, first, [`name: ${value}`])
    : metadata !== undefined
      ? insertInto(text, metadata, [`name: ${value}`])
      : behindKind === undefined
        ? insertInto(text, root, ["metadata:", `  name: ${value}`])
        : insertBefore(text, behindKind, ["metadata:", `  name: ${value}`]);
  return edits === undefined ? [] : [{ title, edits }];
}

/** "My pod.yaml" -> "my-pod". */
export const nameFromFile = (fileName: string): string =>
  (fileName.split("/").at(-1) ?? "").replace(/\.[^.]*$/, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50);
