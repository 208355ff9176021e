import { bounds } from "../scenario/bounds.ts";
import { MOST_BRANCHES, MOST_NAME_CHARACTERS, type KeptBranches } from "../scenario/link/branches.ts";
import type { ScenarioInput } from "../scenario/scenario.ts";
import { commonLength, commonUntil, labelOf, lastGroup, treeOf, type Branch, type TypedInput } from "./branches.ts";
import type { OtherBranch } from "./comparing.ts";
import type { Branches, PageInput } from "./protocol.ts";

/**
 * What was typed into a world, in the future that is played and in those that were left. A future is all that was typed
 * in it from 0s on, and how far it has gone; one that another holds whole is not kept beside it, unless it has a name.
 */
export interface History {
  /** Grows with every change that the tree shows. */
  readonly version: number;
  /** All of the future that is played, what comes again included. */
  readonly typed: readonly TypedInput[];
  /** As far as the future that is played had gone when it was left. */
  readonly untilMs: number;
  /** When something comes again next; infinite when nothing does. */
  readonly nextMs: number;
  /** Takes what comes again at that moment. */
  comeAgain(atMs: number): readonly PageInput[];
  /** Something new is typed at the end of what is played: it takes the place of what would have come again. */
  enter(atMs: number, input: PageInput, liveMs: number): void;
  /** The past of that moment is the present now. */
  goBack(atMs: number, liveMs: number): void;
  undo(liveMs: number): Trip | undefined;
  redo(liveMs: number): Trip | undefined;
  /** To another branch; undefined when there is none, or it is the one that is played. */
  branch(id: number, liveMs: number): Trip | undefined;
  /** Called when the world has gone back to where the trip begins. */
  depart(trip: Trip, liveMs: number): void;
  name(id: number, name: string): void;
  /** Of the future that is played. */
  readonly id: number;
  /** Where another branch parts from the future that is played, and what is typed in it from there on; undefined when there is none. */
  besides(id: number, liveMs: number): OtherBranch | undefined;
  /** Where a branch parts from its parent. */
  forkOf(id: number): number;
  tree(liveMs: number): Branches;
  /**
   * To be put away, and given to another history later. `own`: so many inputs the scenario has itself. `pending`: was
   * typed in the middle of an instant, and is entered at that moment when it is whole.
   */
  keep(own: number, liveMs: number, pending?: readonly TypedInput[]): KeptBranches;
}

/** From one future to another, or to an earlier moment of the same. */
export interface Trip {
  /** First the world goes back to there; absent = it goes on from where it stands. */
  readonly backMs?: number;
  /** Then all this comes again in its time, what is behind that moment excepted... */
  readonly typed: readonly TypedInput[];
  /** ...until there, where the world pauses. */
  readonly untilMs: number;
  /** As far as this future is known to go. */
  readonly reachedMs: number;
  readonly id?: number;
  readonly redo: readonly Place[];
}

/** A moment of a future. */
interface Place {
  readonly typed: readonly TypedInput[];
  readonly atMs: number;
  readonly reachedMs: number;
}

