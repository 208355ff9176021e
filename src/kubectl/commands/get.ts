import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, int, list, text } from "../flags/flag.ts";
import { allNamespacesFlag, fieldSelectorFlag, filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { printGeneric } from "../get/generic.ts";
import { getRaw } from "../get/raw.ts";
import { printTables } from "../get/tables.ts";
import { watchTables } from "../get/watch.ts";
import { outputRequest } from "../printers/output.ts";
import type { Session } from "../session.ts";
import { printWarnings } from "../client.ts";
import { writeError } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const getCommand: Command = {
  name: "get",
  short: "Display one or many resources",
  usage: "get [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    selectorFlag,
    fieldSelectorFlag,
    allNamespacesFlag,
    bool("watch", { shorthand: "w", usage: "After listing/getting the requested object, watch for changes." }),
    bool("watch-only", { usage: "Watch for changes to the requested object(s), without listing/getting first." }),
    bool("output-watch-events", { usage: "Output watch event objects when --watch or --watch-only is used." }),
    bool("ignore-not-found", { usage: "If set to true, suppresses NotFound error for specific objects that do not exist." }),
    bool("no-headers", { usage: "When using the default or custom-column output format, don't print headers." }),
    bool("show-labels", { usage: "When printing, show all labels as the last column." }),
    bool("show-kind", { usage: "If present, list the resource type for the requested object(s)." }),
    list("label-columns", { shorthand: "L", usage: "Accepts a comma separated list of labels that are going to be presented as columns." }),
    text("sort-by", { usage: "If non-empty, sort list types using this field specification." }),
    int("chunk-size", { default: "500", usage: "Return large lists in chunks rather than all at once." }),
    bool("server-print", { default: "true", usage: "If true, have the server return the appropriate table output." }),
    text("subresource", { usage: "If specified, gets the subresource of the requested object." }),
    text("raw", { usage: "Raw URI to request from the server." }),
  ],
  run: get,
};

// Mirrors GetOptions.Run (kubectl/pkg/cmd/get/get.go).
function* get(session: Session): Task<Outcome> {
  const { flags, args } = session;
  if (flags.text("raw") !== "") return yield* getRaw(session, flags.text("raw"));
  if (args.length === 0 && flags.list("filename").length === 0) {
    yield* writeError('You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n');
    usageError(session, 'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).');
  }
  if (flags.bool("output-watch-events") && !flags.bool("watch") && !flags.bool("watch-only")) fail("--output-watch-events option can only be used with --watch or --watch-only");
  const output = outputRequest(session, true);
  if (args[0] === "ev") yield* printWarnings(session, ['short name "ev" could also match lower priority resource events.events.k8s.io']);
  if (flags.bool("watch") || flags.bool("watch-only")) return yield* watchTables(session, output);
  return yield* output ? printGeneric(session, output) : printTables(session);
}
