import type { Pod } from "../../../api/types.ts";
import type { MetricsSource, NodeUsage, PodUsage, ResourceUsage } from "../../apiserver/metrics-source.ts";
import type { HostSamples, UsageSample } from "../../processes/cgroups/usage-samples.ts";
import type { NodeContext } from "../context.ts";
import { uidOnNode } from "../static-pods/static-pod.ts";

export interface MetricsStorageDeps {
  node(name: string): NodeContext | undefined;
  /** What metrics-server has from a node; undefined = it does not run, or was never told. */
  samples(node: string): HostSamples | undefined;
  /** Whether its process lives. */
  runs(): boolean;
  /** Why the node's kubelet cannot be reached, where it cannot. */
  dialError(node: string): string | undefined;
}

/** A cumulative figure at an instant. */
interface Point {
  readonly atMs: number;
  readonly cpuMs: number;
}

// Mirrors freshContainerMinMetricsResolution (metrics-server pkg/storage/pod.go).
const FRESH_MS = 10_000;
const PAGE_BYTES = 4096;

/**
 * What metrics-server knows of nodes and pods: the last two looks at each, and what lies between them.
 * Simplified: all nodes are looked at in the same instant, and a kubelet tells what is used then; a real one tells what
 * it saw some seconds before. The usage of a node that cannot be reached is gone at once, not at the next look.
 */
export function createMetricsStorage({ node, samples, runs, dialError }: MetricsStorageDeps): MetricsSource {
  const reached = (name: string): HostSamples | undefined => (dialError(name) === undefined ? samples(name) : undefined);
  return {
    answers: runs,
    node(name) {
      const { last, previous } = reached(name) ?? {};
      const now = last?.cgroups[""];
      const then = previous?.cgroups[""];
      if (!last || !previous || !now || !then) return undefined;
      return { atMs: last.atMs, windowMs: last.atMs - previous.atMs, usage: usageOf(now, last.atMs, { atMs: previous.atMs, cpuMs: then.cpuMs }) } satisfies NodeUsage;
    },
    pod(pod) {
      const ctx = node(pod.spec.nodeName ?? "");
      const known = ctx && reached(ctx.node.name);
      return ctx && known && podUsage(ctx, pod, known);
    },
  };
}

// Mirrors podStorage.GetMetrics and Store (metrics-server pkg/storage/pod.go): all containers that ran at the last look, or none.
function podUsage(ctx: NodeContext, pod: Pod, { last, previous }: HostSamples): PodUsage | undefined {
  const containers: PodUsage["containers"][number][] = [];
  let windowMs = last.atMs;
  for (const { id, name, startedAtMs } of ctx.runtime.containers(uidOnNode(pod))) {
    const cgroup = ctx.runtime.containerCgroup(id);
    const now = cgroup === undefined ? undefined : last.cgroups[cgroup];
    if (cgroup === undefined || now === undefined || startedAtMs === undefined) continue;
    const before = earlierPoint(startedAtMs, last.atMs, previous && { atMs: previous.atMs, sample: previous.cgroups[cgroup] });
    if (!before) return undefined;
    containers.push({ name, usage: usageOf(now, last.atMs, before) });
    windowMs = last.atMs - before.atMs;
  }
  return containers.length === 0 ? undefined : { atMs: last.atMs, windowMs, containers };
}

/** What a container's usage is measured from: the look before, or its start if that was lately, but not just now. */
function earlierPoint(startedAtMs: number, lastMs: number, previous: { readonly atMs: number; readonly sample: UsageSample | undefined } | undefined): Point | undefined {
  const age = lastMs - startedAtMs;
  if (age >= FRESH_MS && (previous === undefined || startedAtMs > previous.atMs)) return { atMs: startedAtMs, cpuMs: 0 };
  if (!previous?.sample || startedAtMs >= previous.atMs) return undefined;
  return { atMs: previous.atMs, cpuMs: previous.sample.cpuMs };
}

// Mirrors resourceUsage (metrics-server pkg/storage/types.go).
function usageOf({ cpuMs, idleNano, memoryBytes }: UsageSample, atMs: number, before: Point): ResourceUsage {
  const share = Math.max(0, cpuMs - before.cpuMs) / (atMs - before.atMs);
  return { cpuNano: Math.round(share * 1e9) + idleNano, memoryBytes: Math.ceil(memoryBytes / PAGE_BYTES) * PAGE_BYTES };
}
