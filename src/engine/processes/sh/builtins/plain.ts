import { ArithmeticError } from "../arithmetic.ts";
import { errorText } from "../../applets/script.ts";
import { echoText } from "../echo-text.ts";
import { assign, complain, complainOf, print, setVariable, ShellError, type Machine } from "../machine.ts";
import { arithmetic } from "../parameters.ts";
import { printfText } from "../printf-text.ts";
import { TestError, testArguments } from "../test-expression.ts";
import type { Builtin } from "./builtin.ts";

export const colon: Builtin = () => 0;
export const falseBuiltin: Builtin = () => 1;
export const nothing: Builtin = () => 0;

export const echoBuiltin: Builtin = (machine, argv) => {
  print(machine, 1, echoText(argv.slice(1)));
  return 0;
};

export const printf: Builtin = (machine, argv) => {
  const [, format, ...args] = argv[1] === "--" ? argv.slice(1) : argv;
  if (format === undefined) {
    complain(machine, machine.bash ? "printf: usage: printf [-v var] format [arguments]" : "printf: usage: printf FORMAT [ARG]...");
    return machine.bash ? 2 : 1;
  }
  const { text, problems } = printfText(format, args);
  print(machine, 1, text);
  for (const problem of problems) complain(machine, problem);
  return problems.length > 0 ? 1 : 0;
};

export const testBuiltin: Builtin = (machine, argv) => {
  const bracket = argv[0] === "[";
  if (bracket && argv.at(-1) !== "]") {
    complain(machine, machine.bash ? "[: missing `]'" : "missing ]");
    return 2;
  }
  try {
    return testArguments(bracket ? argv.slice(1, -1) : argv.slice(1), machine.context) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    complain(machine, machine.bash ? bashTestError(argv[0] ?? "test", error.message) : error.message);
    return 2;
  }
};

const bashTestError = (name: string, message: string): string => `${name}: ${message.replace(/: bad number$/, ": integer expression expected").replace(/: unknown operand$/, ": binary operator expected")}`;

export const cd: Builtin = (machine, argv, { answer, data }) => {
  if (answer) {
    const { text, shown } = data as { readonly text: string; readonly shown: boolean };
    if (!answer.ok) {
      complainOf(machine, "cd", machine.bash ? `${text}: ${errorText(answer.errno)}` : `can't cd to ${text}: ${errorText(answer.errno)}`);
      return machine.bash ? 1 : 2;
    }
    const old = machine.variables.get("PWD");
    setVariable(machine, "OLDPWD", { value: old?.value ?? "", exported: true, readOnly: false });
    setVariable(machine, "PWD", { value: machine.context.cwd, exported: old?.exported ?? true, readOnly: false });
    if (shown) print(machine, 1, `${machine.context.cwd}\n`);
    return 0;
  }
  const given = argv.slice(1).find((argument) => !/^-[LP]+$/.test(argument));
  const back = given === "-";
  const path = back ? machine.variables.get("OLDPWD")?.value : (given ?? machine.variables.get("HOME")?.value);
  if (path === undefined) {
    complainOf(machine, "cd", back ? "OLDPWD not set" : "HOME not set");
    return 1;
  }
  return { ask: { call: "chdir", path: path === "" ? "." : path }, data: { text: path, shown: back } };
};

export const pwd: Builtin = (machine) => {
  print(machine, 1, `${machine.context.cwd}\n`);
  return 0;
};

/** Simplified: the mask is kept and shown; files are made with mode 644 whatever it says. */
export const umask: Builtin = (machine, argv) => {
  const [, mask] = argv;
  if (mask === undefined) print(machine, 1, `${machine.umask.toString(8).padStart(4, "0")}\n`);
  else if (/^[0-7]+$/.test(mask)) machine.umask = parseInt(mask, 8) & 0o777;
  else {
    complain(machine, `umask: ${mask}: invalid mode`);
    return 2;
  }
  return 0;
};

export const ulimit: Builtin = (machine, argv) => {
  if (argv.length <= 2) print(machine, 1, argv[1] === "-n" ? "1048576\n" : "unlimited\n");
  return 0;
};

export const times: Builtin = (machine) => {
  print(machine, 1, "0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n");
  return 0;
};

export const letBuiltin: Builtin = (machine, argv) => {
  try {
    const values = argv.slice(1).map((text) => arithmetic(machine, text));
    return (values.at(-1) ?? 0) === 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof ArithmeticError) throw new ShellError(error.message);
    throw error;
  }
};

/** The next option of the parameters, by the index that the variable OPTIND keeps, and a place within a group. */
export const getopts: Builtin = (machine, argv) => {
  const [, spec = "", name = "opt", ...given] = argv;
  const args = given.length > 0 ? given : machine.parameters;
  const index = Math.max(1, Number(machine.variables.get("OPTIND")?.value ?? 1) || 1);
  const place = index === machine.optionIndex >> 8 ? machine.optionIndex & 0xff : 1;
  const argument = args[index - 1];
  if (argument === undefined || !argument.startsWith("-") || argument === "-" || argument === "--") {
    assign(machine, name, "?");
    if (argument === "--") assign(machine, "OPTIND", String(index + 1));
    return 1;
  }
  return readOption(machine, { spec, name, args, index, place, argument });
};

function readOption(machine: Machine, { spec, name, args, index, place, argument }: { spec: string; name: string; args: readonly string[]; index: number; place: number; argument: string }): number {
  const letter = argument[place] ?? "";
  const found = letter === ":" ? -1 : spec.indexOf(letter);
  const rest = argument.slice(place + 1);
  const takes = found >= 0 && spec[found + 1] === ":";
  const nextIndex = takes ? (rest === "" ? index + 2 : index + 1) : rest === "" ? index + 1 : index;
  machine.optionIndex = nextIndex === index ? (index << 8) | (place + 1) : 0;
  assign(machine, "OPTIND", String(nextIndex));
  if (found < 0) {
    assign(machine, name, "?");
    if (spec.startsWith(":")) assign(machine, "OPTARG", letter);
    else complain(machine, `illegal option -${letter}`);
    return 0;
  }
  if (!takes) {
    assign(machine, name, letter);
    return 0;
  }
  const value = rest === "" ? args[index] : rest;
  assign(machine, name, value === undefined ? (spec.startsWith(":") ? ":" : "?") : letter);
  if (value !== undefined) assign(machine, "OPTARG", value);
  else if (!spec.startsWith(":")) complain(machine, `no arg for -${letter} option`);
  return 0;
}
