import type { Command } from "../command.ts";
import { setImageCommand } from "./set-image.ts";

// Simplified: of what can be set, the image only.
export const setCommand: Command = {
  name: "set",
  short: "Set specific features on objects",
  usage: "set SUBCOMMAND [options]",
  subcommands: [setImageCommand],
};
