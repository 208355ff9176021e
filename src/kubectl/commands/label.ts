import { labelValueErrors } from "../../api/names.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, throwProblem } from "../failure.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { splitChanges } from "./key-value-changes.ts";
import { editMetadata, metadataFlags } from "./metadata-edit.ts";

export const labelCommand: Command = {
  name: "label",
  short: "Update the labels on a resource",
  usage: "label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]",
  flags: metadataFlags("kubectl-label"),
  run: label,
};

function* label(session: Session): Task<Outcome> {
  const { resources, changes } = splitChanges(session.args, "label");
  const { set, removed } = parseLabels(changes);
  if (resources.length === 0 && session.flags.list("filename").length === 0) fail("one or more resources must be specified as <resource> <name> or <resource>/<name>");
  if (set.size === 0 && removed.length === 0 && !session.flags.bool("list")) fail("at least one label update is required");
  return yield* editMetadata(session, {
    field: "labels",
    noun: "label",
    set,
    removed,
    resources,
    refuseOverwrite: (taken) => {
      const problems = taken.map(({ key, value }) => ({ kind: "message", message: `'${key}' already has a value (${value}), and --overwrite is false` }) as const);
      return throwProblem(problems.length === 1 && problems[0] ? problems[0] : { kind: "aggregate", problems });
    },
    outcome: (changed) => (changed.added && changed.removed ? "modified" : changed.added ? "labeled" : changed.removed ? "unlabeled" : "not labeled"),
  });
}

// Mirrors parseLabels (kubectl/pkg/cmd/label/label.go).
function parseLabels(changes: readonly string[]): { set: ReadonlyMap<string, string>; removed: readonly string[] } {
  const set = new Map<string, string>();
  const removed: string[] = [];
  for (const change of changes) {
    const at = change.indexOf("=");
    if (at < 0) {
      removed.push(change.slice(0, -1));
      continue;
    }
    const value = change.slice(at + 1);
    const problems = labelValueErrors(value);
    if (problems.length > 0) fail(`invalid label value: ${JSON.stringify(change)}: ${problems.join(";")}`);
    set.set(change.slice(0, at), value);
  }
  if (removed.some((key) => set.has(key))) fail("can not both modify and remove a label in the same command");
  return { set, removed };
}
