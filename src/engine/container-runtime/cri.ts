import type { Credentials } from "../images/registry-settings.ts";
import type { Payload } from "../simulation/payload.ts";

/**
 * The Container Runtime Interface as the kubelet of one node sees it. Reads are answered at once from the runtime's
 * state; operations take virtual time and answer with an occurrence `{ ...reply, result }`.
 * Mirrors RuntimeService and ImageService (staging/src/k8s.io/cri-api/pkg/apis/runtime/v1/api.proto).
 */
export interface ContainerRuntime {
  /** Newest first (highest attempt). */
  sandboxes(podUid: string): readonly PodSandbox[];
  /** Of all pods. */
  allSandboxes(): readonly PodSandbox[];
  /** All that still exist, oldest first, over all names and attempts. */
  containers(podUid: string): readonly Container[];
  container(id: string): Container | undefined;
  /** What of an image is on this node, by any reference that resolves to it. */
  image(ref: string): ImageOnNode | undefined;
  images(): readonly ImageOnNode[];

  runPodSandbox(config: SandboxConfig, reply: Payload): void;
  /** Kills what runs in it, releases the address. */
  stopPodSandbox(id: string, reply: Payload): void;
  removePodSandbox(id: string, reply: Payload): void;
  /** The credentials are tried one after the other; without any it asks as nobody. */
  pullImage(ref: string, reply: Payload, credentials?: readonly Credentials[]): void;
  /** Takes an image off the node's disk, whoever uses it. False where there is none. */
  removeImage(ref: string): boolean;
  createContainer(sandboxId: string, config: ContainerConfig, reply: Payload): void;
  startContainer(id: string, reply: Payload): void;
  /** Sends the stop signal at once and SIGKILL after `timeoutMs`; answers when the container is dead. A second call with less time shortens the wait. */
  stopContainer(id: string, timeoutMs: number, reply: Payload): void;
  removeContainer(id: string, reply: Payload): void;
  /** Other shares and limits for a running container, without a restart. */
  updateContainerResources(id: string, resources: ContainerConfig["resources"], reply: Payload): void;
  /** What the processes of a container hold in memory now. */
  memoryBytes(id: string): number;
  /** The path of a container's cgroup; undefined where there is no such container. */
  containerCgroup(id: string): string | undefined;
  /** Runs argv beside the container's process, in its namespaces, and answers with its output and exit code. */
  execSync(id: string, argv: readonly string[], timeoutMs: number, reply: Payload): void;
  /** Starts a streaming session: answers at once with the process, whose streams and exit the caller follows through the process table. */
  exec(id: string, options: ExecOptions): CriResult<{ readonly pid: number }>;
}

export type CriResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CriError };
/** `code` is the gRPC status name ("NotFound", "Unknown"…); `message` the whole text as kubelet would print it after "rpc error: code = X desc = ". */
export interface CriError {
  readonly code: string;
  readonly message: string;
}

/** What the replies carry as `result`. */
export type RunPodSandboxResult = CriResult<{ readonly id: string; readonly ip: string }>;
/** `tookMs` is the pull itself, `waitedMs` its wait for a turn before. */
export type PullImageResult = CriResult<{ readonly imageRef: string; readonly sizeBytes: number; readonly tookMs: number; readonly waitedMs: number }>;
export type CreateContainerResult = CriResult<{ readonly id: string }>;
export type StartContainerResult = CriResult<Record<string, never>>;
export type UpdateResourcesResult = CriResult<Record<string, never>>;
export type StopResult = CriResult<Record<string, never>>;
export type ExecSyncResult =
  | { readonly ok: true; readonly value: { readonly exitCode: number; /** stdout, then stderr. */ readonly output: string; readonly stderr?: string } }
  | { readonly ok: false; readonly error: CriError; readonly timedOut?: boolean };

export type NamespaceMode = "POD" | "CONTAINER" | "NODE" | "TARGET";

export interface SandboxConfig {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly attempt: number;
  readonly hostname: string;
  readonly namespaces: { readonly network: NamespaceMode; readonly ipc: NamespaceMode; readonly pid: NamespaceMode };
  readonly hostNetwork: boolean;
  /** Ports of the node that lead to the pod. */
  readonly portMappings?: readonly { readonly hostIP: string; readonly hostPort: number; readonly port: number }[];
  /** With users of its own: the id on the node of its user 0, the first of 65,536. */
  readonly firstHostId?: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly sysctls: Readonly<Record<string, string>>;
  /** The pod's domain where it has a subdomain: "nginx.default.svc.cluster.local". */
  readonly hostDomain?: string;
  /** Further lines of /etc/hosts. */
  readonly hostAliases?: readonly { readonly ip: string; readonly hostnames?: readonly string[] }[];
  /** What goes into /etc/resolv.conf; absent = the node's. */
  readonly dns?: { readonly servers: readonly string[]; readonly searches: readonly string[]; readonly options: readonly string[] };
  /** The pod's slice, e.g. "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod<uid>.slice". */
  readonly cgroupParent: string;
  /** What the pod as a whole may use; absent = no limits. */
  readonly cgroupLimits?: { readonly cpuWeight?: number; readonly cpuRequestMilli?: number; readonly cpuQuotaMilli?: number; readonly memoryMaxBytes?: number };
}

