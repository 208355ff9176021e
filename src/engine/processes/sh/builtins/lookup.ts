import { runNamed } from "./run-named.ts";
import { print, complain, type Machine } from "../machine.ts";
import { isBuiltin, isSpecial } from "./names.ts";
import type { Builtin } from "./builtin.ts";

const KEYWORDS: ReadonlySet<string> = new Set(["if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "{", "}", "!", "in", "function"]);

/** Where PATH finds a name. */
export function pathOf(machine: Machine, name: string): string | undefined {
  const { files } = machine.context;
  const runs = (path: string): boolean => {
    const stat = files.stat(path);
    return stat !== undefined && stat.type !== "directory" && (stat.mode & 0o111) !== 0;
  };
  if (name.includes("/")) return runs(name) ? name : undefined;
  return (machine.variables.get("PATH")?.value ?? "").split(":").map((directory) => `${directory}/${name}`).find(runs);
}

export const type: Builtin = (machine, argv) => {
  let status = 0;
  for (const name of argv.slice(1)) {
    const text = description(machine, name);
    if (text === undefined) {
      if (machine.bash) complain(machine, `type: ${name}: not found`);
      else print(machine, 1, `${name}: not found\n`);
      status = machine.bash ? 1 : 127;
    } else print(machine, 1, `${text}\n`);
  }
  return status;
};

function description(machine: Machine, name: string): string | undefined {
  if (KEYWORDS.has(name)) return `${name} is a shell keyword`;
  const alias = machine.aliases.get(name);
  if (alias !== undefined) return machine.bash ? `${name} is aliased to \`${alias}'` : `${name} is an alias for ${alias}`;
  if (machine.functions.has(name)) return machine.bash ? `${name} is a function` : `${name} is a function`;
  if (isSpecial(name)) return machine.bash ? `${name} is a shell builtin` : `${name} is a special shell builtin`;
  if (isBuiltin(name)) return `${name} is a shell builtin`;
  const path = pathOf(machine, name);
  return path === undefined ? undefined : `${name} is ${path}`;
}

/** `command -v name` says what a name is; `command name …` runs it past functions. */
export const command: Builtin = (machine, argv, call) => {
  const [, first, ...rest] = argv;
  if (first === "-v" || first === "-V") {
    let status = 0;
    // Mirrors commandcmd (busybox shell/ash.c): it looks at the first name only.
    for (const name of machine.bash ? rest : rest.slice(0, 1)) {
      const alias = machine.aliases.get(name);
      if (alias !== undefined && first === "-v") {
        print(machine, 1, `alias ${name}='${alias}'\n`);
        continue;
      }
      const found = KEYWORDS.has(name) || machine.functions.has(name) || isSpecial(name) || isBuiltin(name) ? name : pathOf(machine, name);
      if (found === undefined) {
        if (first === "-V") print(machine, 1, `${name}: not found\n`);
        status = 127;
      } else print(machine, 1, first === "-v" ? `${found}\n` : `${description(machine, name) ?? found}\n`);
    }
    return machine.bash && status !== 0 ? 1 : status;
  }
  const words = first === "-p" || first === "--" ? rest : argv.slice(1);
  return words.length === 0 ? 0 : runNamed(machine, words, call);
};

export const hash: Builtin = (machine, argv) => {
  const missing = argv.slice(1).filter((name) => !name.startsWith("-") && pathOf(machine, name) === undefined);
  for (const name of missing) complain(machine, `hash: ${name}: not found`);
  return missing.length > 0 ? 1 : 0;
};
