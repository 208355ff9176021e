import { createCluster, type Cluster } from "../engine/cluster.ts";
import { engineVersion } from "../engine/version.ts";
import type { Input } from "../engine/workstation/state.ts";
import { coming } from "../graph/coming.ts";
import { createProjector } from "../graph/create-projector.ts";
import type { EntityKey, ViewModel } from "../graph/model.ts";
import type { Projector } from "../graph/projector.ts";
import type { Documentation } from "../kubectl/explain/documentation.ts";
import { kubectlWith } from "../kubectl/program.ts";
import { clusterMaking, stageOn } from "../scenario/front-door.ts";
import { createPlayer, type PlayedInput, type Player, type Stage } from "../scenario/player.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { answerQuery } from "./queries/answer-query.ts";
import { inputsSince, nextInput, type GivenInput } from "./given-inputs.ts";
import { remembersBeginning } from "./queries/pod-path.ts";
import type { PageInput, Query, TerminalOutput } from "./protocol.ts";
import { sceneAt } from "./scene.ts";
import { createTimeline, type Timeline } from "./timeline.ts";
import type { PlayedWorld, Sight, WorldBeside } from "./world.ts";

/** A pod's way to Running is over by then, or is told as far as it had come. */
const REMEMBERED_MS = 120_000;

/** A cluster that runs, with what plays its scenario and what watches it. */
interface Running {
  readonly cluster: Cluster;
  readonly player: Player;
  readonly projector: Projector;
  /** What the terminals have printed since the last look. */
  output: TerminalOutput[];
}

