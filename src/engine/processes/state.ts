import type { Editing } from "./sh/line-editor/editing.ts";
import type { WatchEvent } from "../apiserver/request.ts";
import type { HttpRequest } from "../network/http.ts";
import type { ProcessOwner } from "../simulation/journal-details.ts";
import type { Payload } from "../simulation/payload.ts";
import { slice } from "../simulation/slice.ts";
import type { CgroupsState } from "./cgroups/cgroup.ts";
import type { BusyState } from "./cgroups/cpu.ts";
import type { LoadState } from "./cgroups/load.ts";
import type { SharedMemory } from "./cgroups/memory.ts";
import type { HostSamples, Sampling } from "./cgroups/usage-samples.ts";
import type { CpuAccount } from "./cpu-time.ts";
import { newFilesState, type FilesState } from "./files/tree.ts";
import { newLogsState, type LogsState } from "./log-store.ts";
import type { Lull, Round } from "./lull.ts";
import type { ProcessKey, ProcessNamespaces, ProcessSpec } from "./process-table.ts";
import type { Answer, Signal, Syscall } from "./syscall.ts";

/** All that the process model remembers. Every value in its maps is immutable and replaced on write. */
export interface ProcessesState {
  readonly processes: Map<ProcessKey, ProcessRecord>;
  readonly openFiles: Map<number, OpenFile>;
  readonly pipes: Map<string, Pipe>;
  /** Last process id given out, by host and by PID namespace. */
  readonly lastPids: Map<string, number>;
  /** Host names by UTS namespace, where one was set. */
  readonly hostnames: Map<string, string>;
  readonly files: FilesState;
  readonly logs: LogsState;
  /** Steps that processes took in the present instant, and cgroups that are at rest but for them. */
  stepsAtMs: number;
  readonly steps: Map<ProcessKey, number>;
  /** Sleeping loops: rounds that may come again, by shell, and those that do, by PID namespace. */
  readonly rounds: Map<ProcessKey, Round>;
  readonly lulls: Map<string, Lull>;
  /** By host and cgroup; absent = at rest. */
  readonly cpu: Map<string, CpuAccount>;
  /** Limits and counters, by host and path. */
  readonly cgroups: CgroupsState;
  /** Who computes, by host. */
  readonly busy: BusyState;
  readonly load: LoadState;
  /** File systems in memory that were written to, and whose memory they take. */
  readonly shared: Map<string, SharedMemory>;
  /** Who takes samples of what is used, and the latest of each host. */
  sampling: Sampling | undefined;
  readonly samples: Map<string, HostSamples>;
  /** Last number given to an open file, a pipe or a block. */
  lastId: number;
}

export const newProcessesState = (): ProcessesState =>
  slice({
    processes: new Map(),
    openFiles: new Map(),
    pipes: new Map(),
    lastPids: new Map(),
    hostnames: new Map(),
    files: newFilesState(),
    logs: newLogsState(),
    stepsAtMs: 0,
    steps: new Map(),
    rounds: new Map(),
    lulls: new Map(),
    cpu: new Map(),
    cgroups: new Map(),
    busy: new Map(),
    load: new Map(),
    shared: new Map(),
    sampling: undefined,
    samples: new Map(),
    lastId: 0,
  });

/** What stays the same while a process runs one program, shared with its children where it does not change. */
export interface Task {
  readonly owner?: ProcessOwner;
  readonly namespaces: ProcessNamespaces;
  readonly root: ProcessSpec["root"];
  readonly mounts: ProcessSpec["mounts"];
  readonly uid: number;
  readonly gid: number;
  readonly groups?: readonly number[];
  readonly cgroup: string;
  readonly memoryLimitBytes?: number;
  readonly cpuLimitMilli?: number;
  readonly executables: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly hostname?: string;
}

