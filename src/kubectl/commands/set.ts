import type { Command } from "../command.ts";
import { notSimulated } from "./not-simulated.ts";
import { setEnvCommand } from "./set-env.ts";
import { setImageCommand } from "./set-image.ts";
import { setResourcesCommand } from "./set-resources.ts";
import { setSelectorCommand, setServiceAccountCommand } from "./set-serviceaccount.ts";

// Simplified: `kubectl set subject` is not there: role bindings decide nothing here.
export const setCommand: Command = {
  name: "set",
  short: "Set specific features on objects",
  usage: "set SUBCOMMAND [options]",
  subcommands: [
    setEnvCommand,
    setImageCommand,
    setResourcesCommand,
    setSelectorCommand,
    setServiceAccountCommand,
    notSimulated("subject", "Update the user, group, or service account in a role binding or cluster role binding", "use kubectl patch or kubectl apply", "set subject"),
  ],
};
