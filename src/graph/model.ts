/**
 * The view model: what the picture, the timeline, the lists and a screen reader all show. Flat, plain data; an entity is
 * replaced when anything of it changes and kept (by identity) when nothing does. All times are virtual milliseconds from
 * 0s, never ages or rests: what runs on (arcs, ages, bars) is drawn from them and the moment that is looked at, so that
 * nothing changes here while nothing happens.
 */
export type Entity = ClusterView | PartView | NodeView | PodView | WorkloadView | ServiceView | ProcessesView | SessionView;

/** "cluster", "part/etcd", "node/worker-1", "pod/<uid>", "workload/<uid>", "service/<uid>", "processes/<uid of the pod>", "session/main". */
export type EntityKey = string;

/** Everything at one moment, by key. */
export type ViewModel = ReadonlyMap<EntityKey, Entity>;

export interface ClusterView {
  readonly kind: "cluster";
  readonly key: "cluster";
  /** Of the scenario. */
  readonly name: string;
  readonly seed: number;
  /** "v1.36.3". */
  readonly version: string;
  /** Of the workstation's kubectl context. */
  readonly namespace: string;
  /** Unix milliseconds of 0s. */
  readonly startsAtMs: number;
  /** Names of the files in the workstation's directory that the scenario or the page put there. */
  readonly files: readonly string[];
}

export type PartName = "kube-apiserver" | "etcd" | "kube-scheduler" | "kube-controller-manager";

/** A box of the control plane strip. */
export interface PartView {
  readonly kind: "part";
  /** "part/etcd" */
  readonly key: EntityKey;
  readonly name: PartName;
  /** The figure that stands in it: etcd's revision, the API server's watches, the scheduler's pods that fit nowhere, the controllers' keys under way. */
  readonly figure: number;
}

export interface Amounts {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly pods: number;
}

/** Word of the design's glyph grammar. */
export type NodeGlyph = "ready" | "cordoned" | "pressure" | "notReady" | "lost";

export interface NodeView {
  readonly kind: "node";
  /** "node/worker-1" */
  readonly key: EntityKey;
  readonly name: string;
  /** STATUS as kubectl get nodes prints it. */
  readonly status: string;
  readonly glyph: NodeGlyph;
  /** "control-plane" or "". */
  readonly role: string;
  readonly version: string;
  readonly address: string;
  readonly podCIDR: string;
  readonly allocatable: Amounts;
  /** Sum over the pods bound here that have not ended. */
  readonly requested: Amounts;
  /** What the processes use now; memory is their resident set. */
  readonly used: { readonly cpuMilli: number; readonly memoryBytes: number };
  /** "key=value:Effect" */
  readonly taints: readonly string[];
  /** References of the images that lie here. */
  readonly images: readonly string[];
}

/** Words of the design's glyph grammar, one per row of its table. */
export type PodGlyph =
  | "pending"
  | "gated"
  | "creating"
  | "init"
  | "initializing"
  | "notReady"
  | "ready"
  | "completed"
  | "terminating"
  | "unknown"
  | "error"
  | "crashLoop"
  | "imagePull"
  | "oomKilled"
  | "evicted";

export type StepName = "schedule" | "volumes" | "sandbox" | "address" | "pull" | "create" | "start";

/** One of the seven steps between Pending and Running. */
export interface StepView {
  readonly name: StepName;
  readonly state: "todo" | "now" | "done" | "failed";
  /** When it was done, or when it began if it is under way. */
  readonly atMs?: number;
  /** When it is expected to end: a pull under way. */
  readonly untilMs?: number;
  /** The node, the address, the image, the reason of a failure: Kubernetes' own words. */
  readonly detail?: string;
}

