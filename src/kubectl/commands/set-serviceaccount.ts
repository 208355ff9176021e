import type { JsonObject } from "../../api/json.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { withValue } from "../objects.ts";
import { podSpecPath, setEach, setFlags } from "./set-each.ts";

// Mirrors SetServiceAccountOptions (kubectl/pkg/cmd/set/set_serviceaccount.go).
export const setServiceAccountCommand: Command = {
  name: "serviceaccount",
  aliases: ["sa"],
  short: "Update the service account of a resource",
  usage: "set serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT [options]",
  flags: setFlags,
  *run(session) {
    const account = session.args.at(-1) ?? fail("serviceaccount is required");
    return yield* setEach(session, session.args.slice(0, -1), "serviceaccount updated", function* (info, object) {
      const path = podSpecPath(info);
      return withValue(withValue(object, [...path, "serviceAccountName"], account), [...path, "serviceAccount"], account);
    });
  },
};

// Mirrors SetSelectorOptions (kubectl/pkg/cmd/set/set_selector.go).
export const setSelectorCommand: Command = {
  name: "selector",
  short: "Set the selector on a resource",
  usage: "set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version] [options]",
  flags: setFlags,
  *run(session) {
    const text = session.args.at(-1) ?? fail("one or more resources must be specified as <resource> <name> or <resource>/<name>");
    const selector = pairs(text);
    return yield* setEach(session, session.args.slice(0, -1), "selector updated", function* ({ resource }, object) {
      if (resource.kind !== "Service") fail("setting a selector is only supported for Services");
      return withValue(object, ["spec", "selector"], selector);
    });
  },
};

const pairs = (text: string): JsonObject =>
  Object.fromEntries(
    text.split(",").map((pair) => {
      const [key = "", value] = pair.split(/==?/);
      return value === undefined || key.endsWith("!") ? fail(`invalid selector: ${text}: only equality is supported`) : [key.trim(), value.trim()];
    }),
  );
