import { notExecuted } from "./applets/not-executed.ts";
import { isArgumentListTooLong } from "./argument-list.ts";
import { createProcess } from "./create-process.ts";
import { findExecutable } from "./executable.ts";
import type { ProcessSpec, ProcessTable, StreamTarget } from "./process-table.ts";
import type { Program } from "./program.ts";
import type { Descriptor, ProcessRecord, Screen, Task } from "./state.ts";
import { openFile } from "./syscalls/descriptors.ts";
import { makePipe } from "./syscalls/pipes.ts";
import type { Table } from "./table.ts";

/** Starts a process as its spec says, from outside: it has no parent. Fails like execve. */
export function startProcess(table: Table, programs: Map<string, Program>, spec: ProcessSpec): ReturnType<ProcessTable["start"]> {
  for (const program of spec.programs) programs.set(program.name, program);
  const task = taskOf(spec);
  const found = spec.program === undefined ? findExecutable(table.files, task, spec.argv, spec.env, spec.cwd) : { ok: true as const, program: spec.program, argv: spec.argv };
  if (!found.ok) return found;
  const tooLong = isArgumentListTooLong(found.argv, spec.env);
  const process = createProcess(table, {
    host: spec.host,
    parent: "",
    task,
    program: tooLong ? notExecuted.name : found.program,
    argv: tooLong ? ["path" in found ? found.path : (found.argv[0] ?? "")] : found.argv,
    env: tooLong ? {} : spec.env,
    cwd: spec.cwd,
    fds: {
      0: descriptorFor(table, spec.stdin, "read", spec.tty),
      1: descriptorFor(table, spec.stdout, "write", spec.tty),
      2: descriptorFor(table, spec.stderr, "write", spec.tty),
    },
    signals: {},
    handed: undefined,
    ...(spec.pid === undefined ? {} : { pid: spec.pid }),
    onExit: spec.onExit,
  }, spec.loadMs);
  if (spec.tty) makeTerminal(table, process, spec.echoRecorded !== false);
  return { ok: true, key: process.key, pid: process.pid };
}

/** What it reads is a terminal's input, and the terminal is its own; what is typed is seen where it writes. */
function makeTerminal(table: Table, { key, fds }: ProcessRecord, recorded: boolean): void {
  const input = fds[0]?.kind === "open" ? table.state.openFiles.get(fds[0].id) : undefined;
  const pipe = input?.kind === "pipe" ? table.state.pipes.get(input.pipe) : undefined;
  if (input?.kind === "pipe" && pipe) table.state.pipes.set(input.pipe, table.kernel.freeze({ ...pipe, terminal: key, ...screenOf(table, fds[1], recorded) }));
}

function screenOf(table: Table, output: Descriptor | undefined, recorded: boolean): { readonly screen?: Screen } {
  if (output?.kind === "log") return { screen: { kind: "log", key: output.key, recorded } };
  const open = output?.kind === "open" ? table.state.openFiles.get(output.id) : undefined;
  return open?.kind === "pipe" ? { screen: { kind: "pipe", pipe: open.pipe } } : {};
}

function taskOf(spec: ProcessSpec): Task {
  const { namespaces, root, mounts, uid, gid, groups, cgroup, executables, settings, hostname, memoryLimitBytes, cpuLimitMilli, owner } = spec;
  return {
    namespaces, root, mounts, uid, gid, cgroup, executables,
    ...(owner ? { owner } : {}),
    ...(groups ? { groups } : {}),
    ...(settings ? { settings } : {}),
    ...(hostname === undefined ? {} : { hostname }),
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
    ...(cpuLimitMilli === undefined ? {} : { cpuLimitMilli }),
  };
}

function descriptorFor(table: Table, target: StreamTarget, end: "read" | "write", tty: boolean): Descriptor {
  if (target.kind === "null") return { kind: "null" };
  if (target.kind === "log") return { kind: "log", key: target.key, stream: target.stream, tty };
  // A new pipe's other end is held by who holds the process's key.
  if (target.id === undefined) return openFile(table, { kind: "pipe", references: 1, pipe: makePipe(table, { readers: 1, writers: 1 }), end }, tty);
  const pipe = table.state.pipes.get(target.id);
  if (pipe) table.state.pipes.set(target.id, table.kernel.freeze(end === "read" ? { ...pipe, readers: pipe.readers + 1 } : { ...pipe, writers: pipe.writers + 1 }));
  return openFile(table, { kind: "pipe", references: 1, pipe: target.id, end }, tty);
}
