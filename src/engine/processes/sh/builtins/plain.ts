import { ArithmeticError } from "../arithmetic.ts";
import { normalisePath } from "../../files/base-layer.ts";
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
    complain(machine, machine.bash ? "printf: usage: printf [-v var] format [arguments]" : "usage: printf FORMAT [ARGUMENT...]");
    return 2;
  }
  const { text, problems } = printfText(format, args, !machine.bash);
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

/** Where `cd` goes: as it was typed, and as PWD will have it, through links and not past them. */
interface Going {
  readonly text: string;
  readonly shown: boolean;
  readonly logical: string | undefined;
}

export const cd: Builtin = (machine, argv, { answer, data }) => {
  if (answer) {
    const { text, shown, logical } = data as Going;
    if (!answer.ok) {
      complainOf(machine, "cd", machine.bash ? `${text}: ${errorText(answer.errno)}` : `can't cd to ${text}: ${errorText(answer.errno)}`);
      return machine.bash ? 1 : 2;
    }
    const old = machine.variables.get("PWD");
    setVariable(machine, "OLDPWD", { value: old?.value ?? "", exported: true, readOnly: false });
    const present = logical ?? machine.context.cwd;
    setVariable(machine, "PWD", { value: present, exported: old?.exported ?? true, readOnly: false });
    if (shown) print(machine, 1, `${present}\n`);
    return 0;
  }
  const given = argv.slice(1).find((argument) => !/^-[LP]+$/.test(argument));
  const back = given === "-";
  const path = back ? machine.variables.get("OLDPWD")?.value : (given ?? machine.variables.get("HOME")?.value);
  if (path === undefined) {
    complainOf(machine, "cd", back ? "OLDPWD not set" : "HOME not set");
    return 1;
  }
  const physical = argv.slice(1).some((argument) => /^-L*P[LP]*$/.test(argument));
  const logical = physical ? undefined : normalisePath(path === "" ? "." : path, machine.variables.get("PWD")?.value ?? machine.context.cwd);
  return { ask: { call: "chdir", path: logical ?? path }, data: { text: path, shown: back, logical } };
};

export const pwd: Builtin = (machine, argv) => {
  const held = machine.variables.get("PWD")?.value;
  print(machine, 1, `${argv[1] === "-P" || !held?.startsWith("/") ? machine.context.cwd : held}\n`);
  return 0;
};

const rights = (masked: number): string => "rwx".replace(/./g, (letter, index: number) => ((masked & (4 >> index)) === 0 ? letter : ""));

/** "027", or "u=rwx,g=rx,o=". */
function readMask(text: string, present: number): number | undefined {
  if (/^[0-7]+$/.test(text)) return parseInt(text, 8) & 0o777;
  let mask = present;
  for (const clause of text.split(",")) {
    const [, who = "", sign, letters = ""] = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause) ?? [];
    if (sign === undefined) return undefined;
    const bits = [..."rwx"].reduce((sum, letter, index) => (letters.includes(letter) ? sum | (4 >> index) : sum), 0);
    for (const [index, each] of [..."ugo"].entries()) {
      if (who !== "" && !who.includes("a") && !who.includes(each)) continue;
      const shift = 6 - 3 * index;
      mask = sign === "+" ? mask & ~(bits << shift) : sign === "-" ? mask | (bits << shift) : (mask & ~(7 << shift)) | ((~bits & 7) << shift);
    }
  }
  return mask;
}

export const umask: Builtin = (machine, argv) => {
  const [, mask] = argv;
  const set = mask === undefined ? undefined : readMask(mask, machine.umask);
  if (mask === undefined) print(machine, 1, `${machine.umask.toString(8).padStart(4, "0")}\n`);
  else if (mask === "-S") print(machine, 1, `u=${rights(machine.umask >> 6)},g=${rights(machine.umask >> 3)},o=${rights(machine.umask)}\n`);
  else if (set !== undefined) {
    machine.umask = set;
    machine.outbox.push({ call: "umask", mask: set });
  } else {
    if (!machine.bash) throw new ShellError(`umask: ${machine.interactive ? "" : "line 0: "}illegal mode: ${mask}`);
    complain(machine, `umask: ${mask}: invalid symbolic mode operator`);
    return 1;
  }
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
    else if (machine.bash) complain(machine, `illegal option -- ${letter}`);
    else print(machine, 2, `Illegal option -${letter}\n`);
    return 0;
  }
  if (!takes) {
    assign(machine, name, letter);
    return 0;
  }
  const value = rest === "" ? args[index] : rest;
  assign(machine, name, value === undefined ? (spec.startsWith(":") ? ":" : "?") : letter);
  if (value !== undefined) assign(machine, "OPTARG", value);
  else if (spec.startsWith(":")) assign(machine, "OPTARG", letter);
  else if (machine.bash) complain(machine, `option requires an argument -- ${letter}`);
  else print(machine, 2, `No arg for -${letter} option\n`);
  return 0;
}
