import type { Answer, Syscall } from "../syscall.ts";
import { ArithmeticError, type Whole } from "./arithmetic.ts";
import { runCommand } from "./command.ts";
import type { Op } from "./code.ts";
import { asPattern, fieldsOf, joined } from "./fields.ts";
import { fork, pipeline, substitute } from "./forks.ts";
import { elementsOf, gathered, KEYED, placeOf, withElement } from "./array-values.ts";
import { assign, assignElements, isCall, popCall, popRedirections, ShellError, type Machine } from "./machine.ts";
import { afterCommand, goTo, next } from "./moves.ts";
import { arithmetic, expandChange, expandParameter, ifsOf, parameterValue, segment, subscriptIn } from "./parameters.ts";
import { matchesPattern } from "../expressions/shell-pattern.ts";
import { openRedirection, writeDocument } from "./redirections.ts";
import { reportSyntaxError } from "./report-syntax-error.ts";
import type { Segment } from "./state.ts";
import { evaluateTest } from "./test-expression.ts";

/**
 * Carries out one operation. Returns a system call when it needs one: it is then called again with the answer, until it
 * returns nothing and has moved on.
 */
export function operate(machine: Machine, op: Op, answer: Answer | undefined): Syscall | undefined {
  switch (op.op) {
    case "jump": return goTo(machine, op.to);
    case "jumpIf": return goTo(machine, (machine.status === 0) === op.ok ? op.to : machine.pc + 1);
    case "not":
      machine.status = machine.status === 0 ? 1 : 0;
      return next(machine);
    case "succeed":
      machine.status = 0;
      return next(machine);
    case "loop":
      machine.frames = { kind: "loop", below: machine.frames, breakTo: op.breakTo, continueTo: op.continueTo, status: 0, values: machine.loopValues, next: 0 };
      machine.loopValues = undefined;
      return next(machine);
    case "again": {
      const { frames } = machine;
      if (frames?.kind === "loop" && frames.status !== machine.status) machine.frames = { ...frames, status: machine.status };
      return goTo(machine, op.to);
    }
    case "endLoop": {
      const { frames } = machine;
      if (frames?.kind === "loop") {
        machine.status = frames.status;
        machine.frames = frames.below;
      }
      return next(machine);
    }
    case "next": return nextValue(machine, op);
    case "forWords":
      machine.loopValues = op.parameters ? machine.parameters : machine.argv;
      machine.argv = [];
      return next(machine);
    case "function":
      machine.worked += machine.functions.size / WORDS_PER_OPERATION;
      machine.functions = new Map(machine.functions).set(op.name, { code: machine.code, tail: machine.tail, pc: op.start });
      machine.status = 0;
      return goTo(machine, op.to);
    case "end": return endOfText(machine);
    case "exitSubshell": {
      machine.exiting = true;
      return undefined;
    }
    case "word":
      machine.words.push([]);
      return next(machine);
    case "static":
      machine.argv.push(...op.fields);
      return next(machine);
    case "literal":
      return add(machine, [{ text: op.text, quoted: op.quoted, split: op.split === true, ends: false }]);
    case "tilde": return add(machine, [segment(home(machine, op.user), true)]);
    case "parameter": return add(machine, expandParameter(machine, op.name, op.quoted));
    case "choose": return choose(machine, op);
    case "assignDefault": {
      const value = joined(machine.words.pop() ?? []);
      assignTo(machine, op.name, value);
      return add(machine, [segment(value, op.quoted)]);
    }
    case "complain": {
      const text = joined(machine.words.pop() ?? []);
      throw new ShellError(`${op.name}: ${text === "" ? (op.colon ? (machine.bash ? "parameter null or not set" : "parameter not set or null") : "parameter not set") : text}`, machine.bash ? 127 : 2);
    }
    case "change": {
      const operands = op.operands === 0 ? [] : machine.words.splice(-op.operands);
      return add(machine, expandChange(machine, op, operands));
    }
    case "arithmetic": {
      const text = joined(machine.words.pop() ?? []);
      return add(machine, [segment(String(evaluated(machine, text)), op.quoted)]);
    }
    case "substitute": return substitute(machine, op, answer);
    case "fields": {
      const word = machine.words.pop() ?? [];
      work(machine, word);
      if (machine.argv.length + word.length > MOST_WORDS) throw new ShellError("out of memory", 1);
      for (const field of fieldsOf(word, ifsOf(machine), machine, machine.options.includes("f"))) machine.argv.push(field);
      return next(machine);
    }
    case "assign": {
      const word = machine.words.pop() ?? [];
      work(machine, word);
      const value = joined(word);
      const assigned = { name: op.name, value: op.append ? (parameterValue(machine, op.name) ?? "") + value : value };
      if (placeOf(op.name)) assignTo(machine, op.name, assigned.value);
      else machine.assigning.push(assigned);
      if (op.now && !placeOf(op.name)) assign(machine, assigned.name, assigned.value);
      return next(machine);
    }
    case "arrayBegin":
      machine.words.push(machine.argv.map((text) => segment(text, true)));
      machine.argv = [];
      return next(machine);
    case "keyed":
      machine.argv.push(KEYED + joined(machine.words.pop() ?? []));
      return next(machine);
    case "array": {
      const words = machine.argv;
      machine.argv = (machine.words.pop() ?? []).map(({ text }) => text);
      machine.worked += words.length / WORDS_PER_OPERATION;
      assignElements(machine, op.name, gathered(op.append ? elementsOf(machine, op.name) : [], words, (subscript) => subscriptIn(machine, { name: op.name, subscript })));
      return next(machine);
    }
    case "assignArgument":
      machine.argv.push(`${op.name}=${joined(machine.words.pop() ?? [])}`);
      return next(machine);
    case "begin":
      machine.argv = [];
      machine.assigning = [];
      machine.substituted = undefined;
      return next(machine);
    case "command": return runCommand(machine, op, answer);
    case "subshell":
    case "background": return fork(machine, op, answer);
    case "pipeline": return pipeline(machine, op, answer);
    case "evaluate":
      machine.status = evaluated(machine, joined(machine.words.pop() ?? [])) === 0 ? 1 : 0;
      next(machine);
      return afterCommand(machine, op.tested);
    case "case": {
      const pattern = asPattern(machine.words.pop() ?? []);
      return goTo(machine, matchesPattern(pattern, joined(machine.words.at(-1) ?? [])) ? op.to : machine.pc + 1);
    }
    case "endCase":
      machine.words.pop();
      return next(machine);
    case "test": {
      const right = op.binary ? (machine.words.pop() ?? []) : [];
      const left = machine.words.pop() ?? [];
      machine.status = evaluateTest(machine, op, left, right) ? 0 : 1;
      return next(machine);
    }
    case "syntaxError": return reportSyntaxError(machine, op.problem);
    case "redirections":
      machine.frames = { kind: "redirections", below: machine.frames, fds: machine.fds, opened: [], permanent: false };
      return next(machine);
    case "redirect": return openRedirection(machine, op, answer);
    case "hereDocument": return writeDocument(machine, op.fd, answer);
    case "restore":
      if (machine.frames?.kind === "redirections") popRedirections(machine, machine.frames);
      return next(machine);
  }
}

