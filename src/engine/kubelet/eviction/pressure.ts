import { asJson } from "../../../api/json.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { NodeContext } from "../context.ts";
import { toKubelet } from "../payloads.ts";
import { nextTick } from "../ticks.ts";
import { conditionOf, defaultEvictionPolicy, type PressureCondition, type Threshold } from "./policy.ts";

/** When each condition was last seen, in virtual milliseconds; and which the node's status says. */
export interface Pressure {
  readonly seenAtMs: Readonly<Partial<Record<PressureCondition, number>>>;
  readonly posted: readonly PressureCondition[];
}
export const NO_PRESSURE: Pressure = { seenAtMs: {}, posted: [] };

const CONDITIONS: readonly PressureCondition[] = ["MemoryPressure", "DiskPressure", "PIDPressure"];
const STATUS_PERIOD_MS = 10_000;

/** The conditions that the node is under: one lasts for some minutes beyond the last time that it was seen. */
// Mirrors nodeConditionsObservedSince (pkg/kubelet/eviction/helpers.go).
export function pressures(ctx: NodeContext): readonly PressureCondition[] {
  const { pressureTransitionMs } = ctx.evictionPolicy ?? defaultEvictionPolicy;
  return CONDITIONS.filter((condition) => {
    const seenAtMs = ctx.node.pressure.seenAtMs[condition];
    return seenAtMs !== undefined && ctx.kernel.now - seenAtMs < pressureTransitionMs;
  });
}

/** These thresholds are passed now: the node's status will say so when it is next posted. */
export function notePressure(ctx: NodeContext, met: readonly Threshold[]): void {
  if (met.length > 0) {
    const seen = Object.fromEntries(met.map(({ signal }) => [conditionOf[signal], ctx.kernel.now]));
    ctx.node.pressure = ctx.kernel.freeze({ ...ctx.node.pressure, seenAtMs: { ...ctx.node.pressure.seenAtMs, ...seen } });
  }
  const present = pressures(ctx);
  const { posted } = ctx.node.pressure;
  if (present.length === posted.length && present.every((each) => posted.includes(each))) return;
  const payload = toKubelet({ target: "kubelet", type: "PressureReportDue", node: ctx.node.name });
  ctx.kernel.schedule(nextTick(ctx.kernel.now, ctx.node.syncPhaseMs, STATUS_PERIOD_MS), payload);
}

/** Words of a node's condition and of the event that tells of its change. */
// Mirrors MemoryPressureCondition, DiskPressureCondition and PIDPressureCondition (pkg/kubelet/nodestatus/setters.go).
const WORDS: Readonly<Record<PressureCondition, Readonly<Record<"True" | "False", readonly [reason: string, message: string, event: string]>>>> = {
  MemoryPressure: {
    True: ["KubeletHasInsufficientMemory", "kubelet has insufficient memory available", "NodeHasInsufficientMemory"],
    False: ["KubeletHasSufficientMemory", "kubelet has sufficient memory available", "NodeHasSufficientMemory"],
  },
  DiskPressure: {
    True: ["KubeletHasDiskPressure", "kubelet has disk pressure", "NodeHasDiskPressure"],
    False: ["KubeletHasNoDiskPressure", "kubelet has no disk pressure", "NodeHasNoDiskPressure"],
  },
  PIDPressure: {
    True: ["KubeletHasInsufficientPID", "kubelet has insufficient PID available", "NodeHasInsufficientPID"],
    False: ["KubeletHasSufficientPID", "kubelet has sufficient PID available", "NodeHasSufficientPID"],
  },
};

/** Something happened to the node itself. */
export function tellNode(ctx: NodeContext, type: "Normal" | "Warning", reason: string, message: string): void {
  ctx.recorder.event({ apiVersion: "v1", kind: "Node", name: ctx.node.name, uid: ctx.node.name }, type, reason, message);
}

/** Posts what has changed since the last post. */
export function reportPressure(ctx: NodeContext): void {
  const present = pressures(ctx);
  const { posted } = ctx.node.pressure;
  const changed = CONDITIONS.filter((each) => present.includes(each) !== posted.includes(each));
  if (changed.length === 0) return;
  ctx.node.pressure = ctx.kernel.freeze({ ...ctx.node.pressure, posted: present });
  const now = rfc3339(ctx.kernel.startsAtMs + ctx.kernel.now);
  const conditions = changed.map((type) => {
    const status = present.includes(type) ? "True" : "False";
    const [reason, message, event] = WORDS[type][status];
    tellNode(ctx, "Normal", event, `Node ${ctx.node.name} status is now: ${event}`);
    return { type, status, reason, message, lastHeartbeatTime: now, lastTransitionTime: now };
  });
  ctx.client.send({ verb: "patch", group: "", version: "v1", resource: "nodes", subresource: "status", name: ctx.node.name, patchType: "strategic", body: { status: { conditions: asJson(conditions) } }, userAgent: "kubelet" });
}
