import type { ProcessContext } from "../program.ts";
import { elementAt, withElement, type Elements } from "./array-values.ts";
import type { Signal, Syscall } from "../syscall.ts";
import { codeOf } from "./compile.ts";
import type { Op } from "./code.ts";
import type { CallFrame, Frame, Segment, ShellState, Variable } from "./state.ts";

/**
 * A shell while it runs between two system calls: its state, with registers that may be written. `saved` gives the plain
 * state back.
 */
export type Machine = { -readonly [Field in Exclude<keyof ShellState, "words" | "argv" | "assigning" | "outbox">]: ShellState[Field] } & {
  words: Segment[][];
  argv: string[];
  assigning: { name: string; value: string }[];
  outbox: Syscall[];
  readonly context: ProcessContext;
  /** The variables' map is a copy of this turn and may be written. */
  ownsVariables: boolean;
  /** What this turn has done beyond one step for each operation: long texts, many words, parsing. */
  worked: number;
};

const NONE: readonly never[] = [];
const copied = <T>(values: readonly T[]): T[] => (values.length === 0 ? [] : [...values]);
const kept = <T>(values: T[]): readonly T[] => (values.length === 0 ? NONE : values);

export function machineOf(state: ShellState, context: ProcessContext): Machine {
  return {
    code: state.code,
    tail: state.tail,
    pc: state.pc,
    status: state.status,
    frames: state.frames,
    words: state.words.length === 0 ? [] : state.words.map((word) => [...word]),
    argv: copied(state.argv),
    assigning: copied(state.assigning),
    substituted: state.substituted,
    loopValues: state.loopValues,
    variables: state.variables,
    locals: state.locals,
    functions: state.functions,
    aliases: state.aliases,
    traps: state.traps,
    pendingTraps: state.pendingTraps,
    parameters: state.parameters,
    name: state.name,
    options: state.options,
    pipefail: state.pipefail,
    fds: state.fds,
    jobs: state.jobs,
    lastBackground: state.lastBackground,
    shellPid: state.shellPid,
    subshell: state.subshell,
    interactive: state.interactive,
    bash: state.bash,
    umask: state.umask,
    source: state.source,
    unread: state.unread,
    tested: state.tested,
    exiting: state.exiting,
    optionIndex: state.optionIndex,
    stage: state.stage,
    asked: state.asked,
    outbox: copied(state.outbox),
    asking: state.asking,
    held: state.held,
    context,
    ownsVariables: false,
    worked: 0,
  };
}

/** Spelt out, field by field: this runs at every system call of every shell. */
export function saved(machine: Machine): ShellState {
  return {
    code: machine.code,
    tail: machine.tail,
    pc: machine.pc,
    status: machine.status,
    frames: machine.frames,
    words: kept(machine.words),
    argv: kept(machine.argv),
    assigning: kept(machine.assigning),
    substituted: machine.substituted,
    loopValues: machine.loopValues,
    variables: machine.variables,
    locals: machine.locals,
    functions: machine.functions,
    aliases: machine.aliases,
    traps: machine.traps,
    pendingTraps: machine.pendingTraps,
    parameters: machine.parameters,
    name: machine.name,
    options: machine.options,
    pipefail: machine.pipefail,
    fds: machine.fds,
    jobs: machine.jobs,
    lastBackground: machine.lastBackground,
    shellPid: machine.shellPid,
    subshell: machine.subshell,
    interactive: machine.interactive,
    bash: machine.bash,
    umask: machine.umask,
    source: machine.source,
    unread: machine.unread,
    tested: machine.tested,
    exiting: machine.exiting,
    optionIndex: machine.optionIndex,
    stage: machine.stage,
    asked: machine.asked,
    outbox: kept(machine.outbox),
    asking: machine.asking,
    held: machine.held,
  };
}

export const opsOf = (machine: Machine): readonly Op[] => codeOf(machine.code, machine.tail, machine.bash).ops;

// --- variables ---

