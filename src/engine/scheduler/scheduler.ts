import { updatedCondition } from "../../api/conditions.ts";
import { rfc3339 } from "../../api/time.ts";
import type { ObjectReference, Pod } from "../../api/types.ts";
import { isError, type ApiClient, type ApiResponse } from "../apiserver/request.ts";
import { referenceTo, type EventSubject } from "../events/event-object.ts";
import { createSeriesRecorder, type SeriesRecorder } from "../events/series-recorder.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import { createCache } from "./cache/cache.ts";
import { podInfo } from "./cache/pod-info.ts";
import { createEventHandlers } from "./event-handlers.ts";
import { truncateMessage } from "./fit-error.ts";
import { SCHEDULER, SCHEDULER_NAME, type SchedulerPayload } from "./payloads.ts";
import { filterPlugins } from "./plugins/registry.ts";
import type { PreemptionVerdict } from "./preemption.ts";
import { notScheduledPatch, type NotScheduledReason } from "./pod-condition.ts";
import type { NodeScores } from "./prioritize.ts";
import type { QueuedPodInfo } from "./queue/queued-pod.ts";
import { SchedulingQueue } from "./queue/scheduling-queue.ts";
import { schedulePod, type ScheduleResult } from "./schedule-pod.ts";
import type { SchedulerState } from "./state.ts";
import { createVolumeBinder } from "./volumes/volume-binder.ts";

/** How long one cycle takes: a whole number of milliseconds between these, chance decides which. */
export interface SchedulerLatency {
  readonly minCycleMs: number;
  readonly maxCycleMs: number;
}
export const defaultSchedulerLatency: SchedulerLatency = { minCycleMs: 1, maxCycleMs: 3 };
export const instantSchedulerLatency: SchedulerLatency = { minCycleMs: 0, maxCycleMs: 0 };

export interface SchedulerOptions {
  readonly kernel: Kernel;
  readonly state: SchedulerState;
  readonly client: ApiClient;
  readonly latency?: SchedulerLatency;
}

export interface Scheduler extends Component<SchedulerPayload> {
  /** Begins to watch. Once, when the cluster boots; never after a restore. */
  start(): void;
  /** Writes its Events; answers come back to `events.target`. */
  readonly events: SeriesRecorder;
}

