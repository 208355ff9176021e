import { complain, complainOf, print } from "../machine.ts";
import type { Builtin } from "./builtin.ts";

const shown = (name: string, value: string): string => `${name}='${value.replaceAll("'", "'\\''")}'`;

export const alias: Builtin = (machine, argv) => {
  const prefix = machine.bash ? "alias " : "";
  const args = argv.slice(1).filter((argument) => argument !== "-p");
  if (args.length === 0) for (const [name, value] of [...machine.aliases].sort(([a], [b]) => (a < b ? -1 : 1))) print(machine, 1, `${prefix}${shown(name, value)}\n`);
  let status = 0;
  for (const argument of args) {
    const at = argument.indexOf("=", 1);
    const known = machine.aliases.get(argument);
    if (at > 0) machine.aliases = new Map(machine.aliases).set(argument.slice(0, at), argument.slice(at + 1));
    else if (known !== undefined) print(machine, 1, `${prefix}${shown(argument, known)}\n`);
    else {
      if (machine.bash) complain(machine, `alias: ${argument}: not found`);
      else print(machine, 2, `alias: ${argument} not found\n`);
      status = 1;
    }
  }
  return status;
};

export const unalias: Builtin = (machine, argv) => {
  if (argv[1] === "-a") {
    machine.aliases = new Map();
    return 0;
  }
  let status = 0;
  const left = new Map(machine.aliases);
  for (const name of argv.slice(1)) {
    if (left.delete(name)) continue;
    if (machine.bash) complainOf(machine, "unalias", `${name}: not found`);
    else print(machine, 2, `unalias: ${name} not found\n`);
    status = 1;
  }
  machine.aliases = left;
  return status;
};
