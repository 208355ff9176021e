import { change } from "../graph/frame.ts";
import type { Entity, EntityKey, ViewModel } from "../graph/model.ts";
import type { TypedInput } from "./branches.ts";
import { faultReport } from "./fault-report.ts";
import { createFrameLog, type FrameLog } from "./frame-log.ts";
import { createOutbox } from "./outbox.ts";
import { createPartingSearch } from "./parting.ts";
import type { FaultReport, OtherFrame } from "./protocol.ts";
import type { WorldBeside } from "./world.ts";

/** Another future, played beside the one that is shown, so that both are seen at the same moment. */
export interface Comparing {
  /** The branch that is compared with. */
  readonly id: number;
  /** True while it has not come to that moment, and still goes on. */
  isBehind(viewMs: number): boolean;
  /** Plays it on to a moment, or until it is asked to stop. What the engine throws stops it for good: `take` tells of that. */
  advance(untilMs: number, enough: () => boolean): void;
  /** What is new of it for the page, when the one that is played is shown at that moment; undefined = nothing. */
  take(shown: Shown): OtherFrame | undefined;
}

/** The future that is shown, as it stands. */
export interface Shown {
  readonly viewMs: number;
  readonly liveMs: number;
  readonly model: ViewModel;
  readonly log: Pick<FrameLog, "nextAfter" | "changesAt">;
}

/** Another branch: what it is, and where it begins to differ. */
export interface OtherBranch {
  readonly id: number;
  /** Until then both are the same. */
  readonly forkMs: number;
  /** What is typed in it from there on. */
  readonly typed: readonly TypedInput[];
}

/** Between two looks at the host's clock. */
const CHUNK_OCCURRENCES = 100;
const LOG_BYTES = 48 * 1024 * 1024;

/** `model`: as it was where they part. `world` stands there. */
export function createComparing({ id, forkMs, typed }: OtherBranch, world: WorldBeside, model: ViewModel): Comparing {
  const log = createFrameLog(LOG_BYTES);
  const beginsMs = world.nowMs;
  log.add(beginsMs, [...model].map(([key, entity]) => change(key, undefined, entity)));
  log.add(beginsMs, world.look().changes);
  const search = createPartingSearch(beginsMs, model, log.model);
  const ahead = [...typed];
  const sent = new Map<EntityKey, Entity>();
  const outbox = createOutbox();
  let told: Told | undefined;
  let reachedMs = beginsMs;
  let stopped: FaultReport | undefined;

  const typeDue = (): void => {
    while (world.whole && ahead.length > 0 && ahead[0]!.atMs <= world.nowMs) world.type(ahead.shift()!.input);
  };

  function changesTo(target: ViewModel) {
    const changes = [];
    for (const [key, entity] of target) if (sent.get(key) !== entity) changes.push(change(key, undefined, entity));
    for (const key of sent.keys()) if (!target.has(key)) changes.push(change(key, undefined, undefined));
    for (const { key, after } of changes) {
      if (after) sent.set(key, after);
      else sent.delete(key);
    }
    return changes;
  }

  /** A part of an instant at most; false: it has come there. */
  function stepTo(untilMs: number): boolean {
    typeDue();
    if (world.whole && world.nowMs >= untilMs) return false;
    const ran = world.step(Math.max(world.nowMs, Math.min(untilMs, ahead[0]?.atMs ?? untilMs)), CHUNK_OCCURRENCES);
    if (!world.whole) return true;
    reachedMs = world.nowMs;
    if (ran === 0) return true;
    const { changes, marks } = world.look();
    log.add(world.nowMs, changes);
    outbox.add(marks, []);
    return true;
  }

  return {
    id,
    isBehind: (viewMs) => !stopped && reachedMs < viewMs,
    advance(untilMs, enough) {
      try {
        while (!stopped && !enough() && stepTo(untilMs));
      } catch (error) {
        stopped = faultReport(error, world.nowMs);
      }
    },
    take({ viewMs, liveMs, model: shown, log: own }) {
      if (!search.found) search.goOn(own, log, Math.min(liveMs, reachedMs));
      const atMs = Math.min(viewMs, reachedMs);
      log.look(atMs);
      const changes = changesTo(viewMs < beginsMs ? shown : log.model);
      const next: Told = { viewMs: atMs, parting: search.found, stopped };
      if (told && told.viewMs === atMs && told.parting === next.parting && told.stopped === stopped && changes.length === 0 && outbox.empty) return undefined;
      const afresh = told === undefined;
      told = next;
      const { marks } = outbox.take();
      return { id, forkMs, viewMs: atMs, reachedMs, afresh, changes, marks, ...(search.found && { parting: search.found }), ...(stopped && { stopped }) };
    },
  };
}

/** What the page has been told last. */
interface Told {
  readonly viewMs: number;
  readonly parting: OtherFrame["parting"];
  readonly stopped: FaultReport | undefined;
}
