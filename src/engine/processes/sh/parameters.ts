import { elementAt, elementsOf, isAll, placed, placeOf, type Elements, type Place } from "./array-values.ts";
import { evaluateArithmetic, type Whole } from "./arithmetic.ts";
import { asPattern, joined } from "./fields.ts";
import { assign, setVariable, ShellError, type Machine } from "./machine.ts";
import { replacePattern, withoutPrefix, withoutSuffix } from "../expressions/shell-pattern.ts";
import type { Op } from "./code.ts";
import { isCommandString } from "./command-string.ts";
import type { Segment, Segments } from "./state.ts";

/** The value of `$name`; undefined = unset. Lists are joined by spaces. */
export function parameterValue(machine: Machine, name: string): string | undefined {
  const place = placeOf(name);
  if (place) return elementValue(machine, place);
  if (/^\d/.test(name)) return name === "0" ? machine.name : machine.parameters[Number(name) - 1];
  switch (name) {
    case "@":
    case "*": return machine.parameters.length === 0 ? undefined : machine.parameters.join(" ");
    case "#": return String(machine.parameters.length);
    case "?": return String(machine.status);
    case "$": return String(machine.shellPid);
    case "!": return machine.lastBackground === undefined ? undefined : String(machine.lastBackground);
    case "-": return machine.options + (machine.interactive ? "i" : "") + (isCommandString(machine) ? "c" : "");
    case "FUNCNAME": return functionName(machine);
    case "LINENO": return "0";
    case "PPID": return String(machine.context.parentPid);
    case "RANDOM": return nextRandom(machine);
    case "SECONDS": return machine.variables.get(name)?.value ?? String(Math.floor(machine.context.now / 1000));
    case "HOSTNAME": return machine.variables.get(name)?.value ?? (machine.bash ? machine.context.hostname : undefined);
    default: return machine.variables.get(name)?.value;
  }
}

/** The number that a subscript stands for. */
export const subscriptIn = (machine: Machine, { name, subscript }: Place): number => placed(elementsOf(machine, name), Number(arithmetic(machine, subscript))) ?? badSubscript(name, subscript);

const badSubscript = (name: string, subscript: string): never => {
  throw new ShellError(`${name}[${subscript}]: bad array subscript`, 1);
};

function elementValue(machine: Machine, place: Place): string | undefined {
  const elements = elementsOf(machine, place.name);
  if (isAll(place)) return elements.length === 0 ? undefined : elements.map(([, value]) => value).join(" ");
  return elementAt(elements, subscriptIn(machine, place));
}

/** The parameters, or the elements of an array, where a name stands for all of them; undefined = it does not. */
function listOf(machine: Machine, name: string): readonly string[] | undefined {
  if (name === "@" || name === "*") return machine.parameters;
  const place = placeOf(name);
  return place && isAll(place) ? elementsOf(machine, place.name).map(([, value]) => value) : undefined;
}

/** Several fields, or with "*" in quotes one. */
const asSegments = (machine: Machine, name: string, values: readonly string[], quoted: boolean): Segment[] =>
  quoted && /\*\]?$/.test(name) ? [segment(values.join(ifsOf(machine)[0] ?? ""), true)] : values.map((text, index) => ({ text, quoted, split: !quoted, ends: index < values.length - 1 }));

function functionName(machine: Machine): string | undefined {
  for (let frame = machine.frames; frame; frame = frame.below) if (frame.kind === "function") return frame.file;
  return undefined;
}

const RANDOM_BOUND = 32_768;

/** Another number at each look: begun by the process and the instant, then each from the one before; assigning begins it anew. */
function nextRandom(machine: Machine): string {
  const held = machine.variables.get("RANDOM");
  const before = held === undefined ? machine.shellPid * 7919 + machine.context.now : Number.parseInt(held.value ?? "", 10) || 0;
  const next = mixed(before);
  setVariable(machine, "RANDOM", { value: String(next), exported: held?.exported ?? false, readOnly: false });
  return String(next % RANDOM_BOUND);
}

/** A number of 31 bits from another. */
function mixed(number: number): number {
  let mix = Math.imul((number >>> 0) ^ 0x9e37_79b9, 0x85eb_ca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2_ae35);
  return (mix ^ (mix >>> 16)) >>> 1;
}

