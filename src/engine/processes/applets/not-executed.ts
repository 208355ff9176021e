import { scripted } from "../scripted.ts";
import { err } from "./script.ts";

/**
 * Stands for the runtime's own process where execve refused what it was to run.
 * Mirrors Exec (runc libcontainer/system/linux.go): by then the container has started, so the words stand in its log.
 */
export const notExecuted = scripted("not-executed", function* (context) {
  yield* err(`exec ${context.argv[0] ?? ""}: argument list too long\n`);
  return 1;
});
