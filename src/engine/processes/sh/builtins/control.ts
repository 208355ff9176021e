import { notRun } from "../not-run.ts";
import { complainOf, environment, isCall, popCall, pushCall, ShellError, unwindTo, type Machine } from "../machine.ts";
import { goTo, next } from "../moves.ts";
import { sayFarewell } from "../prompt.ts";
import type { LoopFrame } from "../state.ts";
import { MOVED, type Builtin } from "./builtin.ts";

const count = (text: string | undefined): number => Math.max(1, Number(text ?? 1) || 1);

/** Leaves loops down to the n-th, or to the outermost when there are fewer. A function's loops are its own. */
function leaveLoops(machine: Machine, levels: number): LoopFrame | undefined {
  let seen = 0;
  let target: LoopFrame | undefined;
  for (let frame = machine.frames; frame && seen < levels; frame = frame.below) {
    if (frame.kind === "function" || frame.kind === "trap") break;
    if (frame.kind !== "loop") continue;
    seen += 1;
    target = frame;
  }
  if (!target) return undefined;
  const loop = target;
  unwindTo(machine, (frame) => frame === loop);
  return loop;
}

export const breakLoop: Builtin = (machine, argv) => {
  const loop = leaveLoops(machine, count(argv[1]));
  if (!loop) return 0;
  machine.frames = { ...loop, status: 0 };
  goTo(machine, loop.breakTo);
  return MOVED;
};

export const continueLoop: Builtin = (machine, argv) => {
  const loop = leaveLoops(machine, count(argv[1]));
  if (!loop) return 0;
  machine.frames = { ...loop, status: 0 };
  machine.status = 0;
  goTo(machine, loop.continueTo);
  return MOVED;
};

export const returnFrom: Builtin = (machine, argv) => {
  const status = argv[1] === undefined ? machine.status : exitStatus(machine, "return", argv[1]);
  const left = unwindTo(machine, (frame) => frame.kind === "function" || frame.kind === "source");
  machine.status = status;
  const { frames } = machine;
  if (left && frames && isCall(frames)) popCall(machine, frames);
  else machine.exiting = true;
  return MOVED;
};

export const exit: Builtin = (machine, argv) => {
  if (argv[1] !== undefined) machine.status = exitStatus(machine, "exit", argv[1]);
  if (machine.source === "stdin") sayFarewell(machine, "");
  machine.exiting = true;
  return MOVED;
};

function exitStatus(machine: Machine, builtin: string, text: string): number {
  if (machine.bash ? /^-?\d+$/.test(text) : /^\d+$/.test(text)) return Number(text) & 0xff;
  if (machine.bash) {
    complainOf(machine, builtin, `${text}: numeric argument required`);
    return 2;
  }
  throw new ShellError(machine.interactive ? `${builtin}: Illegal number: ${text}` : `${builtin}: line 0: Illegal number: ${text}`);
}

export const shift: Builtin = (machine, argv) => {
  const by = argv[1] === undefined ? 1 : Number(argv[1]);
  if (!machine.bash && !/^\d*$/.test(argv[1] ?? "")) throw new ShellError(`shift: ${machine.interactive ? "" : "line 0: "}Illegal number: ${argv[1]}`);
  if (!Number.isInteger(by) || by < 0 || by > machine.parameters.length) return 1;
  machine.parameters = machine.parameters.slice(by);
  return 0;
};

export const evaluate: Builtin = (machine, argv, { tested }) => {
  const text = argv.slice(1).join(" ");
  machine.status = 0;
  next(machine);
  pushCall(machine, "evaluation", { code: text, tail: false, pc: 0 }, tested);
  return MOVED;
};

export const dot: Builtin = (machine, argv, { tested }) => {
  const [builtin = ".", name, ...parameters] = argv;
  if (name === undefined) return 2;
  const text = machine.context.files.stat(name)?.type === "device" ? "" : name.includes("/") ? machine.context.files.read(name) : (readAlongPath(machine, name) ?? machine.context.files.read(name));
  if (text === undefined) {
    const place = machine.interactive ? "" : "line 0: ";
    throw new ShellError(machine.bash ? `${name}: No such file or directory` : name.includes("/") ? `${builtin}: ${place}can't open '${name}': No such file or directory` : `${builtin}: ${place}${name}: not found`, machine.bash ? 1 : 2);
  }
  machine.status = 0;
  next(machine);
  pushCall(machine, "source", { code: text, tail: false, pc: 0 }, tested, name);
  if (parameters.length > 0) machine.parameters = parameters;
  return MOVED;
};

function readAlongPath(machine: Machine, name: string): string | undefined {
  for (const directory of (machine.variables.get("PATH")?.value ?? "").split(":")) {
    const text = machine.context.files.read(`${directory}/${name}`);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** With words it replaces the shell; without, its redirections stay. */
export const execute: Builtin = (machine, argv, { answer }) => {
  const words = argv[1] === "-a" ? argv.slice(3) : argv.slice(1).filter((word, index) => index > 0 || (word !== "-c" && word !== "-l" && word !== "--"));
  const [name] = words;
  if (name === undefined) {
    const { frames } = machine;
    if (frames?.kind === "redirections") machine.frames = { ...frames, permanent: true };
    return 0;
  }
  if (!answer) return { ask: { call: "exec", argv: words, env: environment(machine, machine.assigning), fds: machine.fds } };
  if (answer.ok) return 0;
  const status = answer.errno === "ENOENT" && !machine.bash ? 127 : undefined;
  if (status !== undefined) complainOf(machine, "exec", `${name}: not found`);
  machine.status = status ?? notRun(machine, name, answer.errno);
  if (!machine.interactive) machine.exiting = true;
  else return machine.status;
  return MOVED;
};