/** Every field is always there, so that all records have one shape. */
export interface ProcessRecord {
  readonly key: ProcessKey;
  readonly host: string;
  readonly pid: number;
  readonly pidInNamespace: number;
  /** "" = started from outside: nobody waits for it. */
  readonly parent: ProcessKey | "";
  /** Its own parent has ended before it. */
  readonly adopted: boolean;
  /** The process that leads its process group. */
  /** Absent = 022. */
  readonly umask?: number;
  readonly group: ProcessKey;
  readonly task: Task;
  readonly program: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly handed: unknown;
  readonly fds: Readonly<Record<number, Descriptor>>;
  readonly signals: Readonly<Partial<Record<Signal, "ignore" | "catch">>>;
  /** Caught and not yet told. */
  readonly pending: readonly Signal[];
  readonly startedAtMs: number;
  readonly residentBytes: number;
  readonly programState: unknown;
  /** Present while it waits in a syscall. */
  readonly blocked: Blocked | undefined;
  readonly stopped: boolean;
  /** Present once it has ended and its parent has not asked yet. */
  readonly zombie: { readonly code: number; readonly signal?: Signal } | undefined;
  readonly onExit: Payload | undefined;
  /** Requests that came for its listeners and that it has not accepted yet. */
  readonly arrived: readonly { readonly requestId: number; readonly request: HttpRequest }[] | undefined;
  /** Open watches of the API, and what they brought that was not asked for yet. */
  readonly watches: Readonly<Record<number, ProcessWatch>> | undefined;
  /** An answer that came while it was stopped. */
  readonly held: Answer | undefined;
}

export interface ProcessWatch {
  readonly id: string;
  readonly events: readonly WatchEvent[];
}

export interface Blocked {
  readonly syscall: Syscall;
  /** Tells this wait from earlier ones, for occurrences that come late. */
  readonly token: number;
  /** What an act of another process may change: the syscall is then tried anew. */
  readonly on: readonly string[];
  readonly deadlineMs?: number;
  /** It has used up its slice: the syscall is still to be made. */
  readonly yielding?: boolean;
}

/** Where a descriptor leads. Those with a position or an end are shared by number. */
export type Descriptor =
  | { readonly kind: "null" | "zero" | "random" }
  | { readonly kind: "log"; readonly key: string; readonly stream: "stdout" | "stderr"; readonly tty: boolean }
  | { readonly kind: "open"; readonly id: number; readonly tty: boolean };

export type OpenFile = OpenPath | OpenText | OpenPipe;
export interface OpenPath {
  readonly kind: "file";
  readonly references: number;
  readonly fs: string;
  readonly path: string;
  readonly offset: number;
  readonly mode: "read" | "write" | "append" | "readwrite";
}
/** A text that was made at open: /proc. */
export interface OpenText {
  readonly kind: "text";
  readonly references: number;
  readonly text: string;
  readonly offset: number;
}
export interface OpenPipe {
  readonly kind: "pipe";
  readonly references: number;
  readonly pipe: string;
  readonly end: "read" | "write";
  /** Of a connection to a container that closes with it. */
  readonly stream?: string;
}

/** Where a terminal's output goes. `recorded`: its echo is kept with what programs print there. */
export type Screen = { readonly kind: "pipe"; readonly pipe: string } | { readonly kind: "log"; readonly key: string; readonly recorded: boolean };

export interface Pipe {
  readonly data: string;
  /** Open ends; what is held from outside (a session, a connection) counts as one. */
  readonly readers: number;
  readonly writers: number;
  /** Somebody reads it to its end: its writers never wait. */
  readonly unbounded?: boolean;
  /** It is a terminal's input, of the session of this process: see syscalls/terminal.ts. */
  readonly terminal?: ProcessKey;
  /** Where that terminal's echo is seen. */
  readonly screen?: Screen;
  /** The process that made it raw. */
  readonly raw?: ProcessKey;
  /** The line editor of the shells that read from it. */
  readonly editing?: Editing;
  /** How much of `data` a shell that edits its line has echoed. */
  readonly shown?: number;
  /** Told once when data or the end arrives, for a reader outside. */
  readonly onReadable?: Payload;
}
