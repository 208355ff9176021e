import { createCluster } from "../../src/engine/cluster.ts";
import { cpuMs } from "../cpu.ts";
import { createTimeline } from "../../src/worker/timeline.ts";
import { createPods, emptyWorld, isReady, NGINX, probedPod, runUntilPods } from "../world.ts";

export interface CheckpointMeasured {
  readonly objects: number;
  readonly pods: number;
  readonly checkpointMs: number;
  readonly restoreMs: number;
}

const ROUNDS = 20;

/** A cluster of so many Ready pods; with their events, about seven objects each. */
export function checkpointCost(pods: number): CheckpointMeasured {
  const cluster = emptyWorld({ pods }, NGINX);
  createPods(cluster, pods, probedPod);
  runUntilPods(cluster, pods, isReady);
  cluster.checkpoint();
  const checkpointMs = mean(() => cluster.checkpoint());
  const checkpoint = cluster.checkpoint();
  const restoreMs = mean(() => createCluster(cluster.options, checkpoint));
  return { objects: cluster.objects().length, pods, checkpointMs, restoreMs };
}

const mean = (work: () => unknown): number =>
  cpuMs(() => {
    for (let i = 0; i < ROUNDS; i += 1) work();
  }).cpuMs / ROUNDS;

export interface SeekMeasured {
  readonly pods: number;
  readonly hourMs: number;
  readonly checkpoints: number;
  readonly playMs: number;
  readonly meanMs: number;
  readonly worstMs: number;
}

/** Between two checkpoints: about as much work as a seek may cost, and fifty times what a checkpoint costs. */
const CHECKPOINT_OCCURRENCES = 2_000;
const SEEKS = 24;

/** An hour of Ready pods with a checkpoint every few thousand occurrences, then seeks to places all over it. */
export function seekCost(pods: number, hourMs: number): SeekMeasured {
  const cluster = emptyWorld({ pods }, NGINX);
  const timeline = createTimeline(cluster);
  const { cpuMs: playMs } = cpuMs(() => {
    createPods(cluster, pods, probedPod);
    while (cluster.now < hourMs) {
      cluster.run(hourMs, CHECKPOINT_OCCURRENCES);
      timeline.take(cluster);
    }
  });
  const costs = Array.from({ length: SEEKS }, (_, i) => cpuMs(() => timeline.seek(Math.floor((hourMs * (i + 0.5)) / SEEKS))).cpuMs);
  return {
    pods,
    hourMs,
    checkpoints: timeline.checkpoints.length,
    playMs,
    meanMs: costs.reduce((sum, one) => sum + one, 0) / SEEKS,
    worstMs: Math.max(...costs),
  };
}
