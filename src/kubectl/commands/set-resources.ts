import type { JsonObject } from "../../api/json.ts";
import { canonicalQuantity } from "../../api/quantity.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { text } from "../flags/flag.ts";
import { objectAt, withValue } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { editContainers, setEach, setFlags } from "./set-each.ts";

export const setResourcesCommand: Command = {
  name: "resources",
  short: "Update resource requests/limits on objects with pod templates",
  usage: "set resources (-f FILENAME | TYPE NAME) ([--limits=LIMITS & --requests=REQUESTS] [options]",
  flags: [
    ...setFlags,
    text("containers", { shorthand: "c", default: "*", usage: "The names of containers in the selected pod templates to change, all containers are selected by default - may use wildcards" }),
    text("limits", { usage: "The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'." }),
    text("requests", { usage: "The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'." }),
  ],
  run: setResources,
};

// Mirrors SetResourcesOptions.Validate and Run (kubectl/pkg/cmd/set/set_resources.go).
function* setResources(session: Session): Task<Outcome> {
  const { flags, args } = session;
  const [limits, requests] = [amounts(flags.text("limits")), amounts(flags.text("requests"))];
  if (Object.keys(limits).length + Object.keys(requests).length === 0) fail("you must specify an update to requests or limits (in the form of --requests/--limits)");
  const pattern = flags.text("containers");
  return yield* setEach(session, args, "resource requirements updated", function* (info, object) {
    const { object: edited, matched } = editContainers(info, object, pattern, (container) => withAmounts(withAmounts(container, "limits", limits), "requests", requests));
    return matched === 0 ? fail(`unable to find container named ${pattern}`) : edited;
  });
}

const withAmounts = (container: JsonObject, field: string, list: JsonObject): JsonObject =>
  Object.keys(list).length === 0 ? container : withValue(container, ["resources", field], { ...objectAt(container, "resources", field), ...list });

// Mirrors populateResourceListV1 (kubectl/pkg/generate/versioned/run.go).
function amounts(text: string): JsonObject {
  if (text === "") return {};
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const [name = "", value, ...more] = pair.split("=");
      if (value === undefined || more.length > 0) return fail(`invalid argument syntax ${pair}, expected <resource>=<value>`);
      return [name, canonicalQuantity(value) ?? fail("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")];
    }),
  );
}
