import type { Command } from "../command.ts";
import { notSimulated } from "./not-simulated.ts";
import { setImageCommand } from "./set-image.ts";

const INSTEAD = "use kubectl patch or kubectl apply";

// Simplified: of what `kubectl set` can set, there is the image only.
export const setCommand: Command = {
  name: "set",
  short: "Set specific features on objects",
  usage: "set SUBCOMMAND [options]",
  subcommands: [
    notSimulated("env", "Update environment variables on a pod template", INSTEAD, "set env"),
    setImageCommand,
    notSimulated("resources", "Update resource requests/limits on objects with pod templates", INSTEAD, "set resources"),
    notSimulated("selector", "Set the selector on a resource", INSTEAD, "set selector"),
    notSimulated("serviceaccount", "Update the service account of a resource", INSTEAD, "set serviceaccount", ["sa"]),
    notSimulated("subject", "Update the user, group, or service account in a role binding or cluster role binding", INSTEAD, "set subject"),
  ],
};