/** A whole cluster as the host plays it, its scenario's own inputs included; and the cluster itself, for tests. */
export function openCluster(scenario: Scenario, documentation: Documentation = () => undefined): PlayedWorld & { readonly cluster: Cluster } {
  const given: GivenInput[] = [];
  const making = { ...clusterMaking(scenario), programs: [kubectlWith(documentation)], journal: "all" as const, freeze: import.meta.env.DEV };
  let watched: readonly EntityKey[] = [];
  let running = start(createCluster(making));
  const timeline: Timeline = createTimeline(running.cluster);
  let past: { readonly atMs: number; readonly cluster: Cluster } | undefined;
  let beginning: typeof past;

  /** Whatever is submitted is written down, with the instant at which it was: a replay submits it again there. */
  function stageOf(cluster: Cluster, kept = given): Stage {
    return {
      ...stageOn(cluster),
      get now() {
        return cluster.now;
      },
      submit: (input) => submit(cluster, input, false, kept),
    };
  }

  function submit(cluster: Cluster, input: Input, typed: boolean, kept = given): number {
    const number = cluster.submit(input);
    kept.push({ number, submittedAtMs: cluster.now, typed, input });
    return number;
  }

  function start(cluster: Cluster, played?: readonly (PlayedInput | undefined)[], model?: ViewModel, kept = given): Running {
    const made: Running = {
      cluster,
      player: createPlayer(scenario, stageOf(cluster, kept), played),
      projector: createProjector(cluster, scenario, model),
      output: [],
    };
    made.projector.watch(watched);
    cluster.parts.workstation.onTerminal((event) => void made.output.push({ ...event, atMs: Math.max(cluster.now, 0) }));
    return made;
  }

  /** A cluster at an instant that is past: restored from a checkpoint, with every input that was given until then. */
  const restored = (atMs: number, beforeInput = Number.POSITIVE_INFINITY): Cluster => bring(timeline.restore(atMs, beforeInput), atMs, beforeInput);

  function bring(cluster: Cluster, atMs: number, beforeInput = Number.POSITIVE_INFINITY): Cluster {
    for (const one of inputsSince(given, cluster.state.workstation.nextInput, atMs)) {
      if (one.number >= beforeInput) break;
      cluster.runUntil(one.submittedAtMs);
      const number = cluster.submit(one.input);
      if (number !== one.number) throw new Error(`input ${one.number} came as ${number}`);
    }
    cluster.runUntil(atMs);
    return cluster;
  }

  /** What was recorded, the world that goes on has: nothing is played again for it, unless it has forgotten how it began. */
  function askedAt(query: Query, atMs: number | undefined): number | undefined {
    if (query.type === "probeRecord") return undefined;
    if (query.type !== "path") return atMs;
    const untilMs = query.createdAtMs + REMEMBERED_MS;
    return untilMs >= running.cluster.now || remembersBeginning(running.cluster, query.podUid) ? undefined : untilMs;
  }

  function clusterAt(atMs: number | undefined): Cluster {
    if (atMs === undefined) return running.cluster;
    // Who scrubs forward goes on from the last answer.
    const near = past && past.atMs <= atMs && past.atMs >= timeline.nearest(atMs);
    const from = near ? past?.cluster : undefined;
    // Forgotten first: one that faults on its way is of no use.
    past = undefined;
    past = { atMs, cluster: from ? bring(from, atMs) : restored(atMs) };
    return past.cluster;
  }

  /** Of what was forgotten since: it is not brought on, as who asks again asks of the same instant. */
  function earlierAt(atMs: number): Cluster {
    if (beginning?.atMs !== atMs) beginning = { atMs, cluster: restored(atMs) };
    return beginning.cluster;
  }

  function step({ cluster, player }: Running, untilMs: number, most: number): number {
    const next = cluster.nextOccurrenceAt();
    const ran = cluster.run(next === undefined ? untilMs : Math.min(next, untilMs), most);
    // Only after a whole instant, so that the next input comes after it whatever the slice.
    if (player.waiting && isWhole(cluster)) player.catchUp();
    return ran;
  }

  /** Where in `given` what came after an instant begins, and the number of its first. */
  function leftAfter(atMs: number): { readonly dropped: number; readonly beforeInput: number } {
    const dropped = given.findIndex(({ typed, input, submittedAtMs }) => submittedAtMs > atMs || (typed && input.atMs > atMs));
    return { dropped, beforeInput: given[dropped]?.number ?? Number.POSITIVE_INFINITY };
  }

  const playedBefore = (input: number) => running.player.inputs.map((played) => (played && played.submitted < input ? played : undefined));

  function goBack(atMs: number, model: ViewModel): void {
    const { dropped, beforeInput } = leftAfter(atMs);
    const cluster = restored(atMs, beforeInput);
    const played = playedBefore(beforeInput);
    if (dropped >= 0) given.splice(dropped);
    timeline.forgetAfter(atMs, beforeInput);
    past = undefined;
    beginning = undefined;
    running = start(cluster, played, model);
    timeline.take(cluster);
  }

  function beside(atMs: number, model: ViewModel): WorldBeside {
    const { beforeInput } = leftAfter(atMs);
    const kept: GivenInput[] = [];
    const other = start(restored(atMs, beforeInput), playedBefore(beforeInput), model, kept);
    return {
      get nowMs() {
        return Math.max(other.cluster.now, 0);
      },
      get whole() {
        return isWhole(other.cluster);
      },
      step: (untilMs, most) => step(other, untilMs, most),
      look() {
        other.output = [];
        return { ...other.projector.look({ messages: false }), output: [] };
      },
      type: (input) => typeInto(other, input, kept),
    };
  }

  /** The moment 0s is when all that is due there has happened: typed again, it comes at the same instant. */
  function typeInto(into: Running, input: PageInput, kept = given): number {
    while (into.cluster.now < 0) step(into, 0, Number.POSITIVE_INFINITY);
    return submit(into.cluster, inputAt(into.cluster.now + 1, input), true, kept);
  }

  return {
    get cluster() {
      return running.cluster;
    },
    get nowMs() {
      return Math.max(running.cluster.now, 0);
    },
    get whole() {
      return isWhole(running.cluster);
    },
    step: (untilMs, most) => step(running, untilMs, most),
    look(): Sight {
      const { output } = running;
      running.output = [];
      return { ...running.projector.look(), output };
    },
    watch(pods) {
      watched = pods;
      running.projector.watch(pods);
    },
    type: (input) => typeInto(running, input),
    ended: (submitted) => isEnded(running.cluster, submitted),
    coming(model, atMs) {
      const planned = coming(model, atMs);
      const input = nextInput(given, atMs);
      return input && !(planned && planned.atMs <= input.atMs) ? input : planned;
    },
    keep: () => timeline.take(running.cluster),
    goBack,
    beside,
    query(query, model, atMs) {
      if (query.type === "scene" && query.for === "save") return { type: "scene", scenario: sceneAt(scenario, given, Number.POSITIVE_INFINITY), engine: engineVersion, digest: "" };
      const cluster = clusterAt(askedAt(query, atMs));
      if (query.type === "scene") return { type: "scene", scenario: sceneAt(scenario, given, cluster.now), engine: engineVersion, digest: cluster.digest(), trail: cluster.digestTrail() };
      return answerQuery({ cluster, model, earlier: earlierAt }, query);
    },
    digest: () => running.cluster.digest(),
  };
}

function isWhole(cluster: Cluster): boolean {
  const next = cluster.nextOccurrenceAt();
  return next === undefined || next > cluster.now;
}

function inputAt(atMs: number, input: PageInput): Input {
  if (input.type === "edit") return { atMs, action: input };
  const { session, ...action } = input;
  return { atMs, ...(session === undefined ? {} : { session }), action };
}

function isEnded(cluster: Cluster, submitted: number): boolean {
  const record = cluster.input(submitted);
  if (!record || record.endedAtMs === null) return !record;
  const { type } = record.input.action;
  return type === "run" || type === "edit" || cluster.parts.workstation.isSettled(record.session);
}
