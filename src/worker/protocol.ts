import type { Changes } from "../graph/frame.ts";
import type { Coming, Difference, EntityKey, Mark, Message, ProbeType, Station, Verdict } from "../graph/model.ts";
import type { Scheduling, Why } from "../graph/why/why.ts";
import type { KeptBranches } from "../scenario/link/branches.ts";
import type { Claim, Scenario } from "../scenario/scenario.ts";
import type { JsonObject } from "../api/json.ts";

/** The wire between the page and the engine's worker: types only, plain data only. All times are virtual milliseconds. */

/** What the person did. The host stamps it with virtual time and keeps it: it is part of the world's history. */
export type PageInput =
  | { readonly type: "run"; readonly line: string; readonly session?: string }
  | { readonly type: "edit"; readonly file: string; readonly text: string }
  | { readonly type: "keys"; readonly keys: string; readonly session: string }
  | { readonly type: "interrupt"; readonly session: string };

/**
 * What one can run on to: the next thing that happens anywhere, the view model's next change, the next Kubernetes Event
 * that is written, a Warning, a container that is started again, a pod that is ready, a line that somebody enters.
 */
export type SoughtGoal = "nextOccurrence" | "nextChange" | "nextEvent" | "nextWarning" | "nextRestart" | "nextReady" | "nextLine";
/** Where to run on to: something, or an instant. */
export type Goal = SoughtGoal | { readonly atMs: number };

export type ToWorker =
  /**
   * A new world; the one before is gone. It starts paused at 0s. With what was typed into it before, `again`: it goes as
   * far as it had gone, with all of its branches, and shows that moment.
   */
  | { readonly type: "open"; readonly scenario: Scenario; readonly again?: { readonly branches: KeptBranches; readonly lookMs: number } }
  /**
   * Entered at the moment that is looked at. In the past: what came after it is left, and the world goes on from there.
   * `then`: done by the same press. Entered at the same instant, and taken back with it.
   */
  | { readonly type: "input"; readonly input: PageInput; readonly then?: readonly PageInput[] }
  /** Back to the moment before the last thing that was typed, paused; what came of it is kept. Again: further back. */
  | { readonly type: "undo" }
  /** Takes back the last undo, to the moment at which it was asked for, until something new is typed. */
  | { readonly type: "redo" }
  /** To another branch: what was typed in it comes again. Shows the moment that it had reached, or where it parts. */
  | { readonly type: "branch"; readonly id: number; readonly at?: "fork" }
  | { readonly type: "nameBranch"; readonly id: number; readonly name: string }
  /** Another branch is played beside this one, and shown at the same moments; absent: no more. */
  | { readonly type: "compare"; readonly id?: number }
  /** How fast we watch, in virtual seconds per second; 0 pauses. In the past what was seen is shown again, then the world goes on. */
  | { readonly type: "pace"; readonly speed: number }
  /** Runs on as fast as it goes, and pauses there. */
  | { readonly type: "go"; readonly to: Goal }
  /** Rewatch: shows a moment that was seen, paused. Never touches the engine. "live" = the last one. */
  | { readonly type: "look"; readonly atMs: number | "live" }
  /** As fast as it goes to an instant; answered by "reached". */
  | { readonly type: "runUntil"; readonly id: number; readonly atMs: number }
  /** Of these pods the processes are wanted; with few pods, all are shown anyway. */
  | { readonly type: "watch"; readonly pods: readonly EntityKey[] }
  /** Asks for the next frame: answered when there is something new to show. */
  | { readonly type: "frame" }
  /** Asks about the moment that is looked at; answered by "answer". Never an input: the world does not notice. */
  | { readonly type: "query"; readonly id: number; readonly query: Query }
  /** Asks whether the worker still answers: it does, with "pong", unless a step of the world does not come back. */
  | { readonly type: "ping" };

