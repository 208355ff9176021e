import type { Entity, EntityKey, ViewModel } from "./model.ts";

/** One entity's change; absent = it was not there. Reversible. */
export interface Change {
  readonly key: EntityKey;
  readonly before?: Entity;
  readonly after?: Entity;
}

export type Changes = readonly Change[];

/** The changes that lead back. */
export const reversed = (changes: Changes): Changes => changes.map(({ key, before, after }) => change(key, after, before));

/** A change; undefined = not there. */
export function change(key: EntityKey, before: Entity | undefined, after: Entity | undefined): Change {
  return { key, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

/** One change per key that leads from the first state to the last; what came back to where it was is left out. */
export function squashed(all: Iterable<Changes>): Changes {
  const byKey = new Map<EntityKey, Change>();
  for (const changes of all) {
    for (const { key, before, after } of changes) {
      const earlier = byKey.get(key);
      byKey.set(key, change(key, earlier ? earlier.before : before, after));
    }
  }
  return [...byKey.values()].filter(({ before, after }) => before !== after);
}

/** The model after the changes. */
export function applied(model: ViewModel, changes: Changes): ViewModel {
  const next = new Map(model);
  for (const { key, after } of changes) {
    if (after) next.set(key, after);
    else next.delete(key);
  }
  return next;
}
