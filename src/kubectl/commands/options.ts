import type { Command } from "../command.ts";
import { globalFlags } from "../flags/shared-flags.ts";
import { flagLines } from "../help.ts";
import { writeOut } from "../task.ts";

export const optionsCommand: Command = {
  name: "options",
  short: "Print the list of flags inherited by all commands",
  usage: "options",
  *run() {
    const shown = globalFlags.filter((flag) => !flag.hidden);
    yield* writeOut(`The following options can be passed to any command:\n\n${shown.map(flagLines).join("\n\n")}\n`);
    return 0;
  },
};