export function assign(machine: Machine, name: string, value: string): void {
  const old = machine.variables.get(name);
  if (old?.readOnly) throw new ShellError(`${name}: is read only`);
  const elements = old?.elements && withElement(old.elements, 0, value);
  setVariable(machine, name, { value, exported: old?.exported === true || machine.options.includes("a"), readOnly: false, ...(elements && { elements }) });
}

/** An array anew: each time all of it is copied, and that is work. */
export function assignElements(machine: Machine, name: string, elements: Elements): void {
  const old = machine.variables.get(name);
  if (old?.readOnly) throw new ShellError(`${name}: readonly variable`, 1);
  machine.worked += elements.length / ELEMENTS_PER_OPERATION;
  setVariable(machine, name, { value: elementAt(elements, 0), exported: old?.exported ?? false, readOnly: false, elements });
}

export function setVariable(machine: Machine, name: string, variable: Variable | undefined): void {
  if (!machine.ownsVariables) {
    machine.variables = new Map(machine.variables);
    machine.ownsVariables = true;
  }
  const variables = machine.variables as Map<string, Variable>;
  hold(machine, lettersIn(variable) - lettersIn(variables.get(name)));
  if (variable) variables.set(name, variable);
  else variables.delete(name);
}

const lettersIn = (variable: Variable | undefined): number => (variable?.elements ? lettersOf(variable.elements) : (variable?.value?.length ?? 0));

const ELEMENTS_PER_OPERATION = 64;
/** What an element takes beside its letters, counted as letters. */
const ELEMENT_LETTERS = 32;
/** They are asked for when an array comes and when it goes. */
const letters = new WeakMap<Elements, number>();

function lettersOf(elements: Elements): number {
  let sum = letters.get(elements);
  if (sum === undefined) {
    sum = elements.length * ELEMENT_LETTERS;
    for (let i = 0; i < elements.length; i += 1) sum += elements[i]![1].length;
    letters.set(elements, sum);
  }
  return sum;
}

/** Simplified: a shell's variables hold some megabytes; a real shell goes on until its container or its node has no memory left. */
const MOST_HELD = 64 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

/** Counts what the variables hold; with each mebibyte the process is seen to grow. */
function hold(machine: Machine, more: number): void {
  const held = machine.held + more;
  if (more > 0 && held > MOST_HELD) throw new ShellError("out of memory", 1);
  if (Math.floor(held / MEBIBYTE) !== Math.floor(machine.held / MEBIBYTE)) machine.outbox.push({ call: "memory", bytes: MEBIBYTE + held });
  machine.held = held;
}

const environments = new WeakMap<ReadonlyMap<string, Variable>, Readonly<Record<string, string>>>();

/** The environment of what the shell starts, with a command's own assignments. */
export function environment(machine: Machine, more: readonly { readonly name: string; readonly value: string }[] = []): Readonly<Record<string, string>> {
  let base = environments.get(machine.variables);
  if (!base) {
    const made: Record<string, string> = {};
    for (const [name, { value, exported }] of machine.variables) if (exported && value !== undefined) made[name] = value;
    base = made;
    environments.set(machine.variables, base);
    machine.ownsVariables = false;
  }
  if (more.length === 0) return base;
  return { ...base, ...Object.fromEntries(more.map(({ name, value }) => [name, value])) };
}

// --- messages and errors ---

/** A mistake that ends a non-interactive shell with status 2, as busybox ash raises it. */
export class ShellError extends Error {
  readonly status: number;
  constructor(message: string, status = 2) {
    super(message);
    this.status = status;
  }
}

export function print(machine: Machine, fd: number, text: string): void {
  const real = machine.fds[fd];
  if (real !== undefined && text !== "") machine.outbox.push({ call: "write", fd: real, data: text });
}

/** A message on standard error under the shell's name. */
export function complain(machine: Machine, message: string): void {
  print(machine, 2, `${messagePrefix(machine)}${message}\n`);
}

const messagePrefix = (machine: Machine): string => (machine.bash && !machine.interactive ? `${machine.name}: line 1: ` : `${machine.name}: `);