export type FromWorker =
  | { readonly type: "pong" }
  | { readonly type: "opened"; readonly name: string }
  | { readonly type: "frame"; readonly frame: Frame }
  | { readonly type: "answer"; readonly id: number; readonly answer: Answer }
  | { readonly type: "reached"; readonly id: number; readonly atMs: number; readonly digest: string }
  /** The engine stopped: where, when and why. What was seen before can still be looked at where `canLook`. */
  | { readonly type: "fault"; readonly fault: FaultReport; readonly canLook: boolean };

/** What is new since the frame before. */
export interface Frame {
  /** The moment that is shown. */
  readonly viewMs: number;
  /** How far the world has gone: more than viewMs while the past is looked at. */
  readonly liveMs: number;
  /** The pace asked for; 0 while paused. */
  readonly speed: number;
  /** The pace really reached over the last second or so. */
  readonly speedReached: number;
  /** Where it runs to now. */
  readonly goal?: Goal;
  /** Where it ran to and did not find it, within an hour of virtual time; told once. */
  readonly missed?: Goal;
  /** While paused: the clock runs for a command that was typed, until it ends or 2 s have passed. */
  readonly forCommand?: boolean;
  /** Moments before this one were thinned out to save memory: looked at, they show the last that was kept before them. */
  readonly coarseBeforeMs?: number;
  /** The page begins with an empty model, no marks and no output: a new world. */
  readonly afresh: boolean;
  /** From what the page was shown last to what is shown now. `before` is left out: the page has it. */
  readonly changes: Changes;
  /** Marks after this instant are no more: the past was changed there. To be obeyed before the new ones are added. */
  readonly forgetAfterMs?: number;
  /** Appended to the timeline, in order of time. */
  readonly marks: readonly Mark[];
  /** On their way at viewMs or since the last frame; thinned at high speed, none above 100x. */
  readonly messages: readonly Message[];
  readonly output: readonly TerminalOutput[];
  /** The next thing that will happen, as planned; absent when nothing is. */
  readonly coming?: Coming;
  /** The branches of time, when they have changed. */
  readonly branches?: Branches;
  /** What is new of the branch that is compared with; null: none is any more. */
  readonly other?: OtherFrame | null;
}

/** Another branch at the moment that is shown. */
export interface OtherFrame {
  readonly id: number;
  /** Until then both are the same. */
  readonly forkMs: number;
  /** Earlier than the frame's own moment while it is on its way there, or stopped on it. */
  readonly viewMs: number;
  /** How far it has been played: more than viewMs while an earlier moment is looked at. */
  readonly reachedMs: number;
  /** The page begins with an empty model of it, and with no marks. */
  readonly afresh: boolean;
  readonly changes: Changes;
  /** Appended to its timeline, in order of time: what happened in it after forkMs. */
  readonly marks: readonly Mark[];
  /** It failed: it goes no further than reachedMs. What was seen of it stays. */
  readonly stopped?: FaultReport;
  /** The first moment at which they look different, and what it was; absent: none that both have seen. */
  readonly parting?: { readonly atMs: number; readonly what: Difference };
}

/** The futures of a world: the one that is played and those that were left. */
export interface Branches {
  /** In the order in which they came to be. */
  readonly nodes: readonly BranchNode[];
  /** What undo takes back and redo does again: its command, or file. Absent = nothing. */
  readonly undo?: string;
  readonly redo?: string;
}

export interface BranchNode {
  readonly id: number;
  /** The branch from which it parts at forkMs; the first has none. */
  readonly parent?: number;
  readonly forkMs: number;
  /** How far it has gone; of the one that is played, when this was said. */
  readonly untilMs: number;
  /** The first command typed in it, or what else was done first; "" = nothing was. */
  readonly label: string;
  /** As the person calls it. */
  readonly name?: string;
  /** Typed from the fork on. */
  readonly inputs: number;
  readonly current: boolean;
}

/** What a terminal prints: a line that was entered, what came of it, its end. In order. */
export type TerminalOutput =
  | { readonly type: "line"; readonly session: string; readonly atMs: number; readonly text: string }
  | { readonly type: "text"; readonly session: string; readonly atMs: number; readonly text: string }
  | { readonly type: "end"; readonly session: string; readonly atMs: number; readonly exitCode: number };

