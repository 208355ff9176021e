import { useCallback, useSyncExternalStore } from "react";
import type { EntityKey, Mark, PodGlyph } from "../../graph/model.ts";
import { countUpTo } from "../timeline/steps.ts";

/** States that a pod went through faster than one can see: they stand beside it for a while. The timeline has all of them at their instants. */

export interface PassedState {
  readonly atMs: number;
  readonly status: string;
  readonly glyph: PodGlyph;
}

/** On the page: shorter than this a state is missed; so long it stands then. */
const SEEN_FROM_MS = 250;
const SHOWN_MS = 1_600;
/** The newest so many. */
const MOST = 5;
/** What runs to a goal runs as fast as it can. */
const UNBOUNDED = 1_000;

interface Trail {
  readonly states: readonly PassedState[];
  readonly untilPageMs: number;
}

const NONE: readonly PassedState[] = [];
const last = new Map<EntityKey, PassedState>();
/** What lies before the moment that was gone to, until something is passed from there: who goes back through time reads nothing of it. */
let behind: { readonly marks: readonly Mark[]; readonly untilMs: number } | undefined;
const trails = new Map<EntityKey, Trail>();
const listeners = new Map<EntityKey, Set<() => void>>();

/** Of those who draw many. */
const ofAll = new Set<() => void>();

const tell = (pod: EntityKey): void => {
  listeners.get(pod)?.forEach((listener) => listener());
  ofAll.forEach((listener) => listener());
};

/** Marks of what has passed between the moment shown before and the one shown now, and how fast. */
export function takePassed(marks: readonly Mark[], speed: number, pageMs: number): void {
  if (behind && marks.length > 0) readBehind(behind.marks, behind.untilMs);
  for (const mark of marks) {
    if (mark.kind === "podDeleted") forget(mark.pod);
    if (mark.kind !== "status") continue;
    const before = last.get(mark.pod);
    last.set(mark.pod, { atMs: mark.atMs, status: mark.status, glyph: mark.glyph });
    if (before && before.status !== mark.status && (mark.atMs - before.atMs) / (speed || UNBOUNDED) < SEEN_FROM_MS) add(mark.pod, before, pageMs);
  }
}

function add(pod: EntityKey, state: PassedState, pageMs: number): void {
  const states = [...(trails.get(pod)?.states ?? NONE), state].slice(-MOST);
  trails.set(pod, { states, untilPageMs: pageMs + SHOWN_MS });
  tell(pod);
  expiry ||= setTimeout(expire, SHOWN_MS);
}

/** They go when they have been seen, whether time goes on or stands: what stands still is the moment, not the way to it. */
let expiry: ReturnType<typeof setTimeout> | 0 = 0;
function expire(): void {
  const now = performance.now();
  for (const [pod, { untilPageMs }] of trails) if (untilPageMs <= now && trails.delete(pod)) tell(pod);
  const next = Math.min(...[...trails.values()].map(({ untilPageMs }) => untilPageMs));
  expiry = trails.size === 0 ? 0 : setTimeout(expire, next - now);
}

function forget(pod: EntityKey): void {
  last.delete(pod);
  if (trails.delete(pod)) tell(pod);
}

/** Another moment was gone to: nothing was passed on the way. `marks`: all that is known, in order of time. */
export function resetPassed(marks: readonly Mark[], viewMs: number): void {
  const shown = [...trails.keys()];
  trails.clear();
  last.clear();
  clearTimeout(expiry);
  expiry = 0;
  behind = { marks, untilMs: viewMs };
  shown.forEach(tell);
}

/** As each Pod was last. What is older than this has been seen at any speed. */
function readBehind(marks: readonly Mark[], untilMs: number): void {
  behind = undefined;
  const end = countUpTo(marks, untilMs);
  for (let index = countUpTo(marks, untilMs - SEEN_FROM_MS * UNBOUNDED); index < end; index += 1) {
    const mark = marks[index]!;
    if (mark.kind === "podDeleted") last.delete(mark.pod);
    if (mark.kind === "status") last.set(mark.pod, { atMs: mark.atMs, status: mark.status, glyph: mark.glyph });
  }
}

/** What a pod has just gone through, the oldest first. */
export function usePassed(pod: EntityKey): readonly PassedState[] {
  const subscribe = useCallback((listener: () => void) => {
    const own = listeners.get(pod) ?? new Set();
    listeners.set(pod, own.add(listener));
    return () => {
      own.delete(listener);
      if (own.size === 0 && listeners.get(pod) === own) listeners.delete(pod);
    };
  }, [pod]);
  return useSyncExternalStore(subscribe, () => trails.get(pod)?.states ?? NONE);
}

/** For what draws many: all pods that have a trail now. */
export const trailsNow = (): readonly (readonly [pod: EntityKey, states: readonly PassedState[]])[] => [...trails].map(([pod, { states }]) => [pod, states] as const);

/** Called when any trail comes, goes or grows. Returns how to end it. */
export function onPassed(listener: () => void): () => void {
  ofAll.add(listener);
  return () => ofAll.delete(listener);
}
