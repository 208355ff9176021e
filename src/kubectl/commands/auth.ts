import { resourceByName } from "../../api/resources.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import { allNamespacesFlag } from "../flags/shared-flags.ts";
import { writeError, writeOut } from "../task.ts";

// Simplified: `kubectl auth can-i` says yes to everything: the workstation's user is in system:masters, and --as is not looked at.
const canICommand: Command = {
  name: "can-i",
  short: "Check whether an action is allowed",
  usage: "auth can-i VERB [TYPE | TYPE/NAME | NONRESOURCEURL] [options]",
  flags: [allNamespacesFlag, bool("list", { usage: "If true, prints all allowed actions." }), bool("quiet", { shorthand: "q" }), bool("no-headers"), text("subresource")],
  *run({ args, flags }) {
    if (flags.bool("list")) fail("kubectl auth can-i --list is not simulated: this user may do everything");
    if (args.length < 2 || args.length > 3) fail("you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.");
    const type = (args[1] ?? "").split("/")[0] ?? "";
    if (type !== "*" && type !== "" && !resourceByName(type)) yield* writeError(`Warning: the server doesn't have a resource type '${type}'\n\n`);
    if (!flags.bool("quiet")) yield* writeOut("yes\n");
    return 0;
  },
};

const whoAmICommand: Command = {
  name: "whoami",
  short: "Experimental: Check self subject attributes",
  usage: "auth whoami [options]",
  *run() {
    yield* writeOut("ATTRIBUTE   VALUE\nUsername    admin\nGroups      [system:masters system:authenticated]\n");
    return 0;
  },
};

export const authCommand: Command = {
  name: "auth",
  short: "Inspect authorization",
  usage: "auth [flags] [options]",
  subcommands: [canICommand, whoAmICommand],
};
