import type { Clock, EntityKey, Mark, PodGlyph, ProbeType } from "../../graph/model.ts";

/** Folds the marks into lanes: what each pod and container was at every instant. Marks come in order of time. */

export type MarkOf<Kind extends Mark["kind"]> = Extract<Mark, { kind: Kind }>;
type ProbeMark = MarkOf<"probe">;
export type EventMark = MarkOf<"event">;
export type InputMark = MarkOf<"input">;

/** A state of a container, from its mark to the next one. */
export interface Bar {
  readonly state: "waiting" | "running" | "terminated";
  readonly reason: string;
  readonly exitCode: number | undefined;
  readonly fromMs: number;
  /** undefined = still so. */
  toMs: number | undefined;
  /** Of a running bar: how many ran before it. */
  readonly run: number;
  readonly mark: MarkOf<"container">;
}

/** A STATUS of a pod, from its mark to the next one. */
export interface StatusSpan {
  readonly status: string;
  readonly glyph: PodGlyph;
  readonly fromMs: number;
  toMs: number | undefined;
  readonly mark: MarkOf<"status"> | undefined;
}

/** A clock that was started: a grace period, a back-off, a pull. */
export interface ClockSpan {
  clock: Clock;
  /** Ended by what it waited for; undefined = not yet seen to end. */
  endedMs: number | undefined;
  readonly mark: MarkOf<"clock"> | undefined;
}

export interface ContainerLane {
  readonly name: string;
  readonly bars: Bar[];
  readonly probes: Map<ProbeType, ProbeMark[]>;
}

export interface PodLane {
  readonly key: EntityKey;
  name: string;
  namespace: string;
  createdAtMs: number;
  endedAtMs: number | undefined;
  readonly statuses: StatusSpan[];
  readonly containers: Map<string, ContainerLane>;
  readonly events: EventMark[];
  readonly clocks: ClockSpan[];
  /** Requests that came to nothing. */
  readonly requests: MarkOf<"request">[];
  /** All that is about it, in order. */
  readonly marks: Mark[];
}

/** How many pods are not as they were asked to be, from that instant on. */
export interface Shortfall {
  readonly atMs: number;
  readonly broken: number;
  /** Nothing is heard of them. */
  readonly lost: number;
  readonly onTheWay: number;
}

/** Everything folded. Grows in place; `version` tells that it did. */
export interface Lanes {
  version: number;
  readonly pods: Map<EntityKey, PodLane>;
  readonly inputs: InputMark[];
  /** Of no pod: Events of other objects, nodes that changed. */
  readonly cluster: (EventMark | MarkOf<"node">)[];
  /** In order of time, one per instant of change. */
  readonly shortfalls: Shortfall[];
}

export type Standing = "broken" | "lost" | "onTheWay" | "asAsked";

const STANDINGS: Readonly<Record<PodGlyph, Standing>> = {
  pending: "onTheWay",
  gated: "onTheWay",
  creating: "onTheWay",
  init: "onTheWay",
  initializing: "onTheWay",
  notReady: "onTheWay",
  ready: "asAsked",
  completed: "asAsked",
  terminating: "asAsked",
  unknown: "lost",
  error: "broken",
  crashLoop: "broken",
  imagePull: "broken",
  oomKilled: "broken",
  evicted: "broken",
};

/** Whether a pod is as it was asked to be, and if not, how. */
export const standingOf = (glyph: PodGlyph): Standing => STANDINGS[glyph];

/** An image that cannot be had: the pull is over, for this time. */
const NO_IMAGE = new Set(["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable"]);

interface Fold {
  readonly lanes: Lanes;
  /** Of every pod that exists: how it stands. */
  readonly standing: Map<EntityKey, Standing>;
  taken: number;
}

