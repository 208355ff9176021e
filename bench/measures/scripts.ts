import { cpuMs } from "../cpu.ts";
import { BUSYBOX, createPods, emptyWorld, isRunning, runUntilPods, shellPod } from "../world.ts";

export interface ScriptsMeasured {
  readonly pods: number;
  readonly virtualSeconds: number;
  readonly cpuMs: number;
  readonly occurrences: number;
  /** How often a `sleep 1` ended and its shell went on. */
  readonly wakeUps: number;
}

/** Shells that sleep a second at a time, once all of them run. */
export function scripts(pods: number, virtualSeconds: number): ScriptsMeasured {
  const cluster = emptyWorld({ pods }, BUSYBOX);
  createPods(cluster, pods, shellPod("while true; do sleep 1; done"));
  runUntilPods(cluster, pods, isRunning);
  const before = cluster.handled;
  const { cpuMs: cpu } = cpuMs(() => cluster.runUntil(cluster.now + virtualSeconds * 1000));
  return { pods, virtualSeconds, cpuMs: cpu, occurrences: cluster.handled - before, wakeUps: pods * virtualSeconds };
}
