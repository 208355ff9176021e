import { byCodeUnit } from "../../../../api/json.ts";
import { elementsOf, isAll, placeOf, withElement } from "../array-values.ts";
import { assign, assignElements, complain, complainOf, print, setVariable, ShellError, type Machine } from "../machine.ts";
import { subscriptIn } from "../parameters.ts";
import type { Builtin } from "./builtin.ts";

const NAME = /^[A-Za-z_]\w*$/;
const quote = (value: string): string => `'${value.replace(/'/g, `'"'"'`)}'`;

function declare(machine: Machine, builtin: string, args: readonly string[], how: { readonly exported?: boolean; readonly readOnly?: boolean }): number {
  for (const argument of args) {
    const [, name = argument, value] = /^([^=]*)=(.*)$/s.exec(argument) ?? [];
    if (!NAME.test(name)) {
      if (!machine.bash) throw new ShellError(`${builtin}: ${machine.interactive ? "" : "line 0: "}${name}: bad variable name`);
      complain(machine, `${builtin}: \`${argument}': not a valid identifier`);
      return 1;
    }
    if (value !== undefined) assign(machine, name, value);
    const variable = machine.variables.get(name) ?? { value: undefined, exported: false, readOnly: false };
    setVariable(machine, name, { ...variable, ...how });
  }
  return 0;
}

const sorted = (machine: Machine) => [...machine.variables].filter(([, variable]) => !variable.hidden).sort(([a], [b]) => byCodeUnit(a, b));

