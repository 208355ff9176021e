import { cpuMs } from "../cpu.ts";
import { createPods, emptyWorld, isReady, isRunning, NGINX, plainPod, probedPod, runUntilPods } from "../world.ts";

export interface PodsMeasured {
  readonly pods: number;
  readonly cpuMs: number;
  readonly occurrences: number;
  /** Virtual time from the creates to the last pod. */
  readonly virtualMs: number;
}

const WARM_UP_PODS = 50;

/** N pods with an HTTP readiness probe, from their creates to all of them Ready. */
export const probedPods = (pods: number, warm: boolean): PodsMeasured => {
  if (warm) probed(WARM_UP_PODS);
  return probed(pods);
};

/** N pods without probes, from their creates to all of them Running. */
export const plainPods = (pods: number, nodes: number): PodsMeasured => measured(pods, plainPod, isRunning, nodes);

const probed = (pods: number): PodsMeasured => measured(pods, probedPod, isReady);

function measured(pods: number, spec: typeof probedPod, holds: typeof isReady, nodes?: number): PodsMeasured {
  const cluster = emptyWorld({ pods, ...(nodes !== undefined && { nodes }) }, NGINX);
  const before = cluster.handled;
  const { cpuMs: cpu, value: virtualMs } = cpuMs(() => {
    createPods(cluster, pods, spec);
    return runUntilPods(cluster, pods, holds);
  });
  return { pods, cpuMs: cpu, occurrences: cluster.handled - before, virtualMs };
}
