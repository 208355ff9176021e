import type { Command } from "./command.ts";
import { applyCommand } from "./commands/apply.ts";
import { createCommand } from "./commands/create.ts";
import { deleteCommand } from "./commands/delete.ts";
import { getCommand } from "./commands/get.ts";
import { runCommandOfKubectl } from "./commands/run.ts";

/** Every command. A new one is a file and a line here. */
export const commands: readonly Command[] = [applyCommand, createCommand, deleteCommand, getCommand, runCommandOfKubectl];