/** kube-scheduler with the default profile. Mirrors Scheduler (pkg/scheduler/scheduler.go). */
export function createScheduler({ kernel, state, client, latency = defaultSchedulerLatency }: SchedulerOptions): Scheduler {
  const cache = createCache(state.cache, (value) => kernel.freeze(value));
  const queue = new SchedulingQueue(state.queue, kernel, filterPlugins, cache);
  const handlers = createEventHandlers({ state: state.cache, cache, queue });
  const events = createSeriesRecorder({
    kernel,
    state: state.events,
    client,
    reportingComponent: SCHEDULER_NAME,
    reportingInstance: `${SCHEDULER_NAME}-control-plane`,
    userAgent: SCHEDULER,
  });

  const volumes = createVolumeBinder({
    kernel, client, cache, state: state.cache, bindings: state.volumeBindings,
    nextTurn: () => (state.volumeTurn += 1),
    exists: (uid) => queue.get(uid) !== undefined,
    done: volumesDone,
  });

  function start(): void {
    const core = { group: "", version: "v1" };
    // Mirrors newPodInformer (pkg/scheduler/scheduler.go): a pod that has ended looks deleted.
    const fieldSelector = "status.phase!=Succeeded,status.phase!=Failed";
    client.watch({ ...core, id: `${SCHEDULER}/namespaces`, resource: "namespaces", deliver: { target: SCHEDULER, type: "NamespaceEvent" } });
    client.watch({ ...core, id: `${SCHEDULER}/nodes`, resource: "nodes", deliver: { target: SCHEDULER, type: "NodeEvent" } });
    client.watch({ ...core, id: `${SCHEDULER}/pods`, resource: "pods", fieldSelector, deliver: { target: SCHEDULER, type: "PodEvent" } });
    client.watch({ ...core, id: `${SCHEDULER}/claims`, resource: "persistentvolumeclaims", deliver: { target: SCHEDULER, type: "ClaimEvent" } });
    client.watch({ ...core, id: `${SCHEDULER}/volumes`, resource: "persistentvolumes", deliver: { target: SCHEDULER, type: "VolumeEvent" } });
    client.watch({ id: `${SCHEDULER}/budgets`, group: "policy", version: "v1", resource: "poddisruptionbudgets", deliver: { target: SCHEDULER, type: "BudgetEvent" } });
    client.watch({ id: `${SCHEDULER}/classes`, group: "storage.k8s.io", version: "v1", resource: "storageclasses", deliver: { target: SCHEDULER, type: "StorageClassEvent" } });
    client.watch({ id: `${SCHEDULER}/csinodes`, group: "storage.k8s.io", version: "v1", resource: "csinodes", deliver: { target: SCHEDULER, type: "CSINodeEvent" } });
    client.watch({ ...core, id: `${SCHEDULER}/services`, resource: "services", deliver: { target: SCHEDULER, type: "ServiceEvent" } });
    client.watch({ ...core, id: `${SCHEDULER}/replicationcontrollers`, resource: "replicationcontrollers", deliver: { target: SCHEDULER, type: "OwnerEvent" } });
    for (const resource of ["replicasets", "statefulsets"]) {
      client.watch({ group: "apps", version: "v1", id: `${SCHEDULER}/${resource}`, resource, deliver: { target: SCHEDULER, type: "OwnerEvent" } });
    }
  }

  function handle(payload: SchedulerPayload): void {
    switch (payload.type) {
      case "PodEvent":
        if (payload.event) handlers.onPod(payload.event);
        break;
      case "NodeEvent":
        if (payload.event) handlers.onNode(payload.event);
        break;
      case "ClaimEvent":
        if (payload.event) handlers.onClaim(payload.event);
        break;
      case "VolumeEvent":
        if (payload.event) handlers.onVolume(payload.event);
        break;
      case "StorageClassEvent":
        if (payload.event) handlers.onStorageClass(payload.event);
        break;
      case "CSINodeEvent":
        if (payload.event) handlers.onCSINode(payload.event);
        break;
      case "BudgetEvent":
        if (payload.event) handlers.onBudget(payload.event);
        break;
      case "ServiceEvent":
        if (payload.event) handlers.onService(payload.event);
        break;
      case "OwnerEvent":
        if (payload.event) handlers.onOwner(payload.event);
        break;
      case "VolumeWritten":
        volumes.written(payload);
        break;
      case "CheckVolumes":
        volumes.check(payload);
        break;
      case "NamespaceEvent":
        if (payload.event) handlers.onNamespace(payload.event);
        break;
      case "ScheduleOne":
        scheduleOne();
        break;
      case "FlushUnschedulable":
        flush();
        break;
      case "RetryErrors":
        queue.retryErrors();
        break;
      case "Bound":
        onBound(payload.pod, payload.node, payload.response);
        break;
    }
    wake();
  }

  /** One pod at a time: the next cycle begins when this one's time is over. */
  function wake(): void {
    if (state.cycleDue || !queue.hasNext) return;
    state.cycleDue = true;
    const { minCycleMs, maxCycleMs } = latency;
    const tookMs = minCycleMs + (maxCycleMs > minCycleMs ? kernel.draw(`${SCHEDULER}/cycle`, maxCycleMs - minCycleMs + 1) : 0);
    kernel.schedule(kernel.now + tookMs, { target: SCHEDULER, type: "ScheduleOne" });
  }

  // Mirrors ScheduleOne (pkg/scheduler/schedule_one.go).
  function scheduleOne(): void {
    state.cycleDue = false;
    const next = queue.pop();
    if (!next) return;
    const { pod } = next;
    if (pod.metadata.deletionTimestamp !== undefined) {
      queue.remove(pod.metadata.uid);
      recordFailure(pod, `skip schedule deleting pod: ${pod.metadata.namespace}/${pod.metadata.name}`);
      return;
    }
    const result = schedulePod(podInfo(pod), cache, state.nextStartNodeIndex, (bound) => kernel.draw(`${SCHEDULER}/ties`, bound));
    state.nextStartNodeIndex = result.nextStart;
    writeVerdict(pod, result);
    if (result.type === "Host") bind(pod, result.node);
    else {
      handleSchedulingFailure(next, "Unschedulable", result.message, result.rejectors, result.preemption?.nominated);
      if (result.preemption) makeRoom(pod, result.preemption);
    }
  }

  // Mirrors prepareCandidate and PreemptPod (pkg/scheduler/framework/preemption): victims are marked, deleted with their
  // grace and told why; lesser pods that were promised the node look anew.
  function makeRoom(pod: Pod, { nominated: node, victims }: PreemptionVerdict): void {
    if (node === undefined) return;
    cache.nominate(pod, node ?? undefined);
    if (node === null) return;
    for (const victim of victims) {
      const { namespace = "", name, uid, generation } = victim.metadata;
      const about = { group: "", version: "v1", resource: "pods", namespace, name, userAgent: SCHEDULER } as const;
      const condition = updatedCondition(victim.status.conditions, {
        type: "DisruptionTarget", ...(generation !== undefined && { observedGeneration: generation }), status: "True", lastProbeTime: null,
        lastTransitionTime: rfc3339(kernel.startsAtMs + kernel.now), reason: "PreemptionByScheduler", message: `${SCHEDULER_NAME}: preempting to accommodate a higher priority pod`,
      });
      client.send({ ...about, verb: "patch", subresource: "status", patchType: "strategic", body: { metadata: { uid }, status: { conditions: [condition] } } });
      client.send({ ...about, verb: "delete", body: { preconditions: { uid } } });
      events.record(referenceTo(victim), { type: "Normal", reason: "Preempted", action: "Preempting", note: `Preempted by pod ${pod.metadata.uid} on node ${node}` });
    }
    const priority = pod.spec.priority ?? 0;
    for (const lesser of cache.nominatedOn(node).filter((other) => other.priority < priority)) {
      cache.nominate(lesser.pod, undefined);
      const { namespace = "", name } = lesser.pod.metadata;
      client.send({ group: "", version: "v1", resource: "pods", namespace, name, userAgent: SCHEDULER, verb: "patch", subresource: "status", patchType: "strategic", body: { status: { nominatedNodeName: null } } });
    }
  }

  /** From here on the pod counts on the node; its volumes come first. */
  function bind(pod: Pod, node: string): void {
    cache.nominate(pod, undefined);
    cache.assume(pod, node);
    if (!volumes.begin(pod, node)) sendBinding(pod, node);
  }

  function volumesDone(pod: Pod, node: string, problem?: string): void {
    if (problem === undefined) sendBinding(pod, node);
    else bindingFailed(referenceTo(pod), problem);
  }

  function sendBinding(pod: Pod, node: string): void {
    const { namespace = "", name, uid } = pod.metadata;
    const reply: SchedulerPayload = { target: SCHEDULER, type: "Bound", pod: referenceTo(pod), node };
    client.send(
      {
        verb: "create",
        group: "",
        version: "v1",
        resource: "pods",
        subresource: "binding",
        namespace,
        name,
        body: { apiVersion: "v1", kind: "Binding", metadata: { namespace, name, uid }, target: { kind: "Node", name: node } },
        userAgent: SCHEDULER,
      },
      reply,
    );
  }

  // Mirrors bindingCycle and handleBindingCycleError.
  function onBound(pod: ObjectReference, node: string, response: ApiResponse | undefined): void {
    const uid = pod.uid ?? "";
    if (!response || !isError(response)) {
      queue.remove(uid);
      events.record(pod, {
        type: "Normal",
        reason: "Scheduled",
        action: "Binding",
        note: `Successfully assigned ${pod.namespace}/${pod.name} to ${node}`,
      });
      return;
    }
    bindingFailed(pod, `running Bind plugin "DefaultBinder": ${response.body.message ?? ""}`);
  }

  /** The node is free of the pod again, which goes back into the queue. */
  function bindingFailed(pod: ObjectReference, message: string): void {
    const uid = pod.uid ?? "";
    const assumed = state.cache.assumed.get(uid);
    cache.forget(uid);
    if (assumed) queue.moveAll({ resource: "AssignedPod", action: "Delete", pod: assumed });
    const waiting = queue.get(uid);
    if (waiting) handleSchedulingFailure(waiting, "SchedulerError", message, []);
    else recordFailure(pod, message);
  }

  // Mirrors handleSchedulingFailure: back into the queue, then the event, then the condition.
  function handleSchedulingFailure({ pod }: QueuedPodInfo, reason: NotScheduledReason, message: string, rejectors: readonly string[], nominated?: string | null): void {
    const { namespace = "", name, uid } = pod.metadata;
    queue.returnUnschedulable(uid, rejectors);
    const { place, restsUntilMs = 0 } = queue.get(uid) ?? {};
    if (place === "errorBackoff") kernel.schedule(restsUntilMs, { target: SCHEDULER, type: "RetryErrors" });
    else flushLater();
    recordFailure(pod, message);
    const patch = notScheduledPatch(pod, reason, message, rfc3339(kernel.startsAtMs + kernel.now), nominated);
    if (!patch) return;
    client.send({
      verb: "patch",
      group: "",
      version: "v1",
      resource: "pods",
      subresource: "status",
      namespace,
      name,
      patchType: "strategic",
      body: patch,
      userAgent: SCHEDULER,
    });
  }

  const recordFailure = (pod: EventSubject, message: string): void =>
    events.record(pod, { type: "Warning", reason: "FailedScheduling", action: "Scheduling", note: truncateMessage(message) });

  function flushLater(): void {
    const atMs = state.flushDue ? undefined : queue.nextFlushMs;
    if (atMs === undefined) return;
    state.flushDue = true;
    kernel.schedule(atMs, { target: SCHEDULER, type: "FlushUnschedulable" });
  }

  function flush(): void {
    state.flushDue = false;
    queue.flushUnschedulable();
    flushLater();
  }

  function writeVerdict({ metadata }: Pod, { verdict, ...result }: ScheduleResult): void {
    if (!kernel.journal.wants("decision")) return;
    const { preemption, ...outcome } = result.type === "Host" ? { ...result, preemption: undefined } : { preemption: undefined, ...result };
    const rejections = [...verdict.rejections].map(([node, { plugin, reasons }]) => ({ node, plugin, reasons }));
    kernel.journal.write("decision", {
      actor: SCHEDULER_NAME,
      type: "verdict",
      subject: `pod/${metadata.namespace}/${metadata.name}`,
      detail: { outcome, rejections, ...(preemption?.nominated && { preemption: { node: preemption.nominated, victims: preemption.victims.map((pod) => `${pod.metadata.namespace}/${pod.metadata.name}`) } }), scores: scoreTable(verdict.scores) },
    });
  }

  return { start, handle, events };
}

/** One row a node, for the journal. */
const scoreTable = ({ nodes, totals, plugins }: NodeScores) =>
  nodes.map((node, index) => ({
    node,
    total: totals[index] ?? 0,
    plugins: Object.fromEntries(plugins.map(({ name, points }) => [name, points[index] ?? 0])),
  }));
