import type { JournalEntry } from "./journal.ts";

/**
 * What the `detail` of journal entries holds, by their type, where somebody builds on it (pictures, "why?"). Times are
 * virtual milliseconds. "decision" entries are kept at levels "decisions" and "all", the others at "all" only.
 *
 * How causes run: probe -> sync -> kill -> cri StopContainer -> signal -> process exit -> cri ContainerExited -> status and
 * sync -> backoff or cri CreateContainer. A request is a side branch: what its sender does afterwards follows from what led
 * to the request, what the server does follows from the request.
 */
export interface JournalDetails {
  /** decision; actor "kubelet NODE", subject "pod/NAMESPACE/NAME". A pass of the pod worker: what it is going to do. */
  readonly sync: SyncDetail;
  /** decision; like sync. A container is going to be stopped. */
  readonly kill: KillDetail;
  /** decision; like sync. A container could not be started now. After a "backoff", where it is held back. */
  readonly startFailed: StartFailedDetail;
  /** decision; like sync. A wait begins, or is met again, before a restart or a pull. */
  readonly backoff: BackoffDetail;
  /** decision; like sync. A status is sent to the API server. */
  readonly status: OfPod & { readonly phase: string };
  /** decision; like sync. The pod's phase says that it is over. */
  readonly ended: OfPod & { readonly phase: string };
  /** decision; like sync. */
  readonly evicted: OfPod & { readonly message: string };
  /** detail; like sync. A probe was answered. */
  readonly probe: ProbeDetail;
  /** detail; actor "containerd NODE", subject "image/REFERENCE". A pull waits for its turn, begins, ends. */
  readonly pull: PullDetail;
  /** detail; actor "containerd NODE", subject "container/ID", "image/REFERENCE" or "pod/NAMESPACE/NAME". */
  readonly cri: CriDetail;
  /** detail; actor and subject "process/HOST/PID". A process began, became another program (exec), or ended. */
  readonly process: ProcessDetail;
  /** detail; actor "process/HOST/PID" or, from outside, "kernel"; subject the receiver's "process/HOST/PID". */
  readonly signal: SignalDetail;
  /** detail; actor "process/HOST/PID", subject "file/PATH". A process made, removed or moved a file or directory. Writes to one that is there are not told. */
  readonly file: FileDetail;
  /** detail; actor the sender ("kubelet worker-1", "workstation"…), subject "RESOURCE/NAMESPACE/NAME". */
  readonly request: RequestDetail;
  /** detail; actor "kube-apiserver", subject as of the request. */
  readonly response: { readonly to: string; readonly code: number };
  /** detail; actor "network", subject "namespace/NAME". A step of a request's way through the network, or of a connect's. */
  readonly hop: HopDetail;
  /** detail; actor "etcd", subject "RESOURCE/NAMESPACE/NAME". */
  readonly store: { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly revision: number };
  /** detail; actor "kube-apiserver", subject as of the store entry. `watchers`: "ID TYPE" each. */
  readonly watch: { readonly revision: number; readonly watchers: readonly string[] };
}

/** Whose process it is. Absent: a process of the workstation or of a node itself. */
export interface ProcessOwner {
  readonly podUid: string;
  /** "default/web" */
  readonly pod: string;
  /** Of the container, "" for pause. */
  readonly container: string;
  /** Of the container, of the sandbox for pause. */
  readonly containerId: string;
}

interface OfPod {
  readonly podUid: string;
}

export interface SyncDetail extends OfPod {
  readonly killPod: boolean;
  /** The attempt, null = the sandbox is kept. */
  readonly createSandbox: number | null;
  /** Names of containers. */
  readonly kills: readonly string[];
  readonly starts: readonly string[];
}

export interface KillDetail extends OfPod {
  readonly container: string;
  readonly containerId: string;
  /** Of the Killing event. */
  readonly message: string;
  readonly graceSeconds: number;
  /** The probe that failed, where that is the reason. */
  readonly probe?: "liveness" | "startup";
}

export interface StartFailedDetail extends OfPod {
  readonly container: string;
  readonly reason: string;
  readonly message: string;
}

export interface BackoffDetail extends OfPod {
  /** crash: before a restart, counted from the last exit. image: before the next pull, counted from the failed one. */
  readonly what: "crash" | "image";
  readonly container: string;
  readonly image: string;
  readonly fromMs: number;
  readonly delayMs: number;
  /** fromMs + delayMs. The kubelet looks again at its next tick after this, or later. */
  readonly untilMs: number;
}

