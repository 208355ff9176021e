import type { JsonObject } from "../../src/api/json.ts";
import { cpuMs } from "../cpu.ts";
import { BUSYBOX, createPods, emptyWorld, isReady, NGINX, probedPod, runUntilPods, shellPod } from "../world.ts";

export interface SteadyMeasured {
  readonly probe: string;
  readonly pods: number;
  readonly virtualSeconds: number;
  readonly cpuMs: number;
  readonly occurrences: number;
}

const execPod = (): JsonObject => {
  const pod = shellPod("touch /tmp/healthy; sleep 1000000");
  const [container] = pod["containers"] as readonly JsonObject[];
  return { containers: [{ ...container, readinessProbe: { exec: { command: ["cat", "/tmp/healthy"] }, periodSeconds: 10 } }] };
};

const specs = { http: probedPod, exec: execPod() } as const;
export type ProbeKind = keyof typeof specs;

/** Ready pods, each probed every ten seconds, and nothing else: how fast time can pass. After a warm-up of a tenth of it. */
export function steady(probe: ProbeKind, pods: number, virtualSeconds: number): SteadyMeasured {
  const cluster = emptyWorld({ pods }, [...NGINX, ...BUSYBOX]);
  createPods(cluster, pods, specs[probe]);
  runUntilPods(cluster, pods, isReady);
  cluster.runUntil(cluster.now + virtualSeconds * 100);
  const before = cluster.handled;
  const { cpuMs: cpu } = cpuMs(() => cluster.runUntil(cluster.now + virtualSeconds * 1000));
  return { probe, pods, virtualSeconds, cpuMs: cpu, occurrences: cluster.handled - before };
}
