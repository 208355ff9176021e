import type { Json } from "../../api/json.ts";
import type { ApiRequest, ApiResponse, WatchEvent } from "../apiserver/request.ts";
import type { DnsAnswer, DnsQuestion } from "../network/dns/messages.ts";
import type { HttpRequest, HttpResponse } from "../network/http.ts";
import type { ProcessNamespaces } from "./process-table.ts";
import type { FileStat } from "./program.ts";

export type Signal = "HUP" | "INT" | "QUIT" | "ABRT" | "KILL" | "USR1" | "SEGV" | "USR2" | "PIPE" | "ALRM" | "TERM" | "CHLD" | "CONT" | "STOP" | "TSTP" | "WINCH";
export type Errno =
  | "ENOENT" | "EACCES" | "EEXIST" | "ENOTDIR" | "EISDIR" | "ENOTEMPTY" | "EROFS" | "ENOSPC" | "EFBIG" | "EBADF" | "EPIPE" | "EINTR"
  | "ECHILD" | "ESRCH" | "EPERM" | "EINVAL" | "ENOEXEC" | "EMFILE" | "EAGAIN" | "ELOOP" | "EXDEV" | "ENOMEM" | "ENAMETOOLONG" | "E2BIG"
  | "EADDRINUSE" | "ECONNREFUSED" | "ETIMEDOUT" | "EHOSTUNREACH" | "ENETUNREACH" | "ENOTFOUND" | "ECONNRESET";

/** Where a spawned process's descriptor comes from: a descriptor of the parent. Absent descriptors are closed. */
export type DescriptorMap = Readonly<Record<number, number>>;

/**
 * What a process asks of the world. Exactly one is under way per process; the answer resumes it. Paths are absolute or
 * relative to the cwd; data are strings of Unicode text.
 * Simplified: files and streams hold text, not bytes; a binary file shows as text with replacement characters.
 */
export type Syscall =
  // streams
  | { readonly call: "read"; readonly fd: number; /** "line" answers up to and with the next newline. */ readonly until?: "line" | "eof"; /** No more characters than these, the rest stays. */ readonly most?: number; /** A shell at its prompt: of a terminal it echoes the line itself. */ readonly edits?: boolean; /** What stands before that line. */ readonly prompt?: string }
  | { readonly call: "write"; readonly fd: number; readonly data: string }
  | { readonly call: "open"; readonly path: string; readonly mode: "read" | "write" | "append" | "readwrite" }
  | { readonly call: "close"; readonly fd: number }
  | { readonly call: "dup"; readonly fd: number; readonly to: number }
  | { readonly call: "pipe" }
  /** Makes a terminal raw until the process ends, or cooked again. */
  | { readonly call: "terminal"; readonly fd: number; readonly raw: boolean }
  // files
  | { readonly call: "writeFile"; readonly path: string; readonly data: string; readonly append?: boolean; readonly mode?: number }
  | { readonly call: "mkdir"; readonly path: string; readonly parents?: boolean; readonly mode?: number }
  | { readonly call: "remove"; readonly path: string; readonly recursive?: boolean }
  | { readonly call: "rename"; readonly from: string; readonly to: string }
  | { readonly call: "link"; readonly target: string; readonly path: string; readonly symbolic: boolean }
  | { readonly call: "chmod"; readonly path: string; readonly mode: number }
  | { readonly call: "touch"; readonly path: string; readonly atMs?: number }
  | { readonly call: "chdir"; readonly path: string }
  /** What is masked out of the mode of what it and its children make. */
  | { readonly call: "umask"; readonly mask: number }
  // processes
  | { readonly call: "spawn"; readonly argv: readonly string[]; /** Program by name instead of by path: for subshells and applets. */ readonly program?: string; readonly env?: Readonly<Record<string, string>>; readonly cwd?: string; readonly fds?: DescriptorMap; readonly handed?: unknown; readonly ignore?: readonly Signal[]; /** It begins elsewhere. */ readonly enter?: Enter; /** "own" = it leads a new process group. */ readonly group?: "own" }
  | { readonly call: "exec"; readonly argv: readonly string[]; readonly env?: Readonly<Record<string, string>>; readonly fds?: DescriptorMap; /** Under another root, or in namespaces of another process, but its own PID namespace. */ readonly enter?: Enter }
  | { readonly call: "wait"; /** -1 = any child. */ readonly pid: number; readonly nohang?: boolean }
  | { readonly call: "kill"; /** In the caller's PID namespace; negative = process group. */ readonly pid: number; readonly signal: Signal | 0 }
  | { readonly call: "signal"; readonly signal: Signal; readonly disposition: "default" | "ignore" | "catch" }
  | { readonly call: "processes" }
  | { readonly call: "exit"; readonly code: number }
  // time and chance
  | { readonly call: "sleep"; readonly ms: number }
  /** Answered at once with `number`: virtual milliseconds since t=0. A scripted program asks this instead of keeping its context's `now`. */
  | { readonly call: "now" }
  /** Waits for a signal for ever. */
  | { readonly call: "pause" }
  /** Burns CPU: answered after ms of virtual time at a full core. */
  | { readonly call: "compute"; readonly ms: number }
  /** It has computed through a slice of CPU time without a system call: answered when it gets its next one. */
  /** Uses CPU time: so many steps, or what is left of the slice. */
  | { readonly call: "yield"; readonly steps?: number }
  | { readonly call: "draw"; readonly bound: number }
  // memory: the process's resident size becomes this; may be OOM-killed
  | { readonly call: "memory"; readonly bytes: number }
  /** Looks at what all hosts use, now and every so often, for as long as it lives. */
  | { readonly call: "sampleUsage"; readonly everyMs: number }
  // network
  | { readonly call: "listen"; readonly port: number; readonly protocol?: "TCP" | "UDP"; readonly address?: string; /** Answers questions for the cluster's names there. */ readonly names?: true }
  /** Waits for the next request on any listener of this process. */
  | { readonly call: "accept" }
  | { readonly call: "respond"; readonly id: number; readonly response: HttpResponse; readonly afterMs?: number }
  | { readonly call: "http"; readonly request: HttpRequest; readonly timeoutMs?: number }
  | { readonly call: "connect"; readonly host: string; readonly port: number; readonly timeoutMs?: number }
  /** By /etc/hosts and the servers of /etc/resolv.conf. ENOTFOUND: there is no such name; ETIMEDOUT: no server answers. */
  | { readonly call: "resolve"; readonly name: string }
  /** One question to one server of names; answered with `dns`. ETIMEDOUT: it is silent; ECONNREFUSED: nobody listens. */
  | { readonly call: "ask"; readonly server: string; readonly question: DnsQuestion }
  | { readonly call: "interfaces" }
  | { readonly call: "sockets" }
  // the API, with the host's credentials (the workstation's kubeconfig)
  | { readonly call: "api"; readonly request: ApiRequest }
  | { readonly call: "watch"; readonly request: ApiRequest; readonly timeoutMs?: number }
  /** Waits for the next event of a watch that this process opened, or until `timeoutMs` from now. */
  | { readonly call: "nextEvent"; readonly watch: number; readonly timeoutMs?: number }
  | { readonly call: "unwatch"; readonly watch: number }
  /** Streams of pods/log -f, pods/exec, pods/attach: an open connection to a container, read and written like a descriptor. */
  | { readonly call: "stream"; readonly request: ApiRequest }
  /** How the remote command of a stream ended: answered with `exitCode` once its output is at its end. */
  | { readonly call: "streamStatus"; readonly fd: number }
  /** Waits until one of the descriptors can be read (data or eof), or `timeoutMs`. Answers `fd` or `timedOut`. */
  | { readonly call: "poll"; readonly fds: readonly number[]; readonly timeoutMs?: number }
  /** A session shell only: the last command ended with `status`; answered with `data`, the next whole line, when one is given. */
  | { readonly call: "prompt"; readonly status: number }
  /** What only a simulator can do: addressed to the cluster, answered with Json. */
  | { readonly call: "world"; readonly command: Json };