export type Query =
  /** One API object, by resource ("pods", "nodes"…), as it stands. */
  | { readonly type: "object"; readonly resource: string; readonly namespace: string; readonly name: string }
  /** The Events about an object, oldest first. */
  | { readonly type: "events"; readonly namespace: string; readonly kind: string; readonly name: string; readonly uid: string }
  /** The last requests that a Pod made or got, or that went through a Service. */
  | { readonly type: "requests"; readonly about: EntityKey }
  | { readonly type: "logs"; readonly podUid: string; readonly container: string; readonly previous: boolean }
  | { readonly type: "why"; readonly podUid: string; readonly container?: string }
  /** What was recorded of a pod's probes until now, whatever moment is looked at: the page shows what of it had come by then. */
  | { readonly type: "probeRecord"; readonly podUid: string }
  /** How a pod came to run, until now, whatever moment is looked at. */
  | { readonly type: "path"; readonly podUid: string; readonly createdAtMs: number }
  /** Of a workload, a Service or a node. */
  | { readonly type: "whyOf"; readonly key: EntityKey }
  /** The scheduler's last word on a pod, node by node, and what would place it. */
  | { readonly type: "scheduling"; readonly podUid: string }
  /** What the API server would say of these files: strict decoding, defaulting, validation. */
  | { readonly type: "validate"; readonly file: string; readonly text: string }
  /** Tab completion of a line in a session; the cursor counts UTF-16 units. */
  | { readonly type: "complete"; readonly session: string; readonly line: string; readonly cursor: number }
  /** A file of the workstation's directory. */
  | { readonly type: "file"; readonly path: string }
  /** Which of these hold. */
  | { readonly type: "check"; readonly claims: readonly Claim[] }
  /**
   * The scenario with all that was typed, as a scenario. For a link: until the moment that is looked at, with the digest
   * there and its trail until then. To save: as far as the world has gone, with all of its branches, without the digest, which costs.
   */
  | { readonly type: "scene"; readonly for: "link" | "save" };

/** Absent answers (`undefined`): there is no such thing at that moment. */
export type Answer =
  | { readonly type: "object"; readonly object?: JsonObject }
  | { readonly type: "events"; readonly events: readonly EventRow[] }
  | { readonly type: "requests"; readonly requests: readonly RequestRow[] }
  | { readonly type: "logs"; readonly text?: string; readonly message?: string }
  | { readonly type: "why"; readonly why?: Why }
  | { readonly type: "probeRecord"; readonly record: ProbeRecord }
  | { readonly type: "path"; readonly path?: PodPath }
  | { readonly type: "whyOf"; readonly why?: Why }
  | { readonly type: "scheduling"; readonly scheduling?: Scheduling }
  | { readonly type: "validate"; readonly problems: readonly Problem[] }
  | { readonly type: "complete"; readonly from: number; readonly candidates: readonly string[] }
  | { readonly type: "file"; readonly text?: string }
  /** One per claim, in their order. */
  | { readonly type: "check"; readonly held: readonly boolean[] }
  | { readonly type: "scene"; readonly scenario: Scenario; readonly engine: string; readonly digest: string; readonly trail?: string; readonly branches?: KeptBranches }
  | { readonly type: "failed"; readonly message: string };

/** What was recorded of a pod's probes, its containers' lives and its places behind Services, oldest first. */
export interface ProbeRecord {
  readonly tracks: readonly ProbeTrack[];
  readonly lives: readonly ContainerLife[];
  readonly endpoints: readonly EndpointMove[];
}

/** One probe of one container. */
export interface ProbeTrack {
  readonly container: string;
  readonly probe: ProbeType;
  /** Its ticks fall on whole periods from here, while the kubelet still asks. */
  readonly anchorMs?: number;
  readonly attempts: readonly ProbeAttempt[];
}

export interface ProbeAttempt {
  readonly startedAtMs: number;
  /** When it was answered. */
  readonly atMs: number;
  readonly result: "success" | "failure" | "unknown";
  readonly output: string;
  /** The container instance that was asked. */
  readonly life: string;
  /** Equal results in a row, this one included, and how many it takes; 0 without a result. */
  readonly inARow: number;
  readonly threshold: number;
  /** What the kubelet goes by from now on, and whether that is new. */
  readonly verdict: "success" | "failure" | "unknown";
  readonly changed: boolean;
}

