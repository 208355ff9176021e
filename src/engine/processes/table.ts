import type { Sockets } from "../network/sockets.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { ApiPort } from "./api-port.ts";
import type { Hardware } from "./cgroups/hardware.ts";
import type { OutOfMemory } from "./cgroups/out-of-memory.ts";
import type { ResidentSums } from "./cgroups/resident.ts";
import type { Files } from "./files/create-files.ts";
import type { Indexes } from "./indexes.ts";
import type { LogStore } from "./log-store.ts";
import type { ProcessKey } from "./process-table.ts";
import type { FileReader, ProcessContext, Program } from "./program.ts";
import type { ProcessesState, ProcessRecord, Task } from "./state.ts";
import type { Answer, Signal } from "./syscall.ts";

/** What the parts of the process model share: its state, its neighbours, and the few acts that change a process. */
export interface Table {
  readonly kernel: Kernel;
  readonly state: ProcessesState;
  readonly files: Files;
  readonly logs: LogStore;
  readonly sockets: Sockets;
  readonly api: ApiPort;
  readonly indexes: Indexes;
  readonly resident: ResidentSums;
  readonly programs: ReadonlyMap<string, Program>;
  /** What a login on a machine runs as; undefined where there is none to log in to. */
  machine(host: string): Task | undefined;
  /** The machine whose disk a file system is. */
  machineOfFiles(fs: string): Task | undefined;
  /** What a machine is made of. */
  hardware(host: string): Hardware;
  freeDiskBytes(host: string): number;
  /** A process was killed for want of memory: for those who look after the host. */
  outOfMemory(event: OutOfMemory): void;
  /** Memory or disk of a host are used more than before, by much. */
  strained(host: string): void;
  get(key: ProcessKey): ProcessRecord | undefined;
  /** Replaces a process by itself with some fields changed. */
  update(key: ProcessKey, fields: Partial<ProcessRecord>): ProcessRecord;
  put(process: ProcessRecord): void;
  /** Takes a process that has ended out of the table. */
  remove(process: ProcessRecord): void;
  nextId(): number;
  /** What a pod's processes are, hold or listen on has changed: for those who look on. */
  touched(process: ProcessRecord): void;
  /** Ends a process's wait with an answer; it runs on when its turn comes, within this instant. */
  answer(key: ProcessKey, answer: Answer): void;
  /** Tries a process's syscall anew, when its turn comes. */
  retry(key: ProcessKey): void;
  /** Tries the syscalls anew that wait on a resource. */
  wake(resource: string): void;
  /** Puts a new process, or one with another program, in line to start. */
  begin(key: ProcessKey): void;
  context(key: ProcessKey): ProcessContext;
  /** Files as a process sees them. */
  reader(process: ProcessRecord): FileReader;
  /** `by`: the process that sends it; absent = none. What it does then is not the cause of what the sender does next. */
  signal(key: ProcessKey, signal: Signal, from: "inside" | "outside", by?: ProcessKey): void;
  exit(key: ProcessKey, code: number, signal?: Signal, oomKilled?: boolean): void;
}

/** What a syscall comes to: an answer now, a wait, or nothing more of this program (exit, exec). */
export type Outcome =
  | Answer
  | { readonly wait: true; /** Resources whose change makes it worth another try. */ readonly on: readonly string[]; readonly untilMs?: number }
  | { readonly gone: true };

export const GONE: Outcome = { gone: true };
export const OK: Answer = { ok: true };
