/** How long a runtime's operations take, in virtual milliseconds. */
export interface RuntimeLatency {
  /** Namespaces, pause, CNI ADD. */
  readonly sandboxMs: number;
  readonly createMs: number;
  readonly startMs: number;
  /** Until a started container's program takes its first step, at least; at most twice this. */
  readonly loadMs: number;
  /** From a container's death to the answer of its stop. */
  readonly stopMs: number;
  /** CNI DEL and the sandbox's own end. */
  readonly stopSandboxMs: number;
  readonly removeMs: number;
  /** Until a container's cgroup has other limits. */
  readonly updateMs: number;
  /** Until a process runs beside a container's own. */
  readonly execMs: number;
}

/** As measured on containerd 2.1 with runc 1.3 on a small machine. */
export const defaultLatency: RuntimeLatency = { sandboxMs: 120, createMs: 35, startMs: 72, loadMs: 8, stopMs: 15, stopSandboxMs: 60, removeMs: 10, updateMs: 18, execMs: 50 };

export const instantLatency: RuntimeLatency = { sandboxMs: 0, createMs: 0, startMs: 0, loadMs: 0, stopMs: 0, stopSandboxMs: 0, removeMs: 0, updateMs: 0, execMs: 0 };