export interface PodView {
  readonly kind: "pod";
  /** "pod/<uid>" */
  readonly key: EntityKey;
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** "ReplicaSet/web-6d5f"; "" for none. */
  readonly owner: string;
  readonly createdAtMs: number;
  /** "" while it has none. */
  readonly node: string;
  /** Its place in the node's tank, or in the tray of those without a node: the least that was free. It keeps it. */
  readonly slot: number;
  readonly phase: string;
  /** Columns as kubectl get pods prints them. */
  readonly status: string;
  readonly readyCount: number;
  readonly containerCount: number;
  readonly restarts: number;
  readonly lastRestartAtMs?: number;
  readonly glyph: PodGlyph;
  /** Init:n/m as a pair, where the glyph is "init". */
  readonly init?: { readonly done: number; readonly of: number };
  /** A clock that runs for the whole pod: the outer arc of its glyph. */
  readonly clock?: Clock;
  /** "" while it has none. */
  readonly ip: string;
  readonly hostname: string;
  readonly qosClass: string;
  readonly requests: { readonly cpuMilli: number; readonly memoryBytes: number };
  /** The seven, in order. */
  readonly steps: readonly StepView[];
  /** The scheduler's last word, if it did not find a node: the message of PodScheduled. */
  readonly verdict?: string;
  readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason: string; readonly sinceMs: number }[];
  readonly deletion?: { readonly requestedAtMs: number; readonly graceSeconds: number };
  /** Absent before it exists, kept after it has stopped as long as the runtime has it. */
  readonly sandbox?: SandboxView;
  /** The slice of the node's cgroups in which all its containers are. */
  readonly cgroup?: CgroupView & { readonly path: string };
  /** The eight of Linux, for the pod as a whole. */
  readonly namespaces: readonly NamespaceView[];
  /** Init, regular, then ephemeral ones, each in the order of the spec. */
  readonly containers: readonly ContainerView[];
  readonly volumes: readonly VolumeView[];
}

export type WorkloadKind = "Deployment" | "ReplicaSet" | "ReplicationController" | "StatefulSet" | "DaemonSet" | "Job" | "CronJob";

/**
 * How a workload stands. settled: all that it wants is there; moving: on its way; stuck: it says itself that it does not
 * get on; empty: it wants no Pod; leaving: it is being deleted.
 */
export type WorkloadState = "settled" | "moving" | "stuck" | "paused" | "empty" | "complete" | "failed" | "leaving";

/** A cell of what `kubectl get` prints: the column's head and its text. */
export interface PrintedCell {
  readonly name: string;
  readonly text: string;
}

export interface ConditionView {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly sinceMs: number;
}

/** Something that makes Pods, or makes what makes them. */
export interface WorkloadView {
  readonly kind: "workload";
  /** "workload/<uid>" */
  readonly key: EntityKey;
  readonly uid: string;
  readonly of: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  /** The workload that controls it; "" for none. */
  readonly owner: EntityKey;
  readonly createdAtMs: number;
  readonly state: WorkloadState;
  /** Pods that it wants, that it has, and how far these have come. A Job's: completions, active Pods, ready ones, and those that have succeeded. */
  readonly desired: number;
  readonly current: number;
  readonly ready: number;
  readonly updated: number;
  readonly available: number;
  /** A Deployment's or a ReplicaSet's number, a StatefulSet's name of the revision that it goes to; "" for none. */
  readonly revision: string;
  /** Of the template's containers. */
  readonly images: readonly string[];
  /** As kubectl get prints it, without the name and without what runs on with time. */
  readonly columns: readonly PrintedCell[];
  readonly conditions: readonly ConditionView[];
}

/** ready: requests are sent there; terminating: on its way out; notReady: there, and left out. */
export type EndpointState = "ready" | "notReady" | "terminating";

export interface EndpointView {
  /** The Pod behind it; "" for an address that somebody wrote. */
  readonly pod: EntityKey;
  /** The Pod's name; "" for none. */
  readonly name: string;
  readonly address: string;
  readonly state: EndpointState;
}

export interface ServiceView {
  readonly kind: "service";
  /** "service/<uid>" */
  readonly key: EntityKey;
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly type: string;
  /** "None" for a headless one, "" for an ExternalName. */
  readonly clusterIP: string;
  /** "app=web,tier=front"; "" for none. */
  readonly selector: string;
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string; readonly target: string; readonly nodePort: number }[];
  /** In the order of their addresses. */
  readonly endpoints: readonly EndpointView[];
  /** As kubectl get prints it, without the name and without what runs on with time. */
  readonly columns: readonly PrintedCell[];
}

/** Something that takes its time: filled from `fromMs`, over at `untilMs`. */
export interface Clock {
  readonly what: "grace" | "crashBackoff" | "imageBackoff" | "pull";
  readonly fromMs: number;
  readonly untilMs: number;
  readonly container?: string;
}

export interface SandboxView {
  readonly id: string;
  readonly attempt: number;
  readonly state: "Ready" | "NotReady";
  readonly createdAtMs: number;
  /** "registry.k8s.io/pause:3.10" */
  readonly image: string;
  readonly pausePid: number;
}

