/** How much is written down. Behaviour and digest are the same at every level. */
export type JournalLevel = "off" | "decisions" | "all";

/** What happened or was decided. `cause` is the id of the entry that led to it; roots are inputs. */
export interface JournalEntry {
  readonly id: number;
  /** Virtual milliseconds. */
  readonly at: number;
  /** Who: "kubelet worker-1", "default-scheduler", "kube-apiserver", "etcd", "containerd worker-1", "kubectl"… */
  readonly actor: string;
  /** What kind: "input", "request", "response", "store", "watch", "verdict", "sync", "cri", "probe", "signal", "process", "backoff", "hop"… */
  readonly type: string;
  /** About what: "pod/default/web", "node/worker-1", "container/<id>", "process/<pid>"… */
  readonly subject: string;
  readonly cause: number;
  /** Plain data, frozen; its shape belongs to the type. */
  readonly detail?: unknown;
}

export interface JournalWriter {
  readonly level: JournalLevel;
  /**
   * The entry that what happens now follows from. Who does several things in one handler that do not follow from one
   * another sets it back between them.
   */
  cause: number;
  /** True when an entry of this weight would be kept: ask before building a costly detail. */
  wants(weight: "decision" | "detail"): boolean;
  /**
   * Writes an entry and returns its id (0 when not kept). The entry's cause is the current one, and it becomes the
   * current cause of what the same handler schedules or writes next.
   */
  write(weight: "decision" | "detail", entry: { actor: string; type: string; subject: string; detail?: unknown }): number;
}