/** Folds marks as they come: only what was appended since the last call costs anything. */
export function createLanes(): { of(marks: readonly Mark[]): Lanes } {
  let source: readonly Mark[] | undefined;
  let fold = emptyFold(0);
  return {
    of(marks) {
      // Another list, or a shorter one: the past was changed, or the oldest were dropped.
      if (marks !== source || marks.length < fold.taken) fold = emptyFold(fold.lanes.version + 1);
      source = marks;
      if (fold.taken < marks.length) fold.lanes.version += 1;
      for (; fold.taken < marks.length; fold.taken += 1) takeMark(fold, marks[fold.taken]!);
      return fold.lanes;
    },
  };
}

const emptyFold = (version: number): Fold => ({
  lanes: { version, pods: new Map(), inputs: [], cluster: [], shortfalls: [] },
  standing: new Map(),
  taken: 0,
});

function takeMark(fold: Fold, mark: Mark): void {
  const { lanes } = fold;
  if (mark.kind === "input") return void lanes.inputs.push(mark);
  if (mark.kind === "node") return void lanes.cluster.push(mark);
  if (mark.kind === "event" && mark.pod === "") return void lanes.cluster.push(mark);
  const lane = laneOf(lanes, mark.pod, mark.atMs);
  lane.marks.push(mark);
  switch (mark.kind) {
    case "podCreated":
      lane.name = mark.name;
      lane.namespace = mark.namespace;
      lane.createdAtMs = Math.min(lane.createdAtMs, mark.atMs);
      break;
    case "podDeleted":
      lane.name ||= mark.name;
      lane.namespace ||= mark.namespace;
      endLane(lane, mark.atMs);
      stand(fold, mark.pod, undefined, mark.atMs);
      break;
    case "status":
      close(lane.statuses, mark.atMs);
      lane.statuses.push({ status: mark.status, glyph: mark.glyph, fromMs: mark.atMs, toMs: undefined, mark });
      stand(fold, mark.pod, standingOf(mark.glyph), mark.atMs);
      break;
    case "container":
      takeState(lane, mark);
      break;
    case "probe":
      takeProbe(containerOf(lane, mark.container), mark);
      break;
    case "event":
      lane.events.push(mark);
      break;
    case "request":
      lane.requests.push(mark);
      break;
    case "clock":
      takeClock(lane, mark);
  }
}

function laneOf({ pods }: Lanes, key: EntityKey, atMs: number): PodLane {
  const known = pods.get(key);
  if (known) return known;
  const lane: PodLane = { key, name: "", namespace: "", createdAtMs: atMs, endedAtMs: undefined, statuses: [], containers: new Map(), events: [], clocks: [], requests: [], marks: [] };
  pods.set(key, lane);
  return lane;
}

function containerOf(lane: PodLane, name: string): ContainerLane {
  const known = lane.containers.get(name);
  if (known) return known;
  const container: ContainerLane = { name, bars: [], probes: new Map() };
  lane.containers.set(name, container);
  return container;
}

function close(spans: { toMs: number | undefined }[], atMs: number): void {
  const last = spans.at(-1);
  if (last && last.toMs === undefined) last.toMs = atMs;
}

function endLane(lane: PodLane, atMs: number): void {
  lane.endedAtMs = atMs;
  close(lane.statuses, atMs);
  for (const { bars } of lane.containers.values()) close(bars, atMs);
  endClocks(lane, atMs, () => true);
}

function takeState(lane: PodLane, mark: MarkOf<"container">): void {
  const { bars } = containerOf(lane, mark.container);
  const last = bars.at(-1);
  // A container may have stopped and started between two looks: each is a run of its own.
  close(bars, mark.atMs);
  const run = mark.state === "running" ? bars.filter(({ state }) => state === "running").length : (last?.run ?? 0);
  bars.push({ state: mark.state, reason: mark.reason, exitCode: mark.exitCode, fromMs: mark.atMs, toMs: undefined, run, mark });
  const ends = (what: Clock["what"]): boolean => {
    if (mark.state === "running") return what !== "grace";
    if (mark.state === "terminated") return what === "grace" || what === "pull";
    return what === "pull" && NO_IMAGE.has(mark.reason);
  };
  endClocks(lane, mark.atMs, ({ what, container }) => ends(what) && container === mark.container);
}

