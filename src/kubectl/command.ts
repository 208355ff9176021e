import type { Flag } from "./flags/flag.ts";
import type { Lasting } from "./lasting/lasting.ts";
import type { Session } from "./session.ts";
import type { Task } from "./task.ts";

/** A command of kubectl, or a group of them. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One line of the help. */
  readonly short: string;
  /** What follows "kubectl" in the usage line. */
  readonly usage: string;
  readonly flags?: readonly Flag[];
  /** Takes whatever is typed: for commands that only say that they are not there. */
  readonly anyFlags?: boolean;
  readonly subcommands?: readonly Command[];
  /** Ends with an exit code, or goes on as something that lasts. */
  readonly run?: (session: Session) => Task<Outcome>;
}

export type Outcome = number | Lasting;

export const answersTo = (command: Command, word: string): boolean => command.name === word || (command.aliases?.includes(word) ?? false);
