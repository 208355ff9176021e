import type { Answer, Errno, Syscall } from "../syscall.ts";
import { errorText } from "../applets/script.ts";
import type { Op } from "./code.ts";
import { joined } from "./fields.ts";
import { complain, type Machine } from "./machine.ts";
import { goTo, next } from "./moves.ts";

type RedirectOp = Extract<Op, { op: "redirect" }>;

/** `> file`, `2>&1` and their kin: what the shell's descriptors lead to until the command is over. */
export function openRedirection(machine: Machine, op: RedirectOp, answer: Answer | undefined): Syscall | undefined {
  const { stage } = machine;
  if (stage?.doing === "open" && answer) {
    machine.stage = undefined;
    if (!answer.ok) return refuse(machine, op, stage.path, answer.errno);
    const real = answer.fd ?? -1;
    redirect(machine, op.fd, real, real);
    if (op.operator.startsWith("&>")) redirect(machine, 2, real);
    return next(machine);
  }
  const target = joined(machine.words.pop() ?? []);
  if (op.operator === ">&" || op.operator === "<&") return duplicate(machine, op, target);
  if (op.operator === ">" && machine.options.includes("C") && machine.context.files.stat(target)?.type === "file") return refuse(machine, op, target, "EEXIST");
  machine.stage = { doing: "open", fd: op.fd, operator: op.operator, path: target };
  return { call: "open", path: target, mode: MODES[op.operator] ?? "write" };
}

const MODES: Readonly<Record<string, "read" | "write" | "append" | "readwrite">> = { "<": "read", ">": "write", ">|": "write", ">>": "append", "<>": "readwrite", "&>": "write", "&>>": "append" };

function duplicate(machine: Machine, op: RedirectOp, target: string): Syscall | undefined {
  if (target === "-") {
    const { [op.fd]: _closed, ...others } = machine.fds;
    machine.fds = others;
    return next(machine);
  }
  if (!/^\d+$/.test(target)) {
    // `>& file` is `> file 2>&1`, as in bash.
    machine.stage = { doing: "open", fd: op.fd, operator: "&>", path: target };
    return { call: "open", path: target, mode: "write" };
  }
  const real = machine.fds[Number(target)];
  if (real === undefined) {
    complain(machine, `${target}: Bad file descriptor`);
    return fail(machine, op);
  }
  redirect(machine, op.fd, real);
  return next(machine);
}

function redirect(machine: Machine, fd: number, real: number, opened?: number): void {
  machine.fds = { ...machine.fds, [fd]: real };
  const { frames } = machine;
  if (opened !== undefined && frames?.kind === "redirections") machine.frames = { ...frames, opened: [...frames.opened, opened] };
}

// Mirrors openredirect (busybox shell/ash.c): "can't create" for output, "can't open" for input.
function refuse(machine: Machine, op: RedirectOp, path: string, errno: Errno): undefined {
  if (machine.bash) complain(machine, `${path}: ${errno === "EEXIST" ? "cannot overwrite existing file" : errorText(errno)}`);
  else if (op.operator === "<") complain(machine, `can't open ${path}: ${errno === "ENOENT" ? "no such file" : errorText(errno)}`);
  else complain(machine, `can't create ${path}: ${errno === "ENOENT" ? "nonexistent directory" : errorText(errno)}`);
  return fail(machine, op);
}

function fail(machine: Machine, op: RedirectOp): undefined {
  machine.status = 1;
  const [name] = machine.argv;
  machine.argv = [];
  machine.assigning = [];
  // A failed redirection of exec ends the shell.
  if (name === "exec" && !machine.interactive) machine.exiting = true;
  else if (machine.options.includes("e") && !machine.tested) machine.exiting = true;
  return goTo(machine, op.failTo);
}

/** A here-document: the read end of a pipe that holds the text. */
export function writeDocument(machine: Machine, fd: number, answer: Answer | undefined): Syscall | undefined {
  const { stage } = machine;
  if (stage?.doing !== "document" || !answer) {
    machine.stage = { doing: "document", step: "pipe", fd: -1, writeFd: -1, text: joined(machine.words.pop() ?? []) };
    return { call: "pipe" };
  }
  if (stage.step === "pipe") {
    const { fd: readFd = -1, writeFd = -1 } = answer.ok ? answer : {};
    machine.stage = { ...stage, step: "write", fd: readFd, writeFd };
    return { call: "write", fd: writeFd, data: stage.text };
  }
  if (stage.step === "write") {
    machine.stage = { ...stage, step: "close" };
    return { call: "close", fd: stage.writeFd };
  }
  machine.stage = undefined;
  redirect(machine, fd, stage.fd, stage.fd);
  return next(machine);
}