export type LinuxNamespace = "net" | "ipc" | "uts" | "pid" | "mnt" | "user" | "cgroup" | "time";

export interface NamespaceView {
  readonly name: LinuxNamespace;
  /** shared: held by pause for all containers; private: each container has its own; host: the node's. */
  readonly scope: "shared" | "private" | "host";
  /** The field that decides, as a path in the Pod: "spec.hostNetwork". */
  readonly field: string;
  /** Its value now, as YAML: "false"; "" where it is not written. */
  readonly value: string;
}

/** What is written into a cgroup's files (version 2). Absent: "max". */
export interface CgroupView {
  /** cpu.weight, 1 to 10000: its share where others compute too. */
  readonly cpuWeight: number;
  /** cpu.max, in thousandths of a core. */
  readonly cpuQuotaMilli?: number;
  /** memory.max. */
  readonly memoryMaxBytes?: number;
}

/** A layer of an image on its way to the node. */
export interface LayerView {
  readonly sizeBytes: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface ContainerView {
  readonly name: string;
  readonly role: "init" | "sidecar" | "regular" | "ephemeral";
  readonly image: string;
  /** The image is outside the catalogue. */
  readonly assumed: boolean;
  readonly state: "waiting" | "running" | "terminated";
  /** CrashLoopBackOff, Completed, Error…; "" for none. */
  readonly reason: string;
  readonly message: string;
  readonly exitCode?: number;
  readonly signal?: number;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  readonly ready: boolean;
  readonly restarts: number;
  readonly last?: { readonly reason: string; readonly exitCode: number; readonly startedAtMs: number; readonly finishedAtMs: number };
  /** TERM has been sent (or preStop runs): when, and when KILL follows. */
  readonly stopping?: { readonly step: "preStop" | "term"; readonly atMs: number; readonly killAtMs: number };
  readonly clock?: Clock;
  /** Of a pull under way: its layers in order, and when each of them comes; those that the node has are not among them. */
  readonly layers?: readonly LayerView[];
  readonly ports: readonly { readonly port: number; readonly protocol: string; readonly name: string; readonly hostPort: number }[];
  readonly mounts: readonly { readonly volume: string; readonly path: string; readonly subPath: string; readonly readOnly: boolean }[];
  readonly probes: readonly ProbeView[];
  /** Its own cgroup, as its spec has it written. */
  readonly cgroup?: CgroupView;
  /** As in `kubectl describe`: "500m", "64Mi"; "" where there is none. */
  readonly limits: { readonly cpu: string; readonly memory: string };
}

export type ProbeType = "startup" | "liveness" | "readiness";

/** A lamp. */
export interface ProbeView {
  readonly type: ProbeType;
  readonly how: "exec" | "httpGet" | "tcpSocket" | "grpc";
  /** "cat /tmp/healthy", "/healthz :8080", ":80". */
  readonly asks: string;
  readonly initialDelayMs: number;
  readonly periodMs: number;
  readonly timeoutMs: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
  /** delay: not begun; gated: the startup probe comes first; failed: threshold reached; off: no container to ask. */
  readonly state: "off" | "delay" | "gated" | "passing" | "failing" | "failed" | "unknown";
  /** Equal results in a row, and which. */
  readonly inARow: number;
  readonly last?: { readonly result: "success" | "failure" | "unknown"; readonly atMs: number; readonly output: string };
  /** When it asks next, if that is known. */
  readonly nextAtMs?: number;
  readonly onHold: boolean;
}

export interface VolumeView {
  readonly name: string;
  /** "emptyDir", "configMap"… */
  readonly type: string;
  /** What it comes from: the ConfigMap's name, the host's path; "" for none. */
  readonly source: string;
  readonly mounted: boolean;
}

/** What runs in a pod now. Of its own, since it changes with every command that a probe runs. */
export interface ProcessesView {
  readonly kind: "processes";
  /** "processes/<uid of the pod>" */
  readonly key: EntityKey;
  readonly byContainer: Readonly<Record<string, readonly ProcessView[]>>;
}

export interface ProcessView {
  /** In its own PID namespace. */
  readonly pid: number;
  readonly command: string;
  readonly listens: readonly number[];
}

/** A shell of the workstation, as a terminal needs it. */
export interface SessionView {
  readonly kind: "session";
  /** "session/main" */
  readonly key: EntityKey;
  readonly name: string;
  /** The line that runs; "" at the prompt. */
  readonly running: string;
  /** Lines that wait for their turn. */
  readonly waiting: readonly string[];
  readonly lastExitCode: number;
  /** Its foreground program has a terminal and reads keys (`kubectl exec -it`): keys go to it as they are typed. */
  readonly wantsKeys: boolean;
}

/** A request, an answer, a watch delivery: a mark that travels for 400 ms at 1x. */
export interface Message {
  /** Of the journal entry; with a fraction where one entry is several deliveries. */
  readonly id: number;
  readonly atMs: number;
  readonly from: Station;
  readonly to: Station;
  /** "POST", "PATCH", "watch"… */
  readonly verb: string;
  /** "events", "pods/status"… */
  readonly resource: string;
  /** What is printed beside it: "POST events · Killing". */
  readonly label: string;
  /** The pod or node that it is about, as an entity key; "" for none. */
  readonly about: EntityKey;
  /** Of a request through the cluster's network. */
  readonly leg?: Leg;
}

/**
 * How a request's leg ended, or that it goes on. refused: nothing listens there; rejected: the Service has no endpoint;
 * dropped, noRoute: no answer will come; timedOut: the client gave up; reset: the server's end is gone; unresolved: the
 * name leads nowhere.
 */
export type Verdict = "sent" | "answered" | "refused" | "rejected" | "dropped" | "noRoute" | "timedOut" | "reset" | "unresolved";

/** A leg of a request that a program made: a message whose stations are pods ("pod/<uid>"), nodes, Services or the workstation. */
export interface Leg {
  /** "" = straight. */
  readonly via: EntityKey;
  readonly verdict: Verdict;
  /** The client's, Kubernetes' and the programs' own words: "GET /", "web → 10.96.1.2:80". */
  readonly asked: string;
  /** Where kube-proxy's rule led: "10.244.1.3:8080"; "" where none did. */
  readonly translated: string;
}

/** Where messages start and end: "kube-apiserver", "etcd", "kube-scheduler", "kube-controller-manager", "node/worker-1" (its kubelet), "workstation". */
export type Station = string;

/** What happened, for the timeline; appended, never changed. */
export type Mark = { readonly id: number; readonly atMs: number } & (
  | { readonly kind: "input"; readonly text: string; readonly session: string }
  | { readonly kind: "podCreated" | "podDeleted"; readonly pod: EntityKey; readonly name: string; readonly namespace: string }
  | { readonly kind: "status"; readonly pod: EntityKey; readonly status: string; readonly glyph: PodGlyph }
  | { readonly kind: "container"; readonly pod: EntityKey; readonly container: string; readonly state: "waiting" | "running" | "terminated"; readonly reason: string; readonly exitCode?: number }
  | { readonly kind: "probe"; readonly pod: EntityKey; readonly container: string; readonly probe: ProbeType; readonly result: "success" | "failure" | "unknown"; readonly inARow: number; readonly threshold: number }
  | { readonly kind: "event"; readonly pod: EntityKey; readonly object: string; readonly type: string; readonly reason: string; readonly message: string }
  | { readonly kind: "clock"; readonly pod: EntityKey; readonly clock: Clock }
  /** A request that a pod's program made came to nothing. */
  | { readonly kind: "request"; readonly pod: EntityKey; readonly verdict: Verdict; readonly asked: string }
  | { readonly kind: "node"; readonly node: EntityKey; readonly status: string }
);

/** What the engine has planned, as far as it can be told: the least of all clocks, probes and pulls that lie ahead. */
export interface Coming {
  readonly atMs: number;
  readonly what: "probe" | "kill" | "restart" | "pullAgain" | "pulled" | "input";
  readonly pod: EntityKey;
  readonly container: string;
  /** The probe's type, the image, the line. */
  readonly detail: string;
}

export type ComparedKind = "pod" | "node" | "workload" | "service";

/** A word of something: as it stands in the one and in the other. */
export interface ComparedField {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

/** Something that is not the same in both. */
export interface Difference {
  readonly kind: ComparedKind;
  /** "Pod", "Deployment", "Service", "Node". */
  readonly of: string;
  /** "default/web"; a node's has no namespace. */
  readonly name: string;
  /** Absent: it is not there. */
  readonly a?: EntityKey;
  readonly b?: EntityKey;
  /** What differs; of something that only one has, how it stands there: the other's words are "". */
  readonly fields: readonly ComparedField[];
}
