import type { Pod } from "../../../api/types.ts";
import { slice } from "../../simulation/slice.ts";
import type { Cache } from "../cache/cache.ts";
import type { ClusterEvent } from "../cluster-event.ts";
import type { FilterPlugin } from "../plugin.ts";
import { prioritySort } from "../plugins/priority-sort.ts";
import { isGated } from "../plugins/scheduling-gates.ts";
import { alignToWindow, backoffMs } from "./backoff.ts";
import { Heap } from "./heap.ts";
import type { QueuedPodInfo } from "./queued-pod.ts";

export interface QueueState {
  /** All pods that wait, by uid. */
  readonly pods: Map<string, QueuedPodInfo>;
  nextSequence: number;
}

export const newQueueState = (): QueueState => slice({ pods: new Map(), nextSequence: 1 });

/** What the queue reads of the simulation. */
export interface QueueClock {
  readonly now: number;
  readonly startsAtMs: number;
  freeze<T>(value: T): T;
}

// Mirrors DefaultPodMaxInUnschedulablePodsDuration (pkg/scheduler/backend/queue/scheduling_queue.go) and the flush's period.
const MAX_UNSCHEDULABLE_MS = 300_000;
const FLUSH_PERIOD_MS = 30_000;

/** Pods that wait for a node. Mirrors PriorityQueue (pkg/scheduler/backend/queue/scheduling_queue.go). */
export class SchedulingQueue {
  private readonly state: QueueState;
  private readonly clock: QueueClock;
  private readonly cache: Cache;
  private readonly plugins: ReadonlyMap<string, FilterPlugin>;
  private readonly active = new Heap<QueuedPodInfo>(prioritySort);
  private readonly resting = new Heap<QueuedPodInfo>((a, b) => a.restsUntilMs - b.restsUntilMs || prioritySort(a, b));
  private readonly unschedulable = new Set<string>();

  constructor(state: QueueState, clock: QueueClock, plugins: readonly FilterPlugin[], cache: Cache) {
    this.state = state;
    this.cache = cache;
    this.clock = clock;
    this.plugins = new Map(plugins.map((plugin) => [plugin.name, plugin]));
    for (const info of state.pods.values()) this.index(info);
  }

  get(uid: string): QueuedPodInfo | undefined {
    return this.state.pods.get(uid);
  }

  /** True when a pod can be tried now. */
  get hasNext(): boolean {
    return this.firstOf(this.active, "active") !== undefined || this.firstOf(this.resting, "backoff") !== undefined;
  }

  /** When the next pod has waited too long in the unschedulable pool: a tick of the flush; virtual milliseconds. */
  get nextFlushMs(): number | undefined {
    let oldest: number | undefined;
    for (const uid of this.unschedulable) {
      const since = this.state.pods.get(uid)?.sinceMs;
      if (since !== undefined && (oldest === undefined || since < oldest)) oldest = since;
    }
    return oldest === undefined ? undefined : (Math.floor((oldest + MAX_UNSCHEDULABLE_MS) / FLUSH_PERIOD_MS) + 1) * FLUSH_PERIOD_MS;
  }

  /** A new pod, or one whose gates decide anew. */
  add(pod: Pod): void {
    const priority = pod.spec.priority ?? 0;
    const fresh = { pod, priority, sinceMs: this.clock.now, rejections: 0, errors: 0, rejectors: [], restsUntilMs: 0 };
    this.put({ ...fresh, place: isGated(pod) ? "gated" : "active", sequence: this.takeSequence() });
  }

  // Mirrors PriorityQueue.Update: a pod that waits for something may have been what it waited for.
  update(old: Pod, pod: Pod): void {
    const info = this.state.pods.get(pod.metadata.uid);
    if (!info || (info.place === "gated" && !isGated(pod))) {
      this.add(pod);
      return;
    }
    const updated = { ...info, pod, priority: pod.spec.priority ?? 0 };
    if (info.place === "unschedulable" && this.mayHelp(updated, { resource: "WaitingPod", old, pod })) this.wake(updated);
    else this.put(updated);
  }

  remove(uid: string): void {
    this.state.pods.delete(uid);
    this.unschedulable.delete(uid);
  }

  /** Takes the pod that is to be tried next; it stays known as being in flight. */
  // Mirrors activeQueue.pop with SchedulerPopFromBackoffQ: resting pods are taken when nothing else is there.
  pop(): QueuedPodInfo | undefined {
    this.activateRested();
    const next = this.firstOf(this.active, "active") ?? this.firstOf(this.resting, "backoff");
    if (!next) return undefined;
    const inFlight: QueuedPodInfo = { ...next, place: "inFlight" };
    this.put(inFlight);
    return inFlight;
  }

