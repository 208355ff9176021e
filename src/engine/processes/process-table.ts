import type { ProcessOwner } from "../simulation/journal-details.ts";
import type { CgroupLimits } from "./cgroups/cgroup.ts";
import type { Payload } from "../simulation/payload.ts";
import type { Program } from "./program.ts";
import type { Signal } from "./syscall.ts";

/**
 * All processes of the world, on every host. What a runtime, a kubelet or a session needs of them. A host is "workstation"
 * or a node's name; host process ids are unique in a host, and `ProcessKey` names a process in the world.
 */
export type ProcessKey = string; // "worker-1/4711"

export interface ProcessTable {
  /** Runs argv[0] as found in the root file system (or `program` by name). Fails like execve: ENOENT, EACCES, ENOEXEC. */
  start(spec: ProcessSpec): { readonly ok: true; readonly key: ProcessKey; readonly pid: number } | { readonly ok: false; readonly errno: string };
  /** Delivers a signal as the kernel would: PID 1 of a namespace ignores what it has no handler for, except KILL from outside. */
  signal(key: ProcessKey, signal: Signal): void;
  /** SIGKILL for every process of a PID namespace or cgroup. */
  killCgroup(cgroup: string, reason: "OOMKilled" | "killed"): void;
  /** Other limits for what runs in a cgroup, from now on. */
  setLimits(host: string, cgroup: string, memoryLimitBytes: number | undefined, cpuLimitMilli: number | undefined): void;
  /** What the processes of a cgroup hold in memory. */
  memoryBytes(host: string, cgroup: string): number;
  /** Writes the files of a cgroup, and makes it where it is not there yet. */
  setCgroup(host: string, path: string, limits: CgroupLimits): void;
  /** Takes a cgroup away, with those below it. */
  removeCgroup(host: string, path: string): void;
  process(key: ProcessKey): ProcessInfo | undefined;
  /** Living processes of a host, by pid. */
  ofHost(host: string): readonly ProcessInfo[];
  /** Writes to a process's stdin pipe, and closes it. For exec sessions fed from the page. */
  writeStdin(key: ProcessKey, data: string): void;
  closeStdin(key: ProcessKey): void;
}

export interface ProcessSpec {
  readonly host: string;
  /** Given by the machine to its own services, below 1000; absent = the next free one. */
  readonly pid?: number;
  /** Whose it and its children are, for those who look on. */
  readonly owner?: ProcessOwner;
  readonly namespaces: ProcessNamespaces;
  /** Where "/" is, and what is mounted on top, longest path last. */
  readonly root: { readonly fs: string; readonly path: string; readonly readOnly: boolean };
  readonly mounts: readonly { readonly path: string; readonly fs: string; readonly source: string; readonly readOnly: boolean; /** It is a part of a file system in memory that holds so much. */ readonly tmpfs?: { readonly directory: string; readonly sizeBytes: number } }[];
  readonly argv: readonly string[];
  readonly program?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  /** Further groups. */
  readonly groups?: readonly number[];
  /** What the UTS namespace says; absent = the host's name. */
  readonly hostname?: string;
  readonly cgroup: string;
  readonly memoryLimitBytes?: number;
  /** Full cores that it may use; absent = no limit. */
  readonly cpuLimitMilli?: number;
  /** Executable path -> program name, on top of the common set; and the image's own programs. */
  readonly executables: Readonly<Record<string, string>>;
  readonly programs: readonly Program[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly stdin: StreamTarget;
  readonly stdout: StreamTarget;
  readonly stderr: StreamTarget;
  readonly tty: boolean;
  /** False: the echo of what is typed at its terminal is shown, but not kept with its output. */
  readonly echoRecorded?: boolean;
  /** Virtual milliseconds until its first step: what the kernel and the loader take. */
  readonly loadMs?: number;
  /** Told at the exit of this very process, as `{ ...onExit, exit: ProcessExit }`. */
  readonly onExit?: Payload;
}

export interface ProcessExit {
  readonly pid: number;
  readonly exitCode: number;
  readonly signal?: Signal;
  readonly oomKilled?: boolean;
  readonly atMs: number;
}

/** Where a descriptor leads at the start of a process. Log and session streams keep what is written with its time. */
export type StreamTarget =
  | { readonly kind: "null" }
  /** A new pipe: the holder of the process key reads or writes its other end. */
  | { readonly kind: "pipe"; readonly id?: string }
  | { readonly kind: "log"; readonly key: string; readonly stream: "stdout" | "stderr" };

/** Ids of Linux namespaces: equal ids = shared. E.g. net "worker-1/sandbox-ab12…", or the host's "worker-1". */
export interface ProcessNamespaces {
  readonly net: string;
  readonly ipc: string;
  readonly uts: string;
  readonly pid: string;
  readonly mnt: string;
  readonly user: string;
  readonly cgroup: string;
}

export interface ProcessInfo {
  readonly key: ProcessKey;
  readonly host: string;
  readonly pid: number;
  readonly pidInNamespace: number;
  readonly parentPid: number;
  readonly argv: readonly string[];
  readonly program: string;
  readonly namespaces: ProcessNamespaces;
  readonly cgroup: string;
  readonly uid: number;
  readonly state: "running" | "sleeping" | "zombie" | "stopped";
  readonly startedAtMs: number;
  readonly residentBytes: number;
  readonly hostname: string;
}
