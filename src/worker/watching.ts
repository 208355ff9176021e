import type { Changes } from "../graph/frame.ts";
import { change } from "../graph/frame.ts";
import type { Coming, Entity, EntityKey, ViewModel } from "../graph/model.ts";
import { createFrameLog, type FrameLog } from "./frame-log.ts";
import { createMessageLog } from "./message-log.ts";
import { createOutbox } from "./outbox.ts";
import { createSought } from "./sought.ts";
import type { Branches, Frame, Goal, OtherFrame, SoughtGoal } from "./protocol.ts";
import type { Sight } from "./world.ts";

/** All that was seen of a world, the moment of it that is shown, and what the page has been told. */
export interface Watching {
  /** The moment that is shown, how far the world has gone, and whether these differ. */
  readonly viewMs: number;
  readonly liveMs: number;
  readonly isPast: boolean;
  /** As of viewMs. */
  readonly model: ViewModel;
  /** All that was seen, instant by instant. */
  readonly log: Pick<FrameLog, "nextAfter" | "changesAt" | "modelAt">;
  /** Something was seen. */
  readonly hasSeen: boolean;
  /** Instants with changes seen so far: grows by one each. */
  readonly changesSeen: number;
  /** So many of what one can run to were seen so far. */
  seen(goal: SoughtGoal): number;
  /** The world stands at an instant, whole. */
  reached(atMs: number): void;
  saw(atMs: number, sight: Sight): void;
  /** Shows a moment that was seen. */
  look(atMs: number): void;
  lookLive(): void;
  /** The first of its kind after the moment that is shown, of those that were seen. */
  nextSeen(goal: SoughtGoal): number | undefined;
  /** What came after the moment that is shown is no more: it is the present now. */
  forgetFuture(): void;
  /** What is new for the page; undefined = nothing. */
  take(state: ShownState): Frame | undefined;
}

/** What a frame says beside the picture. */
export interface ShownState {
  readonly clockMs: number;
  readonly speed: number;
  readonly speedReached: number;
  readonly goal: Goal | undefined;
  readonly missed: Goal | undefined;
  readonly forCommand: boolean;
  readonly coming: Coming | undefined;
  /** When they have changed. */
  readonly branches: Branches | undefined;
  /** What is new of the branch that is compared with; null = none is any more. */
  readonly other: OtherFrame | null | undefined;
}

export function createWatching(): Watching {
  const log = createFrameLog();
  const messages = createMessageLog();
  const outbox = createOutbox();
  const sought = createSought();
  let liveMs = 0;
  let pastMs: number | undefined;
  let changesSeen = 0;
  let instantsSeen = 0;
  /** As the page has it; what may differ from that. */
  const sent = new Map<EntityKey, Entity>();
  const dirty = new Set<EntityKey>();
  let afresh = true;
  let header: Header | undefined;

  const touch = (keys: Iterable<EntityKey>): void => {
    for (const key of keys) dirty.add(key);
  };

  function changes(): Changes {
    const all = [...dirty].map((key) => ({ key, before: sent.get(key), after: log.model.get(key) })).filter(({ before, after }) => before !== after);
    dirty.clear();
    for (const { key, after } of all) {
      if (after) sent.set(key, after);
      else sent.delete(key);
    }
    return all.map(({ key, after }) => change(key, undefined, after));
  }

  return {
    get viewMs() {
      return pastMs ?? liveMs;
    },
    get liveMs() {
      return liveMs;
    },
    get isPast() {
      return pastMs !== undefined;
    },
    model: log.model,
    log,
    get hasSeen() {
      return log.length > 0;
    },
    get changesSeen() {
      return changesSeen;
    },
    seen(goal) {
      if (goal === "nextOccurrence") return instantsSeen;
      return goal === "nextChange" ? changesSeen : sought.count(goal);
    },
    reached(atMs) {
      liveMs = atMs;
    },
    saw(atMs, sight) {
      liveMs = atMs;
      if (sight.changes.length > 0) changesSeen += 1;
      log.add(atMs, sight.changes);
      if (pastMs === undefined) touch(sight.changes.map(({ key }) => key));
      messages.add(sight.messages);
      outbox.add(sight.marks, sight.output);
      instantsSeen += 1;
      sought.add(sight.marks);
    },
    look(atMs) {
      pastMs = atMs < liveMs ? Math.max(0, Math.floor(atMs)) : undefined;
      touch(log.look(pastMs ?? Number.POSITIVE_INFINITY));
    },
    lookLive() {
      pastMs = undefined;
      touch(log.look(Number.POSITIVE_INFINITY));
    },
    nextSeen(goal) {
      if (pastMs === undefined) return undefined;
      // What happened without a trace cannot be seen again.
      return goal === "nextChange" || goal === "nextOccurrence" ? log.nextAfter(pastMs) : sought.nextAfter(goal, pastMs);
    },
    forgetFuture() {
      if (pastMs === undefined) return;
      log.forgetAfter(pastMs);
      messages.forgetAfter(pastMs);
      outbox.forgetAfter(pastMs);
      sought.forgetAfter(pastMs);
      liveMs = pastMs;
      pastMs = undefined;
    },
    take({ clockMs, missed, branches, other, ...shown }) {
      const viewMs = pastMs ?? liveMs;
      const next: Header = { viewMs, liveMs, coarseBeforeMs: log.coarseBeforeMs, ...shown };
      const fresh = changes();
      if (!afresh && fresh.length === 0 && outbox.empty && missed === undefined && branches === undefined && other === undefined && header && sameHeader(header, next)) return undefined;
      // What was shown at a later moment, or before a leap, is not on its way now.
      const fromMs = !header || viewMs < header.viewMs ? Number.NEGATIVE_INFINITY : header.viewMs;
      const { goal, forCommand, coming, coarseBeforeMs, ...plain } = next;
      const frame: Frame = {
        ...plain,
        ...(goal === undefined ? {} : { goal }),
        ...(missed === undefined ? {} : { missed }),
        ...(forCommand ? { forCommand } : {}),
        ...(coming === undefined ? {} : { coming }),
        ...(coarseBeforeMs > 0 ? { coarseBeforeMs } : {}),
        ...(branches === undefined ? {} : { branches }),
        ...(other === undefined ? {} : { other }),
        afresh,
        changes: fresh,
        messages: messages.take(fromMs, viewMs, shown.speed, clockMs),
        ...outbox.take(),
      };
      header = next;
      afresh = false;
      return frame;
    },
  };
}

interface Header extends Omit<ShownState, "clockMs" | "missed" | "branches" | "other"> {
  readonly viewMs: number;
  readonly liveMs: number;
  readonly coarseBeforeMs: number;
}

/** A changed measure of the speed alone is no news. */
const sameHeader = (a: Header, b: Header): boolean =>
  a.viewMs === b.viewMs && a.liveMs === b.liveMs && a.speed === b.speed && a.goal === b.goal && a.forCommand === b.forCommand && a.coarseBeforeMs === b.coarseBeforeMs && sameComing(a.coming, b.coming);

const sameComing = (a: Coming | undefined, b: Coming | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.atMs === b.atMs && a.what === b.what && a.pod === b.pod && a.container === b.container && a.detail === b.detail);