  /** A pod in flight was turned down by these plugins; with none, it met an error. */
  // Mirrors AddUnschedulableIfNotPresent.
  returnUnschedulable(uid: string, rejectors: readonly string[]): void {
    const info = this.state.pods.get(uid);
    if (!info) return;
    const isError = rejectors.length === 0;
    const rejections = info.rejections + (isError ? 0 : 1);
    const errors = isError ? info.errors + 1 : 0;
    const restsUntilMs = this.restsUntil(isError ? errors : rejections);
    const place = isError ? "errorBackoff" : "unschedulable";
    this.put({ ...info, place, rejectors, rejections, errors, restsUntilMs, sinceMs: this.clock.now, sequence: this.takeSequence() });
  }

  /** Something happened: pods whose rejectors it may satisfy will be tried again. */
  // Mirrors MoveAllToActiveOrBackoffQueue.
  moveAll(event: ClusterEvent): void {
    this.wakeWhere((info) => this.mayHelp(info, event));
  }

  /** Pods that rested long enough after an error may be tried again. */
  retryErrors(): void {
    for (const info of this.state.pods.values()) {
      if (info.place === "errorBackoff" && info.restsUntilMs <= this.clock.now) this.activate(info);
    }
  }

  // Mirrors flushUnschedulablePodsLeftover.
  flushUnschedulable(): void {
    this.wakeWhere(({ sinceMs }) => this.clock.now - sinceMs > MAX_UNSCHEDULABLE_MS);
  }

  /** In the order in which they came into the pool, which a restore keeps. */
  private wakeWhere(holds: (info: QueuedPodInfo) => boolean): void {
    const woken: QueuedPodInfo[] = [];
    for (const uid of this.unschedulable) {
      const info = this.state.pods.get(uid);
      if (info && holds(info)) woken.push(info);
    }
    for (const info of woken.sort((a, b) => a.sequence - b.sequence)) this.wake(info);
  }

  private mayHelp(info: QueuedPodInfo, event: ClusterEvent): boolean {
    return info.rejectors.some((name) => this.plugins.get(name)?.mayHelp(info.pod, event, this.cache) ?? false);
  }

  private wake(info: QueuedPodInfo): void {
    if (info.restsUntilMs <= this.clock.now) this.activate(info);
    else this.put({ ...info, place: "backoff", sequence: this.takeSequence() });
  }

  private activate(info: QueuedPodInfo): void {
    this.put({ ...info, place: "active", sequence: this.takeSequence() });
  }

  // Mirrors flushBackoffQCompleted: once a second, what has rested long enough joins the others.
  private activateRested(): void {
    const { now, startsAtMs } = this.clock;
    const tick = alignToWindow(startsAtMs + now) - startsAtMs;
    for (let next = this.firstOf(this.resting, "backoff"); next && next.restsUntilMs <= tick; next = this.firstOf(this.resting, "backoff")) {
      this.activate(next);
    }
  }

  private restsUntil(attempts: number): number {
    const { now, startsAtMs } = this.clock;
    return Math.max(now, alignToWindow(startsAtMs + now + backoffMs(attempts)) - startsAtMs);
  }

  private takeSequence(): number {
    this.state.nextSequence += 1;
    return this.state.nextSequence - 1;
  }

  private put(info: QueuedPodInfo): void {
    const frozen = this.clock.freeze(info);
    this.state.pods.set(info.pod.metadata.uid, frozen);
    this.index(frozen);
  }

  private index(info: QueuedPodInfo): void {
    const { uid } = info.pod.metadata;
    if (info.place === "unschedulable") this.unschedulable.add(uid);
    else this.unschedulable.delete(uid);
    if (info.place === "active") this.active.push(info);
    if (info.place === "backoff") this.resting.push(info);
  }

  /** The heaps keep what has moved on until it comes up: only an entry that still holds counts. */
  private firstOf(heap: Heap<QueuedPodInfo>, place: "active" | "backoff"): QueuedPodInfo | undefined {
    for (let first = heap.first; first; first = heap.first) {
      const current = this.state.pods.get(first.pod.metadata.uid);
      if (current === first && current.place === place) return first;
      heap.pop();
    }
    return undefined;
  }
}