export interface PodSandbox {
  readonly id: string;
  readonly podUid: string;
  readonly podName: string;
  readonly podNamespace: string;
  readonly attempt: number;
  readonly state: "Ready" | "NotReady";
  /** Virtual milliseconds. */
  readonly createdAtMs: number;
  /** "" while it has none; the node's address with hostNetwork. */
  readonly ip: string;
  /** Process id on the host of the pause process; 0 once it is dead. */
  readonly pausePid: number;
  readonly hostname: string;
  readonly hostNetwork: boolean;
  readonly sharedPid: boolean;
}

export interface ContainerConfig {
  readonly name: string;
  readonly attempt: number;
  readonly kind: "init" | "regular" | "ephemeral";
  /** As written in the spec. */
  readonly image: string;
  readonly imageRef: string;
  /** Replaces the image's entrypoint; absent = the image's. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly mounts: readonly Mount[];
  readonly ports: readonly { readonly containerPort: number; readonly protocol: string; readonly name?: string }[];
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly stdinOnce: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  /** Further groups of its processes: supplemental ones and the fsGroup. */
  readonly groups?: readonly number[];
  readonly privileged: boolean;
  readonly readOnlyRootFilesystem: boolean;
  readonly resources: { readonly cpuShares: number; readonly cpuQuotaMilli?: number; readonly memoryLimitBytes?: number; readonly oomScoreAdj?: number };
  readonly terminationMessagePath: string;
  /** The end of the log stands in for a message, where the container failed and wrote none. */
  readonly messageFallsBackToLogs?: boolean;
  readonly stopSignal?: string;
  /** For ephemeral containers: the container whose PID namespace to join. */
  readonly targetId?: string;
  /** The pod's `kubarium.dev/behavior` annotation, unparsed, where it has one. */
  readonly behavior?: string;
}

/** `source` is a path on the node's file system; the kubelet has put there what belongs. */
export interface Mount {
  readonly containerPath: string;
  readonly source: string;
  readonly readOnly: boolean;
  /** Name of the volume, for those who look. */
  readonly volume: string;
  /** A file system in memory of this size lies at `directory`. */
  readonly tmpfs?: { readonly directory: string; readonly sizeBytes: number };
}

export interface Container {
  readonly id: string;
  readonly sandboxId: string;
  readonly podUid: string;
  readonly name: string;
  readonly attempt: number;
  readonly kind: "init" | "regular" | "ephemeral";
  readonly state: "Created" | "Running" | "Exited";
  readonly image: string;
  /** Fully qualified: docker.io/library/nginx:1.25. */
  readonly imageName: string;
  /** docker.io/library/nginx@sha256:… */
  readonly imageRef: string;
  /** When it was asked for. */
  readonly askedAtMs: number;
  readonly createdAtMs: number;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  readonly exitCode?: number;
  readonly signal?: number;
  /** "Completed", "Error", "OOMKilled", "StartError", "ContainerCannotRun". */
  readonly reason?: string;
  /** What the runtime has to say (StartError), or the termination message file's content. */
  readonly message?: string;
  /** Whom its first process runs as. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Host process id of its first process while it runs. */
  readonly pid?: number;
  readonly logKey: string;
  readonly config: ContainerConfig;
  /** What runs it, where that is not containerd: the scheme of its id in a pod's status. */
  readonly runtimeName?: "docker";
}

/** "containerd://<id>": a container as a pod's status names it. */
export const containerUri = ({ id, runtimeName }: Pick<Container, "id" | "runtimeName">): string => `${runtimeName ?? "containerd"}://${id}`;


export interface ImageOnNode {
  /** sha256:… of the image's configuration. */
  readonly id: string;
  readonly repoTags: readonly string[];
  readonly repoDigests: readonly string[];
  readonly sizeBytes: number;
  /** Numeric user the image runs as; absent = root. */
  readonly uid?: number;
  /** A user name that is not numeric, where it has one. */
  readonly username?: string;
}

export interface ExecOptions {
  readonly argv: readonly string[];
  readonly tty: boolean;
  readonly stdin: boolean;
  /** Ids of pipes that the caller has opened in the process table; absent = new ones, at the other end of the process's own descriptors. */
  readonly streams?: { readonly stdin?: string; readonly stdout: string; /** Absent with a terminal: all goes to stdout. */ readonly stderr?: string };
  /** Told when the process has exited: `{ ...onExit, exit: ProcessExit }`. */
  readonly onExit: Payload;
}

/** What the runtime tells the kubelet of its node unasked; the kubelet looks at its next relist. */
export interface ContainerEvent {
  readonly type: "ContainerStarted" | "ContainerExited" | "SandboxExited";
  readonly podUid: string;
  readonly containerId: string;
}
