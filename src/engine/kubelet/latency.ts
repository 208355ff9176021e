/** How long the kubelet's own waits take, in virtual milliseconds. */
export interface KubeletLatency {
  /** A pod worker looks this often whether its volumes are mounted. */
  readonly volumePollMs: number;
  /** From a status that finds a container unready to the probe that it causes. */
  readonly nudgeMs: number;
  /** The probers' round trips, besides what the target takes. */
  readonly probeMs: number;
}

// Mirrors podAttachAndMountRetryInterval (pkg/kubelet/volumemanager/volume_manager.go).
export const defaultKubeletLatency: KubeletLatency = { volumePollMs: 300, nudgeMs: 20, probeMs: 1 };
export const instantKubeletLatency: KubeletLatency = { volumePollMs: 0, nudgeMs: 0, probeMs: 0 };
