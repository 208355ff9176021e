import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { splitChanges } from "./key-value-changes.ts";
import { editMetadata, metadataFlags } from "./metadata-edit.ts";

export const annotateCommand: Command = {
  name: "annotate",
  short: "Update the annotations on a resource",
  usage: "annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]",
  flags: metadataFlags("kubectl-annotate"),
  run: annotate,
};

// Mirrors AnnotateOptions (kubectl/pkg/cmd/annotate/annotate.go).
function* annotate(session: Session): Task<Outcome> {
  const { resources, changes } = splitChanges(session.args, "annotation");
  const set = new Map(changes.filter((c) => c.includes("=")).map((c) => [c.slice(0, c.indexOf("=")), c.slice(c.indexOf("=") + 1)]));
  const removed = changes.filter((c) => !c.includes("=")).map((c) => c.slice(0, -1));
  const both = removed.filter((key) => set.has(key));
  if (both.length > 0) fail(`can not both modify and remove the following annotation(s) in the same command: ${both.join(",")}`);
  if (resources.length === 0 && session.flags.list("filename").length === 0) fail("one or more resources must be specified as <resource> <name> or <resource>/<name>");
  if (set.size === 0 && removed.length === 0 && !session.flags.bool("list")) fail("at least one annotation update is required");
  return yield* editMetadata(session, {
    field: "annotations",
    noun: "annotation",
    set,
    removed,
    resources,
    refuseOverwrite: (taken) => fail(`--overwrite is false but found the following declared annotation(s): ${taken.map(({ key, value }) => `'${key}' already has a value (${value})`).join("; ")}`),
    outcome: () => "annotated",
  });
}