function takeProbe({ probes }: ContainerLane, mark: ProbeMark): void {
  const ticks = probes.get(mark.probe);
  if (ticks) ticks.push(mark);
  else probes.set(mark.probe, [mark]);
}

function takeClock(lane: PodLane, mark: MarkOf<"clock">): void {
  const { clock } = mark;
  const same = lane.clocks.findLast((span) => span.endedMs === undefined && span.clock.what === clock.what && span.clock.container === clock.container);
  // The same clock with another end: a pull that goes slower than was thought.
  if (same && same.clock.fromMs === clock.fromMs) return void (same.clock = clock);
  if (same) same.endedMs = mark.atMs;
  const other = clock.what === "pull" ? "imageBackoff" : clock.what === "imageBackoff" ? "pull" : undefined;
  endClocks(lane, mark.atMs, ({ what, container }) => what === other && container === clock.container);
  lane.clocks.push({ clock, endedMs: undefined, mark });
}

function endClocks(lane: PodLane, atMs: number, ended: (clock: Clock) => boolean): void {
  for (let index = lane.clocks.length - 1; index >= 0; index -= 1) {
    const span = lane.clocks[index]!;
    if (span.endedMs === undefined && ended(span.clock)) span.endedMs = atMs;
  }
}

function stand({ lanes, standing }: Fold, pod: EntityKey, now: Standing | undefined, atMs: number): void {
  const before = standing.get(pod);
  if (before === now) return;
  if (now) standing.set(pod, now);
  else standing.delete(pod);
  const last = lanes.shortfalls.at(-1);
  const count = (which: "broken" | "lost" | "onTheWay"): number => (last?.[which] ?? 0) - (before === which ? 1 : 0) + (now === which ? 1 : 0);
  const after: Shortfall = { atMs, broken: count("broken"), lost: count("lost"), onTheWay: count("onTheWay") };
  if (last?.atMs === atMs) lanes.shortfalls[lanes.shortfalls.length - 1] = after;
  else lanes.shortfalls.push(after);
}

/** When a clock came to its end, or will, as planned. */
export const clockEndMs = ({ clock, endedMs }: ClockSpan): number => Math.min(endedMs ?? clock.untilMs, clock.untilMs);

/** How many runs of a container failed: they ended with something else than 0. */
export const failed = ({ exitCode, reason }: Pick<Bar, "exitCode" | "reason">): boolean => (exitCode === undefined ? reason === "Error" || reason === "OOMKilled" : exitCode !== 0);

/** The pods of a folded lane as one: the worst of them at every instant. */
export function worstOf(lanes: readonly PodLane[]): readonly { readonly atMs: number; readonly standing: Standing | undefined }[] {
  const changes = lanes.flatMap((lane) => [
    ...lane.statuses.map(({ fromMs, glyph }) => ({ atMs: fromMs, key: lane.key, now: standingOf(glyph) as Standing | undefined })),
    ...(lane.endedAtMs === undefined ? [] : [{ atMs: lane.endedAtMs, key: lane.key, now: undefined }]),
  ]).toSorted((a, b) => a.atMs - b.atMs);
  const standing = new Map<EntityKey, Standing>();
  const worst: { atMs: number; standing: Standing | undefined }[] = [];
  for (const { atMs, key, now } of changes) {
    if (now) standing.set(key, now);
    else standing.delete(key);
    const all = new Set(standing.values());
    const least = (["broken", "lost", "onTheWay", "asAsked"] as const).find((each) => all.has(each));
    if (worst.at(-1)?.atMs === atMs) worst.pop();
    if (worst.at(-1)?.standing !== least || worst.length === 0) worst.push({ atMs, standing: least });
  }
  return worst;
}