/** A container from one start to its end. */
export interface ContainerLife {
  readonly id: string;
  readonly container: string;
  readonly startedAtMs: number;
  /** Its first process; absent: it could not be started. */
  readonly pid?: string;
  readonly endedAtMs?: number;
  readonly exitCode?: number;
  readonly reason?: string;
  /** The kubelet decided to stop it; `probe`: because of that one. */
  readonly kill?: { readonly atMs: number; readonly graceSeconds: number; readonly probe?: "liveness" | "startup" };
}

/** It came among those that a Service sends requests to, or left them. */
export interface EndpointMove {
  readonly atMs: number;
  readonly service: string;
  readonly joined: boolean;
}

/** The lifelines between which a pod comes to run. */
export type PathLane = "client" | "api" | "etcd" | "scheduler" | "controllers" | "kubelet" | "runtime";

/** From what was typed to a pod that is ready, message by message, as the journal has it. */
export interface PodPath {
  readonly node: string;
  readonly messages: readonly PathMessage[];
  /** How it began is not remembered any more. */
  readonly beheaded: boolean;
  /** How far it has come: the last message is about that. */
  readonly end: "ready" | "running" | "over" | "gone" | "underWay";
}

export interface PathMessage {
  /** Of the journal entry. */
  readonly id: number;
  readonly atMs: number;
  /** Which of the ten steps from a client to Running; 0 for what goes on beside them. */
  readonly steps: readonly number[];
  readonly from: PathLane;
  readonly to: readonly PathLane[];
  /** "kubelet worker-1". */
  readonly actor: string;
  readonly what: "input" | "request" | "response" | "store" | "watch" | "verdict" | "sync" | "cri" | "pulled" | "probe";
  /** "POST", "201", "PUT", "ADDED", "RunPodSandbox". */
  readonly verb: string;
  /** "/api/v1/namespaces/default/pods", "/registry/pods/default/web", the image, the address: Kubernetes' own words. */
  readonly path: string;
  /** Who was told, of a watch. */
  readonly watchers?: readonly string[];
  /** The message that led to it; 0 = none of these. */
  readonly cause: number;
  /** About an Event, not about the object itself. */
  readonly aside: boolean;
  readonly write?: PathWrite;
}

/** What a write of the store changed. */
export interface PathWrite {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly revision: number;
  /** "Pod default/web". */
  readonly object: string;
  /** As managedFields have it; absent: none is recorded. */
  readonly writer?: { readonly manager: string; readonly operation: string; readonly subresource: string };
  readonly changes: readonly FieldChange[];
}

/** A field before and after, as YAML would have it; absent: it was not there. */
export interface FieldChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

export interface EventRow {
  readonly uid: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly source: string;
}

/** A request of a program: who asked what of whom, through which Service, where kube-proxy's rule led, and how it ended. */
export interface RequestRow {
  readonly atMs: number;
  /** Stations: pods, nodes, the workstation; a Service where it came no further. */
  readonly from: Station;
  /** "" = straight. */
  readonly via: EntityKey;
  readonly to: Station;
  readonly asked: string;
  readonly translated: string;
  /** "sent" while it is under way. */
  readonly verdict: Verdict;
  readonly endedAtMs?: number;
  /** Of the response. */
  readonly status: string;
}

/** A judgement of the API server about a text, by document and JSON pointer. */
export interface Problem {
  /** Index of the YAML document in the file. */
  readonly document: number;
  /** "/spec/containers/0/image"; "" = the document. */
  readonly pointer: string;
  readonly severity: "error" | "warning";
  /** The server's own words. */
  readonly message: string;
}

export interface FaultReport {
  readonly component: string;
  readonly key: string;
  /** Absent when it was not the world that failed. */
  readonly atMs: number | undefined;
  readonly message: string;
}