/** A builtin's message: busybox puts the builtin's name, and in scripts a line, before it. */
export function complainOf(machine: Machine, builtin: string, message: string): void {
  if (machine.bash) complain(machine, `${builtin}: ${message}`);
  else complain(machine, machine.interactive ? `${builtin}: ${message}` : `${builtin}: line 0: ${message}`);
}

// --- frames ---

/** Simplified: a shell function may call itself about as deep as a real shell's stack allows, and then ends with an error instead of a crash. */
const DEEPEST_CALL = 10_000;

/** What reading a text as commands takes, in operations. */
const PARSING = 150;
const LETTERS_PER_OPERATION = 4;
/** Simplified: a text that is read as commands may have some megabytes; a real shell goes on until it has no memory left. */
export const LONGEST_CODE = 512 * 1024;

/** A text is about to be read as commands. */
export function chargeParsing(machine: Machine, text: string): void {
  if (text.length > LONGEST_CODE) throw new ShellError("out of memory", 1);
  machine.worked += PARSING + text.length / LETTERS_PER_OPERATION;
}

const depthOf = (frame: Frame | null): number => {
  for (let at = frame; at; at = at.below) if (isCall(at)) return at.depth;
  return 0;
};

/** The stack has overflowed: no trap runs, nothing is said. The first process of a namespace cannot be signalled and exits. */
function crash(machine: Machine): void {
  machine.outbox.push({ call: "kill", pid: machine.context.pidInNamespace, signal: "SEGV" });
  machine.traps = new Map();
  machine.status = 139;
  machine.exiting = true;
}

export function pushCall(machine: Machine, kind: CallFrame["kind"], place: { readonly code: string; readonly tail: boolean; readonly pc: number }, callTested: boolean, file = ""): void {
  const { code, tail, pc, parameters, locals, tested, status } = machine;
  const depth = depthOf(machine.frames) + 1;
  if (depth > DEEPEST_CALL) return crash(machine);
  if (kind === "evaluation" || kind === "source") chargeParsing(machine, place.code);
  machine.frames = { kind, below: machine.frames, back: { code, tail, pc }, parameters, locals, tested, callTested, file, status, depth };
  machine.tested = tested || callTested;
  machine.code = place.code;
  machine.tail = place.tail;
  machine.pc = place.pc;
}

/** Leaves a call: back to the caller, whose parameters and locals come back. */
export function popCall(machine: Machine, frame: CallFrame): void {
  machine.frames = frame.below;
  machine.code = frame.back.code;
  machine.tail = frame.back.tail;
  machine.pc = frame.back.pc;
  machine.tested = frame.tested;
  if (frame.kind === "function") machine.parameters = frame.parameters;
  for (let local = machine.locals; local !== frame.locals && local; local = local.before) setVariable(machine, local.name, local.old);
  machine.locals = frame.locals;
}

/** Undoes redirections: what they opened is closed. */
export function popRedirections(machine: Machine, frame: Extract<Frame, { kind: "redirections" }>): void {
  machine.frames = frame.below;
  if (frame.permanent) return;
  machine.fds = frame.fds;
  for (const fd of frame.opened) machine.outbox.push({ call: "close", fd });
}

/** Drops frames from the top until `found` says so; that frame stays. False: none was there, and nothing has changed. */
export function unwindTo(machine: Machine, found: (frame: Frame) => boolean, stop: (frame: Frame) => boolean = () => false): boolean {
  let probe = machine.frames;
  while (probe && !found(probe)) {
    if (stop(probe)) return false;
    probe = probe.below;
  }
  if (!probe) return false;
  while (machine.frames && machine.frames !== probe) {
    const { frames } = machine;
    if (frames.kind === "redirections") popRedirections(machine, frames);
    else if (frames.kind === "loop") machine.frames = frames.below;
    else popCall(machine, frames);
  }
  return true;
}

export const isCall = (frame: Frame): frame is CallFrame => frame.kind !== "loop" && frame.kind !== "redirections";

// --- signals ---

export function catchSignal(machine: Machine, signal: Signal): void {
  if (!machine.pendingTraps.includes(signal)) machine.pendingTraps = [...machine.pendingTraps, signal];
}
