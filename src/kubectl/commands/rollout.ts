import type { Command } from "../command.ts";
import { rolloutHistoryCommand } from "./rollout-history.ts";
import { rolloutPauseCommand, rolloutRestartCommand, rolloutResumeCommand } from "./rollout-patches.ts";
import { rolloutStatusCommand } from "./rollout-status.ts";
import { rolloutUndoCommand } from "./rollout-undo.ts";

export const rolloutCommand: Command = {
  name: "rollout",
  short: "Manage the rollout of a resource",
  usage: "rollout SUBCOMMAND [options]",
  subcommands: [rolloutHistoryCommand, rolloutPauseCommand, rolloutRestartCommand, rolloutResumeCommand, rolloutStatusCommand, rolloutUndoCommand],
};
