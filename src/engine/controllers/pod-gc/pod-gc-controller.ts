import { updatedCondition } from "../../../api/conditions.ts";
import type { JsonObject } from "../../../api/json.ts";
import { isTerminal } from "../../../api/pods.ts";
import { rfc3339 } from "../../../api/time.ts";
import type { Node, Pod } from "../../../api/types.ts";
import type { ApiClient, WatchEvent } from "../../apiserver/request.ts";
import type { Component, Kernel } from "../../simulation/kernel.ts";
import { slice } from "../../simulation/slice.ts";
import { applyWatchEvent } from "../informer.ts";
import { podGarbage, type Garbage } from "./pod-garbage.ts";

export const POD_GC = "pod-garbage-collector";
type To = typeof POD_GC;

export interface PodGCState {
  readonly pods: Map<string, Pod>;
  readonly nodes: Map<string, Node>;
  /** Virtual milliseconds at which a node was first missed. */
  readonly missedSinceMs: Map<string, number>;
  /** True while a look is due. */
  checkDue: boolean;
}
export const newPodGCState = (): PodGCState =>
  slice({ pods: new Map(), nodes: new Map(), missedSinceMs: new Map(), checkDue: false });

export type PodGCPayload =
  | { readonly target: To; readonly type: "PodEvent"; readonly event?: WatchEvent<Pod> }
  | { readonly target: To; readonly type: "NodeEvent"; readonly event?: WatchEvent<Node> }
  | { readonly target: To; readonly type: "Check" };

export interface PodGC extends Component<PodGCPayload> {
  /** Begins to watch. Once, at boot. */
  start(): void;
}

// Mirrors gcCheckPeriod and quarantineTime (pkg/controller/podgc/gc_controller.go).
const CHECK_PERIOD_MS = 20_000;
const QUARANTINE_MS = 40_000;

/** Takes away pods that nobody else would. Mirrors PodGCController. A look is due only while there is something to see. */
export function createPodGC({ kernel, state, client }: { readonly kernel: Kernel; readonly state: PodGCState; readonly client: ApiClient }): PodGC {
  const target = POD_GC;
  const podsApi = { group: "", version: "v1", resource: "pods", userAgent: "kube-controller-manager" };

  function start(): void {
    const core = { group: "", version: "v1" };
    client.watch({ id: `${target}/nodes`, ...core, resource: "nodes", deliver: { target, type: "NodeEvent" } });
    client.watch({ id: `${target}/pods`, ...core, resource: "pods", deliver: { target, type: "PodEvent" } });
  }

  function onPod(event: WatchEvent<Pod>): void {
    if (!applyWatchEvent(state.pods, event) || event.type === "DELETED") return;
    const { metadata, spec } = event.object;
    const isLost = spec.nodeName ? !state.nodes.has(spec.nodeName) : metadata.deletionTimestamp !== undefined;
    const isStuck = metadata.deletionTimestamp !== undefined && isOutOfService(spec.nodeName ?? "");
    if (isLost || isStuck || isTerminal(event.object)) checkLater();
  }

  function onNode(event: WatchEvent<Node>): void {
    if (!applyWatchEvent(state.nodes, event)) return;
    const { name } = event.object.metadata;
    const isStuck = ({ metadata, spec }: Pod): boolean => spec.nodeName === name && metadata.deletionTimestamp !== undefined;
    if (event.type === "DELETED" || (isOutOfService(name) && [...state.pods.values()].some(isStuck))) checkLater();
  }

  function isOutOfService(name: string): boolean {
    const node = state.nodes.get(name);
    const isReady = node?.status.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
    return !isReady && (node?.spec.taints?.some(({ key }) => key === "node.kubernetes.io/out-of-service") ?? false);
  }

  function checkLater(): void {
    if (state.checkDue) return;
    state.checkDue = true;
    kernel.schedule((Math.floor(kernel.now / CHECK_PERIOD_MS) + 1) * CHECK_PERIOD_MS, { target, type: "Check" });
  }

  // Mirrors gc: a missing node is believed to be gone when it has been missed for 40 s.
  function check(): void {
    state.checkDue = false;
    const pods = [...state.pods.values()];
    for (const name of state.missedSinceMs.keys()) if (state.nodes.has(name)) state.missedSinceMs.delete(name);
    for (const { spec } of pods) {
      if (spec.nodeName && !state.nodes.has(spec.nodeName) && !state.missedSinceMs.has(spec.nodeName)) {
        state.missedSinceMs.set(spec.nodeName, kernel.now);
      }
    }
    const isGone = (node: string): boolean => kernel.now - (state.missedSinceMs.get(node) ?? kernel.now) >= QUARANTINE_MS;
    const garbage = podGarbage(pods, { isGone, isOutOfService });
    garbage.forEach(remove);
    const names = new Set(pods.map(({ spec }) => spec.nodeName));
    for (const name of state.missedSinceMs.keys()) if (!names.has(name)) state.missedSinceMs.delete(name);
    if (garbage.length > 0 || state.missedSinceMs.size > 0) checkLater();
  }

  // Mirrors markFailedAndDeletePodWithCondition: what has not ended is failed first, then taken away at once.
  function remove({ pod, reason }: Garbage): void {
    const { namespace = "", name } = pod.metadata;
    if (!isTerminal(pod)) {
      const conditions = reason === "orphaned" ? [nodeGone(pod)] : [];
      const body: JsonObject = { status: { phase: "Failed", ...(conditions.length > 0 && { conditions }) } };
      client.send({ ...podsApi, verb: "patch", subresource: "status", namespace, name, patchType: "strategic", body });
    }
    client.send({ ...podsApi, verb: "delete", namespace, name, body: { gracePeriodSeconds: 0, preconditions: { uid: pod.metadata.uid } } });
  }

  const nodeGone = ({ metadata, status }: Pod): JsonObject =>
    updatedCondition(status.conditions, {
      type: "DisruptionTarget",
      ...(metadata.generation !== undefined && { observedGeneration: metadata.generation }),
      status: "True",
      lastProbeTime: null,
      lastTransitionTime: rfc3339(kernel.startsAtMs + kernel.now),
      reason: "DeletionByPodGC",
      message: "PodGC: node no longer exists",
    });

  function handle(payload: PodGCPayload): void {
    switch (payload.type) {
      case "PodEvent":
        if (payload.event) onPod(payload.event);
        break;
      case "NodeEvent":
        if (payload.event) onNode(payload.event);
        break;
      case "Check":
        check();
        break;
    }
  }

  return { start, handle };
}