export const exportVariable: Builtin = (machine, argv) => {
  const args = argv.slice(1);
  if (args[0] === "-n") return declare(machine, "export", args.slice(1), { exported: false });
  const names = args[0] === "-p" ? args.slice(1) : args;
  if (names.length > 0) return declare(machine, "export", names, { exported: true });
  for (const [name, { value, exported }] of sorted(machine)) {
    if (!exported) continue;
    if (machine.bash) print(machine, 1, `declare -x ${name}${value === undefined ? "" : `="${value.replace(/["\\$`]/g, "\\$&")}"`}\n`);
    else print(machine, 1, `export ${name}${value === undefined ? "" : `=${quote(value)}`}\n`);
  }
  return 0;
};

export const readOnly: Builtin = (machine, argv) => {
  const names = argv[1] === "-p" ? argv.slice(2) : argv.slice(1);
  if (names.length > 0) return declare(machine, "readonly", names, { readOnly: true });
  for (const [name, variable] of sorted(machine)) if (variable.readOnly) print(machine, 1, `readonly ${name}=${quote(variable.value ?? "")}\n`);
  return 0;
};

export const local: Builtin = (machine, argv) => {
  const [builtin = "local"] = argv;
  let inside = false;
  for (let frame = machine.frames; frame && !inside; frame = frame.below) inside = frame.kind === "function";
  if (!inside && builtin === "local") {
    if (!machine.bash) throw new ShellError(`local: ${machine.interactive ? "" : "line 0: "}not in a function`);
    complainOf(machine, "local", "can only be used in a function");
    return 1;
  }
  const options = argv.slice(1).filter((argument) => argument.startsWith("-"));
  if (options.some((option) => option.includes("A"))) {
    complainOf(machine, builtin, "-A: associative arrays are not simulated");
    return 2;
  }
  for (const argument of argv.slice(1)) {
    if (argument.startsWith("-")) continue;
    const [, name = argument, value] = /^([^=]*)=(.*)$/s.exec(argument) ?? [];
    if (inside) machine.locals = { name, old: machine.variables.get(name), before: machine.locals };
    if (value !== undefined) assign(machine, name, value);
    else if (inside && machine.bash) setVariable(machine, name, undefined);
    if (options.includes("-x")) setVariable(machine, name, { value: machine.variables.get(name)?.value, exported: true, readOnly: false });
  }
  return 0;
};

export const unset: Builtin = (machine, argv) => {
  const functions = argv[1] === "-f";
  for (const name of argv.slice(1)) {
    if (name === "-f" || name === "-v") continue;
    const place = machine.bash && !functions ? placeOf(name) : undefined;
    if (place && !isAll(place)) {
      assignElements(machine, place.name, withElement(elementsOf(machine, place.name), subscriptIn(machine, place), undefined));
      continue;
    }
    if (machine.variables.get(name)?.readOnly && !functions) throw new ShellError(machine.bash ? `unset: ${name}: cannot unset: readonly variable` : `unset: ${machine.interactive ? "" : "line 0: "}${name}: is read only`);
    if (!functions && machine.variables.has(name)) setVariable(machine, name, undefined);
    else if (machine.functions.has(name)) {
      const left = new Map(machine.functions);
      left.delete(name);
      machine.functions = left;
    }
  }
  return 0;
};

const LETTERS = "aefhmnuvxCbEIVB";
const LONG_NAMES: Readonly<Record<string, string>> = { allexport: "a", errexit: "e", noglob: "f", noexec: "n", nounset: "u", verbose: "v", xtrace: "x", noclobber: "C", monitor: "m", ignoreeof: "I", notify: "b", errtrace: "E", vi: "V" };

export const set: Builtin = (machine, argv) => {
  const args = argv.slice(1);
  if (args.length === 0) {
    for (const [name, { value }] of sorted(machine)) if (value !== undefined) print(machine, 1, machine.bash && /^[\w./:@%+,-]*$/.test(value) ? `${name}=${value}\n` : `${name}=${quote(value)}\n`);
    return 0;
  }
  while (args.length > 0) {
    const argument = args[0] ?? "";
    if (argument === "-" && !machine.bash) {
      args.shift();
      setLetter(machine, "x", false);
      setLetter(machine, "v", false);
      if (args.length === 0) return 0;
      return setParameters(machine, args);
    }
    if (argument === "--" || argument === "-") {
      return setParameters(machine, args.slice(1));
    }
    if (!/^[-+]/.test(argument)) {
      return setParameters(machine, args);
    }
    args.shift();
    for (const letter of argument.slice(1)) {
      const problem = letter === "o" ? setNamed(machine, args.shift(), argument.startsWith("-")) : setLetter(machine, letter, argument.startsWith("-"));
      if (problem !== undefined) {
        if (!machine.bash) throw new ShellError(`set: ${machine.interactive ? "" : "line 0: "}${problem}`);
        complainOf(machine, "set", problem);
        return 2;
      }
    }
  }
  return 0;
};

/** New parameters begin a new reading of options. */
function setParameters(machine: Machine, parameters: readonly string[]): number {
  machine.parameters = parameters;
  machine.optionIndex = 0;
  assign(machine, "OPTIND", "1");
  return 0;
}

export function setLetter(machine: { options: string }, letter: string, on: boolean): string | undefined {
  if (!LETTERS.includes(letter)) return `illegal option -${letter}`;
  const others = machine.options.replaceAll(letter, "");
  machine.options = on ? others + letter : others;
  return undefined;
}

/** As ash lists them. */
const OPTION_NAMES = ["errexit", "noglob", "ignoreeof", "monitor", "noexec", "xtrace", "verbose", "noclobber", "allexport", "notify", "nounset", "errtrace", "vi", "pipefail"] as const;
const isOn = (machine: Machine, name: string): boolean => (name === "pipefail" ? machine.pipefail : machine.options.includes(LONG_NAMES[name] ?? "?"));

function setNamed(machine: Machine, name: string | undefined, on: boolean): string | undefined {
  if (name === undefined) {
    print(machine, 1, OPTION_NAMES.map((each) => (on ? `${each.padEnd(machine.bash ? 15 : 16)}${machine.bash ? "\t" : ""}${isOn(machine, each) ? "on" : "off"}\n` : `set ${isOn(machine, each) ? "-" : "+"}o ${each}\n`)).join(""));
    return undefined;
  }
  if (name === "pipefail") {
    machine.pipefail = on;
    return undefined;
  }
  const letter = LONG_NAMES[name];
  return letter === undefined ? `illegal option ${on ? "-" : "+"}o ${name}` : setLetter(machine, letter, on);
}