export const ifsOf = (machine: Machine): string => machine.variables.get("IFS")?.value ?? " \t\n";

/** What `$name` adds to a word. */
export function expandParameter(machine: Machine, name: string, quoted: boolean): Segment[] {
  const list = listOf(machine, name);
  if (list) return asSegments(machine, name, list, quoted);
  const value = parameterValue(machine, name);
  if (value === undefined && machine.options.includes("u")) throw new ShellError(machine.bash ? `${name}: unbound variable` : `${name}: parameter not set`, machine.bash ? 1 : 2);
  return [segment(value ?? "", quoted)];
}

export const segment = (text: string, quoted: boolean): Segment => ({ text, quoted, split: !quoted, ends: false });

export function arithmetic(machine: Machine, text: string): Whole {
  return evaluateArithmetic(text, {
    get: (name) => {
      const value = parameterValue(machine, name);
      if (value === undefined && machine.options.includes("u")) throw new ShellError(`${name}: parameter not set`);
      return value ?? "";
    },
    set: (name, value) => assign(machine, name, value),
  });
}

/** What `${name#pattern}` and its kin add to a word: of a list each of its values, changed. */
export function expandChange(machine: Machine, op: Extract<Op, { op: "change" }>, operands: readonly Segments[]): Segment[] {
  const place = placeOf(op.name);
  if (!place || !isAll(place)) return [segment(changedValue(machine, op, operands, parameterValue(machine, op.name) ?? ""), op.quoted)];
  const elements = elementsOf(machine, place.name);
  if (op.how === "length") return [segment(String(elements.length), op.quoted)];
  const values = op.how === "!" ? elements.map(([index]) => String(index)) : op.how === "slice" ? sliceOfElements(machine, elements, operands) : elements.map(([, value]) => changedValue(machine, op, operands, value));
  return asSegments(machine, op.name, values, op.quoted);
}

/** From an element on, so many. */
function sliceOfElements(machine: Machine, elements: Elements, [offset = [], length]: readonly Segments[]): readonly string[] {
  const from = placed(elements, Number(arithmetic(machine, joined(offset)))) ?? 0;
  const found = elements.filter(([index]) => index >= from).map(([, value]) => value);
  return length ? found.slice(0, Math.max(0, Number(arithmetic(machine, joined(length))))) : found;
}

function changedValue(machine: Machine, op: Extract<Op, { op: "change" }>, operands: readonly Segments[], value: string): string {
  const [first = [], second = []] = operands;
  switch (op.how) {
    case "length": return String((op.name === "@" || op.name === "*") && machine.bash ? machine.parameters.length : [...value].length);
    case "!": return parameterValue(machine, value) ?? "";
    case "#":
    case "##": return withoutPrefix(value, asPattern(first), op.how === "##");
    case "%":
    case "%%": return withoutSuffix(value, asPattern(first), op.how === "%%");
    case "slice": return slice(machine, value, joined(first), operands.length > 1 ? joined(second) : undefined);
    case "^": return value.slice(0, 1).toUpperCase() + value.slice(1);
    case "^^": return value.toUpperCase();
    case ",": return value.slice(0, 1).toLowerCase() + value.slice(1);
    case ",,": return value.toLowerCase();
    // Mirrors subevalvar (busybox shell/ash.c): it knows no anchors.
    case "/#":
    case "/%": return machine.bash ? replaced(value, op.how, asPattern(first), joined(second)) : replaced(value, "/", op.how[1] + asPattern(first), joined(second));
    default: return replaced(value, op.how, asPattern(first), joined(second));
  }
}

const REPLACED = { "/": "first", "//": "all", "/#": "prefix", "/%": "suffix" } as const;

function replaced(value: string, how: keyof typeof REPLACED, pattern: string, replacement: string): string {
  return pattern === "" ? value : replacePattern(value, pattern, replacement, REPLACED[how]);
}

function slice(machine: Machine, value: string, offset: string, length: string | undefined): string {
  const from = Number(arithmetic(machine, offset));
  const start = from < 0 ? Math.max(0, value.length + from) : from;
  if (length === undefined) return value.slice(start);
  const count = Number(arithmetic(machine, length));
  return count < 0 ? value.slice(start, value.length + count) : value.slice(start, start + count);
}