export function createHistory(keptBefore?: KeptBranches): History {
  const before = keptBefore ? taken(keptBefore) : [{ id: 1, typed: [], untilMs: 0 }];
  const first = before[keptBefore?.current ?? 0]!;
  /** Those that were left, by number, which is the order in which they came to be. */
  let left: Branch[] = before.filter((branch) => branch !== first);
  let nextId = before.length + 1;
  let { id, name } = first;
  let given: TypedInput[] = [];
  let ahead: TypedInput[] = [...first.typed];
  let reachedMs = first.untilMs;
  let redo: readonly Place[] = [];
  let version = 0;

  const all = (): TypedInput[] => [...given, ...ahead];
  const current = (liveMs: number): Branch => ({ id, typed: all(), untilMs: Math.max(liveMs, reachedMs), ...(name !== undefined && { name }) });

  /** What is played is kept, if it holds anything that the others do not; then what is played is another. */
  function leave(liveMs: number): void {
    const one = current(liveMs);
    version += 1;
    if (name === undefined && left.some((other) => holds(other, one))) return;
    left = bounded([...left.filter((other) => other.name !== undefined || !holds(one, other)), one]);
    id = nextId;
    nextId += 1;
    name = undefined;
  }

  /** What is played is a branch that was left: it is the same, then. */
  function adopt(untilMs: number, wanted?: number): void {
    const typed = all();
    const same = left.filter((other) => other.untilMs <= untilMs && isSame(other.typed, typed));
    const found = same.find((other) => other.id === wanted) ?? same.find((other) => other.name !== undefined) ?? same[0];
    if (!found) return;
    left = left.filter((other) => other !== found);
    ({ id, name } = found);
  }

  /** The way to a moment of a future: back to where it parts from what is played, and on from there. */
  function way({ typed, atMs, reachedMs: reached }: Place, liveMs: number, rest: Pick<Trip, "redo" | "id">): Trip {
    const same = commonLength(given, typed);
    const partsMs = Math.min(given[same]?.atMs ?? Number.POSITIVE_INFINITY, typed[same]?.atMs ?? Number.POSITIVE_INFINITY, atMs);
    const isAhead = same === given.length && partsMs >= liveMs;
    return { ...(isAhead ? {} : { backMs: partsMs }), typed, untilMs: atMs, reachedMs: reached, ...rest };
  }

  return {
    get version() {
      return version;
    },
    get typed() {
      return all();
    },
    get untilMs() {
      return reachedMs;
    },
    get nextMs() {
      return ahead[0]?.atMs ?? Number.POSITIVE_INFINITY;
    },
    comeAgain(atMs) {
      const due = ahead.findIndex((one) => one.atMs > atMs);
      const come = ahead.splice(0, due < 0 ? ahead.length : due);
      given.push(...come);
      if (come.length > 0) version += 1;
      return come.map(({ input }) => input);
    },
    enter(atMs, input, liveMs) {
      if (ahead.length > 0 || reachedMs > liveMs) leave(liveMs);
      ahead = [];
      reachedMs = 0;
      redo = [];
      given.push({ atMs, input });
      // What was left right here is a beginning of this.
      const one = current(liveMs);
      left = left.filter((other) => other.name !== undefined || !holds(one, other));
      version += 1;
    },
    goBack(atMs, liveMs) {
      leave(liveMs);
      given = given.filter((one) => one.atMs < atMs);
      ahead = [];
      reachedMs = 0;
      redo = [];
    },
    undo(liveMs) {
      const from = lastGroup(given);
      if (from === undefined) return undefined;
      const { atMs } = given[from]!;
      const here: Place = { typed: all(), atMs: liveMs, reachedMs: Math.max(liveMs, reachedMs) };
      return { backMs: atMs, typed: given.slice(0, from), untilMs: atMs, reachedMs: 0, redo: [...redo, here] };
    },
    redo(liveMs) {
      const place = redo.at(-1);
      return place && way(place, liveMs, { redo: redo.slice(0, -1) });
    },
    branch(wanted, liveMs) {
      const found = left.find((other) => other.id === wanted);
      return found && way({ typed: found.typed, atMs: found.untilMs, reachedMs: found.untilMs }, liveMs, { redo: [], id: wanted });
    },
    depart(trip, liveMs) {
      leave(liveMs);
      given = given.filter((one) => trip.backMs === undefined || one.atMs < trip.backMs);
      ahead = trip.typed.slice(given.length);
      ({ reachedMs, redo } = trip);
      adopt(Math.max(trip.untilMs, trip.reachedMs), trip.id);
      version += 1;
    },
    name(wanted, text) {
      const called = text.trim().slice(0, MOST_NAME_CHARACTERS);
      const branchName = called === "" ? undefined : called;
      if (wanted === id) name = branchName;
      left = left.map((other) => (other.id === wanted ? { id: other.id, typed: other.typed, untilMs: other.untilMs, ...(branchName !== undefined && { name: branchName }) } : other));
      version += 1;
    },
    get id() {
      return id;
    },
    besides(wanted, liveMs) {
      const found = left.find((other) => other.id === wanted);
      if (!found) return undefined;
      // Not beyond where the world stands: what lies ahead may be the same, and is played again.
      const forkMs = Math.min(commonUntil(current(liveMs), found, Number.POSITIVE_INFINITY), liveMs);
      return { id: wanted, forkMs, typed: found.typed.filter(({ atMs }) => atMs >= forkMs) };
    },
    forkOf: (wanted) => treeOf([...left, current(0)]).find((node) => node.branch.id === wanted)?.forkMs ?? 0,
    tree(liveMs) {
      const undone = lastGroup(given);
      const place = redo.at(-1);
      return {
        nodes: treeOf([...left, current(liveMs)]).map(({ branch, parent, forkMs, own }) => ({
          id: branch.id,
          ...(parent === undefined ? {} : { parent }),
          forkMs,
          untilMs: branch.untilMs,
          label: labelOf(own),
          ...(branch.name === undefined ? {} : { name: branch.name }),
          inputs: own.length,
          current: branch.id === id,
        })),
        ...(undone === undefined ? {} : { undo: labelOf(given.slice(undone)) }),
        ...(place ? { redo: labelOf(place.typed.slice(commonLength(given, place.typed))) } : {}),
      };
    },
    keep(own, liveMs, pending = []) {
      const played = current(liveMs);
      const branches = [...left, { ...played, typed: [...played.typed, ...pending] }].sort((a, b) => a.id - b.id);
      const inputs = [...new Set(branches.flatMap(({ typed }) => typed))];
      const places = new Map(inputs.map((one, i) => [one, i]));
      return {
        own,
        inputs: inputs.map(scenarioInput),
        branches: branches.map(({ typed, untilMs, name: called }) => ({ inputs: typed.map((one) => places.get(one)!), untilMs: Math.min(untilMs, bounds.durationMs), ...(called !== undefined && { name: called }) })),
        current: branches.findIndex((branch) => branch.id === id),
      };
    },
  };
}

