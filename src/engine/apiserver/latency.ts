/** How long the ways and works of the API take, in whole virtual milliseconds. */
export interface LatencyProfile {
  /** From the client to the API server, and the handling there. */
  readonly requestMs: number;
  /** The answer's way back. */
  readonly responseMs: number;
  /** etcd's commit, before a write is visible. */
  readonly etcdWriteMs: number;
  /** From the commit to a watcher's handler. */
  readonly watchMs: number;
}

/** Measured on a small cluster: a pod is bound 10 ms after its create, and its kubelet answers 10 ms later. */
export const defaultLatency: LatencyProfile = { requestMs: 2, responseMs: 1, etcdWriteMs: 2, watchMs: 2 };
/** Nothing takes time: for tests that ask what happens, not when. */
export const instantLatency: LatencyProfile = { requestMs: 0, responseMs: 0, etcdWriteMs: 0, watchMs: 0 };

export const latencyProfiles: Readonly<Record<string, LatencyProfile>> = { default: defaultLatency, instant: instantLatency };