export interface ProbeDetail extends OfPod {
  readonly container: string;
  readonly containerId: string;
  readonly probe: "startup" | "liveness" | "readiness";
  /** error: no verdict, the probe could not be made. */
  readonly result: "success" | "failure" | "error";
  readonly output: string;
  /** When it was asked; the entry's time is the answer's. */
  readonly startedAtMs: number;
  /** Equal results in a row, this one included, and how many it takes; 0 for an error. */
  readonly inARow: number;
  readonly threshold: number;
  /** What the kubelet goes by from now on, and whether that is new. */
  readonly verdict: "success" | "failure" | "unknown";
  readonly changed: boolean;
}

export interface PullDetail extends OfPod {
  readonly what: "queued" | "start" | "end";
  /** Number of the pull on its node. */
  readonly pull: number;
  readonly image: string;
  /** Whose container asked for it. */
  readonly container: string;
  /** start: when it will end. */
  readonly untilMs?: number;
  /** start: its layers, and when each of them comes; from and until are the same for those that the node has. */
  readonly layers?: readonly { readonly digest: string; readonly sizeBytes: number; readonly fromMs: number; readonly untilMs: number }[];
  /** end: how it went. */
  readonly ok?: boolean;
  readonly message?: string;
  readonly sizeBytes?: number;
}

export interface CriDetail {
  /** "RunPodSandbox", "CNI ADD", "CreateContainer", "StartContainer", "StopContainer", "ContainerExited", "ExecSync"… */
  readonly call: string;
  /** Of calls about a container or a sandbox. */
  readonly owner?: ProcessOwner;
  readonly [more: string]: unknown;
}

export interface ProcessDetail {
  readonly what: "start" | "exec" | "exit";
  /** "worker-1/4711" */
  readonly process: string;
  /** In its own PID namespace. */
  readonly pid: number;
  readonly argv: readonly string[];
  readonly owner?: ProcessOwner;
  /** Its parent process; "" = started from outside (by the runtime, an exec, a session). */
  readonly parent: string;
  /** exit: 128 + n for a signal. */
  readonly exitCode?: number;
  readonly signal?: string;
  readonly oomKilled?: boolean;
}

export interface SignalDetail {
  /** "TERM" */
  readonly signal: string;
  /** The sender; "" = from outside (the runtime, a terminal). */
  readonly from: string;
  readonly process: string;
  readonly pid: number;
  readonly argv: readonly string[];
  readonly owner?: ProcessOwner;
  /** noHandler: the first process of a PID namespace ignores what it has no handler for. harmless: does nothing by default. */
  readonly outcome: "ended" | "caught" | "ignored" | "noHandler" | "harmless" | "stopped";
}

export interface FileDetail {
  readonly what: "create" | "remove" | "rename";
  /** As the process sees it, absolute. */
  readonly path: string;
  /** rename: where it is now. */
  readonly to?: string;
  /** The file system and the path there: the same for all who mount it. */
  readonly place: string;
  readonly process: string;
  readonly argv: readonly string[];
  readonly owner?: ProcessOwner;
}

export interface RequestDetail {
  /** "create", "patch"… */
  readonly verb: string;
  readonly subresource: string;
  /** What says it in a word, where there is one: an Event's reason, the phase that a status sets. */
  readonly about?: string;
  /** What an Event is about: "pod/default/web". */
  readonly object?: string;
}

/**
 * sent: on its way, by a Service's rule where one is named; arrived at a listener; answered by it. refused: nothing listens;
 * rejected: the Service has no endpoint; dropped, noRoute: no answer will come; timedOut: the client gave up; reset: the
 * server's end is gone; unresolved: the name leads nowhere.
 */
export type HopStep = "routed" | "sent" | "arrived" | "answered" | "refused" | "rejected" | "dropped" | "noRoute" | "timedOut" | "reset" | "unresolved";

export interface HopDetail {
  readonly step: HopStep;
  /** The same for all steps of a request; absent where it ended before it was on its way. */
  readonly exchange?: number;
  /** Component that asked: "processes" for a program's request, "kubelet" for probes and hooks; "" where it is not known. */
  readonly client: string;
  /** Network namespaces: a node's or the workstation's name, or "NODE/net/SANDBOX". `to` is absent where it led to none. */
  readonly from: string;
  readonly to?: string;
  /** Where it goes; what the client dialled, where a rule changed it. */
  readonly address: string;
  readonly port: number;
  readonly dialled?: string;
  /** "namespace/name:port", of the Service whose rule led there. */
  readonly service?: string;
  /** routed: "address:port" of the endpoint that was chosen. */
  readonly by?: string;
  /** As the client wrote it. */
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
  /** answered: of the response. */
  readonly status?: number;
}

type Typed<Type extends keyof JournalDetails> = JournalEntry & { readonly type: Type; readonly detail: JournalDetails[Type] };

/** The entry, if it is of this type. */
export function entryOf<Type extends keyof JournalDetails>(entry: JournalEntry | undefined, type: Type): Typed<Type> | undefined {
  return entry?.type === type ? (entry as Typed<Type>) : undefined;
}