/** What was typed at a moment happens a millisecond after it. */
export const scenarioInput = ({ atMs, input }: TypedInput): ScenarioInput => {
  if (input.type === "edit") return { when: { atMs: atMs + 1 }, action: input };
  const { session, ...action } = input;
  return { when: { atMs: atMs + 1 }, ...(session === undefined ? {} : { session }), action };
};

function taken({ inputs, branches }: KeptBranches): Branch[] {
  const typed = inputs.map(({ when, session, action }): TypedInput => ({
    atMs: Math.max(0, ("atMs" in when ? when.atMs : 0) - 1),
    input: action.type === "edit" ? action : ({ ...action, ...(session === undefined ? {} : { session }) } as PageInput),
  }));
  return branches.map(({ inputs: places, untilMs, name }, i) => ({ id: i + 1, typed: places.map((place) => typed[place]!), untilMs, ...(name !== undefined && { name }) }));
}

/** True when the other is a beginning of this one. */
function holds(one: Branch, other: Branch): boolean {
  const next = one.typed[other.typed.length];
  return other.untilMs <= one.untilMs && commonLength(one.typed, other.typed) === other.typed.length && (next === undefined || other.untilMs <= next.atMs);
}

const isSame = (a: readonly TypedInput[], b: readonly TypedInput[]): boolean => a.length === b.length && commonLength(a, b) === a.length;

/** Beyond so many the oldest from which none parts is dropped, one with a name last. One place is for what is played. */
function bounded(branches: readonly Branch[]): Branch[] {
  let kept = [...branches];
  while (kept.length > MOST_BRANCHES - 1) {
    const parents = new Set(treeOf(kept).map(({ parent }) => parent));
    const leaves = kept.filter((branch) => !parents.has(branch.id));
    const dropped = leaves.find((branch) => branch.name === undefined) ?? leaves[0];
    kept = kept.filter((branch) => branch !== dropped);
  }
  return kept;
}
