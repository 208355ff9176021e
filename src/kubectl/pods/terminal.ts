import type { Session } from "../session.ts";
import { writeError } from "../task.ts";
import type { Task } from "../task.ts";

// Mirrors StreamOptions.SetupTTY (kubectl/pkg/cmd/exec/exec.go): without stdin there is none, and nothing is said of it.
/** Whether the connection is a terminal, when one is wanted; says so where the input is none. */
export function* terminalOf({ flags, context }: Session, wanted: boolean): Task<boolean> {
  if (!flags.bool("stdin") || !wanted) return false;
  if (context.isTty(0)) return true;
  if (!flags.bool("quiet")) yield* writeError("Unable to use a TTY - input is not a terminal or the right kind of file\n");
  return false;
}
