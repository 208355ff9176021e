import type { JsonObject } from "../../api/json.ts";
import { build } from "../builder/build.ts";
import type { Info } from "../builder/info.ts";
import { call, getObject } from "../client.ts";
import type { Outcome } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import type { Flag } from "../flags/flag.ts";
import { allNamespacesFlag, dryRunFlag, fieldManagerFlag, fieldSelectorFlag, filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { objectAt, stringAt, withValue } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";

/** What `label` and `annotate` do, in their own words. */
export interface MetadataEdit {
  readonly field: "labels" | "annotations";
  /** "label", "annotation". */
  readonly noun: string;
  readonly set: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
  readonly resources: readonly string[];
  /** The words for values that would be overwritten. */
  readonly refuseOverwrite: (keys: readonly { readonly key: string; readonly value: string }[]) => never;
  readonly outcome: (changed: { readonly added: boolean; readonly removed: boolean }) => string;
}

export const metadataFlags = (manager: string): readonly Flag[] => [
  ...filenameFlags,
  ...outputFlags,
  selectorFlag,
  fieldSelectorFlag,
  allNamespacesFlag,
  dryRunFlag,
  fieldManagerFlag(manager),
  bool("overwrite", { usage: "If true, allow existing values to be overwritten, otherwise reject updates that overwrite them." }),
  bool("all", { usage: "Select all resources, in the namespace of the specified resource types" }),
  bool("list", { usage: "If true, display the labels or annotations for a given resource." }),
  bool("local", { usage: "If true, the command will NOT contact api-server but run locally." }),
  text("resource-version", { usage: "If non-empty, the update will only succeed if this is the current resource-version for the object." }),
];

// Mirrors LabelOptions.RunLabel and AnnotateOptions.RunAnnotate (kubectl/pkg/cmd/label, annotate).
export function* editMetadata(session: Session, edit: MetadataEdit): Task<Outcome> {
  const { flags } = session;
  if (flags.bool("all") && flags.text("selector") !== "") fail("cannot set --all and --selector at the same time");
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const { infos, problems } = yield* build(session, { args: edit.resources, all: flags.bool("all") });
  const failed: Problem[] = [...problems];
  for (const info of infos) {
    try {
      const object = yield* getObject(session, info);
      if (flags.bool("list")) {
        yield* writeOut(listed(object, edit, infos.length > 1, info));
        continue;
      }
      const { edited, outcome, missing } = editObject(session, edit, object);
      yield* writeOut(missing.map((key) => `${edit.noun} ${JSON.stringify(key)} not found.\n`).join(""));
      const result = dryRun === "client" || flags.bool("local") ? edited : yield* patchMetadata(session, info, edit, object, dryRun === "server");
      yield* writeOut(print(result, outcome));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

function editObject(session: Session, edit: MetadataEdit, object: JsonObject): { edited: JsonObject; outcome: string; missing: readonly string[] } {
  const current = objectAt(object, "metadata", edit.field);
  const taken = [...edit.set].filter(([key, value]) => current[key] !== undefined && current[key] !== value);
  if (!session.flags.bool("overwrite") && taken.length > 0) edit.refuseOverwrite(taken.map(([key]) => ({ key, value: stringAt(current, key) })));
  const missing = edit.field === "labels" ? edit.removed.filter((key) => current[key] === undefined) : [];
  const kept = Object.entries(current).filter(([key]) => !edit.removed.includes(key));
  const next = { ...Object.fromEntries(kept), ...Object.fromEntries(edit.set) };
  const added = [...edit.set].some(([key, value]) => current[key] !== value);
  const removed = edit.removed.some((key) => current[key] !== undefined);
  return { edited: withValue(object, ["metadata", edit.field], next), outcome: edit.outcome({ added, removed }), missing };
}

function* patchMetadata(session: Session, info: Info, edit: MetadataEdit, object: JsonObject, dry: boolean): Task<JsonObject> {
  const current = objectAt(object, "metadata", edit.field);
  const set = [...edit.set].filter(([key, value]) => current[key] !== value);
  const removed = edit.removed.filter((key) => current[key] !== undefined).map((key) => [key, null] as const);
  const version = session.flags.text("resource-version");
  const metadata = {
    ...(set.length + removed.length > 0 && { [edit.field]: Object.fromEntries([...set, ...removed]) }),
    ...(version !== "" && { resourceVersion: version }),
  };
  const body: JsonObject = Object.keys(metadata).length > 0 ? { metadata } : {};
  const { resource, namespace, name } = info;
  const query = { fieldManager: session.flags.text("field-manager"), ...(dry && { dryRun: true }) };
  return yield* call(session, { verb: "patch", patchType: "merge", resource, namespace, name, query, body });
}

function listed(object: JsonObject, edit: MetadataEdit, several: boolean, { resource, name }: Info): string {
  const entries = Object.entries(objectAt(object, "metadata", edit.field)).map(([key, value]) => `${several ? " " : ""}${key}=${String(value)}\n`);
  return `${several ? `Listing ${edit.field} for ${resource.kind}.${resource.group}/${name}:\n` : ""}${entries.join("")}`;
}
