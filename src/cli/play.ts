import { printedOf } from "../kubectl/jsonpath/printed-of.ts";
import { createExpectationChecks, type ExpectationChecks, type Verdict } from "../scenario/expect.ts";
import { createPlayer, type Player } from "../scenario/player.ts";
import { workers } from "../scenario/cluster.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Report, TranscriptRow } from "./report.ts";
import type { PrintedPodRow } from "./history.ts";
import { openStage, type ClusterStage, type Unheard } from "./cluster-stage.ts";

export interface PlayOptions {
  /** Length of the run; else the scenario's `until`, else 60 s after its last input. */
  readonly forMs?: number;
  readonly seed?: number;
  readonly nodes?: number;
  /** Deep-freezes everything that is stored: slower, for tests. */
  readonly freeze?: boolean;
}

export interface Played {
  readonly report: Report;
  readonly verdicts: readonly Verdict[];
  readonly podHistory: readonly PrintedPodRow[];
  readonly unheard: readonly Unheard[];
  readonly namespace: string;
}

/** Plays a scenario from its beginning to its end. What stops the engine is kept in `report.fault`, with what was played until then. */
export function play(given: Scenario, options: PlayOptions = {}): Played {
  const scenario = withOptions(given, options);
  const stage = openStage(scenario, options.freeze ?? false);
  const checks = createExpectationChecks(scenario.expect, { find: stage.find, jsonpath: printedOf });
  const player = createPlayer(scenario, stage);
  const fault = stopped(() => playThrough(player, stage, checks, options.forMs ?? scenario.untilMs));
  const { engineVersion, seed, digest, ...rest } = stage.report();
  return {
    report: { engineVersion, seed, digest, transcript: transcript(scenario, player, stage), ...rest, ...(fault ? { fault } : {}) },
    verdicts: checks.verdicts(),
    podHistory: stage.podHistory,
    unheard: stage.unheard(),
    namespace: scenario.namespace,
  };
}

function withOptions(scenario: Scenario, { seed, nodes }: PlayOptions): Scenario {
  const cluster = nodes === undefined ? scenario.cluster : { ...scenario.cluster, nodes: workers(nodes) };
  return { ...scenario, cluster, seed: seed ?? scenario.seed };
}

/** Runs to the end, which may move as commands end; stops at each instant that an expectation names. */
function playThrough(player: Player, stage: ClusterStage, checks: ExpectationChecks, untilMs: number | undefined): void {
  for (;;) {
    const end = untilMs ?? player.endMs();
    const next = checks.instantsMs.find((at) => at > stage.now && at <= end) ?? end;
    player.advance(next, checks.open ? lookAtChanges(stage, checks) : undefined);
    checks.look(stage.now, true);
    if (stage.now >= (untilMs ?? player.endMs())) return;
  }
}

/** What is stored changes by writes alone: instants without one need no look. */
function lookAtChanges(stage: ClusterStage, checks: ExpectationChecks): () => void {
  let seen = -1;
  return () => {
    if (stage.writes === seen) return;
    seen = stage.writes;
    checks.look(stage.now, false);
  };
}

function stopped(run: () => void): { readonly message: string } | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}

/** One row per command of the scenario, in its order, also for those that never began. */
function transcript(scenario: Scenario, player: Player, stage: ClusterStage): readonly TranscriptRow[] {
  const commands = stage.commands();
  return scenario.inputs.flatMap(({ action, session }, i) => {
    if (action.type !== "run") return [];
    const row = commands.get(player.inputs[i]?.submitted ?? Number.NaN);
    return [row ?? { at: null, endedAt: null, session: session ?? "main", run: action.line, exitCode: null, stdout: "", stderr: "" }];
  });
}
