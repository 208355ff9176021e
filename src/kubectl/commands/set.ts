import type { Command } from "../command.ts";
import { setImageCommand } from "./set-image.ts";

// Door: set env, resources, selector, serviceaccount and subject come with the workloads they are for.
export const setCommand: Command = {
  name: "set",
  short: "Set specific features on objects",
  usage: "set SUBCOMMAND [options]",
  subcommands: [setImageCommand],
};