/**
 * Where a spawned process begins that does not stay with its parent: logged in to another machine, under another root, in
 * namespaces of another process (named by its pid as the caller sees it), or beside a container's process, as runc exec does.
 */
export type Enter =
  | { readonly kind: "host"; readonly host: string }
  | { readonly kind: "root"; readonly path: string }
  | { readonly kind: "namespaces"; readonly pid: number; readonly namespaces: readonly (keyof ProcessNamespaces)[] }
  | { readonly kind: "container"; readonly pid: number };

export interface Failure {
  readonly ok: false;
  readonly errno: Errno;
  /** With EINTR: the signal that was caught. */
  readonly signal?: Signal;
  readonly message?: string;
}

/** The answer to a syscall. Which fields are there follows from the call. */
export type Answer =
  | Failure
  | {
      readonly ok: true;
      /** read: "" with eof. */
      readonly data?: string;
      readonly eof?: boolean;
      /** open, dup: descriptor; pipe: read end; stream: where its output is read. */
      readonly fd?: number;
      /** stream of an exec: where its stderr is read (absent with a terminal), and where its stdin is written (absent without). */
      readonly errFd?: number;
      readonly inFd?: number;
      /** pipe: write end. */
      readonly writeFd?: number;
      /** spawn, wait. */
      readonly pid?: number;
      /** wait: exit code, 128+n for a signal. */
      readonly status?: number;
      readonly signal?: Signal;
      readonly number?: number;
      readonly stat?: FileStat;
      readonly processes?: readonly ProcessView[];
      readonly requestId?: number;
      readonly request?: HttpRequest;
      readonly response?: HttpResponse;
      readonly addresses?: readonly string[];
      readonly dns?: DnsAnswer;
      readonly interfaces?: readonly InterfaceView[];
      readonly sockets?: readonly SocketView[];
      readonly api?: ApiResponse;
      readonly watch?: number;
      readonly event?: WatchEvent;
      readonly timedOut?: boolean;
      readonly world?: Json;
      /** stream: exit code of the remote command once known. */
      readonly exitCode?: number;
    };

/** A row of ps, as seen from the caller's PID namespace. */
export interface ProcessView {
  readonly pid: number;
  readonly ppid: number;
  readonly uid: number;
  readonly argv: readonly string[];
  readonly state: "R" | "S" | "Z" | "T";
  readonly startedAtMs: number;
  readonly residentBytes: number;
  /** Thousandths of a core that it uses now. */
  readonly cpuMilli: number;
}
export interface InterfaceView {
  readonly name: string;
  readonly address: string;
  readonly prefix: number;
}
export interface SocketView {
  readonly protocol: "TCP" | "UDP";
  readonly address: string;
  readonly port: number;
  readonly pid: number;
  readonly program: string;
}