/** Simplified: a command takes some hundred thousand words at most; a real shell goes on until it has no memory left. */
const MOST_WORDS = 250_000;
const WORDS_PER_OPERATION = 8;
const LETTERS_PER_OPERATION = 4096;

/** Long words take longer. */
function work(machine: Machine, word: readonly Segment[]): void {
  let letters = 0;
  for (const { text } of word) letters += text.length;
  machine.worked += word.length / WORDS_PER_OPERATION + letters / LETTERS_PER_OPERATION;
}

function add(machine: Machine, segments: readonly Segment[]): undefined {
  const word = machine.words.at(-1);
  for (const each of segments) word?.push(each);
  return next(machine);
}

/** To a variable, or to one element of an array. */
function assignTo(machine: Machine, name: string, value: string): void {
  const place = placeOf(name);
  if (place) assignElements(machine, place.name, withElement(elementsOf(machine, place.name), subscriptIn(machine, place), value));
  else assign(machine, name, value);
}

function evaluated(machine: Machine, text: string): Whole {
  try {
    return arithmetic(machine, text);
  } catch (error) {
    if (error instanceof ArithmeticError) throw new ShellError(error.message);
    throw error;
  }
}

const home = (machine: Machine, user: string): string => (user === "" ? (parameterValue(machine, "HOME") ?? "~") : user === "root" ? "/root" : `~${user}`);

function choose(machine: Machine, op: Extract<Op, { op: "choose" }>): undefined {
  const value = parameterValue(machine, op.name);
  const isSet = value !== undefined && !(op.colon && value === "");
  if (op.operator === "+") {
    if (isSet) return next(machine);
    if (op.quoted) machine.words.at(-1)?.push(segment("", true));
    return goTo(machine, op.to);
  }
  if (!isSet) return next(machine);
  add(machine, expandParameter(machine, op.name, op.quoted));
  return goTo(machine, op.to);
}

function nextValue(machine: Machine, op: Extract<Op, { op: "next" }>): undefined {
  const { frames } = machine;
  if (frames?.kind !== "loop") return goTo(machine, op.to);
  const value = frames.values?.[frames.next];
  if (value === undefined) return goTo(machine, op.to);
  assign(machine, op.name, value);
  machine.frames = { ...frames, next: frames.next + 1 };
  return next(machine);
}

function endOfText(machine: Machine): undefined {
  const { frames } = machine;
  if (!frames || !isCall(frames)) {
    machine.exiting = true;
    return undefined;
  }
  popCall(machine, frames);
  if (frames.kind === "trap") machine.status = frames.status;
  else if (frames.kind !== "line") afterCommand(machine, frames.callTested);
  return undefined;
}

