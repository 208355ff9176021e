import type { Answer, Syscall } from "../syscall.ts";
import type { Builtin } from "./builtins/builtin.ts";
import { builtins, specialBuiltins } from "./builtins/list.ts";
import type { Op } from "./code.ts";
import { assign, environment, print, pushCall, setVariable, type Machine } from "./machine.ts";
import { afterCommand, next } from "./moves.ts";
import { notRun } from "./not-run.ts";
import { DEATHS } from "./signal-names.ts";
import type { OldVariable, Stage } from "./state.ts";

type CommandOp = Extract<Op, { op: "command" }>;

/** Runs a simple command whose words, redirections and assignments stand in the registers. */
export function runCommand(machine: Machine, op: CommandOp, answer: Answer | undefined): Syscall | undefined {
  const { stage } = machine;
  if (answer && stage) return goOn(machine, op, stage, answer);
  if (machine.options.includes("x") && stage?.doing !== "traced") return trace(machine);
  machine.stage = undefined;
  // It reads on, and runs nothing.
  if (machine.options.includes("n") && !machine.interactive) return end(machine, op, 0);
  const [name] = machine.argv;
  if (name === undefined) return assignOnly(machine, op);
  const special = specialBuiltins.get(name);
  if (special) {
    for (const each of machine.assigning) assign(machine, each.name, each.value);
    return runBuiltin(machine, op, name, [], undefined, undefined);
  }
  const called = machine.functions.get(name);
  if (called) return callFunction(machine, op, called);
  if (builtins.has(name)) return runBuiltin(machine, op, name, hide(machine), undefined, undefined);
  return runExternal(machine, op);
}

function trace(machine: Machine): undefined {
  const quoted = machine.bash ? quoteForBash : quoteForAsh;
  const words = [...machine.assigning.map(({ name, value }) => `${name}=${value === "" ? "" : quoted(value)}`), ...machine.argv.map(quoted)];
  if (words.length > 0) print(machine, 2, `${machine.variables.get("PS4")?.value ?? "+ "}${words.join(" ")}\n`);
  machine.stage = { doing: "traced" };
  return undefined;
}

const inQuotes = (word: string, within: string): string => `'${word.replace(/'/g, within)}'`;
const quoteForBash = (word: string): string => (word !== "" && /^[\w@%+=:,./\]-]+$/.test(word) ? word : inQuotes(word, "'\\''"));

