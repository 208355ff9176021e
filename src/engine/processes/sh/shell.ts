import type { Program, Step } from "../program.ts";
import type { Answer, Signal, Syscall } from "../syscall.ts";
import { ArithmeticError } from "./arithmetic.ts";
import { complain, machineOf, opsOf, print, pushCall, saved, ShellError, unwindTo, catchSignal, type Machine } from "./machine.ts";
import { operate } from "./operations.ts";
import { readNextLine } from "./lines.ts";
import { startShell } from "./start.ts";
import type { ShellState } from "./state.ts";

/** Operations without a system call that use up a slice of CPU time. */
const OPERATIONS_PER_SLICE = 2000;
const OPERATIONS_PER_STEP = 4;

/**
 * The shell: busybox's ash as `sh`, and bash where its texts and habits differ. `--session` makes it a workstation's
 * shell, which takes whole lines through the prompt syscall.
 */
export function shellProgram(name: "sh" | "bash"): Program<ShellState> {
  return {
    name,
    start: (context) => proceed(machineOf(startShell(context, name === "bash"), context), undefined),
    resume: (state, answer, context) => resumed(machineOf(state, context), answer),
    withChild: ({ asked, stage, ...state }, from, to) => ({
      ...state,
      asked: asked?.call === "wait" && asked.pid === from ? { ...asked, pid: to } : asked,
      stage: stage?.doing === "wait" && stage.pid === from ? { ...stage, pid: to } : stage,
    }),
  };
}

export const sh = shellProgram("sh");
export const bash = shellProgram("bash");

function resumed(machine: Machine, answer: Answer): Step<ShellState> {
  const { asked, asking } = machine;
  machine.asked = undefined;
  if (asked?.call === "yield") {
    if (!answer.ok && answer.signal) catchSignal(machine, answer.signal);
    return proceed(machine, undefined);
  }
  if (asked?.call === "kill" && answer.ok && answer.signal) catchSignal(machine, answer.signal);
  const interrupted = !answer.ok && answer.errno === "EINTR";
  if (interrupted && asked && isShruggedOff(machine, answer.signal)) return ask(machine, asked, asking);
  if (interrupted && answer.signal && !takesInterrupts(machine)) {
    catchSignal(machine, answer.signal);
    const abort = answer.signal === "INT" && machine.interactive && !machine.traps.has("INT") && (asked?.call === "prompt" || asked?.call === "read");
    if (!abort && asked) return ask(machine, asked, asking);
    machine.stage = undefined;
    return proceed(machine, undefined);
  }
  return proceed(machine, asking === "outbox" ? undefined : answer);
}

/** An interactive shell lives on when it is asked to end, but what it runs does not inherit that. */
const isShruggedOff = (machine: Machine, signal: Signal | undefined): boolean => machine.interactive && signal === "TERM" && !machine.traps.has("TERM");

const INTERRUPTED: ReadonlySet<string> = new Set(["wait", "read", "fg"]);
/** wait, read and fg are told when a signal is caught; everything else is asked again. */
const takesInterrupts = (machine: Machine): boolean => machine.asking === "operation" && machine.stage?.doing === "builtin" && INTERRUPTED.has(machine.stage.name);

function ask(machine: Machine, syscall: Syscall, asking: "operation" | "outbox"): Step<ShellState> {
  machine.asked = syscall;
  machine.asking = asking;
  return { state: saved(machine), syscall };
}

/** Operation after operation, until a system call is needed. */
function proceed(machine: Machine, given: Answer | undefined): Step<ShellState> {
  let answer = given;
  for (let operations = 0; ; operations += 1) {
    if (!answer) {
      const waiting = machine.outbox.shift();
      if (waiting) return ask(machine, waiting, "outbox");
      if (machine.exiting) {
        const code = leave(machine);
        if (code !== undefined) return ask(machine, { call: "exit", code }, "operation");
        continue;
      }
      if (machine.pendingTraps.length > 0 && isBetweenCommands(machine)) {
        runTrap(machine);
        continue;
      }
      const done = operations + machine.worked;
      if (done >= OPERATIONS_PER_SLICE) return ask(machine, done < 2 * OPERATIONS_PER_SLICE ? { call: "yield" } : { call: "yield", steps: Math.floor(done / OPERATIONS_PER_STEP) }, "operation");
    }
    const syscall = operation(machine, answer);
    answer = undefined;
    if (syscall) return ask(machine, syscall, "operation");
  }
}

const isBetweenCommands = (machine: Machine): boolean => machine.words.length === 0 && machine.argv.length === 0 && machine.assigning.length === 0 && machine.stage === undefined && machine.loopValues === undefined;

function operation(machine: Machine, answer: Answer | undefined): Syscall | undefined {
  try {
    if (atEndOfInput(machine)) return readNextLine(machine, answer);
    const op = opsOf(machine)[machine.pc];
    if (op) return operate(machine, op, answer);
    machine.exiting = true;
  } catch (error) {
    fail(machine, isOutOfMemory(error) ? new ShellError("out of memory", 1) : shellError(error));
  }
  return undefined;
}

/** A text beyond what any engine can hold. */
const isOutOfMemory = (error: unknown): boolean => error instanceof RangeError && error.message.includes("string length");

function shellError(error: unknown): ShellError {
  if (error instanceof ShellError) return error;
  if (error instanceof ArithmeticError) return new ShellError(error.message);
  // An expression of ten thousand brackets, made by a script as it runs.
  if (error instanceof RangeError) return new ShellError("memory exhausted");
  throw error;
}

/** A shell that reads its commands line by line stands between two lines. */
const atEndOfInput = (machine: Machine): boolean => machine.source !== "text" && machine.frames === null && machine.code === "";

function fail(machine: Machine, error: ShellError): void {
  complain(machine, error.message);
  machine.status = error.status;
  machine.words = [];
  machine.argv = [];
  machine.assigning = [];
  machine.loopValues = undefined;
  machine.stage = undefined;
  if (machine.source === "prompt" || machine.interactive) abandonLine(machine);
  else machine.exiting = true;
}

/** Back to the prompt: what the line was doing is dropped. */
function abandonLine(machine: Machine): void {
  if (!unwindTo(machine, (frame) => frame.kind === "line")) {
    if (machine.source === "text") machine.exiting = true;
    return;
  }
  machine.frames = null;
  machine.code = "";
  machine.pc = 0;
  machine.tested = false;
}

function runTrap(machine: Machine): void {
  const [signal, ...others] = machine.pendingTraps;
  machine.pendingTraps = others;
  if (signal === undefined) return;
  const action = machine.traps.get(signal);
  if (action !== undefined && action !== "") {
    return pushCall(machine, "trap", { code: action, tail: false, pc: 0 }, false);
  }
  if (signal !== "INT" || !machine.interactive) return;
  machine.status = 130;
  if (machine.source === "stdin") print(machine, 2, "\n");
  abandonLine(machine);
}

/** The end of the shell: first its EXIT trap, then its exit status. */
function leave(machine: Machine): number | undefined {
  const action = machine.traps.get("EXIT");
  if (action === undefined || action === "") return machine.status;
  const traps = new Map(machine.traps);
  traps.delete("EXIT");
  machine.traps = traps;
  machine.exiting = false;
  unwindTo(machine, () => false);
  machine.frames = null;
  machine.words = [];
  machine.argv = [];
  machine.assigning = [];
  machine.stage = undefined;
  machine.source = "text";
  machine.code = "";
  machine.pc = 0;
  pushCall(machine, "trap", { code: action, tail: false, pc: 0 }, false);
  return undefined;
}
