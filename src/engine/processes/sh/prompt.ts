import { isGnu } from "../applets/flavor.ts";
import { print, type Machine } from "./machine.ts";

/** What a terminal's shell prints before a line: PS1, or what the image's shell has by default. */
export function promptText(machine: Machine): string {
  const { context } = machine;
  const directory = context.cwd === machine.variables.get("HOME")?.value ? "~" : context.cwd;
  const text = machine.variables.get("PS1")?.value ?? usualPrompt(machine);
  const values: Readonly<Record<string, string>> = {
    u: context.uid === 0 ? "root" : (machine.variables.get("USER")?.value ?? "I have no name!"),
    h: context.hostname.split(".")[0] ?? "",
    H: context.hostname,
    w: directory,
    W: directory === "/" || directory === "~" ? directory : directory.slice(directory.lastIndexOf("/") + 1),
    $: context.uid === 0 ? "#" : "$",
    s: machine.name.replace(/^.*\//, ""),
    n: "\n",
    "[": "",
    "]": "",
  };
  return text.replace(/\\([uhHwWsn$[\]])/g, (_, letter: string) => values[letter] ?? "");
}

function usualPrompt(machine: Machine): string {
  const { files } = machine.context;
  if (!machine.bash) return isGnu(machine.context) && files.stat("/etc/debian_version") ? DASH : BUSYBOX;
  // Called as sh it reads no start-up file.
  if (/(^|\/)sh$/.test(machine.name)) return "sh-5.1\\$ ";
  return files.stat("/etc/redhat-release") === undefined ? DEBIAN : RED_HAT;
}

// What busybox ash, dash, Debian's and Red Hat's /etc/bash.bashrc set.
const BUSYBOX = "\\w \\$ ";
const DASH = "\\$ ";
const DEBIAN = "\\u@\\h:\\w\\$ ";
const RED_HAT = "[\\u@\\h \\W]\\$ ";

/** What a terminal's shell says when it leaves: at the end of its input, or at `exit`. Mirrors cmdloop (busybox shell/ash.c) and exit_builtin (bash's builtins/exit.def). */
export function sayFarewell(machine: Machine, ofAsh: string): void {
  if (machine.interactive && !machine.subshell) print(machine, 2, machine.bash ? "exit\n" : ofAsh);
}
