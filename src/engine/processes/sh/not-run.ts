import { complain, type Machine } from "./machine.ts";

/** Why a command did not run, in the shell's words; the status that follows. */
export function notRun(machine: Machine, name: string, errno: string): number {
  if (name === "" && !machine.bash) {
    complain(machine, ": Permission denied");
    return 127;
  }
  if (errno === "EACCES" || errno === "ENOTDIR" || errno === "ENOEXEC") {
    const directory = machine.context.files.stat(name)?.type === "directory";
    complain(machine, machine.bash && directory ? `${name}: Is a directory` : `${name}: Permission denied`);
    return 126;
  }
  if (errno === "E2BIG") {
    complain(machine, `${name}: Argument list too long`);
    return 126;
  }
  if (errno === "EAGAIN") {
    complain(machine, machine.bash ? "fork: retry: Resource temporarily unavailable" : "can't fork: Resource temporarily unavailable");
    return 2;
  }
  if (machine.bash) complain(machine, name.includes("/") ? `${name}: No such file or directory` : `${name}: command not found`);
  else complain(machine, `${name}: not found`);
  return 127;
}
