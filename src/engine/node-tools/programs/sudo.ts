import { err, out, type Part } from "../../processes/applets/script.ts";
import { scripted } from "../../processes/scripted.ts";
import type { MachineReport } from "../questions.ts";
import { ask } from "./ask.ts";

const USAGE = "usage: sudo -h | -K | -k | -V\nusage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]\nusage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command [arg ...]]\nusage: sudo [-ABbEHkNnPS] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] [VAR=value] [-i | -s] [command [arg ...]]\nusage: sudo -e [-ABkNnS] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] file ...\n";
const WITH_VALUE = new Set(["-C", "-D", "-g", "-h", "-p", "-R", "-T", "-u", "--user", "--group", "--chdir", "--prompt"]);

/** `sudo` of a machine where one is root already: it becomes the command. Simplified: the user that -u names is not changed to. */
export const sudo = scripted("sudo", function* (context) {
  const args = context.argv.slice(1);
  let shell = false;
  while (args[0]?.startsWith("-")) {
    const option = args.shift() ?? "";
    if (option === "--") break;
    if (/^-[a-zA-Z]*[is]$/.test(option) || option === "--login" || option === "--shell") shell = true;
    else if (option === "-V" || option === "--version") return yield* said("Sudo version 1.9.13p3\n");
    else if (/^-[vkK]$/.test(option)) return 0;
    else if (option === "-l") return yield* said(`User root may run the following commands on ${(yield* machineName())}:\n    (ALL : ALL) ALL\n`);
    else if (WITH_VALUE.has(option)) args.shift();
  }
  const [command = ""] = args;
  if (command === "" && !shell) {
    yield* err(USAGE);
    return 1;
  }
  if (shell) return yield* become(command === "" ? ["bash"] : ["bash", "-c", args.join(" ")]);
  // `sudo su -` is how many ask for a shell of root's.
  if (command === "su") {
    const at = args.indexOf("-c");
    return yield* become(at < 0 ? ["bash"] : ["bash", "-c", args[at + 1] ?? ""]);
  }
  return yield* become(/^\w+=/.test(command) ? ["env", ...args] : args);
});

function* machineName(): Part<string> {
  return ((yield* ask({ ask: "machine" })) as unknown as MachineReport).name || "workstation";
}

function* said(text: string): Part<number> {
  yield* out(text);
  return 0;
}

function* become(argv: readonly string[]): Part<number> {
  const failed = yield { call: "exec", argv };
  const isMissing = failed.ok || failed.errno === "ENOENT";
  yield* err(isMissing ? `sudo: ${argv[0]}: command not found\n` : `sudo: unable to execute ${argv[0]}: Permission denied\n`);
  return 1;
}