// Mirrors maybe_single_quote (busybox shell/ash.c): keywords too.
const KEYWORDS: ReadonlySet<string> = new Set(["!", "[[", "case", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in", "then", "until", "while", "{", "}"]);
const quoteForAsh = (word: string): string => (word !== "" && /^[\w@+:,./^\]-]+$/.test(word) && !KEYWORDS.has(word) ? word : inQuotes(word, `'"'"'`));

function assignOnly(machine: Machine, op: CommandOp): undefined {
  for (const { name, value } of machine.assigning) assign(machine, name, value);
  machine.assigning = [];
  machine.status = machine.substituted ?? 0;
  next(machine);
  return afterCommand(machine, op.tested);
}

/** Puts a command's own assignments in place while it runs. */
function hide(machine: Machine): OldVariable[] {
  return machine.assigning.map(({ name, value }) => {
    const variable = machine.variables.get(name);
    assign(machine, name, value);
    return { name, variable };
  });
}

const builtinNamed = (name: string): Builtin | undefined => specialBuiltins.get(name) ?? builtins.get(name);

function runBuiltin(machine: Machine, op: CommandOp, name: string, old: readonly OldVariable[], answer: Answer | undefined, data: unknown): Syscall | undefined {
  const builtin = builtinNamed(name);
  const { argv } = machine;
  const result = builtin ? builtin(machine, argv, { answer, data, tested: op.tested, builtinNamed }) : 127;
  if (typeof result === "object" && "ask" in result) {
    machine.stage = { doing: "builtin", name, argv, data: result.data, old };
    return result.ask;
  }
  machine.stage = undefined;
  machine.argv = [];
  machine.assigning = [];
  for (const { name: hidden, variable } of old) setVariable(machine, hidden, variable);
  if (typeof result === "object") return undefined;
  machine.status = result;
  next(machine);
  return afterCommand(machine, op.tested);
}

function callFunction(machine: Machine, op: CommandOp, place: { readonly code: string; readonly tail: boolean; readonly pc: number }): undefined {
  const [name = "", ...parameters] = machine.argv;
  const own = machine.assigning;
  machine.argv = [];
  machine.assigning = [];
  next(machine);
  pushCall(machine, "function", place, op.tested, name);
  for (const { name, value } of own) {
    machine.locals = { name, old: machine.variables.get(name), before: machine.locals };
    assign(machine, name, value);
  }
  machine.parameters = parameters;
  return undefined;
}

/** With nothing to come and no traps, the command takes the shell's place, as in ash. */
function runExternal(machine: Machine, op: CommandOp): Syscall {
  const exec = op.tail && machine.source === "text" && machine.traps.size === 0 && machine.pendingTraps.length === 0 && (!machine.interactive || machine.subshell) && !insideCall(machine);
  const stage: Stage = { doing: "spawn", argv: machine.argv, fds: machine.fds, exec, script: false };
  machine.stage = stage;
  const env = environment(machine, machine.assigning);
  return exec ? { call: "exec", argv: stage.argv, env, fds: stage.fds } : { call: "spawn", argv: stage.argv, env, fds: stage.fds };
}

function insideCall(machine: Machine): boolean {
  for (let frame = machine.frames; frame; frame = frame.below) if (frame.kind !== "redirections") return true;
  return false;
}

function goOn(machine: Machine, op: CommandOp, stage: Stage, answer: Answer): Syscall | undefined {
  if (stage.doing === "builtin") return runBuiltin(machine, op, stage.name, stage.old, answer, stage.data);
  if (stage.doing === "wait") return finished(machine, op, stage.name, answer);
  if (stage.doing !== "spawn") return undefined;
  if (answer.ok) {
    const pid = answer.pid ?? 0;
    machine.stage = { doing: "wait", pid, name: stage.argv.join(" ") };
    return { call: "wait", pid };
  }
  if (answer.errno === "ENOEXEC" && !stage.script) return runAsScript(machine, stage);
  return end(machine, op, notRun(machine, stage.argv[0] ?? "", answer.errno));
}

/** A text file without "#!" is a script for the shell itself. */
function runAsScript(machine: Machine, stage: Extract<Stage, { doing: "spawn" }>): Syscall {
  machine.stage = { ...stage, exec: false, script: true };
  return { call: "spawn", argv: ["sh", ...stage.argv], program: machine.bash ? "bash" : "sh", env: environment(machine, machine.assigning), fds: stage.fds };
}

function finished(machine: Machine, op: CommandOp, _text: string, answer: Answer): undefined {
  const death = answer.ok && answer.signal ? DEATHS[answer.signal] : undefined;
  if (death !== undefined) print(machine, 2, `${death}\n`);
  if (answer.ok && answer.signal !== "INT") forgetInterrupt(machine);
  return end(machine, op, answer.ok ? (answer.status ?? 0) : 127);
}

// Mirrors wait_for (bash's jobs.c) and waitforjob (busybox's ash.c): Ctrl-C ends the line only where the command died of it.
function forgetInterrupt(machine: Machine): void {
  if (machine.interactive && !machine.traps.has("INT") && machine.pendingTraps.includes("INT")) machine.pendingTraps = machine.pendingTraps.filter((signal) => signal !== "INT");
}

function end(machine: Machine, op: CommandOp, status: number): undefined {
  machine.stage = undefined;
  machine.argv = [];
  machine.assigning = [];
  machine.status = status;
  next(machine);
  return afterCommand(machine, op.tested);
}
